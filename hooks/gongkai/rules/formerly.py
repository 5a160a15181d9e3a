"""What rules ask of the addresses that documents name as their former ones."""

from collections.abc import Iterator

from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.model.document import is_draft
from gongkai.model.former_addresses import FormerAddress, former_address
from gongkai.rules.rule import Case


def former_addresses(document: Document, case: Case) -> Iterator[tuple[int, FormerAddress | None]]:
    """What each of them means, with its place in the list; None for one of another host."""
    for index, written in enumerate(document.formerly if document.has("formerly") else ()):
        yield index, former_address(written, case.settings.site_url)


def impossible(document: Document, case: Case) -> Iterator[Violation]:
    """Those at which the document cannot have stood (GK003)."""
    for index, address in former_addresses(document, case):
        place, written = ("formerly", index), document.formerly[index]
        if address is None:
            known = case.settings.site_url
            said = f"“{written}”是别的网站的地址，本站不能让它跳转" if known else _NO_SITE.format(written)
            yield document.violation(place, said, fix=_PATH_ALONE)
            continue
        inside = not address.at_root and not address.query
        other = case.page_at(address.path) if inside else None
        if other is document:
            yield document.violation(place, f"“{written}”就是这份文件现在的网址", fix="删去这一项。")
        elif address.is_own or (other and not is_draft(other)):
            whose = f"现在是 {other.path} 的网址" if other else "是本站自己的网页"
            yield document.violation(place, f"“{written}”{whose}，不会跳转到这份文件", fix=_ANOTHER)


_NO_SITE = "“{}”写了网站的名字，设置文件 mkdocs.yml 里却没有 site_url，不知道是不是本站"
_PATH_ALONE = (
    "旧网站与本站域名相同的，只写域名后面的路径，例如 /art/2021/5/8/12.html；域名不同的，在旧网站上设置跳转。"
)
_ANOTHER = "核对旧网址；写错了的改正，不需要的删去。"

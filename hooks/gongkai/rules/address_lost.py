"""GK404: a page that was public answers no more."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.law import in_words
from gongkai.model import Document
from gongkai.model.document import is_draft
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """Every address at which a document was public has a page, leads to where the document is now, or says that it was
    deleted. So what breaks it is a document that is withheld again.

    Why: the address stands in letters, in other sites' lists, in citizens' favourites; what was public and vanishes
    without a word looks like something hidden.
    """
    for one in case.old.lost:
        now = case.library[one.now]
        where = "" if one.now == one.path else f"（现在是 {one.now}）"
        message = f"这份文件公开过（到 {one.until} 还在），现在{_why(now)}{where}，原来的网址打不开"
        yield Violation(one.path, 0, message, fix=_fix(now), concerns=one.now)
    for path in case.old.unknown:
        yield Violation(
            path,
            0,
            "设置文件 mkdocs.yml 的 withheld_titles 里写了它，可是没有删除过这样一份公开的文件",
            fix=_UNKNOWN,
            warning=True,
        )


def _why(document: Document) -> str:
    return "是草稿（draft）" if is_draft(document) else f"要到{in_words(document.published)}才公开"


def _fix(document: Document) -> str:
    back = "删去 draft 这一行" if is_draft(document) else "把 published 改回原来的日期"
    return f"{back}；不能再公开的，写 withdrawn: {{on: …, reason: …}} 撤下，或者删除文件：网址上会留下说明。"


_UNKNOWN = "核对路径：写文件删除以前在栏目文件夹里的路径；不再需要的，从设置中删去这一项。"

RULE = Rule(
    code="GK404",
    name="address-lost",
    title="公开过的网址打不开",
    says="公开过的文件又改成草稿，或者发布日期改到了以后，原来的网址既没有网页，也不跳转，也没有说明。移动、删除的文件会自动跳转、留下说明，不在此列。",
    basis=law.LINKS_KEPT,
    fix="让文件继续公开，或者撤下、删除它：网址上会留下说明。",
    check=check,
    asks_git=True,
)

"""GK602: a link to a place within a page that has no such place."""

import difflib
from collections.abc import Iterator
from datetime import date
from html import escape

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket, Document, Request
from gongkai.rules.rule import Case, Rule
from gongkai.text import Link, page_anchors, shown_html


def check(document: Document, case: Case) -> Iterator[Violation]:
    """An internal anchor without target.

    Why: a link to a clause or a question that lands at the top of the page sends the reader searching.
    """
    day = max(case.today, document.published)
    for link in case.text(document).links:
        address = case.address(link.href, document)
        if address is None or not address.anchor:
            continue
        target = case.library.get(address.path or "index.md")
        if target is not None:
            known = page_anchors(target, case.text(target), case.library, day)
        elif address.path in case.lists:
            known = _requests(address.path, case)
        else:
            continue
        comes = target is not None and address.anchor in case.text(target).ids
        if address.anchor not in known and not (comes and _is_hidden(link, document, case, day)):
            near = difflib.get_close_matches(address.anchor, sorted(known), n=1)
            fix = f"可能想写的是“#{near[0]}”；{RULE.fix}" if near else None
            if target is None:
                fix = "列表的内容天天在变，里面没有固定的位置：去掉 # 和后面的部分，或者直接链接到那份文件。"
            message = f"链接“{link.href}”所指的位置“{address.anchor}”不存在"
            yield document.body_violation(link.line, message, fix=fix)


def _is_hidden(link: Link, document: Document, case: Case, day: date) -> bool:
    """Whether a link stands in a part of a docket whose day has not come, like what it leads to: a footnote, say."""
    if not isinstance(document, Docket):
        return False
    return f'href="{escape(link.href)}"' not in shown_html(document, case.text(document), day)


def _requests(path: str, case: Case) -> frozenset[str]:
    """The places of a list that stay: the requests of a year."""
    requests = (placed.entry for placed in case.library.entries(Request) if path.startswith("requests/"))
    return frozenset(
        one.anchor
        for one in requests
        if path == f"requests/{one.received.year}/" and one.received <= case.today
    )


RULE = Rule(
    code="GK602",
    name="anchor-broken",
    title="链接的位置不存在",
    says="链接指向某个页面里的某个位置（# 后面的部分），那个页面没有这个位置。",
    basis=law.LINKS_KEPT,
    fix="改成目标标题的编号：打开目标页面，点击标题，地址栏 # 后面的就是；或者给目标标题写上 {#编号}。",
    check=check,
    subjects=(Document,),
)

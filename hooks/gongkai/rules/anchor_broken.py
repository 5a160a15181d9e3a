"""GK602: a link to a place within a page that has no such place."""

import difflib
from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import AnnualReport, Docket, Document, Event, Plan, Policy
from gongkai.model.addresses import inner_address
from gongkai.rules.rule import Case, Rule
from gongkai.text import clause_ids

FRAME = frozenset({"gk-attachments"})
DOCKET_FRAME = frozenset(
    f"gk-{part}" for part in ("timeline", "consultation", "feedback", "participation", "attendance", "result")
)
EVENT_FRAME = frozenset({"gk-when", "gk-outcome"})
REPORT_FRAME = frozenset({"gk-documents", "gk-requests"})
PLAN_FRAME = frozenset({"gk-offices", "gk-trainings"})
POLICY_FRAME = frozenset(f"gk-{part}" for part in ("answers", "text", "history", "about-file"))
"""Anchors that the pages themselves bring, see pages/templates/."""


def check(document: Document, case: Case) -> Iterator[Violation]:
    """An internal anchor without target.

    Why: a link to a clause or a question that lands at the top of the page sends the reader searching.
    """
    for link in case.text(document).links:
        address = inner_address(link.href, document)
        target = case.library.get(address.path) if address else None
        if address is None or not address.anchor or target is None:
            continue
        known = case.text(target).ids | _of_the_page(target, case)
        if address.anchor not in known:
            near = difflib.get_close_matches(address.anchor, sorted(known), n=1)
            fix = f"可能想写的是“#{near[0]}”；{RULE.fix}" if near else None
            message = f"链接“{link.href}”所指的位置“{address.anchor}”不存在"
            yield document.body_violation(link.line, message, fix=fix)


def _of_the_page(target: Document, case: Case) -> frozenset[str]:
    """The anchors that a page has besides those of its text."""
    if isinstance(target, Policy):
        return FRAME | POLICY_FRAME | clause_ids(case.text(target).html)
    if isinstance(target, Plan):
        return FRAME | PLAN_FRAME | {task.anchor for task in (target.tasks if target.has("tasks") else ())}
    frames: dict[type[Document], frozenset[str]] = {
        Docket: DOCKET_FRAME,
        Event: EVENT_FRAME,
        AnnualReport: REPORT_FRAME,
    }
    return FRAME | frames.get(type(target), frozenset())


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

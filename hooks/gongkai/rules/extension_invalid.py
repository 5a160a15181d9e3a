"""GK304: the term of a request was extended in a way the law does not know."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Request
from gongkai.model.terms import request_term
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """Over 20 working days (unless `art35` says why), not approved, or granted after the due day.

    Why: 条例 art. 33; a term that has run out cannot be extended.
    """
    if faults := tuple(_faults(placed.entry, case)):
        yield placed.violation("extended", f"申请 {placed.entry.no} 的延长{'；'.join(faults)}")


def _faults(request: Request, case: Case) -> Iterator[str]:
    extended = request.extended
    if extended is None:
        return
    terms = case.library.terms
    begun = request.counts_from(case.today) or request.received
    most = terms.days(law.EXTENSION, begun)
    if extended.days > most and not extended.art35:
        yield f"为 {extended.days} 个工作日，最长只能 {most} 个工作日{terms.note(law.EXTENSION, begun)}"
    if not extended.approved_by:
        yield "没有写明批准人（approved_by）"
    day = max(extended.on, case.today)
    term = request_term(request, case.library.calendar, day, terms, extended=False)
    if term and term.due and extended.on > term.due:
        yield f"是 {extended.on} 决定的，原期限 {term.due} 已经届满"


RULE = Rule(
    code="GK304",
    name="extension-invalid",
    title="延长期限不合规定",
    says="答复期限延长超过 {extension}、没有批准人，或者是期限届满以后才决定的。",
    basis=law.REQUEST_EXTENDED,
    fix="照审批单改正 on、days，补写 approved_by；依条例第三十五条延迟答复的，用 art35 写明理由；"
    "延长不成立的，删去 extended，用 late_reason 说明逾期原因。",
    check=check,
    is_duty=True,
    subjects=(Request,),
)

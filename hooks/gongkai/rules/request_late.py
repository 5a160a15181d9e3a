"""GK303: a request for information was answered late, and nothing says why."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Request
from gongkai.model.request_terms import request_term, term_is_told
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """`replied` after the due day, or `closed` after it, without `late_reason`.

    Why: a duty met late passes once the reason is told, in public; and a request that is withdrawn when it is
    overdue was overdue all the same.
    """
    request = placed.entry
    field, done = ("replied", request.replied) if request.replied else ("closed", _closed(request))
    if done is None or request.late_reason:
        return
    term = request_term(request, case.library.calendar, max(done, case.today), case.library.terms)
    if term and term.due and done > term.due:
        did = "答复" if field == "replied" else "办结"
        yield placed.violation(
            field,
            f"申请 {request.no} 于 {done} {did}，晚于最后一天 {term.due}，没有说明原因（{term.counted}）",
        )


def _closed(request: Request) -> date | None:
    closed = request.closed
    return closed.on if closed and term_is_told(request, closed.on) else None


RULE = Rule(
    code="GK303",
    name="request-late",
    title="依申请公开逾期答复",
    says="依申请公开在答复期限（{request}）之后才答复或者办结，没有写逾期说明（late_reason）。",
    basis=law.REQUEST_IN_TIME,
    fix=f"用 late_reason 写明逾期的原因，页面会公开显示；漏记了补正、中止、延长的，照实补记。{law.STILL_LATE}。",
    check=check,
    is_duty=True,
    subjects=(Request,),
)

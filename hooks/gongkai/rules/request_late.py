"""GK303: a request for information was answered late, and nothing says why."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Request
from gongkai.model.terms import request_term
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """`replied` after the due day, without `late_reason`.

    Why: a duty met late passes once the reason is told, in public.
    """
    request = placed.entry
    if request.replied is None or request.late_reason:
        return
    term = request_term(request, case.library.calendar, max(request.replied, case.today), case.library.terms)
    if term and term.due and request.replied > term.due:
        yield placed.violation(
            "replied",
            f"申请 {request.no} 于 {request.replied} 答复，晚于最后一天 {term.due}，没有说明原因（{term.counted}）",
        )


RULE = Rule(
    code="GK303",
    name="request-late",
    title="依申请公开逾期答复",
    says="依申请公开在答复期限（{request}）之后才答复，没有写逾期说明（late_reason）。",
    basis=law.REQUEST_IN_TIME,
    fix="用 late_reason 写明逾期的原因，页面会公开显示；漏记了补正、中止、延长的，补记。",
    check=check,
    is_duty=True,
    subjects=(Request,),
)

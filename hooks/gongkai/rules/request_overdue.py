"""GK302: a request for information is not answered, and its due day is past."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Request
from gongkai.model.request_terms import request_term
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """Neither replied nor closed, and the due day is past (what is dated later has not happened).

    Why: 条例 art. 33. Pauses, corrections and extensions count as the law has them.
    """
    request = placed.entry
    if request.ended_by(case.today):
        return
    term = request_term(request, case.library.calendar, case.today, case.library.terms)
    if term and term.due and case.today > term.due:
        late = (case.today - term.due).days
        yield placed.violation(
            None, f"申请 {request.no} 最迟应在 {term.due} 答复，已逾期 {late} 天（{term.counted}）"
        )


RULE = Rule(
    code="GK302",
    name="request-overdue",
    title="依申请公开到期未答复",
    says="依申请公开的答复期限（{request}）已过，没有答复，也没有依法办结。",
    basis=law.REQUEST_IN_TIME,
    fix="尽快答复，填写 replied、outcome，并用 late_reason 写明逾期的原因；漏记了补正、中止、延长、办结的，照实补记。",
    check=check,
    is_duty=True,
    subjects=(Request,),
    kind="clock",
)

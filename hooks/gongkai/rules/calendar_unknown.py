"""GK309: a due day needs a year whose working days nobody has announced yet."""

from collections.abc import Callable, Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket, Policy
from gongkai.model.terms import Term, disclosure_term, feedback_term, request_term
from gongkai.rules.rule import Case, Rule

Violates = Callable[..., Violation]


def check(case: Case) -> Iterator[Violation]:
    """A due day needs a year without a calendar: said, never guessed.

    Why: a wrong due date is worse than none. A warning until today is in that year, an error then. Silent
    where the duty was met so early that the unknown days cannot matter.
    """
    calendar, today = case.library.calendar, case.today
    for docket in case.bound(Docket, "decided", "feedback"):
        term = feedback_term(docket, calendar)
        done = docket.feedback_on(today)
        if term and not (done and term.kept_by(done.published, calendar)):
            yield from _unknown(term, "意见采纳情况的公开期限", docket.violation, "decided", case)
    for policy in case.bound(Policy, "signed", "published", "republished"):
        term = disclosure_term(policy, calendar)
        if not policy.republished and not term.kept_by(policy.published, calendar):
            yield from _unknown(term, "发布期限", policy.violation, "signed", case)
    for placed in case.bound_requests:
        request = placed.entry
        request_due = request_term(request, calendar, today)
        replied = request.replied_by(today)
        if request_due and not (replied and request_due.kept_by(replied, calendar)):
            field = "received" if request_due.start == request.received else "correction_received"
            yield from _unknown(request_due, f"申请 {request.no} 的答复期限", placed.violation, field, case)


def _unknown(term: Term, what: str, violation: Violates, field: str, case: Case) -> Iterator[Violation]:
    year = term.unknown_year
    if year is not None:
        yield violation(
            field,
            f"{what}要用到 {year} 年的工作日安排，现在还没有",
            fix=f"国务院办公厅公布 {year} 年节假日安排后，照通知新建 calendar/{year}.yml"
            "（写明 notice、holidays、workdays）。",
            warning=case.today.year < year,
        )


RULE = Rule(
    code="GK309",
    name="calendar-unknown",
    title="缺少工作日安排",
    says="计算期限要用到某一年的工作日安排，而这一年的安排还没有录入；系统不猜日期。",
    basis=law.WORKING_DAYS,
    fix="照国务院办公厅的通知新建当年的 calendar/年份.yml。",
    check=check,
    kind="clock",
)

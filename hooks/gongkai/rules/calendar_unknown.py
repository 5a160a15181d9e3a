"""GK309: a due day needs a year whose working days nobody has announced yet."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket, Interpretation, Placed, Policy, Request
from gongkai.model.duties import is_to_be_disclosed
from gongkai.model.request_terms import request_term
from gongkai.model.terms import Term, disclosure_term, feedback_term
from gongkai.rules.rule import Case, Rule

Subject = Docket | Policy | Interpretation | Placed[Request]


def check(subject: Subject, case: Case) -> Iterator[Violation]:
    """A due day needs a year without a calendar: said, never guessed.

    Why: a wrong due date is worse than none. A warning until today is in that year, an error then. Silent
    where the duty was met so early that the unknown days cannot matter.
    """
    for term, done, field, what in _terms(subject, case):
        year = term.unknown_year
        if year is None or (done and term.kept_by(done, case.library.calendar)):
            continue
        yield subject.violation(
            field,
            f"{what}要用到 {year} 年的工作日安排，现在还没有",
            fix=f"国务院办公厅公布 {year} 年节假日安排后，照通知新建 calendar/{year}.yml"
            "（写明 notice、holidays、workdays）。",
            warning=case.today.year < year,
            concerns=f"calendar/{year}.yml",
        )


def _terms(subject: Subject, case: Case) -> Iterator[tuple[Term, date | None, str, str]]:
    """The terms that bind, when each was met, the field each is counted from, and what they are called."""
    calendar, bound = case.library.calendar, case.library.terms
    if isinstance(subject, Docket):
        if term := feedback_term(subject, calendar, bound):
            feedback = subject.feedback_on(case.today)
            yield term, feedback.published if feedback else None, "decided", "意见采纳情况的公开期限"
    elif isinstance(subject, Placed):
        request = subject.entry
        if term := request_term(request, calendar, case.today, bound):
            field = "received" if term.start == request.received else "correction_received"
            yield term, request.ended_by(case.today), field, f"申请 {request.no} 的答复期限"
    elif is_to_be_disclosed(subject, case.library):
        yield disclosure_term(subject, calendar, bound), subject.published, "signed", "发布期限"


RULE = Rule(
    code="GK309",
    name="calendar-unknown",
    title="缺少工作日安排",
    says="计算期限要用到某一年的工作日安排，而这一年的安排还没有录入；系统不猜日期。",
    basis=law.WORKING_DAYS,
    fix="照国务院办公厅的通知新建当年的 calendar/年份.yml。",
    check=check,
    is_duty=True,
    subjects=(Docket, Policy, Interpretation, Request),
    kind="clock",
)

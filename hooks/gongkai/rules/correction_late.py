"""GK311: the applicant was asked for a correction when the time for that was over."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.law.workdays import CalendarUnknown
from gongkai.model import Placed, Request
from gongkai.model.request_terms import asked_late
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """A correction asked for after the seventh working day from receipt, without `late_reason`.

    Why: 条例 art. 30. The term goes on running from the receipt, whatever the reason: otherwise a notice on the last
    day would make any overdue request new.
    """
    request, calendar = placed.entry, case.library.calendar
    try:
        late = asked_late(request, calendar)
    except CalendarUnknown:
        return  # GK309 says so
    if late and not request.late_reason:
        last = calendar.nth_workday_after(request.received, law.CORRECTION_DAYS)
        yield placed.violation(
            "correction_asked",
            f"申请 {request.no} 于 {request.correction_asked} 才通知补正，最迟应在 {last}"
            f"（收到后第 {law.CORRECTION_DAYS} 个工作日）；答复期限仍从收到申请起算",
        )


RULE = Rule(
    code="GK311",
    name="correction-late",
    title="通知补正逾期",
    says=f"收到申请后超过 {law.CORRECTION_DAYS} 个工作日才通知申请人补正。这样的补正不改变答复期限的起算。",
    basis=law.CORRECTION_ASKED,
    fix="日期写错的改正；确实逾期的，尽快按原期限答复，并用 late_reason 写明原因，页面会公开显示。",
    check=check,
    is_duty=True,
    subjects=(Request,),
)

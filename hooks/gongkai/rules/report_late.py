"""GK306: the annual report came after January 31, and nothing says why."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import AnnualReport
from gongkai.rules.rule import Case, Rule


def check(report: AnnualReport, _case: Case) -> Iterator[Violation]:
    """Published after January 31 of the year after the one it is on, without `late_reason`.

    Why: a duty met late passes once the reason is told, in public.
    """
    due = law.report_due(report.folder_year)
    if report.published > due and not report.late_reason:
        yield report.violation("published", f"年度报告 {report.published} 公布，晚于 {due}，没有说明原因")


RULE = Rule(
    code="GK306",
    name="report-late",
    title="年度报告逾期公布",
    says=f"年度报告在次年 {law.REPORT_DAY}之后公布，没有写逾期说明（late_reason）。",
    basis=law.REPORT_BY_JANUARY,
    fix=f"用 late_reason 写明逾期的原因，页面会公开显示。{law.STILL_LATE}。",
    check=check,
    is_duty=True,
    subjects=(AnnualReport,),
)

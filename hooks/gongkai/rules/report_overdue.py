"""GK305: January 31 is past, and the annual report on the year before is not out."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import AnnualReport
from gongkai.model.duties import report_years_due
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """No report on a year from `duties_since` on, after January 31 of the next; one dated later is absent yet.

    Why: 条例 art. 49.
    """
    for year in report_years_due(case.library, case.today):
        path, due = f"reports/{year}.md", law.report_due(year)
        report = case.library.get(path)
        if path in case.library.unread:
            continue
        if report is not None and not (report.has("published") and report.has("draft")):
            continue  # that fault is a finding itself, and other years are judged still
        if not (isinstance(report, AnnualReport) and report.public_on(case.today)):
            yield Violation(
                path,
                1,
                f"{year} 年度政府信息公开工作年度报告最迟应在 {due} 公布，已逾期 {(case.today - due).days} 天",
                fix=f"编写年度报告，存为 {path}，published 写实际公布的日期，late_reason 公开说明逾期的原因；"
                "统计表由登记数据自动生成。",
            )


RULE = Rule(
    code="GK305",
    name="report-overdue",
    title="年度报告到期未公布",
    says=f"{law.REPORT_DAY}已过，上一年度的政府信息公开工作年度报告还没有公布。",
    basis=law.REPORT_BY_JANUARY,
    fix="尽快公布年度报告，并用 late_reason 说明原因。",
    check=check,
    is_duty=True,
    kind="clock",
)

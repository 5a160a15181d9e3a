"""GK201: March 31 is past, and the year's catalogue of major decisions is not out."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.duties import catalogue_years_due
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """No catalogue of a year from `duties_since` on, after March 31; one dated later is absent yet.

    Why: the public is to know beforehand what will be decided.
    """
    for year in catalogue_years_due(case.library, case.today):
        path = f"decisions/{year}/catalogue.md"
        catalogue = case.library.catalogue(year)
        if catalogue is not None and not (catalogue.has("published") and catalogue.has("draft")):
            continue  # that fault is a finding itself, and other years are judged still
        out = catalogue is not None and catalogue.public_on(case.today)
        if not out and path not in case.library.unread:
            late = (case.today - law.catalogue_due(year)).days
            yield Violation(
                path,
                1,
                f"{year} 年度重大行政决策事项目录最迟应在 {law.catalogue_due(year)} 公开，已逾期 {late} 天",
                fix=f"编制目录，存为 {path}，published 写实际公开的日期，late_reason 公开说明逾期的原因；"
                "本年确无决策事项的，items 写 []，并用 none_reason 说明。",
            )


RULE = Rule(
    code="GK201",
    name="catalogue-overdue",
    title="决策目录到期未公开",
    says=f"{law.CATALOGUE_DAY}已过，当年的重大行政决策事项目录还没有公开。",
    basis=law.CATALOGUE_BY_MARCH,
    fix="尽快公开目录，并用 late_reason 说明原因。",
    check=check,
    is_duty=True,
    waivable=False,
    kind="clock",
)

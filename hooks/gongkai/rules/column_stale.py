"""GK605: a column of the section was not updated within its limit, or is blank."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.columns import last_updated
from gongkai.rules.rule import Case, Rule
from gongkai.settings import COLUMNS


def check(case: Case) -> Iterator[Violation]:
    """A column whose newest content is older than `stale_days` in the settings allow (warning).

    Why: 空白栏目 and 长期不更新 count against a site in every inspection.
    """
    for column, limit in case.settings.stale_days.items():
        newest = last_updated(case.library, column, case.today)
        name = COLUMNS[column]
        if newest is None:
            yield Violation(column, 0, f"栏目“{name}”是空白的")
        elif (days := (case.today - newest).days) > limit:
            said = f"栏目“{name}”最近一次更新是 {newest}，已有 {days} 天没有更新，期限是 {limit} 天"
            yield Violation(column, 0, said)


RULE = Rule(
    code="GK605",
    name="column-stale",
    title="栏目长期未更新",
    says="栏目超过设置中的期限（stale_days）没有更新，或者是空白的。",
    basis=law.COLUMNS_FRESH,
    fix="发布该栏目应有的内容；确实没有内容的，核对设置中的 stale_days。",
    check=check,
    severity="warning",
)

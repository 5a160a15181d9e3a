"""GK605: a column of the section was not updated within its limit, or is blank."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.columns import last_updated
from gongkai.model.standing import GUIDE
from gongkai.rules.rule import Case, Rule
from gongkai.settings import COLUMNS


def check(case: Case) -> Iterator[Violation]:
    """A column whose newest content is older than `stale_days` in the settings allow (warning).

    Why: 空白栏目 and 长期不更新 count against a site in every inspection.
    """
    for column, limit in case.settings.stale_days.items():
        newest = last_updated(case.library, column, case.today)
        name = COLUMNS[column]
        if column == "about" and not _guide_is_out(case):
            said = f"栏目“{name}”里还没有公布政府信息公开指南（{GUIDE}）；条例第十二条要求编制、公布指南"
            yield Violation(column, 0, said)
        elif newest is None:
            yield Violation(column, 0, f"栏目“{name}”是空白的")
        elif (days := (case.today - newest).days) > limit:
            said = f"栏目“{name}”最近一次更新是 {newest}，已有 {days} 天没有更新，期限是 {limit} 天"
            yield Violation(column, 0, said)


def _guide_is_out(case: Case) -> bool:
    guide = case.library.get(GUIDE)
    return guide is not None and guide.has("published") and guide.has("draft") and guide.public_on(case.today)


RULE = Rule(
    code="GK605",
    name="column-stale",
    title="栏目长期未更新",
    says="栏目超过设置中的期限（stale_days）没有更新，或者是空白的；“指南与制度”还没有政府信息公开指南。",
    basis=law.COLUMNS_FRESH,
    fix="发布该栏目应有的内容；确实没有内容的，核对设置中的 stale_days。",
    check=check,
    severity="warning",
)

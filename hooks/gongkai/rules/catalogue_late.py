"""GK202: the year's catalogue came after March 31, and nothing says why."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Catalogue
from gongkai.rules.rule import Case, Rule


def check(catalogue: Catalogue, _case: Case) -> Iterator[Violation]:
    """Published after March 31 of its year, without `late_reason`.

    Why: a duty met late passes once the reason is told, in public.
    """
    due = law.catalogue_due(catalogue.folder_year)
    if catalogue.published > due and not catalogue.late_reason:
        yield catalogue.violation("published", f"目录 {catalogue.published} 公开，晚于 {due}，没有说明原因")


RULE = Rule(
    code="GK202",
    name="catalogue-late",
    title="决策目录逾期公开",
    says=f"目录在 {law.CATALOGUE_DAY}之后公开，没有写逾期说明（late_reason）。",
    basis=law.CATALOGUE_BY_MARCH,
    fix="用 late_reason 写明逾期的原因，页面会公开显示。",
    check=check,
    is_duty=True,
    subjects=(Catalogue,),
)

"""GK203: a decision that its year's catalogue does not list."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """`catalogue_item` is not in that catalogue, once it is published or March 31 is past.

    Why: the catalogue is what the public holds decisions against. `major: false` binds not.
    """
    if not docket.major or docket.catalogue_item is None:
        return
    year = docket.listed_in
    path = f"decisions/{year}/catalogue.md"
    catalogue = case.library.catalogue(year)
    out = catalogue is not None and catalogue.public_on(case.today)
    if path in case.library.unread or (not out and case.today <= law.catalogue_due(year)):
        return
    listed = {item.id for item in catalogue.items} if catalogue else set()
    if docket.catalogue_item not in listed:
        yield docket.violation(
            "catalogue_item",
            f"{year} 年度目录{'中没有' if catalogue else '还没有编制，找不到'}编号为“{docket.catalogue_item}”的事项",
            fix=f"改成目录（{path}）中的编号；年度中新增的事项，先按程序调入目录（status: 调入，"
            "写明 changed、reason、approved_by）；目录属于另一年度的，用 catalogue_year 写明。",
            by_time=catalogue is None,
            concerns=path,
        )


RULE = Rule(
    code="GK203",
    name="docket-unlisted",
    title="决策事项不在目录内",
    says="决策档案的 catalogue_item 不在当年的重大行政决策事项目录里。",
    basis=law.CATALOGUE_BY_MARCH,
    fix="改正编号，或者先把事项调入目录。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)

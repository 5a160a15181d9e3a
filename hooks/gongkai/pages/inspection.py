"""检查指标对照: what a supervisor inspects, item by item, with what was found and where it is seen; red first."""

from collections.abc import Iterator, Sequence

from gongkai.inspection import InspectionTable, Red, Verdict, WorkYear, inspection_table
from gongkai.model import open_data
from gongkai.model.planning import COMING, DONE, LATE, OVERDUE
from gongkai.pages.context import Context
from gongkai.pages.figures import Figure
from gongkai.pages.site import Page, index_page

PATH = "inspection/"


def inspection_pages(context: Context) -> Iterator[Page]:
    """The page of today, and one for each earlier year's work points."""
    table = inspection_table(context.library, context.settings)
    this_year = context.today.year
    choices = tuple(
        (f"{one.year} 年", PATH if one.year == this_year else f"{PATH}{one.year}/") for one in table.years
    )
    yield _today(table, choices, context)
    for year in table.years[1:]:
        yield _earlier(year, choices, context)


def _today(table: InspectionTable, choices: Sequence[tuple[str, str]], context: Context) -> Page:
    year = table.years[0] if table.years else None
    html = context.render(
        "inspection.html",
        PATH,
        table=table,
        year=year,
        reds=tuple((one, _place(one, table)) for one in table.reds),
        figures=_figures(table),
        tasks=_tasks(year) if year else "",
        choices=choices,
        csv=open_data.INSPECTION.path,
        word=open_data.INSPECTION_WORD.path,
    )
    text = "对照国家的政府网站检查指标和本单位的工作要点，逐项列出达标没有、凭什么这样说。"
    return Page(PATH, index_page(PATH), "检查指标对照", html, text)


def _earlier(year: WorkYear, choices: Sequence[tuple[str, str]], context: Context) -> Page:
    path = f"{PATH}{year.year}/"
    title = f"{year.year} 年工作要点落实情况"
    html = context.render(
        "inspection_year.html", path, title=title, year=year, tasks=_tasks(year), choices=choices, chosen=path
    )
    return Page(path, index_page(path), title, html)


def _place(red: Red, table: InspectionTable) -> str:
    """Where it is told: its part on the page of today, or its year's page."""
    if red.year:
        return f"{PATH if red.year == table.years[0].year else f'{PATH}{red.year}/'}#gk-points"
    number = next(number for number, part in enumerate(table.parts, 1) if part.title == red.part)
    return f"{PATH}#gk-part-{number}"


def _figures(table: InspectionTable) -> tuple[Figure, ...]:
    first, *others = table.parts
    veto, open_veto = first.count(Verdict.FAILED), first.count(Verdict.OPEN)
    failed = sum(part.count(Verdict.FAILED) for part in others)
    undecided = sum(part.count(Verdict.OPEN) for part in table.parts)
    late = sum(len(year.failed) for year in table.years)
    return (
        Figure("触发单项否决", f"{veto}", "项", f"不能判断 {open_veto} 项", red=veto > 0),
        Figure("其他未达标", f"{failed}", "项", red=failed > 0),
        Figure("工作要点、期限有逾期未办", f"{late}", "条", red=late > 0),
        Figure("本站不能判断", f"{undecided}", "项", "要看服务器，或者要人判断"),
    )


def _tasks(year: WorkYear) -> str:
    """The tasks of a year in one line; empty where there is no plan."""
    if not year.tasks:
        return ""
    counted = "，".join(f"{state} {year.counted[state]} 项" for state in (DONE, LATE, OVERDUE, COMING))
    return f"共 {len(year.tasks)} 项：{counted}。"

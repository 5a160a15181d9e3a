"""公开监督: every duty with its day and its state, what falls due next first; and how the years went."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from gongkai import law
from gongkai.law.workdays import CalendarUnknown
from gongkai.model import Plan, Policy, Request
from gongkai.model.duties import Duty, State, all_duties
from gongkai.pages.charts import Bar, bar_chart
from gongkai.pages.context import Context
from gongkai.pages.disclosed_requests import disclosed_documents
from gongkai.pages.figures import Figure, percent
from gongkai.pages.lists import near_pages
from gongkai.pages.requests import address
from gongkai.pages.site import Page, index_page
from gongkai.pages.waivers import lowered_rules, waivers_told

PATH = "disclosure/"
SOON = timedelta(days=30)
ROWS = 100
"""Duties on one page of a year's list."""

KINDS = {
    "GK301": "主动公开",
    "GK101": "政策解读",
    "GK201": "决策目录",
    "GK204": "征求意见",
    "GK207": "意见反馈",
    "GK302": "依申请公开",
    "GK305": "年度报告",
    "GK307": "工作任务",
}
"""What a duty is about, by the rule that guards it."""

STATES = {
    State.UPCOMING: "未到期",
    State.OVERDUE: "逾期未办",
    State.MET: "按期完成",
    State.MET_LATE: "逾期完成",
    State.UNKNOWN: "期限不明",
}
_ANCHORS = {"GK204": "#gk-consultation", "GK207": "#gk-feedback"}
"""Where on a docket's page a duty is told, a feedback once there is one."""


@dataclass(frozen=True)
class DutyRow:
    """A duty in words; `url` is where it can be seen, empty for what is still missing; `mark` of a
    document that is over."""

    duty: Duty
    kind: str
    state: str
    url: str
    mark: str


@dataclass(frozen=True)
class Year:
    """How the duties that fell due in a year were met."""

    year: int
    met: int
    late: int
    overdue: int

    @property
    def share(self) -> str:
        """Of what fell due, what was done in time."""
        return percent(self.met, self.met + self.late + self.overdue)


@dataclass(frozen=True)
class PublicationSpeed:
    """Working days from signing to publication of a year's policies."""

    year: int
    count: int
    median: str
    longest: int


def disclosure_pages(context: Context) -> Iterator[Page]:
    """The supervisor's page, and all duties of each year."""
    places = _places(context)
    rows = tuple(_row(duty, places, context) for duty in all_duties(context.library, context.today))
    years = sorted({row.duty.due.year for row in rows if row.duty.due}, reverse=True)
    choices = tuple((f"{year} 年", f"{PATH}{year}/") for year in years)
    yield _overview(rows, choices, context)
    for year in years:
        yield from _list(
            year, [row for row in rows if row.duty.due and row.duty.due.year == year], choices, context
        )


def _overview(rows: Sequence[DutyRow], choices: Sequence[tuple[str, str]], context: Context) -> Page:
    upcoming = [row for row in rows if row.duty.state is State.UPCOMING]
    soon = [row for row in upcoming if row.duty.due and row.duty.due <= context.today + SOON]
    years = _years(rows)
    days = _days_to_publication(context)
    html = context.render(
        "disclosure.html",
        PATH,
        overdue=[row for row in rows if row.duty.state is State.OVERDUE],
        soon=soon,
        later=[row for row in upcoming if row not in soon],
        unknown=[row for row in rows if row.duty.state is State.UNKNOWN],
        figures=_figures(rows, soon, years),
        years=years,
        years_chart=_years_chart(years),
        speeds=_speeds(days),
        speed_chart=_speed_chart(days),
        disclosed=disclosed_documents(context),
        waivers=waivers_told(context),
        kinds=KINDS,
        choices=choices,
        days=SOON.days,
        limit=context.library.terms.phrase(law.DISCLOSURE),
        lowered=lowered_rules(context.settings),
    )
    text = "公开义务的到期日、完成情况和计算依据，以及正在暂缓的事项。"
    return Page(PATH, index_page(PATH), "公开监督", html, text)


def _list(
    year: int, rows: Sequence[DutyRow], choices: Sequence[tuple[str, str]], context: Context
) -> Iterator[Page]:
    """All duties of a year, cut into numbered pages."""
    pages = max(-(-len(rows) // ROWS), 1)
    first = f"{PATH}{year}/"
    paths = [first, *(f"{first}page/{number}/" for number in range(2, pages + 1))]
    for number, path in enumerate(paths, 1):
        title = f"{year} 年到期的公开事项" + (f"（第 {number} 页）" if number > 1 else "")
        html = context.render(
            "disclosure_year.html",
            path,
            title=title,
            rows=rows[(number - 1) * ROWS : number * ROWS],
            total=len(rows),
            choices=choices,
            chosen=first,
            near=[(one, paths[one - 1]) for one in near_pages(number, pages)],
            number=number,
        )
        yield Page(path, index_page(path), title, html)


def _row(duty: Duty, places: dict[tuple[str, int], str], context: Context) -> DutyRow:
    url, mark = places.get((duty.path, duty.line), ""), ""
    if not url and context.is_public(duty.path):
        document = context.library[duty.path]
        begun = duty.met is not None or duty.code == "GK204"
        told = begun and not document.withdrawn_on(context.today)
        mark = context.link(document)[2]
        url = document.url + (_ANCHORS.get(duty.code, "") if told else "")
    return DutyRow(duty, KINDS[duty.code], STATES[duty.state], url, mark)


def _places(context: Context) -> dict[tuple[str, int], str]:
    """Where the duties are told that stand in the middle of a file: requests and tasks."""
    places = {(one.path, one.line()): address(one) for one in context.library.entries(Request)}
    for plan in context.library.public(Plan, context.today):
        for index, task in enumerate(plan.tasks):
            places[plan.path, plan.line("tasks", index)] = f"{plan.url}#{task.anchor}"
    return places


def _years(rows: Sequence[DutyRow]) -> tuple[Year, ...]:
    """The latest first. The end of a consultation is no duty that could be late."""
    count = Counter(
        (row.duty.due.year, row.duty.state) for row in rows if row.duty.due and row.duty.code != "GK204"
    )
    told = (State.MET, State.MET_LATE, State.OVERDUE)
    years = sorted({year for year, state in count if state in told}, reverse=True)
    return tuple(Year(year, *(count[year, state] for state in told)) for year in years)


def _figures(rows: Sequence[DutyRow], soon: Sequence[DutyRow], years: Sequence[Year]) -> tuple[Figure, ...]:
    overdue = sum(row.duty.state is State.OVERDUE for row in rows)
    newest = years[0] if years else None
    return (
        Figure("逾期未办", f"{overdue}", "项"),
        Figure(f"{SOON.days} 天内到期", f"{len(soon)}", "项"),
        Figure(f"{newest.year} 年按期完成率", newest.share) if newest else Figure("按期完成率", "—"),
        Figure("全部事项", f"{len(rows)}", "项"),
    )


def _years_chart(years: Sequence[Year]) -> str:
    bars = [
        Bar(f"{one.year} 年", (one.met, one.late, one.overdue), f"{one.share}") for one in reversed(years)
    ]
    return bar_chart("gk-by-year", "各年到期事项的完成情况", bars, ("按期完成", "逾期完成", "逾期未办"))


def _days_to_publication(context: Context) -> tuple[tuple[date, int], ...]:
    """The day of publication of each policy with the working days since it was signed."""
    library = context.library
    found = []
    for policy in library.public(Policy, context.today):
        if library.bound(policy) and not policy.of_another_organ:
            try:
                days = library.calendar.workdays_between(policy.signed, policy.published)
            except CalendarUnknown:
                continue
            found.append((policy.published, days))
    return tuple(found)


def _speeds(days: Sequence[tuple[date, int]]) -> tuple[PublicationSpeed, ...]:
    years = sorted({day.year for day, _count in days}, reverse=True)
    grouped = ((year, [count for day, count in days if day.year == year]) for year in years)
    return tuple(
        PublicationSpeed(year, len(found), f"{median(found):g}", max(found)) for year, found in grouped
    )


def _speed_chart(days: Sequence[tuple[date, int]]) -> str:
    """How many policies were published within how many working days."""
    limit, step = law.DISCLOSURE.days, 5
    spans = [(0, 0), *((start + 1, start + step) for start in range(0, limit, step))]
    counts = [(f"{a}—{b} 天" if b else "当天", sum(a <= n <= b for _day, n in days)) for a, b in spans]
    beyond = sum(n > limit for _day, n in days)
    bars = [Bar(name, (count, 0), f"{count} 件") for name, count in counts]
    bars.append(Bar(f"{limit} 天以上", (0, beyond), f"{beyond} 件"))
    return bar_chart("gk-by-days", "从签发到发布的工作日", bars)

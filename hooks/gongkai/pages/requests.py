"""依申请公开: what the register tells the public of each year. No name, no address, no question of anybody's."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from gongkai import law
from gongkai.law import in_words
from gongkai.law.workdays import CalendarUnknown
from gongkai.model import Placed, Request
from gongkai.model.request_terms import progress, request_term, term_is_told
from gongkai.model.requests import CLOSED_AS, REQUEST_OUTCOMES, Progress
from gongkai.model.standing import GUIDE
from gongkai.model.terms import used_workdays
from gongkai.pages.actions import to_request
from gongkai.pages.charts import Bar, bar_chart
from gongkai.pages.context import Context
from gongkai.pages.disclosed_requests import disclosed_documents, disclosed_in
from gongkai.pages.figures import Figure, median_days, percent
from gongkai.pages.site import Page, index_page

PATH = "requests/"
_UNTOLD = "没有登记结果"


@dataclass(frozen=True)
class ShownRequest:
    """A request as it stands today; what is dated later is not in it."""

    no: str
    anchor: str
    received: date
    progress: Progress
    outcome: str
    ground: str
    told: str
    """What else is told of the answer: which organ the applicant was pointed to, why no review was due."""
    replied: date | None
    ended: date | None
    """The day of the answer, or of the end without one."""
    due: date | None
    days: int | None
    """Working days used until the answer, pauses not counted."""
    kept: bool | None
    """Whether the answer, or today while there is none, is within the term; None where no term can be told."""
    counted: str
    extended: str
    late_reason: str
    disclosed: tuple[str, str, str] | None
    """The document in which everybody can read now what was asked for."""
    disclosed_why: str

    @property
    def state(self) -> str:
        """What became of it, or where it is, in words."""
        return self.outcome or ("已答复" if self.replied else str(self.progress))


@dataclass(frozen=True)
class Summary:
    """A number of requests, counted."""

    received: int
    answered: int
    on_time: int
    late: int
    outcomes: tuple[tuple[str, int], ...]
    closed: tuple[tuple[str, int], ...]
    """Ended without an answer, by reason."""
    open: tuple[tuple[str, int], ...]
    overdue: int
    median: str
    longest: int | None

    @property
    def share(self) -> str:
        """The share of answers that came in time."""
        return percent(self.on_time, self.on_time + self.late)


def request_pages(context: Context) -> Iterator[Page]:
    """The page of all years, and one for each year in which requests came."""
    years = requests_by_year(context)
    yield _overview(years, context)
    for year, requests in years.items():
        yield _year(year, requests, tuple(years), context)


def requests_by_year(context: Context) -> dict[int, tuple[ShownRequest, ...]]:
    """All requests that have come by today, by the year they came in, the latest year first."""
    placed = [one for one in context.library.entries(Request) if one.entry.received <= context.today]
    placed.sort(key=lambda one: (one.entry.received, one.entry.no))
    years = sorted({one.entry.received.year for one in placed}, reverse=True)
    return {
        year: tuple(shown_request(one, context) for one in placed if one.entry.received.year == year)
        for year in years
    }


def address(placed: Placed[Request]) -> str:
    """Where a request is told."""
    return f"{PATH}{placed.entry.received.year}/#{placed.entry.anchor}"


def shown_request(placed: Placed[Request], context: Context) -> ShownRequest:
    """One request on the context's day."""
    request, today, calendar = placed.entry, context.today, context.library.calendar
    replied, closed, ended = request.replied_by(today), request.closed_by(today), request.ended_by(today)
    term = request_term(request, calendar, today, context.library.terms)
    days: int | None = None
    if term and replied:
        try:
            days = used_workdays(term.start, replied, term.gaps, calendar)
        except CalendarUnknown:
            days = None
    kept = term.kept_by(ended or today, calendar) if term and term_is_told(request, today) else None
    return ShownRequest(
        no=request.no,
        anchor=request.anchor,
        received=request.received,
        progress=progress(request, calendar, today),
        outcome=(request.outcome or "") if replied else closed.why if closed else "",
        ground=(request.ground or "") if replied else "",
        told=_told(request) if replied else "",
        replied=replied,
        ended=ended,
        due=term.due if term else None,
        days=days,
        kept=kept,
        counted=term.counted if term else _waiting(request) if ended is None else "没有起算",
        extended=_extension(request, today),
        late_reason=(request.late_reason or "") if kept is False and _is_told(request, today) else "",
        disclosed=disclosed_in(request, context),
        disclosed_why=(request.disclosed.why or "") if request.disclosed else "",
    )


def _waiting(request: Request) -> str:
    """Why no term runs: a correction was asked for and has not come."""
    on = in_words(request.correction_asked) if request.correction_asked else ""
    return f"{on}已通知申请人补正，收到补正后重新起算"


def summary(requests: Sequence[ShownRequest]) -> Summary:
    """The requests, counted."""
    answered = [one for one in requests if one.replied]
    ended = [one for one in requests if one.ended]
    still = [one for one in requests if not one.ended]
    closed = Counter(one.outcome for one in ended if not one.replied)
    outcomes = Counter(one.outcome or _UNTOLD for one in answered)
    states = Counter(str(one.progress) for one in still)
    days = [one.days for one in answered if one.days is not None]
    return Summary(
        received=len(requests),
        answered=len(answered),
        on_time=sum(one.kept is True for one in answered),
        late=sum(one.kept is False for one in ended),
        outcomes=(
            *((outcome, outcomes[outcome]) for outcome in REQUEST_OUTCOMES),
            *(((_UNTOLD, outcomes[_UNTOLD]),) if outcomes[_UNTOLD] else ()),
        ),
        closed=tuple((why, closed[why]) for why in CLOSED_AS if closed[why]),
        open=tuple((state, states[state]) for state in map(str, Progress) if states[state]),
        overdue=sum(one.kept is False for one in still),
        median=median_days(days),
        longest=max(days, default=None),
    )


def _overview(years: dict[int, tuple[ShownRequest, ...]], context: Context) -> Page:
    rows = tuple((year, f"{PATH}{year}/", summary(found)) for year, found in years.items())
    everything = summary([one for found in years.values() for one in found])
    bars = [
        Bar(
            f"{year} 年", (one.on_time, one.late, one.received - one.on_time - one.late), f"{one.received} 件"
        )
        for year, _path, one in sorted(rows)
    ]
    series = ("按期答复", "逾期答复", "其他（含办理中）")
    chart = bar_chart("gk-by-year", "各年收到的申请和答复情况", bars, series)
    guide = context.library[GUIDE].url if context.is_public(GUIDE) else ""
    html = context.render(
        "requests.html",
        PATH,
        rows=rows,
        figures=_figures(everything),
        chart=chart,
        guide=guide,
        actions=to_request(context),
        disclosed=disclosed_documents(context),
        **_numbers(context),
    )
    text = "依申请公开的受理、答复和期限情况，不含个人信息。"
    return Page(PATH, index_page(PATH), "依申请公开", html, text, updated=_latest(years))


def _year(year: int, requests: tuple[ShownRequest, ...], years: tuple[int, ...], context: Context) -> Page:
    told = summary(requests)
    path = f"{PATH}{year}/"
    html = context.render(
        "requests_year.html",
        path,
        year=year,
        requests=requests,
        told=told,
        figures=_figures(told),
        chart=_chart(told),
        choices=tuple((f"{one} 年", f"{PATH}{one}/") for one in years),
        late=tuple(one for one in requests if one.late_reason),
        **_numbers(context),
    )
    title = f"{year} 年依申请公开办理情况"
    return Page(path, index_page(path), title, html, updated=_latest({year: requests}))


def _numbers(context: Context) -> dict[str, object]:
    """The numbers of days in the notes below the tables."""
    term = context.library.terms.phrase(law.REQUEST)
    return {"term": term, "correction": law.CORRECTION_DAYS, "opinion": law.OPINION_DAYS}


def _figures(told: Summary) -> tuple[Figure, ...]:
    still = "、".join(f"{state} {count}" for state, count in (*told.closed, *told.open))
    return (
        Figure("收到", f"{told.received}", "件"),
        Figure("已答复", f"{told.answered}", "件", f"未答复：{still}" if still else ""),
        Figure("按期答复率", told.share, note=f"逾期 {told.late} 件" if told.late else ""),
        Figure(
            "答复用时（中位数）",
            told.median,
            "个工作日" if told.longest is not None else "",
            f"最长 {told.longest} 个工作日" if told.longest is not None else "",
        ),
    )


def _chart(told: Summary) -> Markup:
    bars = [Bar(outcome, (count,), f"{count} 件") for outcome, count in told.outcomes]
    return bar_chart("gk-by-outcome", "按办理结果", bars)


def _latest(years: dict[int, tuple[ShownRequest, ...]]) -> date | None:
    days = [one.ended or one.received for found in years.values() for one in found]
    return max(days, default=None)


def _extension(request: Request, today: date) -> str:
    added = request.extended
    if added is None or added.on > today:
        return ""
    approved = f"，{added.approved_by}批准" if added.approved_by else ""
    reason = f"，理由：{added.art35}" if added.art35 else ""
    return f"{in_words(added.on)}告知延长 {added.days} 个工作日{approved}{reason}"


def _told(request: Request) -> str:
    said = [f"已告知向{request.forwarded}提出"] if request.forwarded else []
    for reason, named in groupby(request.reviewed.reasons if request.reviewed else (), lambda one: one[1]):
        said.append(f"没有作{'、'.join(name for name, _reason in named)}：{reason}")
    return "；".join(said)


def _is_told(request: Request, today: date) -> bool:
    """Whether the reason may be read: not before the answer that it speaks of."""
    return request.replied is None or request.replied <= today

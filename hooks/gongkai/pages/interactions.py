"""政民互动办理情况: how many enquiries came, how many were answered in time, what they were about."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.model import Interaction
from gongkai.model.participation import CHANNELS
from gongkai.pages.charts import Bar, bar_chart
from gongkai.pages.context import Context
from gongkai.pages.figures import Figure, percent
from gongkai.pages.site import Page, index_page

PATH = "interactions/"


@dataclass(frozen=True)
class Volume:
    """A number of entries of the register added up; numbers are of enquiries."""

    received: int
    answered: int
    on_time: int
    satisfied: int
    rated: int
    """Answered, in entries that tell how many were satisfied."""
    topics: tuple[tuple[str, int], ...] = ()

    @property
    def share_on_time(self) -> str:
        """Of what was answered, what was answered in time."""
        return percent(self.on_time, self.answered)

    @property
    def satisfaction(self) -> str:
        """Of what was answered and rated, what satisfied."""
        return percent(self.satisfied, self.rated)


def interaction_pages(context: Context) -> Iterator[Page]:
    """The page of all years, and one for each year."""
    years = _by_year(context)
    yield _overview(years, context)
    for year, entries in years.items():
        yield _year(year, entries, tuple(years), context)


def volume(entries: Sequence[Interaction]) -> Volume:
    """The entries, added up."""
    rated = [one for one in entries if one.satisfied is not None]
    topics: Counter[str] = Counter()
    for one in entries:
        topics.update(one.topics)
    return Volume(
        received=sum(one.received for one in entries),
        answered=sum(one.answered for one in entries),
        on_time=sum(one.on_time for one in entries),
        satisfied=sum(one.satisfied or 0 for one in rated),
        rated=sum(one.answered for one in rated),
        topics=tuple(sorted(topics.items(), key=lambda item: (-item[1], item[0]))),
    )


def _by_year(context: Context) -> dict[int, tuple[Interaction, ...]]:
    """The months that are over, by year, the latest first."""
    entries = [p.entry for p in context.library.entries(Interaction) if p.entry.over_on(context.today)]
    years = sorted({int(one.month[:4]) for one in entries}, reverse=True)
    return {year: tuple(one for one in entries if int(one.month[:4]) == year) for year in years}


def _overview(years: dict[int, tuple[Interaction, ...]], context: Context) -> Page:
    rows = tuple((year, f"{PATH}{year}/", volume(entries)) for year, entries in years.items())
    bars = [Bar(f"{year} 年", (one.received,), f"{one.received} 件") for year, _path, one in sorted(rows)]
    chart = bar_chart("gk-by-year", "各年收到件数", bars)
    html = context.render("interactions.html", PATH, rows=rows, chart=chart)
    text = "热线、咨询、建议和信箱来件的数量、按期办结率、满意率和主要内容。"
    return Page(PATH, index_page(PATH), "政民互动办理情况", html, text)


def _year(year: int, entries: tuple[Interaction, ...], years: tuple[int, ...], context: Context) -> Page:
    path, total = f"{PATH}{year}/", volume(entries)
    months = _grouped(entries, lambda one: one.month, sorted({one.month for one in entries}))
    channels = _grouped(entries, lambda one: one.channel, CHANNELS)
    html = context.render(
        "interactions_year.html",
        path,
        year=year,
        figures=_figures(total),
        months=months,
        channels=channels,
        topics=total.topics,
        charts={
            "months": _volume_chart("gk-by-month", "各月收到件数", months, lambda m: f"{int(m[5:])}月"),
            "channels": _volume_chart("gk-by-channel", "各渠道收到件数", channels, str),
            "topics": bar_chart(
                "gk-by-topic", "各主题件数", [Bar(name, (n,), f"{n} 件") for name, n in total.topics]
            ),
        },
        by_month=_crossed(months, total.topics),
        by_channel=_crossed(channels, total.topics),
        choices=tuple((f"{one} 年", f"{PATH}{one}/") for one in years),
    )
    return Page(path, index_page(path), f"{year} 年政民互动办理情况", html)


def _grouped(
    entries: Sequence[Interaction], key: Callable[[Interaction], str], names: Sequence[str]
) -> tuple[tuple[str, Volume], ...]:
    """The entries added up by name; names without entries are left out."""
    groups = ((name, [one for one in entries if key(one) == name]) for name in names)
    return tuple((name, volume(found)) for name, found in groups if found)


def _crossed(
    groups: Sequence[tuple[str, Volume]], topics: Sequence[tuple[str, int]]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """For each group how many enquiries were about each topic."""
    return tuple(
        (name, tuple(dict(one.topics).get(topic, 0) for topic, _n in topics)) for name, one in groups
    )


def _volume_chart(
    id_: str, title: str, groups: Sequence[tuple[str, Volume]], named: Callable[[str], str]
) -> str:
    bars = [Bar(named(name), (one.received,), f"{one.received} 件") for name, one in groups]
    return bar_chart(id_, title, bars)


def _figures(total: Volume) -> tuple[Figure, ...]:
    rated = f"满意 {total.satisfied} 件" if total.rated else ""
    return (
        Figure("收到", f"{total.received}", "件"),
        Figure("办结", f"{total.answered}", "件", f"办结率 {percent(total.answered, total.received)}"),
        Figure("按期办结率", total.share_on_time),
        Figure("满意率", total.satisfaction, note=rated),
    )

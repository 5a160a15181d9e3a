"""A docket's timeline drawn to scale: one SVG, its colours in the stylesheet, its words in the list as well."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup, escape

from gongkai.law import in_words

_WIDTH, _TOP, _ROW = 356, 36, 48
"""No wider than a phone has room for, so that its letters are as large there as those beside it."""
_LEFT, _RIGHT = 10, 346
"""Where the first day lies, and the last."""

_STATES = {"done": "已完成", "now": "进行中", "coming": "待进行"}
_EVERY = (1, 2, 3, 6, 12, 24, 60)
"""Months between two lines of the scale."""


@dataclass(frozen=True)
class TimelineStep:
    """One step of the timeline; `state` is done, now or coming."""

    name: str
    state: str
    days: tuple[date, ...] = ()
    """When it was, or from when to when; empty for what is to come."""
    text: str = ""


@dataclass(frozen=True)
class _Scale:
    """Days to places on the drawing."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """How far right a day lies."""
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)


def timeline_picture(steps: Sequence[TimelineStep], today: date) -> Markup:
    """A row for each step, its days on one scale of months; nothing where no day is known."""
    days = [day for step in steps for day in step.days]
    if not days:
        return Markup()
    ends = [*days, today] if any(step.state != "done" for step in steps) else days
    scale = _Scale(min(days), max(ends))
    height = _TOP + _ROW * len(steps)
    parts = [*_months(scale, height)]
    if today <= scale.last:
        x = scale.place(today)
        parts.append(f'<line class="gk-today" x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{height}"/>')
    parts += [part for row, step in enumerate(steps) for part in _row(step, _TOP + _ROW * row, scale)]
    told = "；".join(map(_told, steps))
    return Markup(
        '<svg class="gk-timeline-picture" xmlns="http://www.w3.org/2000/svg" role="img"'
        ' aria-labelledby="gk-picture-title" aria-describedby="gk-picture-desc"'
        f' viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" font-size="16">'
        f'<title id="gk-picture-title">决策进程图</title><desc id="gk-picture-desc">{escape(told)}。</desc>'
        f"{''.join(parts)}</svg>"
    )


def _months(scale: _Scale, height: int) -> Iterator[str]:
    """A line at the first day of a month, so many that their names do not touch."""
    count = (scale.last.year - scale.first.year) * 12 + scale.last.month - scale.first.month
    every = next((step for step in _EVERY if count <= 4 * step), _EVERY[-1])
    year = 0
    for number in range(count + 1):
        months = scale.first.year * 12 + scale.first.month - 1 + number
        day = date(months // 12, months % 12 + 1, 1)
        if (day.month - 1) % every or day < scale.first:
            continue
        x = scale.place(day)
        name = f"{day.month}月" if day.year == year else f"{day.year}年{day.month}月"
        year = day.year
        yield f'<line class="gk-scale" x1="{x}" y1="{_TOP - 8}" x2="{x}" y2="{height}"/>'
        at = min(max(x, 7.5 * len(name)), _WIDTH - 5.0 * len(name))
        yield f'<text class="gk-when" x="{at}" y="16" text-anchor="middle" font-size="14">{name}</text>'


def _row(step: TimelineStep, top: int, scale: _Scale) -> Iterator[str]:
    """The name and the days on one line, below them their place in time."""
    words = "—".join(f"{day.month}月{day.day}日" for day in dict.fromkeys(step.days)) or _STATES[step.state]
    yield f'<text class="gk-word" x="0" y="{top + 15}">{escape(step.name)}</text>'
    yield f'<text class="gk-when" x="{_WIDTH}" y="{top + 15}" text-anchor="end" font-size="14">{words}</text>'
    y = top + 30
    start = scale.place(step.days[0]) if step.days else float(_RIGHT)
    end = scale.place(step.days[-1]) if step.days else start
    mark = f"gk-dot gk-dot--{step.state}"
    if end - start > 14:
        yield f'<rect class="{mark}" x="{start}" y="{y - 6}" width="{end - start:.1f}" height="12" rx="6"/>'
    else:
        yield f'<circle class="{mark}" cx="{start}" cy="{y}" r="6"/>'


def _told(step: TimelineStep) -> str:
    days = "至".join(in_words(day) for day in dict.fromkeys(step.days))
    return f"{step.name}{_STATES[step.state]}" + (f"（{days}）" if days else "")

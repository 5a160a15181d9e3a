"""Charts drawn when the site is built: bars in one SVG, their colours in the stylesheet, their numbers told in
words as well. A table beside each says the same, so that a chart is never the only place of a number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

_WIDTH, _ROW, _BAR = 480, 34, 18
_LEFT, _RIGHT = 136, 372
"""Where the names end and the bars begin; how far the longest bar reaches: what it says stands behind it."""
_LEGEND = 34
_LONGEST_NAME = 7
_LETTER = 17


@dataclass(frozen=True)
class Bar:
    """One bar of one or more parts, drawn end to end; `said` is written behind it."""

    name: str
    parts: tuple[float, ...]
    said: str


def bar_chart(
    id_: str, title: str, bars: Sequence[Bar], series: Sequence[str] = (), *, longest: float = 0
) -> Markup:
    """The bars below each other on one scale; `series` names their parts, `longest` sets the scale (100 for shares).

    `id_` keeps the ids of several charts of a page apart. Nothing where every bar is empty.
    """
    longest = longest or max((sum(bar.parts) for bar in bars), default=0)
    if not longest:
        return Markup()
    top = _LEGEND if len(series) > 1 else 4
    height = top + _ROW * len(bars)
    parts = [*_legend(series)] if len(series) > 1 else []
    for number, bar in enumerate(bars):
        parts += _row(bar, top + _ROW * number, longest)
    told = "；".join(f"{bar.name}：{bar.said}" for bar in bars)
    return Markup(
        f'<svg class="gk-chart" xmlns="http://www.w3.org/2000/svg" role="img"'
        f' aria-labelledby="{id_}-title" aria-describedby="{id_}-desc"'
        f' viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" font-size="{_LETTER}">'
        f'<title id="{id_}-title">{escape(title)}</title><desc id="{id_}-desc">{escape(told)}。</desc>'
        f"{''.join(parts)}</svg>"
    )


def _legend(series: Sequence[str]) -> Iterator[str]:
    """What each kind of bar means, in one row above."""
    x = 2
    for number, name in enumerate(series):
        yield f'<rect class="gk-bar-{number}" x="{x}" y="5" width="14" height="14"/>'
        yield f'<text class="gk-word" x="{x + 20}" y="18" font-size="15">{escape(name)}</text>'
        x += 20 + 15 * len(name) + 22


def _row(bar: Bar, top: int, longest: float) -> Iterator[str]:
    name = bar.name if len(bar.name) <= _LONGEST_NAME else bar.name[: _LONGEST_NAME - 1] + "…"
    yield f'<text class="gk-word" x="{_LEFT - 10}" y="{top + 20}" text-anchor="end">{escape(name)}</text>'
    yield f'<line class="gk-scale" x1="{_LEFT}" y1="{top + 2}" x2="{_LEFT}" y2="{top + _ROW - 2}"/>'
    x = float(_LEFT)
    for number, part in enumerate(bar.parts):
        width = round(part / longest * (_RIGHT - _LEFT), 1)
        if width:
            shape = f'x="{x:g}" y="{top + 5}" width="{max(width, 2):g}" height="{_BAR}"'
            yield f'<rect class="gk-bar-{number}" {shape}/>'
            x = round(x + max(width, 2), 1)
    yield f'<text class="gk-when" x="{x + 8:g}" y="{top + 20}" font-size="15">{escape(bar.said)}</text>'

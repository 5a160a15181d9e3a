"""Milliseconds of processor time for each document against the number of documents, as an SVG of a few KB.

    python -m benchmarks.cost_plot costs.csv [MORE.csv ...] > docs/images/cost.svg

draws what several runs of `side_by_side` measured.
"""

import csv
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 420, 60, 250, 20, 50
_COLOURS = (
    "#1a5fb4",
    "#a61b1b",
    "#26734d",
    "#8a5a00",
    "#613583",
    "#444444",
    "#0b7285",
    "#b02a6f",
    "#5c6b00",
    "#7a3e00",
)

Point = tuple[int, str, float]
"""Documents, what was run, seconds."""


def plot(points: Sequence[Point]) -> str:
    """The drawing: both axes are logarithmic, a flat line is a cost that does not grow with the site."""
    lines: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for documents, name, seconds in points:
        lines[name].append((documents, max(1000 * seconds / documents, 0.01)))
    counts = sorted({documents for documents, _name, _seconds in points})
    costs = [cost for line in lines.values() for _documents, cost in line]
    low, high = math.floor(math.log10(min(costs))), math.ceil(math.log10(max(costs)))
    first, last = math.log(counts[0]), math.log(counts[-1])

    def x(documents: int) -> float:
        share = (math.log(documents) - first) / (last - first or 1)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    def y(cost: float) -> float:
        share = (math.log10(cost) - low) / (high - low or 1)
        return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="12">',
        "<title>Processor time for each document</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        place = y(10.0**power)
        parts.append(f'<path d="M{_LEFT} {place}H{_WIDTH - _RIGHT}" stroke="#ccc"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{place + 4}" text-anchor="end">{10.0**power:g} ms</text>')
    for count in counts:
        parts.append(f'<text x="{x(count)}" y="{_HEIGHT - 30}" text-anchor="middle">{count:,}</text>')
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 10}">documents</text>')
    for number, (name, line) in enumerate(lines.items()):
        colour = _COLOURS[number % len(_COLOURS)]
        way = " ".join(f"{x(documents)},{y(cost)}" for documents, cost in sorted(line))
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(d)}" cy="{y(cost)}" r="3" fill="{colour}"/>' for d, cost in line]
        place = _TOP + 10 + 18 * number
        parts.append(f'<text x="{_WIDTH - _RIGHT + 14}" y="{place}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


if __name__ == "__main__":
    rows = [
        row for file in sys.argv[1:] for row in csv.DictReader(Path(file).read_text("utf-8").splitlines())
    ]
    print(plot([(int(row["documents"]), row["name"], float(row["cpu"])) for row in rows]))

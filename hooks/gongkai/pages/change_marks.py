"""Marks in the present text where it was changed: when, and what stood there before, folded away."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gongkai.law import in_words
from gongkai.pages.redlines import what_changed, words
from gongkai.text import Details, Difference, ShownState
from gongkai.text.past_states import fragment_digest
from gongkai.text.redline import Row, TextBlock, blocks_of

_SIGN = "<!--gk-changed-{}-->"
_SIGNS = re.compile(r"<!--gk-changed-(\d+)-->")
_MOST = 40
"""Marks beyond which a text was written anew, and its list of versions tells more."""


def with_change_signs(
    html: str, states: Sequence[ShownState], details: Details
) -> tuple[str, dict[int, str]]:
    """A fragment with a sign behind each block that changed, and what is to stand there (`with_change_marks`)."""
    if fragment_digest(html) != details.present:
        return html, {}
    marks = _marks(html, states, details)
    pieces, done = [], 0
    for place in sorted(marks):
        pieces += [html[done:place], _SIGN.format(place)]
        done = place
    return "".join([*pieces, html[done:]]), marks


def with_change_marks(html: str, marks: Mapping[int, str]) -> str:
    """The fragment, dressed meanwhile, with the marks in the place of their signs."""
    return _SIGNS.sub(lambda sign: marks.get(int(sign[1]), ""), html) if marks else html


def _marks(html: str, states: Sequence[ShownState], details: Details) -> dict[int, str]:
    blocks = blocks_of(html)
    found: dict[int, list[str]] = defaultdict(list)
    for place, day, rows in _last_changes(blocks, states, details):
        found[place].append(_mark(day, rows))
    return {place: "".join(some) for place, some in found.items()} if len(found) <= _MOST else {}


def _mark(day: date, row: Row) -> str:
    told = {"changed": "修改", "added": "新增", "struck": "删去一段"}.get(row.what) or what_changed(row)
    return (
        f'<details class="gk-changed"><summary>此处于{in_words(day)}{told}</summary>'
        f"<p>{words(row.cells)}</p></details>"
    )


def _last_changes(
    blocks: Sequence[TextBlock], states: Sequence[ShownState], details: Details
) -> Iterator[tuple[int, date, Row]]:
    """Of each block its last change, of each struck one where it stood: walked back from the present, as far as
    what was before may be shown."""
    here = {number: number for number in range(len(blocks))}
    """Blocks of the state that is looked at, as they are numbered in the present."""
    newer = len(states) - 1
    while comparison := details.comparison(newer):
        yield from _changes_of(comparison, blocks, here, states[newer].first)
        rows = (row for row in comparison.text if row.what == "kept" and row.new in here)
        here = {row.old: here[row.new] for row in rows}
        newer = comparison.older


def _changes_of(
    comparison: Difference, blocks: Sequence[TextBlock], here: Mapping[int, int], day: date
) -> Iterator[tuple[int, date, Row]]:
    behind = -1
    for row in comparison.text:
        if row.what in ("struck", "left"):
            if row.what == "struck" and behind >= 0:
                yield blocks[behind].end, day, row
            continue
        behind = here.get(row.new, -1)
        if row.what != "kept" and behind >= 0:
            yield blocks[behind].end, day, row

"""Signs put into a converted body behind the paragraph, heading, list item or table that a line is part of."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

from gongkai.text.body import Outline, Text
from gongkai.text.convert import convert_marked, end_of_body
from gongkai.text.lines import MARK, LineMap

_BLOCK_ENDS = re.compile(
    r"</(?:p|h[1-6]|pre|figure|summary|caption)>"
    r"|(?=</(?:li|dd|dt|td|th|div|blockquote|details)>)"
    r"|(?=<(?:ul|ol|dl|table|p|pre|blockquote|div|h[1-6]|figure|details)\b)"
)
"""Where something may stand after the words of a block: behind its end, or within an item, before what follows."""
_OPENING = re.compile(rf"{MARK.pattern}<(?:ul|ol|dl|p|pre|blockquote|div|h[1-6]|figure|details)\b[^>]*>")
_CLOSED = re.compile(r"</(?:p|h[1-6]|pre|figure|table|ul|ol|dl|div|blockquote|details)>|<hr>")
_DIAGRAM = re.compile(
    r'<figure class="gk-diagram">.*?</figure>|<pre><code class="language-mermaid">.*?</code></pre>', re.S
)


def with_markers(text: Text, body: str, seed: str, signs: Mapping[int, str]) -> Text:
    """The text of a body with signs behind what their lines are part of; lines count from 1 within the body."""
    found = convert_marked(body, seed)
    lines = LineMap(found.html)
    drawn = zip(_DIAGRAM.finditer(found.html), found.diagrams, strict=False)
    diagrams = {written_on: match.end() for match, (written_on, *_told) in drawn}
    places: dict[int, str] = {}
    for line, sign in sorted(signs.items()):
        place = lines.unmarked(diagrams.get(line) or _behind(line, found.html, lines))
        places[place] = places.get(place, "") + sign
    html = text.html
    pieces, done = [], 0
    for place, sign in sorted(places.items()):
        pieces += [html[done:place], sign]
        done = place
    whole = "".join([*pieces, html[done:]])
    return Text(_moved(text.outline, places), lambda: whole)


def _behind(line: int, html: str, lines: LineMap) -> int:
    """The place in the marked HTML behind the block that a line is part of."""
    place = lines.place_of(line)
    if place is not None:
        return _block_end(html, place)
    # What bears no mark (a fence, a comment, raw HTML) ends before the next line that bears one.
    before, after = lines.around(line)
    region = html[before : end_of_body(html) if after is None else after]
    closed = list(_CLOSED.finditer(region))
    return _out_of_table(html, before + closed[-1].end()) if closed else _block_end(html, before)


def _block_end(html: str, place: int) -> int:
    """Behind the block whose words begin at a mark, or whose tag follows it, as in raw HTML."""
    opening = _OPENING.match(html, place)
    end = _BLOCK_ENDS.search(html, opening.end() if opening else place)
    return _out_of_table(html, end.end() if end else len(html))


def _out_of_table(html: str, place: int) -> int:
    """Behind the table, for a place within one: nothing but rows may stand between rows."""
    if html.rfind("<table", 0, place) > html.rfind("</table>", 0, place):
        end = html.find("</table>", place)
        return end + len("</table>") if end >= 0 else place
    return place


def _moved(outline: Outline, places: Mapping[int, str]) -> Outline:
    """The outline with its places in the HTML moved by what was put in before them."""
    starts = sorted(places)
    lengths = [0, *accumulate(len(places[start]) for start in starts)]

    def moved(rows: Iterable[tuple[Any, ...]], count: int) -> tuple[Any, ...]:
        return tuple(
            (
                *row[: len(row) - count],
                *(p + lengths[bisect_right(starts, p)] for p in row[len(row) - count :]),
            )
            for row in rows
        )

    parts = list(outline)
    parts[1], parts[5] = moved(outline[1], 2), moved(outline[5], 2)
    (parts[7],) = moved((outline[7],), 1)
    return tuple(parts)

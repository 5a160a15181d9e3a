"""One body of Markdown → one `Text`: the HTML fragment and everything that rules and pages ask of it."""

import hashlib
import html as entities
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import markdown

from gongkai.text.body import Heading, Outline, Text, TextDifference, has_words, plain, without_mark
from gongkai.text.comparison.messages import changes, lost_when_made_safe
from gongkai.text.diagrams import DiagramFault, draw
from gongkai.text.dialect.extension import AsWritten
from gongkai.text.dialect.normalising import normalised
from gongkai.text.dialect.shielding import unshielded
from gongkai.text.lines import LineMap, fenced_lines, mark_lines, unmark
from gongkai.text.plain_prose import PlainProse
from gongkai.text.postprocessing import postprocessed
from gongkai.text.safety import Safety, made_safe

EXTENSIONS = ("tables", "attr_list", "footnotes", "admonition", "fenced_code", "sane_lists", "def_list")
UNTOLD_MARK = "图示说明："
"""The paragraph after a diagram that begins so is its text equivalent."""

_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.S)
_ID = re.compile(r'id=(?<!\wid=)"([^"]*)"')  # what stands first is searched for fast, `\b` is not
_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"')
_OPEN_TAG = re.compile(r"<(a|img)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I)
_ODDLY_QUOTED = re.compile(r"\s(href|src|alt|id)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.I)
_IMAGE = re.compile(r"<img\b[^>]*>")
_MERMAID = re.compile(r'<pre><code class="language-mermaid">(.*?)</code></pre>', re.S)
_FOOTNOTES = re.compile(r'<div class="footnote">')
_TOLD = re.compile(rf"\s*<p>\s*(?:<(?:strong|em)>)?{UNTOLD_MARK}")
_SHOWN = re.compile(r"<(?:img|svg|table)\b")


def convert(body: str, seed: str) -> Text:
    """Convert a body; `seed` (the policy's 发文字号) goes into the ids of questions that have none."""
    outline, html = convert_to_outline(body, seed)
    return Text(outline, lambda: html)


@dataclass(frozen=True)
class MarkedBody:
    """A body converted, its lines still marked, with what was found on the way."""

    html: str
    headings: list[tuple[Heading, int, int]]
    diagrams: list[tuple[Any, ...]]
    safety: Safety
    changes: tuple[TextDifference, ...]
    """What the page does not show as the body says it."""


def convert_marked(body: str, seed: str, *, compared: bool = True) -> MarkedBody:
    """The HTML of a body, all but ready: only the marks of its lines are still in it. With `compared`, what of the body is
    not shown as it says is found too."""
    converter = _converter()
    converter.reset()
    html = unshielded(converter.convert(mark_lines(normalised(body))))
    html, unused = postprocessed(html, body)
    written = html
    cleaned, safety = made_safe(html, body)
    html = _OPEN_TAG.sub(_plainly_quoted, cleaned).replace(' id=""', "")  # `{#}`, which names no place
    html, diagrams = _draw_diagrams(html, body)
    html, headings, nameless = _give_ids(html, seed)
    changed = changes(body, written, unused, nameless) if compared else ()
    if compared and cleaned != written and not safety.unsafe:
        changed += lost_when_made_safe(body, written, cleaned)
    return MarkedBody(html, headings, diagrams, safety, changed)


def convert_to_outline(body: str, seed: str, *, compared: bool = True) -> tuple[Outline, str]:
    """The outline of a body and its HTML: what can be kept, and sent between processes. `compared`: as in `convert_marked`."""
    found = convert_marked(body, seed, compared=compared)
    html, headings = found.html, found.headings
    lines = LineMap(html)
    ready = unmark(html)
    outline = (
        tuple(
            (one.level, one.id, one.text, one.line, one.permanent, one.written_level)
            for one, _start, _end in headings
        ),
        tuple(_questions(html, headings, lines)),
        tuple(
            (entities.unescape(unmark(match[1])), lines.before(match.start()))
            for match in _LINK.finditer(html)
        ),
        tuple(_image(match, html, lines) for match in _IMAGE.finditer(html)),
        tuple(found.diagrams),
        tuple(_sections(html[: end_of_body(html)], headings, lines)),
        tuple(dict.fromkeys(_ID.findall(ready))),
        (lines.unmarked(end_of_body(html)),),
        found.safety.kept(),
        tuple(change.kept() for change in found.changes),
    )
    return outline, ready


def _plainly_quoted(tag: re.Match[str]) -> str:
    """A link or image of raw HTML written like the converter's own, so that nothing overlooks it."""

    def quoted(one: re.Match[str]) -> str:
        value = next(part for part in one.groups()[1:] if part is not None)
        return f' {one[1].lower()}="{value.replace(chr(34), "&quot;")}"'

    return f"<{tag[1].lower()}{_ODDLY_QUOTED.sub(quoted, tag[2])}>"


def end_of_body(html: str) -> int:
    """Where the body proper ends and its footnotes begin."""
    footnotes = _FOOTNOTES.search(html)
    return footnotes.start() if footnotes else len(html)


@cache
def _converter() -> markdown.Markdown:
    """One converter for all bodies: making a new one costs a fifth of a conversion."""
    return markdown.Markdown(
        extensions=[*EXTENSIONS, AsWritten(), PlainProse()],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处"},
        },
        output_format="html",
    )


def _draw_diagrams(html: str, body: str) -> tuple[str, list[tuple[Any, ...]]]:
    """Mermaid fences become SVG; one that cannot be drawn stays as it was written, with its fault."""
    fences = iter(fenced_lines(body, "mermaid"))
    diagrams: list[tuple[Any, ...]] = []

    def replace(match: re.Match[str]) -> str:
        source = entities.unescape(unmark(match[1]))
        line, fault, description = next(fences, 1), "", ""
        figure = match[0]
        try:
            drawing = draw(
                source, "d" + hashlib.sha256(source.encode()).hexdigest()[:8] + f"-{len(diagrams)}"
            )
            figure, description = f'<figure class="gk-diagram">{drawing.svg}</figure>', drawing.description
        except DiagramFault as problem:
            fault = str(problem)
        told = bool(description) or bool(_TOLD.match(unmark(html[match.end() : match.end() + 200])))
        diagrams.append((line, told, fault))
        return figure

    return _MERMAID.sub(replace, html), diagrams


def _give_ids(html: str, seed: str) -> tuple[str, list[tuple[Heading, int, int]], tuple[int, ...]]:
    """Every heading gets an id and a level below the title's; returns them with their place in the HTML. Those
    without words go: the lines of these come last."""
    lines = LineMap(html)
    pieces: list[str] = []
    found: list[tuple[Heading, int, int]] = []
    taken: set[str] = set(_ID.findall(html))
    nameless: list[int] = []
    done = length = 0
    for match in _HEADING.finditer(html):
        written_level = int(match[1])
        level = max(written_level, 2)
        text = plain(match[3])
        if not text and "<img" not in match[3]:
            nameless.append(lines.within(match.start(), match.end()))
            pieces.append(html[done : match.start()])
            length += match.start() - done
            done = match.end()
            continue
        written = _ID.search(match[2])
        id_ = written[1] if written else _id_for(text, seed, taken)
        attributes = match[2] if written else f'{match[2]} id="{entities.escape(id_)}"'
        element = f"<h{level}{attributes}>{match[3]}</h{level}>"
        pieces += [html[done : match.start()], element]
        length += match.start() - done
        line = lines.within(match.start(), match.end())
        heading = Heading(level, id_, text, line, written is not None, written_level)
        found.append((heading, length, length + len(element)))
        length += len(element)
        done = match.end()
    return "".join([*pieces, html[done:]]), found, tuple(nameless)


def is_question(text: str) -> bool:
    """Whether a heading asks: it ends in a question mark or begins with 问：."""
    return text.endswith(("？", "?")) or text.startswith(("问：", "问:"))


def _id_for(text: str, seed: str, taken: set[str]) -> str:
    """A question's id is the same wherever it stands, so that asking twice is found (GK007)."""
    if is_question(text):
        return question_id(text, seed)
    id_ = re.sub(r"[^\w]+", "-", text).strip("-_").lower() or "section"
    candidate, number = id_, 1
    while candidate in taken:
        number += 1
        candidate = f"{id_}-{number}"
    taken.add(candidate)
    return candidate


def question_id(heading: str, seed: str) -> str:
    """The id of a question that has none of its own: from its words and the policy's 发文字号."""
    return "q-" + hashlib.sha256(f"{seed}\n{_asked(heading)}".encode()).hexdigest()[:10]


def _asked(text: str) -> str:
    return re.sub(r"^问[：:]\s*", "", text)


def _questions(
    html: str, headings: list[tuple[Heading, int, int]], lines: LineMap
) -> Iterator[tuple[Any, ...]]:
    """Each question with all up to the next heading of the same or a higher level."""
    last = end_of_body(html)
    for index, (heading, _start, end) in enumerate(headings):
        if not is_question(heading.text):
            continue
        later = (start for other, start, _end in headings[index + 1 :] if other.level <= heading.level)
        stop = min(next(later, last), last)
        answer = without_mark(unmark(html[end:stop]))
        answered = has_words(answer) or bool(_SHOWN.search(answer))
        places = lines.unmarked(end), lines.unmarked(stop)
        yield heading.id, heading.permanent, _asked(heading.text), heading.line, answered, *places


def _image(match: re.Match[str], html: str, lines: LineMap) -> tuple[str, str, int, bool]:
    attributes = dict(re.findall(r'(\w+)="([^"]*)"', unmark(match[0])))
    after = unmark(html[match.end() : match.end() + 300])
    told = bool(_TOLD.match(re.sub(r"^\s*</p>", "", after)))
    src, alt = (entities.unescape(attributes.get(name, "")) for name in ("src", "alt"))
    return src, alt.strip(), lines.before(match.start()), told


def _sections(
    html: str, headings: list[tuple[Heading, int, int]], lines: LineMap
) -> Iterator[tuple[str, bool, int, int]]:
    """The body cut where a level-2 heading was written."""
    cuts = [(heading.text, start, end) for heading, start, end in headings if heading.written_level == 2]
    first = cuts[0][1] if cuts else len(html)
    if html[:first].strip():
        yield "", has_words(html[:first]), 0, lines.unmarked(first)
    for index, (title, start, end) in enumerate(cuts):
        stop = cuts[index + 1][1] if index + 1 < len(cuts) else len(html)
        yield title, has_words(html[end:stop]), lines.unmarked(start), lines.unmarked(stop)

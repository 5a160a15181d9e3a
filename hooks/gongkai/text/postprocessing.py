"""The converted HTML of a body, its lines still marked, put right where the library's own differs from the text:
numbers of lists and notes as they are written, no space where a line ends between two Chinese characters.

All who take words from a body take them from this HTML, so what is joined here is joined for all.
"""

import re
from collections.abc import Iterator

from gongkai.patterns import pattern
from gongkai.source.wide_characters import WIDE
from gongkai.text.lines import MARK, LineMap, line_of

_INLINE = r"</?(?:a|abbr|b|code|del|em|i|ins|mark|s|small|span|strong|sub|sup|u)\b[^>]*>"
_PERHAPS = pattern(rf"\n[ \t]*{MARK.pattern}?(?:{_INLINE})*[{WIDE}]")
_LINE_END = pattern(rf"[ \t]*\n[ \t]*(?={MARK.pattern}?(?:{_INLINE})*[{WIDE}])")
_WIDE_END = pattern(rf"[{WIDE}](?:{_INLINE})*\Z")
_REACH = 400
"""Characters before a line's end among which the last shown one is looked for."""
_KEPT_AS_IS = pattern(r"(<pre\b.*?</pre>|<br\s*/?>\n)", re.S)

_LISTS = pattern(r"<(/?)(ol|ul|li)\b([^>]*)>")
_START = pattern(r'\bstart="(\d+)"')
_FIRST_LINE = pattern(rf"(?:\s|<p>)*({MARK.pattern})")
_NUMBER = pattern(r"[\s>]*(?:[-*+]\s+)?(\d+)\.\s")
_NOTE = pattern(r'<li id="fn:([^"]*)">')
_BACK = pattern(r'(?:&#160;)?<a class="footnote-backref" href="#fnref\d*:([^"]*)"[^>]*>.*?</a>')
_REFERENCE = pattern(r'(<sup id="fnref\d*:([^"]*)"><a class="footnote-ref"[^>]*>)\d+(?=</a></sup>)')


def postprocessed(html: str, body: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """The HTML put right, and the notes that nothing refers to, with their lines."""
    if "<ol" in html:
        html = _numbered(html, body.split("\n"))
    unused: tuple[tuple[str, int], ...] = ()
    if '<div class="footnote">' in html:
        html, unused = _notes(html)
    return joined(html), unused


def joined(html: str) -> str:
    """The HTML without the line ends that would be shown as a space between two Chinese characters."""
    if not _PERHAPS.search(html):
        return html
    if "<pre" not in html and "<br" not in html:
        return _LINE_END.sub(_join, html)
    pieces = _KEPT_AS_IS.split(html)
    pieces[::2] = (_LINE_END.sub(_join, piece) for piece in pieces[::2])
    return "".join(pieces)


def _join(end: re.Match[str]) -> str:
    before = MARK.sub("", end.string[max(end.start() - _REACH, 0) : end.start()])
    return "" if _WIDE_END.search(before) else end[0]


def _numbered(html: str, lines: list[str]) -> str:
    """Items with the numbers that are written before them."""
    pieces, done = [], 0
    counts: list[int | None] = []
    for tag in _LISTS.finditer(html):
        closing, name, attributes = tag.groups()
        if name != "li":
            if closing:
                counts = counts[:-1]
            else:
                start = _START.search(attributes)
                counts.append(None if name == "ul" else int(start[1]) - 1 if start else 0)
            continue
        if closing or not counts or counts[-1] is None:
            continue
        counts[-1] += 1
        first = _FIRST_LINE.match(html, tag.end())
        written = _NUMBER.match(lines[line_of(first[1]) - 1]) if first and not attributes else None
        if written and int(written[1]) != counts[-1]:
            counts[-1] = int(written[1])
            pieces += [html[done : tag.start()], f'<li value="{counts[-1]}">']
            done = tag.end()
    return "".join([*pieces, html[done:]])


def _notes(html: str) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Notes with the numbers they are written with, where all are numbers; no way back from one that is not used."""
    labels = _NOTE.findall(html)
    referred = {found[2] for found in _REFERENCE.finditer(html)}
    lines = LineMap(html)
    unused = tuple(
        (note[1], lines.within(note.end() - 1, len(html)))
        for note in _NOTE.finditer(html)
        if note[1] not in referred
    )
    if unused:
        html = _BACK.sub(lambda back: back[0] if back[1] in referred else "", html)
    if all(label.isdecimal() and label.isascii() for label in labels):
        wanted = {label: number for number, label in enumerate(labels, 1) if int(label) != number}
        if wanted:
            html = _REFERENCE.sub(lambda found: f"{found[1]}{int(found[2])}", html)
            html = "".join(_valued(html, wanted))
    return html, unused


def _valued(html: str, wanted: dict[str, int]) -> Iterator[str]:
    done = 0
    for note in _NOTE.finditer(html):
        value = f' value="{int(note[1])}"' if wanted else ""
        yield from (html[done : note.end() - 1], f"{value}>")
        done = note.end()
    yield html[done:]

"""What the bytes of one file say: front matter, body, what is still to do; or why that cannot be told.

All of it rests on the bytes alone, so that it can be kept by their digest. Places are told by their number
in the text, which is not kept.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields, replace
from typing import Any

from gongkai.amounts.notes import AmountNote, amount_notes, without_notes
from gongkai.safety import PERHAPS, NumberOnLine, numbers_in_lines, personal_numbers
from gongkai.source import limits
from gongkai.source.encodings import encoding_fault, utf_16_or_32
from gongkai.source.front_matter import Front, Unreadable, read_yaml
from gongkai.source.slips import Slip, clean_text, conflicts, control_characters, hidden_in

_FENCE = re.compile(r"---[ \t]*(?:\n|$)")
_FENCE_END = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.M)
_TODO = re.compile(
    r"(?:[ \t]#|^#|<!--)[ \t]*(?P<kind>待补|待核对)充?(?:[：:，,]|(?=\s|-->|\Z))[ \t]*(?P<text>.*?)[ \t]*(?:-->|$)"
    r"|[（【][ \t]*(?P<kind2>待补|待核对)充?[ \t]*(?:[：:，,](?P<text2>[^）】\n]*))?[）】]"
    r"|^[ \t]*(?:(?:[-*>]|\#{1,6}|[a-z_]+:)[ \t]+)*[\"'“]?(?P<kind3>待补|待核对)充?(?:[\"'”。]?[ \t]*$|[：:](?P<text3>.*)$)",
    re.M,
)
"""What tells the editor what is still to do: a comment in front matter or body, a note in brackets, a line, a value."""

_APART = " x "
"""Between texts that are looked at together: no number goes on behind it."""
Span = tuple[int, int]
_NOTHING: Span = (0, 0)


@dataclass(frozen=True)
class ToDo:
    """Something an editor still has to fill in (待补) or look at (待核对)."""

    line: int
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """What a file says; places count in `text_of` its bytes."""

    front: Front | Unreadable | None
    """None: a Markdown file that has no front matter."""
    head: Span = _NOTHING
    """Where the front matter is written; a `.yml` file, or one whose front matter does not end, whole."""
    head_line: int = 1
    """The line of the file on which the head begins."""
    body: Span = _NOTHING
    body_line: int = 1
    front_fingerprint: bytes = b""
    """Changes whenever anything before the body does."""
    todos: tuple[ToDo, ...] = ()
    front_numbers: tuple[NumberOnLine, ...] = ()
    """Numbers of persons in the head."""
    slips: tuple[Slip, ...] = ()
    """What must not go out though the file can be read."""
    notes: tuple[AmountNote, ...] = ()
    """Where amounts come from, as an editor noted it: no part of the body."""

    def kept(self) -> tuple[Any, ...]:
        """As plain tuples, which `marshal` can keep."""
        front: tuple[Any, ...] | None = None
        if isinstance(self.front, Front):
            front = tuple(getattr(self.front, field.name) for field in fields(Front))
        elif self.front is not None:
            front = self.front.line, self.front.message, self.front.fix
        told = (tuple(map(astuple, found)) for found in (self.todos, self.front_numbers, self.slips))
        places = self.head, self.head_line, self.body, self.body_line
        return front, *places, self.front_fingerprint, *told, tuple(map(tuple, self.notes))


def from_kept(kept: tuple[Any, ...]) -> ParsedFile:
    """What `ParsedFile.kept` made."""
    written, head, head_line, body, body_line, of_front, todos, numbers, slips, notes = kept
    front: Front | Unreadable | None = None
    if written is not None:
        front = Unreadable(*written) if isinstance(written[1], str) else Front(*written)
    told = tuple(ToDo(*one) for one in todos), tuple(NumberOnLine(*one) for one in numbers)
    return ParsedFile(
        front,
        head,
        head_line,
        body,
        body_line,
        of_front,
        *told,
        tuple(Slip(*one) for one in slips),
        tuple(AmountNote(*one) for one in notes),
    )


def text_of(raw: bytes) -> str:
    """The text in a file's bytes, as everybody is to have it; raises `UnicodeDecodeError` where they are none."""
    return clean_text(raw.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n"))


def parsed(raw: bytes, is_markdown: bool) -> ParsedFile:
    """What a file with these bytes says."""
    text = _readable(raw)
    if isinstance(text, Unreadable):
        return ParsedFile(text)
    said = _cut(text, _todos(text)) if is_markdown else _with_front(text, (0, len(text)), 1, _todos(text))
    notes = amount_notes(text) if is_markdown else ()
    return _with_slips(replace(said, notes=notes) if notes else said, text)


def body_of(said: ParsedFile, raw: bytes) -> str:
    """The body of a file, of whose bytes `parsed` said this, without notes that are no part of it."""
    return without_notes(text_of(raw)[slice(*said.body)])


def parsed_before(raw: bytes) -> tuple[Front, str] | None:
    """What an earlier version of a Markdown file said: front matter and body, if `parsed` can read both. What else is to
    be told of a file concerns whoever can still mend it."""
    text = _readable(raw)
    places = None if isinstance(text, Unreadable) else _places(text)
    if isinstance(text, Unreadable) or places is None or places[0] == _NOTHING:
        return None
    head, body = (text[slice(*place)] for place in places)
    try:
        return None if limits.refusal(body) else (read_yaml(head, 2), without_notes(body))
    except Unreadable:
        return None


def _readable(raw: bytes) -> str | Unreadable:
    """The text of a file."""
    if len(raw) > limits.LARGEST:
        size = f"{len(raw) / 1e6:.1f} MB，超过了 {limits.LARGEST / 1e6:.0f} MB 的上限"
        return Unreadable(1, f"文件有 {size}")
    try:
        if name := utf_16_or_32(raw):
            raise UnicodeDecodeError(name, raw, 0, 1, "no UTF-8")
        return text_of(raw)
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        return Unreadable(line, *encoding_fault(raw))


def _places(text: str) -> tuple[Span, Span] | None:
    """Where front matter, if there is any, and body are written; None where the front matter does not end."""
    opening = _FENCE.match(text)
    if opening is None:
        return _NOTHING, (0, len(text))
    closing = _FENCE_END.search(text, opening.end())
    return ((opening.end(), closing.start()), (closing.end(), len(text))) if closing else None


def _with_slips(said: ParsedFile, text: str) -> ParsedFile:
    """The file with what must not go out. What cannot be read because of that is unreadable for that reason: a reader
    stumbles over the signs of a conflict as over a field without a colon."""
    merged, signs = conflicts(text), control_characters(text)
    first: Unreadable | None = None
    if not isinstance(said.front, Front):
        first = next((Unreadable(slip.line, slip.message, slip.fix) for slip in merged), None)
        if first is None and said.front is not None:
            at = said.front.line
            first = next((Unreadable(at, one.message, one.fix) for one in signs if one.line == at), None)
    hidden = tuple(_escaped(said.front, text[slice(*said.head)])) if isinstance(said.front, Front) else ()
    slips = sorted((*merged, *signs, *hidden), key=lambda slip: slip.line)
    if first:
        slips = [slip for slip in slips if slip.line != first.line]
    if not slips and not first:
        return said
    return replace(said, front=first or said.front, slips=tuple(slips))


def _escaped(front: Front, written: str) -> Iterator[Slip]:
    """Values that an escape put a character into that nobody sees."""
    for place, value in front.texts() if "\\" in written else ():
        if said := hidden_in("".join(sign for sign in value if sign not in written)):
            fix = "改掉引号里的反斜杠写法（如 \\v、\\0、\\u202e）：要换行的，分成两句；要写反斜杠本身的，用单引号。"
            yield Slip(front.line(place), f"值里的反斜杠写法成了{said}", fix)


def _cut(text: str, todos: tuple[ToDo, ...]) -> ParsedFile:
    """Front matter between two `---` lines, then the body."""
    places = _places(text)
    if places is None:
        fault = Unreadable(1, "开头的 --- 没有配对的结束行 ---")
        return ParsedFile(fault, (0, len(text)), todos=todos, front_numbers=tuple(numbers_in_lines(text)))
    head, body = places
    body_line = text.count("\n", 0, body[0]) + 1
    if too_much := limits.refusal(text[body[0] :]):
        line, why = too_much
        numbers = tuple(numbers_in_lines(text[slice(*head)]))
        return ParsedFile(Unreadable(line + body_line - 1, why), head, todos=todos, front_numbers=numbers)
    if head == _NOTHING:
        return ParsedFile(None, body=body, todos=todos)
    return _with_front(text, head, 2, todos, body, body_line)


def _with_front(
    text: str,
    head: Span,
    head_line: int,
    todos: tuple[ToDo, ...],
    body: Span = _NOTHING,
    body_line: int = 1,
) -> ParsedFile:
    written = text[slice(*head)]
    front: Front | Unreadable
    try:
        front = read_yaml(written, head_line)
    except Unreadable as problem:
        front = problem
    numbers = tuple(_numbers(written, head_line, front))
    return ParsedFile(front, head, head_line, body, body_line, fingerprint(written.encode()), todos, numbers)


def _numbers(written: str, first_line: int, front: Front | Unreadable) -> Iterator[NumberOnLine]:
    """The numbers of persons in a front matter, those too that are written with escapes or broken over lines."""
    found = numbers_in_lines(written, first_line)
    yield from found
    if isinstance(front, Unreadable):
        return
    seen, texts = {number.digest for number in found}, front.texts()
    for place, value in texts if PERHAPS.search(_APART.join(value for _place, value in texts)) else ():
        for one in personal_numbers(value):
            if one.digest not in seen:
                yield NumberOnLine(one.kind, one.masked, one.digest, front.line(place))


def fingerprint(raw: bytes) -> bytes:
    """A digest of some bytes."""
    return hashlib.blake2b(raw, digest_size=16).digest()


def _todos(text: str) -> tuple[ToDo, ...]:
    if "待补" not in text and "待核对" not in text:
        return ()
    return tuple(_todo(text, found) for found in _TODO.finditer(text))


def _todo(text: str, found: re.Match[str]) -> ToDo:
    kind, said = (found[name] or found[f"{name}2"] or found[f"{name}3"] for name in ("kind", "text"))
    place = max(found.start(name) for name in ("kind", "kind2", "kind3"))
    return ToDo(text.count("\n", 0, place) + 1, kind, (said or "").strip())

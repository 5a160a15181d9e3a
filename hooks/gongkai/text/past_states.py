"""What the earlier public states of one document said, which of them may be shown again, and what changed from each to
the next. Made once for each document and its history, and kept: a plain function of bytes and days.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from gongkai.model import Docket, Document
from gongkai.model.reading import missing, read_document
from gongkai.safety import marking_in
from gongkai.source import Front, SourceFile, body_of, parsed
from gongkai.text.body import Text
from gongkai.text.convert import convert_to_outline
from gongkai.text.named_persons import masked, persons_named
from gongkai.text.redline import Cell, Piece, Row, TextBlock, blocks_of, redline
from gongkai.text.visibility import shown_html

FACTS = (
    *("title", "number", "issuer", "signed", "published", "effective", "expires", "form", "covers"),
    *("updated", "opens", "closes", "department", "contact", "summary"),
)
"""Fields that are shown of every state and compared. None names another document or tells a day that is kept back."""
UNLAWFUL = "这一版含有不宜公开的内容，不再提供"
TAKEN_DOWN = "这一版已经撤下，不再提供"
ALL_TAKEN_DOWN = "文件已经撤下，各版的正文都不再提供"
UNREADABLE = "这一版的写法有误，按规定不能发布，网站上当时看到的可能仍是前一版；正文不提供"
_PRIVATE = re.compile(
    "个人信息|个人隐私|隐私|身份证|手机号|银行卡|银行账号|涉密|泄密|国家秘密|工作秘密|商业秘密|保密|密级|敏感信息"
)
"""A correction that names one of these took something out that must not come back."""


class GivenState(NamedTuple):
    """A state as git tells it, with the bytes of the file."""

    path: str
    first: date
    last: date
    commit: str
    raw: bytes


@dataclass(frozen=True)
class Given:
    """All that one document's states are made of. `kind`: of the document; `withheld`: a title that the settings
    withhold; `allowed`: digests of numbers that may be public; `values`, `html`, `numbers`: what the document says now."""

    kind: type[Document]
    seed: str
    states: tuple[GivenState, ...]
    since: date
    commit: str
    values: Mapping[str, Any]
    html: str
    withdrawn: bool
    withheld: bool
    allowed: frozenset[str]
    numbers: frozenset[str]
    taken: bool = False
    """Whether its file was another document before."""


@dataclass(frozen=True)
class _Read:
    """A state, read. `digest`: of what was shown."""

    first: date
    last: date | None
    commit: str
    facts: tuple[tuple[str, str], ...]
    notes: tuple[tuple[str, str], ...]
    html: str
    withheld: str = ""
    was_down: bool = False
    numbers: frozenset[str] = frozenset()
    """Digests of the numbers of persons in it, which may be public."""
    seen: bytes = b""
    """A digest of what was shown then and is withheld now: states that differed stay apart, and keep their addresses."""

    @cached_property
    def blocks(self) -> tuple[TextBlock, ...]:
        """The text as it is compared."""
        return blocks_of(self.html)

    @cached_property
    def named(self) -> frozenset[str]:
        """The persons that it names openly."""
        return persons_named(self.blocks)

    @cached_property
    def hidden(self) -> frozenset[str]:
        """What it shows with a part hidden."""
        return masked(self.blocks)

    @property
    def said(self) -> object:
        return self.facts, self.html, self.withheld, self.seen


def _names_fewer(before: _Read, after: _Read) -> bool:
    """Whether a state names a person no more, or not whole, that the one before it named: that must not come back."""
    gone, hidden = before.named - after.named, after.hidden - before.hidden
    return bool(before.numbers - after.numbers or gone or hidden)


def made(given: Given) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Whether the document's file was another before, and its states, as plain values: first their days, then all else.
    No states where there was but one."""
    now = _Read(
        given.since,
        None,
        given.commit,
        _facts(given.values, given.kind),
        _notes(given.values),
        "" if given.withdrawn else given.html,
        TAKEN_DOWN if given.withdrawn else "",
        numbers=given.numbers,
    )
    states = _merged([*(_read(state, given) for state in given.states), now])
    if len(states) < 2:
        return (given.taken, ()), ()
    states = _judged(states, given)
    first = tuple(
        (one.first.toordinal(), one.last.toordinal() if one.last else 0, one.commit, one.withheld)
        for one in states
    )
    notes = [(), *(_new_notes(*pair) for pair in pairwise(states))]
    told = tuple(
        ((), (), "") if one.withheld else (one.facts, new, "" if one is states[-1] else one.html)
        for one, new in zip(states, notes, strict=True)
    )
    return (given.taken, first), (told, tuple(_redlines(states)), fragment_digest(given.html))


def fragment_digest(html: str) -> bytes:
    """By which the present text is known again that was compared."""
    return hashlib.blake2b(html.encode(), digest_size=12).digest()


def _read(state: GivenState, given: Given) -> _Read:
    """A state as it was shown; of one that no build would have let out, that alone."""
    whole = _Read(state.first, state.last, state.commit, (), (), "", UNREADABLE)
    said = parsed(state.raw, is_markdown=True)
    front = said.front
    if not isinstance(front, Front):
        return whole
    body = body_of(said, state.raw)
    values = plain_values(front)
    document, faults = read_document(given.kind, SourceFile(state.path, front, body), front, {})
    if faults or any(missing(document, bound=False)):
        return whole
    outline, html = convert_to_outline(body, given.seed, compared=False)
    text = Text(outline, lambda: html)
    if _unlawful(values, {one.digest for one in (*said.front_numbers, *text.safety.numbers)}, text, given):
        return replace(whole, withheld=UNLAWFUL, seen=fragment_digest(f"{_facts(values, given.kind)}{html}"))
    if said.todos or said.slips or text.safety.unsafe or text.safety.loads:
        return whole
    down = document.withdrawn is not None and document.withdrawn.on <= state.last
    facts, notes = _facts(values, given.kind), _notes(values)
    html = shown_html(document, text, _shown_on(state)) if isinstance(document, Docket) else html
    return replace(
        whole,
        facts=facts,
        notes=notes,
        html="" if down else html,
        withheld=TAKEN_DOWN if down else "",
        was_down=down,
        numbers=frozenset(one.digest for one in text.safety.numbers),
    )


def _shown_on(state: GivenState) -> date:
    """The last whole day of a state: what was to come on the day on which it ended may never have been seen."""
    return max(state.first, state.last - timedelta(days=1))


def plain_values(front: object) -> Mapping[str, Any]:
    """The fields of a front matter that could be read, as they are written; of any other none."""
    return front.values if isinstance(front, Front) and isinstance(front.values, dict) else {}


def _unlawful(values: Mapping[str, Any], numbers: set[str], text: Text, given: Given) -> bool:
    """Whether today's rules on personal data and secrecy (GK501, GK502) would stop it."""
    marked = any(marking_in(str(values.get(field) or "")) for field in ("title", "summary"))
    return bool(numbers - given.allowed) or bool(text.safety.markings) or marked


def _facts(values: Mapping[str, Any], kind: type[Document]) -> tuple[tuple[str, str], ...]:
    """Names and values of the fields that are compared, as they are written."""
    found = []
    for field in FACTS:
        value = values.get(field)
        if isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = "、".join(value)
        if value and isinstance(value, str) and field in kind.model_fields:
            found.append((kind.model_fields[field].title or field, value))
    return tuple(found)


def _notes(values: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Day and words of the corrections."""
    corrected = values.get("corrected")
    listed = corrected if isinstance(corrected, list) else [corrected]
    return tuple(
        (one["on"], one["what"])
        for one in listed
        if isinstance(one, dict) and isinstance(one.get("on"), str) and isinstance(one.get("what"), str)
    )


def _new_notes(before: _Read, after: _Read) -> tuple[tuple[str, str], ...]:
    return tuple(note for note in after.notes if note not in before.notes)


def _merged(states: Sequence[_Read]) -> list[_Read]:
    """States after one another that looked alike are one, from its first day on."""
    found: list[_Read] = []
    for one in states:
        before = found[-1] if found else None
        if before and before.said == one.said and before.last is not None and one.first <= before.last:
            found[-1] = replace(one, first=before.first, commit=before.commit)
        else:
            found.append(one)
    return found


def _judged(states: list[_Read], given: Given) -> list[_Read]:
    """The states with what must not be shown again: all of a document that is down or whose title is withheld; what
    was there before it was taken down for a time, or before a change took out a person, or a correction something private or secret."""
    if given.withdrawn or given.withheld:
        why = ALL_TAKEN_DOWN if given.withdrawn else UNLAWFUL
        return [replace(one, withheld=why) for one in states]
    hidden = max((n for n, one in enumerate(states) if one.was_down), default=0)
    private = 0
    for number, pair in enumerate(pairwise(states), 1):
        if any(_PRIVATE.search(what) for _on, what in _new_notes(*pair)) or _names_fewer(*pair):
            private = number
    return [
        replace(one, withheld=one.withheld or (UNLAWFUL if n < private else TAKEN_DOWN))
        if n < max(hidden, private)
        else one
        for n, one in enumerate(states)
    ]


def _redlines(states: Sequence[_Read]) -> Iterable[tuple[Any, ...]]:
    """What changed from each state that may be shown to the next such one, and from the first to the present."""
    shown = [number for number, one in enumerate(states) if not one.withheld]
    pairs = list(pairwise(shown))
    if len(shown) > 2:
        pairs.append((shown[0], shown[-1]))
    blocks = {number: (_told(states[number].facts), states[number].blocks) for number in shown}
    for older, newer in pairs:
        facts, text = (redline(a, b) for a, b in zip(blocks[older], blocks[newer], strict=True))
        yield older, newer, tuple(map(_plain, facts)), tuple(map(_plain, text))


def _told(facts: Iterable[tuple[str, str]]) -> tuple[TextBlock, ...]:
    """Fields as rows of a table."""
    return tuple(TextBlock("row", fact, 0, 1, 1, fact[0], 0) for fact in facts)


def _plain(row: Row) -> tuple[Any, ...]:
    cells = tuple((cell.sign, tuple(map(tuple, cell.pieces))) for cell in row.cells)
    return tuple(row._replace(cells=cells))  # type: ignore[arg-type]


def row_from(kept: Sequence[Any]) -> Row:
    """What `made` kept of a row."""
    row = Row(*kept)
    return row._replace(
        cells=tuple(Cell(sign, tuple(Piece(*one) for one in some)) for sign, some in row.cells)
    )

"""What one version of a document says of itself and of its questions, as far as it matters for what the public
saw and when: of a document of today, or of one that git remembers.

Questions are read from the Markdown without converting it, which would take thirty times as long: headings
outside of fences. Their words and ids are the converter's own, and so the same.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model import Docket, Document, Policy
from gongkai.model.decision import ATTENDANCE, DRAFT, EXPLANATION, RESULT
from gongkai.model.fields import DateCorrection, Record
from gongkai.text.body import Heading
from gongkai.text.convert import convert, is_question
from gongkai.text.lines import unfenced

_HEADING = re.compile(r"[ \t\u3000\xa0]*(?!#[A-Za-z0-9])(#{1,6})[ \t]*(?!#)(.+?)[ \t]*#*[ \t]*$")
_WRITTEN_ID = re.compile(r"\s*\{:?[^{}\n]*#([^\s{}]+)[^{}\n]*\}\s*#*\s*$")
_MARKUP = re.compile(r"[*_`\[\]<>&\\!~^{}]")
_THROUGH = ("expires", "until", "closes", "due")
"""Fields that name a last day: what they say is over on the day after."""
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A question: its written id ("" without one), its heading, a digest of this and of its answer, and the days
    from which and before which its part of the document is shown."""

    id: str
    heading: str
    digest: str
    since: date = date.min
    until: date = date.max


@dataclass(frozen=True)
class Told:
    """One version of a document. `over`: the day from which its answers hold no more, by its own words; `days`:
    every day on which what it shows may change by itself."""

    published: date | None
    draft: bool
    withdrawn: date | None
    over: date | None
    days: tuple[date, ...]
    number: str
    interprets: tuple[str, ...]
    asked: tuple[Asked, ...]


def told(document: Document) -> Told:
    """What a document says; of fields without a usable value, nothing."""
    known = document.__dict__
    withdrawn = known.get("withdrawn")
    return Told(
        published=known.get("published"),
        draft=known.get("draft", True),
        withdrawn=withdrawn.on if withdrawn else None,
        over=min(_ends(document), default=None),
        days=tuple(sorted(set(_days(document)))),
        number=known.get("number", ""),
        interprets=tuple(known.get("interprets", ())),
        asked=tuple(_asked(document)),
    )


def _ends(document: Document) -> Iterator[date]:
    values = document.__dict__
    if withdrawn := values.get("withdrawn"):
        yield withdrawn.on
    if isinstance(document, Policy):
        if repealed := values.get("repealed"):
            yield repealed.on
        if expires := values.get("expires"):
            yield expires + _ONE_DAY
    if isinstance(document, Docket) and (decided := values.get("decided")):
        yield decided


def _days(record: Record) -> Iterator[date]:
    """Every day that a record names, those of the records in it too."""
    for name, value in record.__dict__.items():
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, DateCorrection):
                yield one.on
            elif isinstance(one, Record):
                yield from _days(one)
            elif isinstance(one, date):
                yield one + _ONE_DAY if name in _THROUGH else one


def _asked(document: Document) -> Iterator[Asked]:
    lines = document.source.body.split("\n")
    headings = list(_headings(document.source.body))
    part = ""
    for index, (heading, number) in enumerate(headings):
        if heading.written_level == 2:
            part = heading.text
        if not is_question(heading.text):
            continue
        ends = (place for other, place in headings[index + 1 :] if other.level <= heading.level)
        answer = "\n".join(line.rstrip() for line in lines[number : next(ends, len(lines) + 1) - 1]).strip()
        digest = hashlib.blake2b(f"{heading.text}\n{answer}".encode(), digest_size=8).hexdigest()
        written = heading.id if heading.permanent else ""
        yield Asked(written, heading.text, digest, *_shown_between(document, part))


def _headings(body: str) -> Iterator[tuple[Heading, int]]:
    """Each heading with its line, from 1."""
    for number, line in unfenced(body):
        if "#" in line and (match := _HEADING.match(line)):
            level, words = len(match[1]), match[2]
            written = _WRITTEN_ID.search(words)
            plain = words[: written.start()] if written else words
            if _MARKUP.search(plain):
                yield from ((heading, number) for heading in convert(line, "").headings[:1])
            else:
                id_ = written[1] if written else ""
                yield Heading(max(level, 2), id_, plain.strip(), number, bool(written), level), number


def _shown_between(document: Document, part: str) -> tuple[date, date]:
    """From which day, and before which, a part of a docket is shown and its answers hold; see `shown_sections`."""
    if not isinstance(document, Docket):
        return date.min, date.max
    values = document.__dict__
    decided = values.get("decided") or date.max
    if part in (DRAFT, EXPLANATION):
        consultation = values.get("consultation")
        return (consultation.opens if consultation else date.min), decided
    if part == RESULT:
        return decided, date.max
    attendance = values.get("attendance")
    if part == ATTENDANCE and attendance and attendance.date:
        return attendance.date, date.max
    return date.min, date.max

"""What the amounts of each interpretation, and of each policy's summary, rest on; and which stand nowhere there.

The verdict on one document is a plain function of what it and those texts say, kept like their conversion: a text that
changes has those judged anew that rest on it, and no others.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from posixpath import dirname, join, normpath
from typing import Any

from gongkai.amounts.comparison import LINKED, OLDER, POLICY, PROCESS, AmountComparison, Apart, RestingText
from gongkai.calculator.evaluation import CannotBeReckoned
from gongkai.calculator.given import WrongAnswer
from gongkai.calculator.syntax import WrongExpression
from gongkai.calculator.trial import came_out
from gongkai.memo import Memo, Pieces, fresh
from gongkai.model import Docket, Document, Interpretation, Library, Policy
from gongkai.model.calculator import Calculator
from gongkai.model.document import is_draft
from gongkai.model.references import attachment_path
from gongkai.safety.attachments import Attached, Examined
from gongkai.source import Front

_AT_ONCE = 40
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINK = re.compile(r"\]\(\s*([^)\s#?]+\.md)\b")
_MAY_HAVE_TEXT = (".pdf", ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".zip", ".rar")
_PLAIN_NUMBER = re.compile(r"[\d,]+(?:\.\d+)?")

KeptApart = tuple[int, str, str, str, str, str, str]
"""Line (within the body, 0 for the summary), where, the amount, its clause; the nearest one's clause and words; their title."""

AmountsApart = Mapping[str, tuple[KeptApart, ...]]
"""By the path of a document."""


@dataclass(frozen=True)
class _Claimed:
    """What a document claims."""

    summary: str
    body: str
    is_draft: bool


@dataclass(frozen=True)
class _Resting:
    """A text to rest on, as it is passed to whoever compares."""

    role: str
    title: str
    path: str
    body: str
    words: tuple[str, ...]
    calculator: Calculator | None
    fingerprint: bytes
    """Changes whenever the front matter does."""

    @property
    def key(self) -> tuple[object, ...]:
        return self.role, self.path, self.fingerprint, self.body, self.words


def apart_by_path(library: Library, attached: Attached, memo: Memo = fresh) -> AmountsApart:
    """The amounts of each document that stand nowhere in what they rest on, by its path."""
    claims: dict[str, tuple[_Claimed, tuple[_Resting, ...]]] = {}
    keys: dict[str, tuple[object, ...]] = {}
    for document in library.documents:
        if _is_asked(document, library):
            claimed, resting = _claimed(document, library), tuple(_resting(document, library, attached))
            keys[document.path] = (
                claimed.summary,
                claimed.body,
                claimed.is_draft,
                *(one.key for one in resting),
            )
            claims[document.path] = claimed, resting
    wanted = {key: claims[path] for path, key in keys.items()}
    pieces = Pieces(list(wanted), partial(map, wanted.__getitem__), _AT_ONCE)
    found = dict(zip(wanted, memo.each("amounts", _compared, pieces), strict=True))
    return {path: found[key] for path, key in keys.items() if found[key]}


def unread_attachments(document: Document, library: Library, attached: Attached) -> tuple[str, ...]:
    """The names of attachments to what a document rests on that have words which nobody can read here."""
    subjects = library.subjects_of(document) if isinstance(document, Interpretation) else (document,)
    return tuple(
        one.title
        for subject in subjects
        for one in (subject.attachments if subject.has("attachments") else ())
        if one.file.lower().endswith(_MAY_HAVE_TEXT)
        and not attached.get(attachment_path(subject, one.file), Examined()).has_text
    )


def _is_asked(document: Document, library: Library) -> bool:
    if not isinstance(document, Policy | Interpretation) or is_draft(document) or not document.has("draft"):
        return False
    if not library.bound(document):
        return False
    if isinstance(document, Policy):
        return document.has("summary") and bool(document.summary)
    return bool(library.subjects_of(document))


def _claimed(document: Document, library: Library) -> _Claimed:
    summary = getattr(document, "summary", "") if document.has("summary") else ""
    if not isinstance(document, Interpretation):
        return _Claimed(summary or "", "", is_draft=False)
    of_draft = all(isinstance(one, Docket) for one in library.subjects_of(document))
    return _Claimed(summary or "", document.source.body, of_draft)


def _resting(document: Document, library: Library, attached: Attached) -> Iterator[_Resting]:
    if isinstance(document, Policy):
        yield _whole(POLICY, document, attached)
        return
    if not isinstance(document, Interpretation):
        return
    subjects = library.subjects_of(document)
    for subject in subjects:
        one = _whole(POLICY, subject, attached)
        yield replace(one, words=(*one.words, *_days(document)))
    for role, other in _others(document, subjects, library):
        yield _whole(role, other, attached)


def _others(
    document: Interpretation, subjects: Sequence[Document], library: Library
) -> Iterator[tuple[str, Document]]:
    """What else an interpretation may rest on: what its subject amends or prolongs, replaces, grew out of, or links to."""
    told = {("", one.path) for one in (document, *subjects)}
    found: list[tuple[str, Document | None]] = []
    for subject in subjects:
        results = [subject]
        if isinstance(subject, Docket):
            result = subject.result if subject.has("result") else None
            results = [one for one in (library.get(result) if isinstance(result, str) else None,) if one]
        for policy in (one for one in results if isinstance(one, Policy)):
            for role, field in (
                (POLICY, "amends"),
                (OLDER, "amends"),
                (POLICY, "extends"),
                (OLDER, "repeals"),
            ):
                named = getattr(policy, field) if policy.has(field) else ()
                kind = role if policy is subject else OLDER
                found += [(kind, library.get(one)) for one in named if isinstance(one, str)]
        if isinstance(subject, Policy):
            found += [(POLICY, one) for one in library.amended_by(subject)]
            found += [(PROCESS, one) for one in library.dockets_of(subject)]
    for source in (document, *subjects):
        for link in _LINK.findall(source.source.body) if "](" in source.source.body else ():
            found.append((LINKED, library.get(normpath(join(dirname(source.path), link)))))
    for role, other in found:
        if (
            isinstance(other, Policy | Docket)
            and (role, other.path) not in told
            and ("", other.path) not in told
        ):
            told.add((role, other.path))
            yield role, other


def _whole(role: str, document: Document, attached: Attached) -> _Resting:
    words = [*_days(document)]
    if isinstance(document, Docket):
        front = document.source.front
        words += [said for place, said in (front.texts() if isinstance(front, Front) else ())]
    for one in document.attachments if document.has("attachments") else ():
        words += attached.get(attachment_path(document, one.file), Examined()).amounts
    calculator = document.calculator if isinstance(document, Policy) and document.has("calculator") else None
    title = document.title if document.has("title") else document.path
    source = document.source
    return _Resting(
        role, title, document.path, source.body, tuple(words), calculator, source.front_fingerprint
    )


def _days(document: Document) -> Iterator[str]:
    """The days in the front matter."""
    front = document.source.front
    if isinstance(front, Front):
        yield from (
            said for place, said in front.texts() if place[:1] != ("summary",) and _DAY.fullmatch(said)
        )


def _compared(given: tuple[_Claimed, tuple[_Resting, ...]]) -> tuple[KeptApart, ...]:
    claimed, resting = given
    comparison = AmountComparison(tuple(map(_text, resting)), is_draft=claimed.is_draft)
    return tuple(map(_kept, (*comparison.of_summary(claimed.summary), *comparison.of_body(claimed.body))))


def _text(one: _Resting) -> RestingText:
    numbers = [Fraction(word.replace(",", "")) for word in one.words if _PLAIN_NUMBER.fullmatch(word)]
    words = list(one.words)
    if one.calculator:
        words += _steps(one.calculator)
        for rates in one.calculator.rates:
            numbers += map(Fraction, rates.numbers.values())
    return RestingText(one.role, one.title, one.path, one.body, tuple(words), tuple(numbers))


def _steps(calculator: Calculator) -> Iterator[str]:
    """The words of every step of every case that can be reckoned."""
    for case in calculator.cases:
        try:
            reckoning = came_out(calculator, case)
        except (WrongAnswer, WrongExpression, CannotBeReckoned):
            continue  # GK111 tells
        yield from (step.words for step in reckoning.steps)


def _kept(one: Apart) -> KeptApart:
    near: tuple[Any, Any] = (one.nearest.label, one.nearest.words) if one.nearest else ("", "")
    return one.line, one.where, one.written, one.words, *near, one.title

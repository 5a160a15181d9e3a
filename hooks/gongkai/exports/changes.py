"""What changed on which day, for platforms that fetch only what is new since their last visit: `api/v1/changes.json`.

A document counts by its path, a question by its permanent id: each is added, changed, and withdrawn when it is
taken down, deleted or moved, a question also when its answer holds no more. What is withheld today leaves no
trace, whatever git remembers; of what is gone, only that it is gone.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from gongkai.exports.common import as_json, head, root_of
from gongkai.exports.lives import Lives, Stage
from gongkai.model import Library
from gongkai.settings import Settings
from gongkai.text import KeptTexts, Past, Texts, question_id, shown_questions


@dataclass(frozen=True, order=True)
class Span:
    """A document or a question as it was shown from `start` and before `end`; `mark` differs with what was shown."""

    start: date
    end: date
    mark: str
    path: str
    heir: str
    """Where the document went to, if it moved."""


@dataclass(frozen=True)
class Change:
    """What happened to a document or question on a day."""

    day: date
    what: str
    span: Span


Row = dict[str, Any]


def changes_of(library: Library, texts: KeptTexts, settings: Settings, past: Past | None) -> tuple[Row, ...]:
    """All changes up to the settings' day, the newest first; without `past` the documents' own dates tell them."""
    lives = Lives(library, texts, past, settings)
    rows = [*_document_rows(lives, settings), *_question_rows(lives, texts, settings)]
    rows.sort(key=lambda row: (row["type"], row["id"]))
    return tuple(sorted(rows, key=lambda row: str(row["day"]), reverse=True))


def last_days(changes: Iterable[Row]) -> dict[str, str]:
    """The day of the last change by path or id."""
    days: dict[str, str] = {}
    for row in changes:
        days.setdefault(row["id"], row["day"])
    return days


def changes_json(changes: Sequence[Row], settings: Settings, *, by_git: bool) -> bytes:
    """The file, a change a line."""
    told = {"days_from": "git" if by_git else "documents", "count": len(changes)}
    opening = json.dumps(head("changes", settings) | told, ensure_ascii=False, indent=1).removesuffix("\n}")
    lines = ",\n".join(map(as_json, changes))
    return f'{opening},\n "changes": [\n{lines}\n ]\n}}\n'.encode()


def _document_rows(lives: Lives, settings: Settings) -> Iterator[Row]:
    spans: dict[str, list[Span]] = defaultdict(list)
    for life in lives.all:
        heir = life.document.path if life.document else ""
        turning = lives.turning_days(life)
        for stage, start, end in life.shown():
            cuts = {day for day in (*stage.told.days, *turning) if start < day < end}
            for number, (since, until) in enumerate(pairwise([start, *sorted(cuts), end])):
                spans[stage.path].append(Span(since, until, f"{stage.mark} {number}", stage.path, heir))
    for path, found in spans.items():
        document = lives.document(path)
        for change in _told(found, settings.today, there=document is not None):
            yield {
                **_row(change, "document", path),
                "title": document.title if document else None,
                "url": _address(path, settings),
                "document": path,
                "moved_to": None if document else change.span.heir or None,
            }


def _question_rows(lives: Lives, texts: Texts, settings: Settings) -> Iterator[Row]:
    spans: dict[str, list[Span]] = defaultdict(list)
    numbers = lives.numbers()
    for life in lives.all:
        over = lives.answers_over(life)
        for stage, start, end in life.shown():
            for id_, mark, since, until in _asked(stage, numbers):
                span = Span(max(start, since), min(end, until, over), mark, stage.path, "")
                if span.start < span.end:
                    spans[id_].append(span)
    there = dict(_on_pages(lives, texts, settings.today))
    for id_, found in spans.items():
        now, words = there.get(id_, (None, None))
        if now is None and max(span.end for span in found) > settings.today:
            continue  # a line that only looked like a question
        for change in _told(found, settings.today, there=now is not None):
            path = now or change.span.path
            yield {
                **_row(change, "question", id_),
                "title": words,
                "url": f"{_address(path, settings)}#{id_}",
                "document": path,
                "moved_to": None,
            }


def _asked(stage: Stage, numbers: dict[str, str]) -> Iterator[tuple[str, str, date, date]]:
    """The questions of a version: permanent id, mark of what it says, and the days between which it is shown."""
    own = (
        [stage.told.number]
        if stage.told.number
        else [numbers.get(path, "") for path in stage.told.interprets]
    )
    seed = next((number for number in own if number not in ("", "无")), stage.path)
    for asked in stage.told.asked:
        yield asked.id or question_id(asked.heading, seed), asked.digest, asked.since, asked.until


def _on_pages(lives: Lives, texts: Texts, today: date) -> Iterator[tuple[str, tuple[str, str]]]:
    """The questions on today's pages: id, path of the document, words."""
    for path in lives.living:
        if document := lives.document(path):
            for question in shown_questions(document, texts[path], today):
                yield question.id, (path, question.question)


def _told(spans: Iterable[Span], today: date, *, there: bool) -> Iterator[Change]:
    """What happened, the oldest first; of what is not there any more only that it was withdrawn."""
    found: list[Change] = []
    shown: Span | None = None
    for span in sorted(spans):
        if span.start > today:
            continue
        if shown is None or shown.end < span.start:
            if shown:
                found.append(Change(shown.end, "withdrawn", shown))
            found.append(Change(span.start, "added", span))
        elif (shown.mark, shown.path) != (span.mark, span.path):
            found.append(Change(span.start, "changed", span))
        shown = span
    if shown and shown.end <= today:
        found.append(Change(shown.end, "withdrawn", shown))
    return iter(found if there else found[-1:])


def _row(change: Change, type_: str, id_: str) -> Row:
    return {"day": change.day.isoformat(), "change": change.what, "type": type_, "id": id_}


def _address(path: str, settings: Settings) -> str:
    return f"{root_of(settings)}{path.removesuffix('.md')}/"

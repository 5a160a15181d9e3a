"""`api/v1/changes.json`: what became of each row of `documents.json` and `questions.json`, for platforms that fetch only
what is new since their last visit.

Every record has a number that only grows (`cursor`) and a digest of all records up to it (`chain`): whoever finds another
chain at his cursor, or in the end other digests of the lists than his own, takes both lists whole. Full parts of the
record never change; the newest is in `changes.json`, with what leads to the others.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gongkai.exports.json_output import VERSION, as_bytes, as_json, head, root_of
from gongkai.exports.timeline import RowChange, changes_of
from gongkai.memo import Memo, fresh
from gongkai.model import Library, open_data
from gongkai.settings import Settings
from gongkai.text import PublicHistory

PART = 1000
"""Records in a part; `changes.json` holds between one and two of them, once there are so many."""
Row = tuple[str, str]
"""A row of one of the two lists: its path or id, and its hash."""


class ChangeRecord(NamedTuple):
    """A record as it is written, and the chain up to it."""

    line: bytes
    chain: str


def days_of_change(
    library: Library, settings: Settings, past: PublicHistory | None, memo: Memo = fresh
) -> dict[str, str]:
    """The day of the last change by path or id; nothing without git, where documents tell of themselves."""
    return last_days_of_change(changes_of(library, settings, past, memo)) if past else {}


def last_days_of_change(changes: Iterable[RowChange]) -> dict[str, str]:
    """The day of the last change by path or id."""
    return {change.id: change.day.isoformat() for change in changes}


def change_files(
    changes: Iterable[RowChange], lists: Mapping[str, Sequence[Row]], settings: Settings, *, by_git: bool
) -> Iterator[tuple[str, bytes]]:
    """Every full part, and the newest records with what leads to the parts. `lists`: the rows of `documents.json` and
    `questions.json`."""
    root, days_from = root_of(settings), "git" if by_git else "documents"
    first = _digest([days_from, root])
    records = list(_records(changes, first, root))
    chains = [first, *(one.chain for one in records)]
    parts: list[dict[str, object]] = []
    for start in range(0, len(records) - PART + 1, PART):
        path = f"api/v1/changes/{len(parts) + 1}.json"
        where = _between(start, start + PART, chains)
        parts.append(where | {"url": f"{root}{path}"})
        opening = {
            "$schema": f"{root}api/v1/schema/changes-part.json" if root else "../schema/changes-part.json",
            "version": VERSION,
            "site": root,
        }
        lines = (one.line for one in records[start : start + PART])
        yield path, as_bytes(opening | where, ("changes", lines))
    start = max(len(parts) - 1, 0) * PART
    opening = head("changes", settings) | {
        "days_from": days_from,
        "count": len(records) - start,
        **_between(start, len(records), chains),
        "lists": {name: {"count": len(rows), "digest": list_digest(rows)} for name, rows in lists.items()},
        "parts": parts,
    }
    yield open_data.CHANGES.path, as_bytes(opening, ("changes", (one.line for one in records[start:])))


def _between(after: int, cursor: int, chains: Sequence[str]) -> dict[str, object]:
    """Which records a file holds: those behind `after`, up to `cursor`."""
    return {"after": after, "after_chain": chains[after], "cursor": cursor, "chain": chains[cursor]}


def list_digest(rows: Iterable[tuple[str, str]]) -> str:
    """SHA-256 of a list: of a line `id hash` for each row, in the order of the ids' bytes."""
    lines = sorted(f"{name} {hash_}\n".encode() for name, hash_ in rows)
    return hashlib.sha256(b"".join(lines)).hexdigest()


def _records(changes: Iterable[RowChange], chain: str, root: str) -> Iterator[ChangeRecord]:
    for cursor, change in enumerate(changes, 1):
        day, what, type_, id_, document = change
        chain = _digest([chain, day.isoformat(), what, type_, id_, document])
        address = f"{root}{document.removesuffix('.md')}/"
        shown = {
            "cursor": cursor,
            "day": day.isoformat(),
            "change": what,
            "type": type_,
            "id": id_,
            "document": document,
            "url": f"{address}#{id_}" if type_ == "question" else address,
            "chain": chain,
        }
        yield ChangeRecord(as_json(shown).encode(), chain)


def _digest(words: Sequence[str]) -> str:
    return hashlib.blake2b("\n".join(words).encode(), digest_size=8).hexdigest()

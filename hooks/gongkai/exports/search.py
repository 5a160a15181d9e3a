"""The search index: what `theme/assets/search.js` fetches, piece by piece, from below `search/`.

- `search/index.z`: what can be filtered by, and columns that say a few small numbers of every unit.
- `search/INDEX/s/BUCKET.z`, `…/p/BUCKET.z`: the two indexes of `inverting.py`, a bucket a file.
- `search/PART/h/UNIT.json`, `…/t/UNIT.z`: what a result shows, and the text its excerpt is cut from.

What ends in `.z` is a zlib stream, as small from a server that does not compress. INDEX and PART carry a
digest of their content: a reader whose page outlives a release meets missing files, never mixed ones, and
what has not changed stays in his browser's cache. A part is the units of one year (of at most `LARGEST`): it
is inverted without knowing the others, so that its sections can be kept while it is unchanged.
"""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from itertools import groupby, repeat

from gongkai.exports.inverting import (
    BLOCK,
    HEADINGS,
    NUMBER,
    ZONE,
    Sections,
    lay_out,
    place_sections,
    small_sections,
)
from gongkai.exports.units import KINDS, WITHDRAWN, Unit, snippet, units
from gongkai.model import Library, Stage, Status
from gongkai.settings import Settings
from gongkai.text import Texts

Files = Iterator[tuple[str, bytes]]

LARGEST = 2000
"""Units in one part: more need much memory at once."""

STATUSES = {
    Status.VALID: "valid",
    Status.AMENDED: "amended",
    Status.COMING: "coming",
    Status.EXPIRED: "expired",
    Status.REPEALED: "repealed",
    WITHDRAWN: "withdrawn",
    Stage.PREPARING: "preparing",
    Stage.OPEN: "open",
    Stage.CLOSED: "closed",
    Stage.DECIDED: "decided",
    Stage.DONE: "done",
}
"""States of policies, then of decisions, in the order of the filter, with their names in addresses."""

_PLACES_IN_BUCKET, _PAIRS_IN_BUCKET = 1500, 2500
"""Entries in a bucket, about: the smaller, the less is fetched, and the more files there are."""

_WORTH_SHARING = 1000
"""Units below which a second process costs more than it saves."""

_COLUMN_BASE = 48


@dataclass(frozen=True)
class Part:
    """Units that are inverted together, and what became of them: it depends on nothing but them and `Sizes`."""

    year: int
    name: str
    units: int
    shown: tuple[tuple[str, bytes], ...]
    numbers: tuple[int, ...]
    titles: tuple[int, ...]
    blocks: tuple[int, ...]
    zones: tuple[int, ...]
    small: Sections
    places: Sections


@dataclass(frozen=True)
class Sizes:
    """How many buckets the two indexes have."""

    s: int
    p: int


def search_files(library: Library, texts: Texts, settings: Settings) -> tuple[tuple[str, bytes], ...]:
    """Every file of the search index: its path below the site, and its bytes."""
    return tuple(files_of(units(library, texts, settings), settings))


def files_of(found: Sequence[Unit], settings: Settings) -> Files:
    """The files for these units, which come newest first."""
    characters = sum(len(unit.body) + len(unit.headings) for unit in found)
    sizes = Sizes(
        _power_of_two(characters / 2 / _PAIRS_IN_BUCKET), _power_of_two(characters / _PLACES_IN_BUCKET)
    )
    parts = _made(tuple(_parts(found)), sizes)
    for part in parts:
        yield from ((f"search/{part.name}/{path}", data) for path, data in part.shown)
    buckets = (
        *_buckets("s", [part.small for part in parts]),
        *_buckets("p", [part.places for part in parts]),
    )
    digest = _digest(buckets)
    yield from ((f"search/{digest}/{path}", data) for path, data in buckets)
    head = {
        "index": digest,
        "buckets": asdict(sizes),
        "layout": {"number": NUMBER, "headings": HEADINGS, "zone": ZONE, "block": BLOCK},
        "parts": [{"name": part.name, "year": part.year, "units": part.units} for part in parts],
    }
    yield "search/index.z", _packed(head | _filters(settings) | _columns(found, parts, settings))


def _made(parts: tuple[tuple[Unit, ...], ...], sizes: Sizes) -> tuple[Part, ...]:
    """The parts, inverted on all cores where that is worth starting processes."""
    if sum(map(len, parts)) < _WORTH_SHARING or len(parts) == 1:
        return tuple(make_part(part, sizes) for part in parts)
    with ProcessPoolExecutor() as pool:
        return tuple(pool.map(make_part, parts, repeat(sizes)))


def make_part(part: tuple[Unit, ...], sizes: Sizes) -> Part:
    """Everything that is made of the units of one part alone."""
    rows = lay_out(part)
    shown = tuple(_shown(part))
    year = part[0].day.year
    return Part(
        year=year,
        name=f"{year}-{_digest(shown)}",
        units=len(part),
        shown=shown,
        numbers=rows.numbers,
        titles=rows.titles,
        blocks=rows.blocks,
        zones=rows.zones,
        small=small_sections(rows, sizes.s),
        places=place_sections(rows, sizes.p),
    )


def _parts(found: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    for _year, of_year in groupby(found, key=lambda unit: unit.day.year):
        whole = tuple(of_year)
        for start in range(0, len(whole), LARGEST):
            yield whole[start : start + LARGEST]


def _shown(part: tuple[Unit, ...]) -> Files:
    for number, unit in enumerate(part):
        head = {
            "path": unit.path,
            "url": unit.url,
            "title": unit.title,
            "number": unit.number,
            "day": unit.day.isoformat(),
            "summary": snippet(unit),
            "within": unit.within,
            "question": unit.question,
        }
        yield f"h/{number}.json", _json({key: value for key, value in head.items() if value})
        yield f"t/{number}.z", zlib.compress(unit.text.encode(), 6)


def _buckets(folder: str, of_parts: list[Sections]) -> Files:
    """Every bucket with the sections of all parts, in their order."""
    for number, sections in enumerate(zip(*(part.of_bucket for part in of_parts), strict=True)):
        yield f"{folder}/{number}.z", zlib.compress(b"".join(sections), 6)


def _filters(settings: Settings) -> dict[str, object]:
    """Every value that can be filtered by: what it is called, and its name in addresses."""
    return {
        "kinds": list(KINDS.items()),
        "statuses": [(str(label), slug) for label, slug in STATUSES.items()],
        "topics": list(settings.topics.items()),
        "audiences": list(settings.audiences.items()),
    }


def _columns(found: Sequence[Unit], parts: Sequence[Part], settings: Settings) -> dict[str, object]:
    """A few small numbers of every unit, a column a string, a number a character; sets of labels by their
    place in a list of all sets that occur."""
    kinds, statuses = list(KINDS), [*STATUSES]
    topics, audiences = list(settings.topics), list(settings.audiences)
    topic_sets = sorted({unit.topics for unit in found})
    audience_sets = sorted({unit.audiences for unit in found})
    topic_place = {labels: place for place, labels in enumerate(topic_sets)}
    audience_place = {labels: place for place, labels in enumerate(audience_sets)}
    columns = {
        "kind": [kinds.index(unit.kind) for unit in found],
        "status": [statuses.index(unit.status) + 1 if unit.status else 0 for unit in found],
        "topic": [topic_place[unit.topics] for unit in found],
        "audience": [audience_place[unit.audiences] for unit in found],
        "past": [unit.past for unit in found],
        "number": [length for part in parts for length in part.numbers],
        "title": [length for part in parts for length in part.titles],
        "blocks": [blocks for part in parts for blocks in part.blocks],
        "zones": [zones for part in parts for zones in part.zones],
    }
    return {
        "topicSets": [[topics.index(label) for label in labels] for labels in topic_sets],
        "audienceSets": [[audiences.index(label) for label in labels] for labels in audience_sets],
        "columns": {name: _column(values) for name, values in columns.items()},
    }


def _column(values: list[int]) -> str:
    return "".join(chr(value + _COLUMN_BASE) for value in values)


def _packed(value: object) -> bytes:
    return zlib.compress(_json(value), 9)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _digest(files: Sequence[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for path, data in files:
        digest.update(f"{path} {len(data)}\n".encode())
        digest.update(data)
    return digest.hexdigest()[:10]


def _power_of_two(wanted: float) -> int:
    """A number of buckets: it changes seldom, so that sections that are kept stay of use."""
    return min(1 << max(round(wanted) - 1, 15).bit_length(), 8192)

"""Another platform's listing against this source: what it lacks, what it shows in an old form, what it has too much.

Rows are matched by id, else by 发文字号, else by title or question; where several of ours are called the same,
the number and the policy's title tell them apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.platforms.drift.listing import ListedRow, PlatformListing, day
from gongkai.search.folding import fold


@dataclass(frozen=True)
class OurRow:
    """One entry of this source as it should be shown. `current`: it belongs into a listing; one that does not is
    known only so that it can be said why it should go (`over`)."""

    id: str
    kind: str
    name: str
    """Title of a document, words of a question."""
    number: str
    policy: str
    answer: str
    status: str
    updated: date
    hash: str
    over: str = ""

    @property
    def current(self) -> bool:
        """Whether another platform should show it."""
        return not self.over


@dataclass(frozen=True)
class Outdated:
    """A row that no longer says what this source says, and in what."""

    row: ListedRow
    ours: OurRow
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Drift:
    """All differences."""

    same: int
    missing: tuple[OurRow, ...]
    outdated: tuple[Outdated, ...]
    extra: tuple[tuple[ListedRow, str], ...]
    """Rows without counterpart, or whose counterpart is over: why."""


def compare(listing: PlatformListing, ours: Sequence[OurRow]) -> Drift:
    """Every row against its counterpart. Of documents only those kinds can be missing that the listing shows."""
    matched = _matched(listing, ours)
    shown = {one.id for one in matched.values()}
    kinds = {one.kind for one in matched.values()} | {ours[0].kind if ours else ""}
    outdated, extra, same = [], [], 0
    for row in listing.rows:
        one = matched.get(row.line)
        if one is None:
            extra.append((row, "本栏目没有"))
        elif one.over and not (one.status and fold(row.status) == fold(one.status)):
            extra.append((row, one.over))
        elif reasons := tuple(_differences(row, one, listing)):
            outdated.append(Outdated(row, one, reasons))
        else:
            same += 1
    missing = (one for one in ours if one.current and one.id not in shown and one.kind in kinds)
    return Drift(same, tuple(missing), tuple(outdated), tuple(extra))


def _matched(listing: PlatformListing, ours: Sequence[OurRow]) -> dict[int, OurRow]:
    """The counterpart of each row, by its line; each of ours is given once."""
    found: dict[int, OurRow] = {}
    taken: set[str] = set()
    ways: list[tuple[Callable[[ListedRow], str], Callable[[OurRow], str]]] = [
        (lambda row: row.id, lambda one: one.id),
        (lambda row: _name(row, listing), lambda one: fold(one.name)),
    ]
    if not listing.of_questions:
        ways.insert(1, (lambda row: fold(row.number), lambda one: fold(one.number)))
    for theirs, mine in ways:
        by_key = _grouped(ours, mine)
        for row in listing.rows:
            candidates = [one for one in by_key.get(theirs(row), ()) if one.id not in taken]
            if row.line not in found and candidates:
                found[row.line] = max(candidates, key=lambda one: _likeness(row, one))
                taken.add(found[row.line].id)
    return found


def _grouped(ours: Iterable[OurRow], key: Callable[[OurRow], str]) -> Mapping[str, Sequence[OurRow]]:
    groups: dict[str, list[OurRow]] = defaultdict(list)
    for one in ours:
        if key(one):
            groups[key(one)].append(one)
    return groups


def _name(row: ListedRow, listing: PlatformListing) -> str:
    return fold(row.question if listing.of_questions else row.title)


def _likeness(row: ListedRow, one: OurRow) -> int:
    """How much speaks for this counterpart among several of one name; of equals the first, which is the newest."""
    same_number = bool(row.number) and fold(row.number) == fold(one.number)
    same_policy = bool(row.title) and fold(row.title) == fold(one.policy)
    same_answer = bool(row.answer) and fold(row.answer) == fold(one.answer)
    return 8 * same_number + 4 * same_policy + 2 * same_answer + one.current


def _differences(row: ListedRow, one: OurRow, listing: PlatformListing) -> Iterator[str]:
    """In what a row differs, as far as it says anything of it."""
    if row.hash:
        if row.hash != one.hash:
            yield "内容有更新"
    elif row.answer and fold(row.answer) != fold(one.answer):
        yield "答案不一致"
    if _name(row, listing) and _name(row, listing) != fold(one.name):
        yield f"{'问题' if listing.of_questions else '标题'}应为“{one.name}”"
    if row.number and fold(row.number) != fold(one.number):
        yield f"发文字号应为“{one.number or '无'}”"
    if row.status and fold(row.status) != fold(one.status):
        yield f"状态应为“{one.status or '无'}”"
    shown = day(row.updated)
    if shown and shown < one.updated:
        yield f"更新日期 {shown}，本栏目已于 {one.updated} 更新"

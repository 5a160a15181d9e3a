"""Which block of an older text became which of a newer one: kept, changed, added, struck, or moved elsewhere."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from gongkai.text.redline.blocks import HEADING, ROW, TextBlock
from gongkai.text.redline.words import GONE, NEW, SAME, Piece, pieces_of

KEPT, CHANGED, ADDED, STRUCK, LEFT, CAME = "kept", "changed", "added", "struck", "left", "came"
"""What became of a block; one that moved is in two rows: where it `left`, and where it `came` to."""
_ALIKE, _ALIKE_BY_NUMBER, _MOVED = 0.4, 0.2, 0.7
"""How much of two blocks must be the same: in one place; of one clause; in two places."""
_WORTH_MOVING = 6
"""Characters below which a block that stands elsewhere too has not moved."""
_LARGEST_GAP = 40_000
"""Pairs of blocks, of two texts that have little in common, beyond which only the numbers of clauses are compared."""
_Pair = tuple[int | None, int | None]


class Cell(NamedTuple):
    """A cell of a row, or a whole block of any other kind; `sign` as of pieces."""

    sign: str
    pieces: tuple[Piece, ...]


class Row(NamedTuple):
    """A line of a redline. `old`, `new`: the numbers of the blocks, -1 for none; of a moved block both, in both places.
    `label`, `other`: the clause in which it stands, and, of a moved one, where it went or came from; `was`: the kind of the
    older block, if this became another."""

    what: str
    kind: str
    was: str
    level: int
    table: int
    heads: int
    label: str
    other: str
    cells: tuple[Cell, ...]
    old: int
    new: int


def redline(older: Sequence[TextBlock], newer: Sequence[TextBlock]) -> tuple[Row, ...]:
    """The newer text with what of the older was changed, struck and moved, in one list."""
    pairs = list(_aligned(older, newer))
    went = _moved(older, newer, pairs)
    came = {new: old for old, new in went.items()}
    rows = []
    for old, new in pairs:
        if old is not None and new is not None:
            rows.append(_both(older[old], newer[new], old, new))
        elif old is not None:
            there = went.get(old)
            what = STRUCK if there is None else LEFT
            other = "" if there is None else newer[there].label
            rows.append(_row(what, older[old], other, _whole(older[old], GONE), old, there))
        elif new is not None:
            here = came.get(new)
            if here is None:
                rows.append(_row(ADDED, newer[new], "", _whole(newer[new], NEW), None, new))
            else:
                cells = tuple(_cells(older[here].cells, newer[new].cells))
                rows.append(_row(CAME, newer[new], older[here].label, cells, here, new))
    return tuple(rows)


def restored(rows: Iterable[Row], sign: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the older (`-`) or the newer (`+`) text said, from the redline alone."""
    unseen = (ADDED, CAME) if sign == GONE else (STRUCK, LEFT)
    for row in rows:
        if row.what not in unseen:
            cells = (cell for cell in row.cells if cell.sign in (SAME, sign))
            yield (
                row.was if sign == GONE else row.kind,
                tuple(
                    "".join(piece.text for piece in cell.pieces if piece.sign in (SAME, sign))
                    for cell in cells
                ),
            )


def changed_rows(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Those in which something changed."""
    return tuple(row for row in rows if row.what != KEPT)


def _row(
    what: str, block: TextBlock, other: str, cells: tuple[Cell, ...], old: int | None, new: int | None
) -> Row:
    places = -1 if old is None else old, -1 if new is None else new
    told = block.kind, block.kind, block.level, block.table, block.heads, block.label, other
    return Row(what, *told, cells, *places)


def _both(before: TextBlock, after: TextBlock, old: int, new: int) -> Row:
    if before.said == after.said:
        cells = tuple(Cell(SAME, (Piece(SAME, text),) if text else ()) for text in after.cells)
        return _row(KEPT, after, "", cells, old, new)
    row = _row(CHANGED, after, "", tuple(_cells(before.cells, after.cells)), old, new)
    return row._replace(was=before.kind)


def _whole(block: TextBlock, sign: str) -> tuple[Cell, ...]:
    return tuple(Cell(sign, (Piece(sign, text),) if text else ()) for text in block.cells)


def _cells(before: Sequence[str], after: Sequence[str]) -> Iterator[Cell]:
    """Cell by cell; where there are more or fewer, those that are the same show which."""
    if len(before) == len(after):
        yield from (Cell(SAME, pieces_of(*pair)) for pair in zip(before, after, strict=True))
        return
    for _tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        both = min(j - i, m - k)
        yield from (Cell(SAME, pieces_of(before[i + n], after[k + n])) for n in range(both))
        yield from (Cell(GONE, (Piece(GONE, text),) if text else ()) for text in before[i + both : j])
        yield from (Cell(NEW, (Piece(NEW, text),) if text else ()) for text in after[k + both : m])


def _aligned(older: Sequence[TextBlock], newer: Sequence[TextBlock]) -> Iterator[_Pair]:
    """Blocks side by side, in the order of both texts."""
    same = SequenceMatcher(None, [b.said for b in older], [b.said for b in newer], autojunk=False)
    for tag, i, j, k, m in same.get_opcodes():
        if tag == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _gap(older, newer, range(i, j), range(k, m))


def _gap(older: Sequence[TextBlock], newer: Sequence[TextBlock], olds: range, news: range) -> Iterator[_Pair]:
    """The best pairs between two blocks that are the same, struck ones before added ones."""
    pairs = list(_best_pairs(older, newer, olds, news)) if olds and news else []
    ends = [(olds.start - 1, news.start - 1), *pairs, (olds.stop, news.stop)]
    for (i, k), (j, m) in pairwise(ends):
        if i >= olds.start:
            yield i, k
        yield from ((n, None) for n in range(i + 1, j))
        yield from ((None, n) for n in range(k + 1, m))


def _best_pairs(
    older: Sequence[TextBlock], newer: Sequence[TextBlock], olds: range, news: range
) -> list[tuple[int, int]]:
    """The pairs, in order, of which most is alike."""
    if len(olds) * len(news) > _LARGEST_GAP:
        before, after = ([text[n].label for n in r] for text, r in ((older, olds), (newer, news)))
        runs = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
        numbered = ((olds[i + n], news[k + n]) for i, k, size in runs for n in range(size))
        return [(i, k) for i, k in numbered if _comparable(older[i], newer[k])]
    bags = {n: _bag(older[n].text) for n in olds}, {n: _bag(newer[n].text) for n in news}
    best = [[0.0] * (len(news) + 1) for _ in range(len(olds) + 1)]
    alike: dict[tuple[int, int], float] = {}
    for x in range(len(olds) - 1, -1, -1):
        for y in range(len(news) - 1, -1, -1):
            i, k = olds[x], news[y]
            best[x][y] = max(best[x + 1][y], best[x][y + 1])
            value = _value(older[i], newer[k], bags[0][i], bags[1][k])
            if value:
                alike[i, k] = value
                best[x][y] = max(best[x][y], value + best[x + 1][y + 1])
    return _path(best, alike, olds, news)


def _path(
    best: list[list[float]], alike: dict[tuple[int, int], float], olds: range, news: range
) -> list[tuple[int, int]]:
    found, x, y = list[tuple[int, int]](), 0, 0
    while x < len(olds) and y < len(news):
        pair = olds[x], news[y]
        if pair in alike and best[x][y] == alike[pair] + best[x + 1][y + 1]:
            found.append(pair)
            x, y = x + 1, y + 1
        elif best[x][y] == best[x + 1][y]:
            x += 1
        else:
            y += 1
    return found


def _comparable(before: TextBlock, after: TextBlock) -> bool:
    """Whether one may have become the other: rows stay rows."""
    return (before.kind == ROW) == (after.kind == ROW)


def _value(before: TextBlock, after: TextBlock, bag: Counter[str], other: Counter[str]) -> float:
    """How much two blocks are alike; 0 for too little."""
    if not _comparable(before, after):
        return 0.0
    value = _likeness(bag, other)
    same_clause = before.label == after.label and bool(before.label)
    least = _ALIKE_BY_NUMBER if same_clause or before.kind == after.kind == HEADING else _ALIKE
    if before.kind == ROW and before.cells[0] == after.cells[0]:
        value, least = value + 0.2, 0.0
    return value + (0.05 if same_clause else 0.0) if value >= least else 0.0


def _bag(text: str) -> Counter[str]:
    """Pairs of characters, by how often they stand in a text."""
    return Counter(map("".join, pairwise(f" {text} ")))


def _likeness(bag: Counter[str], other: Counter[str]) -> float:
    """From 0 to 1: what part of two texts is the same."""
    if len(bag) > len(other):
        bag, other = other, bag
    shared = sum(min(count, other[pair]) for pair, count in bag.items() if pair in other)
    return 2 * shared / (bag.total() + other.total())


def _moved(older: Sequence[TextBlock], newer: Sequence[TextBlock], pairs: Iterable[_Pair]) -> dict[int, int]:
    """Of blocks that have no counterpart in their place: which stands where now, the most alike first."""
    pairs = list(pairs)
    gone = [i for i, k in pairs if k is None and i is not None and len(older[i].text) >= _WORTH_MOVING]
    new = [k for i, k in pairs if i is None and k is not None and len(newer[k].text) >= _WORTH_MOVING]
    if not gone or not new or len(gone) * len(new) > _LARGEST_GAP:
        return {}
    bags = {k: _bag(newer[k].text) for k in new}
    found = []
    for i in gone:
        bag = _bag(older[i].text)
        found += [
            (-value, i, k)
            for k in new
            if _comparable(older[i], newer[k]) and (value := _likeness(bag, bags[k])) >= _MOVED
        ]
    went: dict[int, int] = {}
    taken = set[int]()
    for _alike, i, k in sorted(found):
        if i not in went and k not in taken:
            went[i] = k
            taken.add(k)
    return went

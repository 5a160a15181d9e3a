"""Where each clause of a text stands: below which article, in which annex; several numberings in one text included."""

from collections import Counter
from collections.abc import Sequence, Set
from typing import NamedTuple

from gongkai.text.clause_numbers import ARTICLE, Annex, ClauseNumber

Mark = ClauseNumber | Annex | None


class Citation(NamedTuple):
    """A clause's id, if nothing else has it, and how it is cited."""

    id: str
    label: str


class Names:
    """Ids, each given once."""

    def __init__(self, taken: Set[str]) -> None:
        self._taken = set(taken)
        self._again: dict[str, int] = {}

    def give(self, id_: str, own: str = "", others: Set[str] = frozenset()) -> str:
        """This id, or with the next number behind it, if it is taken or another's; one's own of before, if it is the
        same but for that number."""
        if own not in self._taken and id_ in (own, own.rpartition("_")[0]):
            self._taken.add(own)
            return own
        candidate, again = id_, self._again.get(id_, 1)
        while candidate in self._taken or candidate in others:
            again += 1
            candidate = f"{id_}_{again}"
        self._again[id_] = again
        self._taken.add(candidate)
        return candidate


def citations(marks: list[Mark], headings: Sequence[bool]) -> tuple[list[Citation | None], bool]:
    """Where each block stands, None if it begins no clause, by what it begins with and whether it is a heading; and
    whether any id may be another than it was."""
    _in_turn(marks)
    _drop_files(marks)
    _drop_entries(marks)
    count = _Count()
    found: list[Citation | None] = []
    for mark, following, heading in zip(marks, _following_articles(marks), headings, strict=True):
        if mark is None:
            if heading:
                count.forget()
            found.append(None)
        elif isinstance(mark, Annex):
            found.append(count.annex(mark))
        else:
            found.append(count.clause(mark, following, heading=heading))
    return found, count.mended


def _in_turn(marks: list[Mark]) -> None:
    """Without 第三条… that has no space and does not come in its turn: an article is spoken of."""
    before = 0
    for place, mark in enumerate(marks):
        if isinstance(mark, Annex):
            before = 0
        elif mark and mark.level == ARTICLE:
            turn = mark.value == 1 or mark.value > before or (mark.inserted and mark.value == before)
            if mark.sure or turn:
                before = mark.value
            else:
                marks[place] = None


def _drop_files(marks: list[Mark]) -> None:
    """Without 附件：申请表 in a paragraph, unless its clauses follow at once or it stands there a second time."""
    said: set[str] = set()
    for place, mark in enumerate(marks):
        if isinstance(mark, Annex) and mark.listed:
            first = marks[place + 1] if place + 1 < len(marks) else None
            begins = isinstance(first, ClauseNumber) and first.level in (ARTICLE, 1) and first.value == 1
            if not begins and mark.words not in said:
                marks[place] = None
            said.add(mark.words)


def _drop_entries(marks: list[Mark]) -> None:
    """Without the entries of a list of annexes: what is named again before a clause comes, and what comes right after
    such an entry and is named again."""
    soon: set[str] = set()
    entries: set[int] = set()
    for place in range(len(marks) - 1, -1, -1):
        mark = marks[place]
        if isinstance(mark, Annex):
            if mark.key in soon:
                entries.add(place)
            soon.add(mark.key)
        elif mark:
            soon.clear()
    if entries:
        coming = Counter(mark.key for mark in marks if isinstance(mark, Annex))
        for place, mark in enumerate(marks):
            if isinstance(mark, Annex):
                coming[mark.key] -= 1
                if place in entries or (place - 1 in entries and coming[mark.key]):
                    entries.add(place)
                    marks[place] = None


def _following_articles(marks: Sequence[Mark]) -> list[ClauseNumber | None]:
    """For each block the next article of the same numbering."""
    found: list[ClauseNumber | None] = []
    following: ClauseNumber | None = None
    for mark in reversed(marks):
        found.append(following)
        if isinstance(mark, Annex):
            following = None
        elif mark and mark.level == ARTICLE:
            following = mark
    return found[::-1]


class _Count:
    """The numbers on the way down to the clause that was read last."""

    def __init__(self) -> None:
        self._in = Citation("", "")
        """What the id and the label of a clause begin with in this annex."""
        self._annexes = Names(frozenset())
        self._article: ClauseNumber | None = None
        self._below = Citation("", "")
        """The article's."""
        self._path: list[tuple[int, Citation]] = []
        """The levels below it, each with the clause."""
        self.mended = False
        """Whether anything was read that the count of before did not know."""

    def forget(self) -> None:
        """A heading without number begins a part in which numbers start anew; articles count through."""
        self._article = None
        self._path.clear()

    def annex(self, annex: Annex) -> Citation:
        """An annex begins anew; one that has no number, or another's, is told from it."""
        self.forget()
        self.mended = True
        found = Citation(self._annexes.give(annex.key), annex.sign)
        self._in = Citation(f"{found.id}-", f"{found.label}的")
        return found

    def clause(self, number: ClauseNumber, following: ClauseNumber | None, *, heading: bool) -> Citation:
        """The citation of a block that begins with a number; `following` is the next article."""
        level, value, sign, *_ = number
        self.mended = self.mended or number.mended
        if level == ARTICLE:
            self._article = number
            self._path.clear()
            inserted = f"-zhi-{number.inserted}" if number.inserted else ""
            self._below = Citation(f"{self._in.id}art-{value}{inserted}", self._in.label + sign)
            return self._below
        if level == 1 and self._article:
            self.mended = True
            if heading or not self._has_item(number, following):
                self._article = None
        while self._path and self._path[-1][0] >= level:
            self._path.pop()
        above, parent = self._path[-1] if self._path else self._first(level)
        found = Citation(f"{parent.id}{'-0' * (level - above - 1)}-{value}", parent.label + sign)
        self._path.append((level, found))
        return found

    def _first(self, level: int) -> tuple[int, Citation]:
        """What the first clause of a way hangs on, and that one's level: right below an article stands （一）, and 一、
        is marked by a c, as it is without an article. 之 is written out: no item's number is mistaken for it."""
        if not self._article:
            return 0, Citation(f"{self._in.id}c", self._in.label)
        return (0, Citation(f"{self._below.id}-c", self._below.label)) if level == 1 else (1, self._below)

    def _has_item(self, number: ClauseNumber, following: ClauseNumber | None) -> bool:
        """Whether 一、 is an item of the article, as in older regulations: these start with 一 in each article, and
        the articles go on after them."""
        if self._article is None or following is None:
            return False
        goes_on = following.value == self._article.value + (0 if following.inserted else 1)
        return goes_on and (number.value == 1 or bool(self._path and self._path[0][0] == 1))

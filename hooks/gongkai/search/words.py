"""Citizens' words for what officials write: groups that mean the same, and words that lead to others.

`data/citizens.txt` is general; a bureau adds a file of its own, in the same form. A line that cannot be read is told with
its number, never passed over.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.findings import WrongUse
from gongkai.search.letters import as_read
from gongkai.settings import Settings

GENERAL = Path(__file__).parent / "data" / "citizens.txt"

_SAME, _LEADS, _BETWEEN = "：", "→", "、"
LONGEST = 12
"""Characters of a word: the browser looks at no longer pieces of a query."""


@dataclass(frozen=True)
class Group:
    """Words that mean the same: how documents put it, and how people do."""

    written: tuple[str, ...]
    said: tuple[str, ...]


@dataclass(frozen=True)
class Lead:
    """Who says one of the first looks for the others, though they mean something else."""

    said: tuple[str, ...]
    sought: tuple[str, ...]


@dataclass(frozen=True)
class UnreadableWords:
    """A line that is no group and no lead: where, and what is wrong with it, in Chinese."""

    line: int
    message: str


@dataclass(frozen=True)
class Words:
    """What the files say, each word as queries are read."""

    groups: tuple[Group, ...] = ()
    leads: tuple[Lead, ...] = ()
    faults: tuple[UnreadableWords, ...] = ()

    @property
    def every(self) -> dict[str, None]:
        """Every word that becomes a key, once."""
        grouped = (word for group in self.groups for word in (*group.written, *group.said))
        return dict.fromkeys((*grouped, *(word for lead in self.leads for word in lead.said)))

    @property
    def plain(self) -> tuple[object, ...]:
        """All that results can depend on, as plain values."""
        groups = tuple((group.written, group.said) for group in self.groups)
        return groups, tuple((lead.said, lead.sought) for lead in self.leads)

    def __add__(self, other: "Words") -> "Words":
        return Words(self.groups + other.groups, self.leads + other.leads, self.faults + other.faults)


@cache
def general_words() -> Words:
    """The words that come with the program."""
    return read_words(GENERAL.read_text(encoding="utf-8"))


def words_of(settings: Settings) -> Words:
    """The program's words and the bureau's own; raises `WrongUse`, with every line of its file that cannot be read."""
    if settings.synonyms is None:
        return general_words()
    try:
        own = read_words(settings.synonyms.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongUse(
            f"群众说法的文件 {settings.synonyms} 读不出来，请存成 UTF-8 编码的文本文件"
        ) from problem
    if own.faults:
        told = "；".join(f"第 {fault.line} 行：{fault.message}" for fault in own.faults)
        raise WrongUse(f"群众说法的文件 {settings.synonyms} 有写法错误。{told}")
    return general_words() + own


def read_words(text: str) -> Words:
    """The groups and leads of a file's text; what cannot be read is among the faults."""
    groups: list[Group] = []
    leads: list[Lead] = []
    faults: list[UnreadableWords] = []
    for number, written in enumerate(text.splitlines(), 1):
        line = written.strip().lstrip("\ufeff")
        if not line or line.startswith("#"):
            continue
        sign = _LEADS if _LEADS in line else _SAME
        left, found, right = line.replace(":", _SAME).partition(sign)
        before, after = _words(left), _words(right)
        messages = list(_wrong(found, before, after, sign in right))
        faults += (UnreadableWords(number, message) for message in messages)
        if messages:
            continue
        if sign == _LEADS:
            leads.append(Lead(before, after))
        else:
            groups.append(Group(before, after))
    return Words(tuple(groups), tuple(leads), tuple(faults))


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(as_read, text.split(_BETWEEN)))))


def _wrong(found: str, before: Iterable[str], after: Iterable[str], twice: bool) -> Iterator[str]:
    if not found:
        yield "看不懂这一行：一行要写成“文件里的说法：群众的说法”，或者“群众的说法 → 要找的内容”"
        return
    if twice:
        yield f"一行里只能有一个“{found}”"
        return
    if not before or not after:
        yield f"“{found}”的两边都要有词"
    for word in (*before, *after):
        if len(word) < 2:
            yield f"“{word}”只有一个字，一个字的词会找到太多不相干的内容，请写两个字以上的词"
        elif len(word) > LONGEST or " " in word:
            yield f"“{word}”太长或者中间有标点，这里只写词，不写句子（最多 {LONGEST} 个字）"

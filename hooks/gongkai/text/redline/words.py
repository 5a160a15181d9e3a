"""Words struck and added between two pieces of text, by Chinese words, never by half a number, date or number of a document."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from gongkai.patterns import pattern

SAME, GONE, NEW = "=", "-", "+"
_DIGIT, _HAN = "0-9０-９", "〇零○一二三四五六七八九十百千万亿两"
_WHOLE = pattern(
    rf"[{_DIGIT}]{{1,4}}年(?:[{_DIGIT}]{{1,2}}月(?:[{_DIGIT}]{{1,2}}日)?)?|[{_DIGIT}]{{1,2}}月[{_DIGIT}]{{1,2}}日"
    rf"|[{_HAN}]{{1,4}}年(?:[{_HAN}]{{1,3}}月(?:[{_HAN}]{{1,3}}[日号])?)?|[{_HAN}]{{1,3}}月[{_HAN}]{{1,3}}[日号]"
    rf"|第[{_DIGIT}{_HAN}]+[编章节条款项目]|百分之[{_DIGIT}{_HAN}点]+|千分之[{_DIGIT}{_HAN}点]+"
    rf"|[A-Za-z{_DIGIT}]+(?:[-.,:/_@+．：][A-Za-z{_DIGIT}]+)*(?:[万亿千百十]+[{_DIGIT}]*)*[%％‰℃年月日]?"
    rf"|[{_HAN}]+点[{_HAN}]+|[{_HAN}]{{2,}}[年月日]?|[{_HAN}][年月日元天倍]"
    r"|\s+"
)
"""What stays in one piece, whatever a dictionary says."""
_TRIFLE = pattern(r"[\s的、，。；：和或及]{1,2}\Z")
"""What is not worth keeping alone between two changes."""
_ALIKE = 0.3
"""The part of the words below which a text counts as written anew."""


_Stretch = tuple[str, bool]
"""A part of a text, and whether it stays in one piece."""


class Piece(NamedTuple):
    """Words that stand in both texts (`=`), in the older (`-`) or in the newer (`+`)."""

    sign: str
    text: str


def words_of(text: str) -> tuple[str, ...]:
    """A text cut into words; joined they are the text."""
    return tuple(_cut(_stretches(text)))


def _stretches(text: str) -> tuple[_Stretch, ...]:
    """What stays in one piece, and what stands between."""
    found, done = list[_Stretch](), 0
    for match in _WHOLE.finditer(text):
        found += (text[done : match.start()], False), (match[0], True)
        done = match.end()
    return tuple(one for one in (*found, (text[done:], False)) if one[0])


def _cut(stretches: Iterable[_Stretch]) -> Iterator[str]:
    import rjieba  # noqa: PLC0415 (its dictionary takes a while to load)

    for text, whole in stretches:
        yield from (text,) if whole else rjieba.cut(text)


def pieces_of(older: str, newer: str) -> tuple[Piece, ...]:
    """What was struck and added. Without the added pieces it is the older text, without the struck ones the newer."""
    if older == newer:
        return (Piece(SAME, older),) if older else ()
    before, after = _comparable(_stretches(older), _stretches(newer))
    found: list[Piece] = []
    for _tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, new = "".join(before[i:j]), "".join(after[k:m])
        found += [Piece(SAME, gone)] if gone == new else [Piece(GONE, gone), Piece(NEW, new)]
    kept = sum(len(piece.text) for piece in found if piece.sign == SAME)
    if kept < _ALIKE * max(len(older), len(newer)):
        return tuple(piece for piece in (Piece(GONE, older), Piece(NEW, newer)) if piece.text)
    return _joined(found)


def _comparable(older: Sequence[_Stretch], newer: Sequence[_Stretch]) -> tuple[Sequence[str], Sequence[str]]:
    """Two texts in the pieces in which they are compared: words; where they differ in nothing but what stays in one piece,
    numbers say, these are seen without the dictionary, which takes a quarter of a second to load."""
    if len(older) == len(newer) and all(a == b or (a[1] and b[1]) for a, b in zip(older, newer, strict=True)):
        return [text for text, _whole in older], [text for text, _whole in newer]
    return tuple(_cut(older)), tuple(_cut(newer))


def _joined(found: list[Piece]) -> tuple[Piece, ...]:
    """The pieces, trifles between two changes taken into them, each change as one struck and one added piece."""
    done: list[Piece] = []
    gone = new = ""

    def close() -> Iterator[Piece]:
        yield from (piece for piece in (Piece(GONE, gone), Piece(NEW, new)) if piece.text)

    for number, piece in enumerate(found):
        within = 0 < number < len(found) - 1
        if piece.sign == GONE:
            gone += piece.text
        elif piece.sign == NEW:
            new += piece.text
        elif within and (gone or new) and _TRIFLE.match(piece.text):
            gone, new = gone + piece.text, new + piece.text
        else:
            done += [*close(), piece]
            gone = new = ""
    return (*done, *close())

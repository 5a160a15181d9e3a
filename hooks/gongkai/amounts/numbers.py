"""The numbers that a clause states, however it writes them: 816元, 八百一十六元, 50%, 百分之五十, 一半, 36个月, 三年, 30万元."""

from collections.abc import Iterator
from fractions import Fraction

from gongkai.amounts.numerals import CHINESE, FIGURE, LARGE, WRITTEN, parts_of, plain_signs, value_of
from gongkai.patterns import pattern

_NO_AMOUNT = pattern(
    rf"\d{{4}}年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)?|\d{{1,2}}月\d{{1,2}}日|〔\d{{4}}〕\d+号|第[{CHINESE}\d]+[条款项章节部]"
    rf"|第?[（(][{CHINESE}\d]+[）)]项?|(?<![\d.])\d{{1,2}}．"
)
"""Days, 发文字号, the numbers of clauses: they state no amount."""
_PART = pattern(rf"([{CHINESE}]+|\d+)分之({WRITTEN}|{FIGURE})")
_NUMBER = pattern(rf"({FIGURE}|{WRITTEN})\s*(万亿|万|亿)?\s*(%|‰|周?年|折)?")


def states(words: str, number: Fraction) -> bool:
    """Whether the words state the number."""
    return number in set(numbers_in(words))


def numbers_in(words: str) -> Iterator[Fraction]:
    """Every number that the words state; years as months too, shares as 50 and as 0.5."""
    words = _NO_AMOUNT.sub(" ; ", plain_signs(words))
    if "一半" in words or "半数" in words:
        yield from (Fraction(1, 2), Fraction(50))
    if "半年" in words:
        yield from (Fraction(6), Fraction(1, 2))
    for found in _PART.finditer(words):
        whole, part = value_of(found[1]), value_of(found[2])
        if whole:
            yield from (part / whole, part * 100 / whole)
    for found in _NUMBER.finditer(words):
        for written in (found[1], *parts_of(found[1])):
            yield from _meant(value_of(written), found[2] or "", found[3] or "")


def _meant(number: Fraction, large: str, sign: str) -> Iterator[Fraction]:
    yield number
    yield number * LARGE[large]
    if sign == "%":
        yield number / 100
    elif sign == "‰":
        yield number / 1000
    elif sign == "折":
        yield number / (10 if number < 10 else 100)
    elif sign.endswith("年"):
        yield number * 12

"""The numbers that a clause states, however it writes them: 816元, 八百一十六元, 50%, 百分之五十, 一半, 36个月, 三年, 30万元."""

import re
from collections.abc import Iterator
from fractions import Fraction

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_CHINESE = "零〇一二两三四五六七八九十百千"
_LARGE = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "": 1}
_FIGURE = r"\d{1,3}(?:[,，]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_NO_AMOUNT = re.compile(
    rf"\d{{4}}年(?:度|\d{{1,2}}月(?:\d{{1,2}}日)?)?|\d{{1,2}}月\d{{1,2}}日|〔\d{{4}}〕\d+号|第[{_CHINESE}\d]+[条款项章节部]"
    rf"|第?[（(][{_CHINESE}\d]+[）)]项?|(?<![\d.])\d{{1,2}}．"
)
"""Days, 发文字号, the numbers of clauses: they state no amount."""
_WRITTEN = rf"[{_CHINESE}][{_CHINESE}万亿]*(?:点[{_CHINESE}]+)?"
_PART = re.compile(rf"([{_CHINESE}]+|\d+)分之({_WRITTEN}|{_FIGURE})")
_NUMBER = re.compile(rf"({_FIGURE}|{_WRITTEN})\s*(万亿|万|亿)?\s*(%|％|‰|周?年|折)?")


def states(words: str, number: Fraction) -> bool:
    """Whether the words state the number."""
    return number in set(numbers_in(words))


def numbers_in(words: str) -> Iterator[Fraction]:
    """Every number that the words state; years as months too, shares as 50 and as 0.5."""
    words = _NO_AMOUNT.sub(" ; ", words)
    if "一半" in words or "半数" in words:
        yield from (Fraction(1, 2), Fraction(50))
    if "半年" in words:
        yield from (Fraction(6), Fraction(1, 2))
    for found in _PART.finditer(words):
        whole, part = _value(found[1]), _value(found[2])
        if whole:
            yield from (part / whole, part * 100 / whole)
    for found in _NUMBER.finditer(words):
        number = _value(found[1])
        yield number
        yield number * _LARGE[found[2] or ""]
        if found[3] in ("%", "％"):
            yield number / 100
        elif found[3] == "‰":
            yield number / 1000
        elif found[3] == "折":
            yield number / (10 if number < 10 else 100)
        elif found[3] and found[3].endswith("年"):
            yield number * 12


def _value(written: str) -> Fraction:
    plain = written.replace(",", "").replace("，", "")
    if plain[0].isdecimal():
        return Fraction(plain)
    whole, _, after = plain.partition("点")
    value = Fraction(_whole(whole))
    for place, sign in enumerate(after, 1):
        value += Fraction(_DIGITS.get(sign, 0), 10**place)
    return value


def _whole(written: str) -> int:
    """八百一十六 as 816, 一百五 as 150, 一万二千 as 12000, 二〇二六 as 2026."""
    for large in ("亿", "万"):
        if large in written:
            before, _, after = written.partition(large)
            short = len(after) == 1 and after in _DIGITS and after not in "零〇"
            rest = _DIGITS[after] * _LARGE[large] // 10 if short else _whole(after) if after else 0
            return _whole(before) * _LARGE[large] + rest
    if not any(sign in _UNITS for sign in written):
        return int("".join(str(_DIGITS[sign]) for sign in written) or 0)
    total = digit = 0
    last = 10
    for sign in written:
        if sign in _UNITS:
            last = _UNITS[sign]
            total += (digit or 1) * last
            digit = 0
        else:
            last = 10 if sign in "零〇" else last
            digit = _DIGITS[sign]
    return total + digit * last // 10

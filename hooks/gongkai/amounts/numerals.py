"""Numbers as official texts write them: 816, 1,500, 1.5, 八百一十六, 百分之十二点五, 壹万元; and what each comes to."""

import re
from fractions import Fraction

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "零〇一二两三四五六七八九十百千"
FIGURE = r"\d{1,3}(?:[,， ]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
WRITTEN = rf"[{CHINESE}][{CHINESE}万亿]*(?:点[{CHINESE}]+)?"
LARGE = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "千": 1000, "百": 100, "": 1}
_PLAIN = str.maketrans(
    "０１２３４５６７８９％￥壹贰叁肆伍陆柒捌玖拾佰仟", "0123456789%¥一二三四五六七八九十百千"
)
_NOT_PLAIN = re.compile("[０-９％￥壹贰叁肆伍陆柒捌玖拾佰仟]")


def plain_signs(words: str) -> str:
    """The words with full-width digits, and numerals of vouchers, as they are written elsewhere; of the same length."""
    return words.translate(_PLAIN) if _NOT_PLAIN.search(words) else words


def parts_of(figure: str) -> tuple[str, ...]:
    """What a figure with full-width commas may also say: 500，800 is five hundred and eight hundred as well."""
    return tuple(re.split("[， ]", figure)) if "，" in figure or " " in figure else ()


def value_of(written: str) -> Fraction:
    """The value of a figure or a written number."""
    plain = re.sub("[,， ]", "", written)
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
            rest = _DIGITS[after] * LARGE[large] // 10 if short else _whole(after) if after else 0
            return _whole(before) * LARGE[large] + rest
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

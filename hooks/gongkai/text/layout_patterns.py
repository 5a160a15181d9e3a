"""The signs of an official document's layout (GB/T 9704-2012): numbers of clauses, 发文字号, dates, marks."""

import re
from datetime import date

from gongkai.patterns import pattern

CHINESE = "〇零一二三四五六七八九十百千○"
CLAUSES = (
    pattern(rf"[{CHINESE}]{{1,5}}、"),
    pattern(rf"[（(][{CHINESE}]{{1,5}}[）)]"),
    pattern(r"\d{1,2}(?:[．、]|\.(?!\d))"),
    pattern(r"[（(]\d{1,2}[）)]"),
)
"""How a clause of each level begins, as in GB/T 9704-2012 §7.3.3."""
CHAPTER = pattern(rf"第[{CHINESE}\d]{{1,5}}(?P<unit>[编章节])(?=[\s　]|[^{CHINESE}\d])")
ARTICLE = pattern(rf"第[{CHINESE}\d]{{1,6}}条(?:之[{CHINESE}])?(?=[\s　：:]|$)")
_NUMBER = pattern(
    r"(?P<organ>[\u3400-\u9fff]{1,20})[\[〔［（(【〈](?P<year>[12]\d{3})年?[\]〕］）)】〉]第?0*(?P<count>[1-9]\d{0,4})号"
)
_YEARLY = pattern(r"(?P<year>[12]\d{3})年第(?P<count>[1-9]\d{0,3})号")
_DAY = pattern(r"([12]\d{3})年(\d{1,2})月(\d{1,2})日")
_CHINESE_DAY = pattern(
    rf"([一二][{CHINESE}零]{{3}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日"
)
WIDE_DIGIT = pattern("[０-９]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201d"
_ODD_SPACE = pattern(rf"(?<=[{_CJK}])(?<![条章节编]) +(?=[0-9A-Za-z{_CJK}])|(?<=[0-9A-Za-z]) +(?=[{_CJK}])")


def without_spaces(text: str) -> str:
    """Without white space, digits in half width: for comparing and recognising, never for keeping."""
    words = "".join(text.split())
    return words if words.isascii() or not WIDE_DIGIT.search(words) else words.translate(_NARROW)


def without_pdf_spaces(text: str) -> str:
    """Without the spaces that a PDF puts between Chinese and figures."""
    return _ODD_SPACE.sub("", text.replace("\u00a0", " ")).strip()


def number_in(text: str) -> str | None:
    """The 发文字号 that a line consists of, in the form of GB/T 9704; what stands to its right is 签发人."""
    words = re.sub(r"签发人[：:].*$", "", without_spaces(text))
    if words.startswith(("（", "(")) and words.endswith(("）", ")")):
        words = words[1:-1]
    if found := _NUMBER.fullmatch(words):
        return f"{found['organ']}〔{found['year']}〕{found['count']}号"
    if found := _YEARLY.fullmatch(words):
        return f"{found['year']}年第{found['count']}号"
    return None


def day_in(text: str, *, whole: bool = True) -> date | None:
    """The day a line consists of (or, not `whole`, that stands in it first), in figures or Chinese."""
    words = without_spaces(text)
    matched = _DAY.fullmatch(words) if whole else _DAY.search(words)
    if matched is None:
        matched = _CHINESE_DAY.fullmatch(words) if whole else _CHINESE_DAY.search(words)
        if matched is None:
            return None
        year = "".join(_DIGITS.get(sign, "x") for sign in matched[1])
        parts = [year, str(_small(matched[2])), str(_small(matched[3]))]
    else:
        parts = list(matched.groups())
    try:
        return date(int(parts[0]), int(parts[1]), int(parts[2]))
    except ValueError:
        return None


def _small(words: str) -> int:
    tens, ten, ones = words.partition("十")
    if not ten:
        return int(_DIGITS[words])
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)


def clause_level(text: str) -> int:
    """1 for 一、, 2 for （一）, 3 for 1., 4 for （1）; 0 for what begins with none of them."""
    words = text.lstrip()
    return next((level for level, sign in enumerate(CLAUSES, 1) if sign.match(words)), 0)

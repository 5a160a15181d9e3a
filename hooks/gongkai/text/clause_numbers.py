"""How a clause begins: 第五条, 一、（一）1.（1）, an annex; and what only looks like it."""

import re
from typing import NamedTuple

from gongkai.patterns import pattern

CHINESE = "〇○零一二三四五六七八九十百千"
_N = rf"(?:[{CHINESE}]+|\d+)"
_NUMBERED = pattern(
    rf"([{CHINESE}]+)、"
    rf"|[（(]([{CHINESE}]+)[）)]"
    r"|(\d{1,3})(?:[．、]|\.(?!\d))"
    r"|[（(](\d{1,3})[）)]"
)
"""How a clause of each level begins, as in GB/T 9704-2012 §7.3.3: its number is the group of its level."""

_ARTICLE = pattern(
    rf"第[\s　]*(?P<number>{_N})[\s　]*条(?:之(?P<inserted>[{CHINESE}]+)(?![{CHINESE}]*[款项]))?(?P<space>[\s　]|$)?"
)
_REFERS = pattern(
    rf"第[（(]?{_N}[）)]?(?:[款项目条节章、至到和或]|[（(])|[（(]{_N}[）)][款项目、]"  # 第三条第一款
    r"|[、，,；;。：:）)〕”’》〉]"
    r"|(?:和|与|及|以及|或|或者|至|到)(?:[第本《前其上附]|有关|{_N}条)"  # 第三条和第四条
    r"|的|之|所[列称指规涉述作定]|规定(?!本|下)|关于"  # 第三条规定的
    r"|(?:修改|修订|调整|改)为|[中内后前]?(?:增加|删[去除])|[中内](?:[的“‘规，所第]|有关)|不变|已(?:经)?(?:废止|失效|修改)"
    r"|另有|未规定|禁止性|情形|以[外及]|等(?:规定|条|法)|(?:禁止|要求|确定|明确|列举|载明|设定|约定)的"
)
"""What follows 第三条 where an article is spoken of. Right after one that begins, a sentence does."""

_ANNEX = pattern(
    r"[【\[〔]?附[\s　]*(?P<kind>[件录表图])?[\s　]*"
    rf"(?P<number>{_N}(?:[-－–—之][\s　]*{_N})?|[（(]{_N}[）)]|[A-ZⅠ-Ⅻ](?![A-Za-z]))?[】\]〕]?"
    r"(?P<mark>[\s　]*[：:]|[.．、](?!附|\d)|[\s　]+|(?=《)|)(?P<title>.*)",
    re.S,
)
_COUNTED = pattern(r"[份张套页个本式览并同起般律共旦些]")
"""What follows 附件一 where nothing has that number: 附件一式两份, 附件3份."""
_KINDS = {"": "annex", "件": "annex", "录": "appendix", "表": "schedule", "图": "figure"}
_SENTENCE = pattern(r"[，；。]")
_LONGEST_TITLE = 60
_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}

ARTICLE = 0


class ClauseNumber(NamedTuple):
    """The number that a clause begins with; `level` is 0 for an article, 1 to 4 for 一、（一）1.（1）."""

    level: int
    value: int
    sign: str
    inserted: int = 0
    """M of 第N条之M."""
    sure: bool = True
    """Not where an article's words follow without a space: then it must also come in its turn."""
    mended: bool = False
    """Whether it was read otherwise before November 2026, or not at all."""


class Annex(NamedTuple):
    """An annex's first line. `listed`: 附件：申请表 in a paragraph, which mostly names a file and begins nothing."""

    key: str
    sign: str
    words: str
    listed: bool


def number_of(text: str) -> ClauseNumber | None:
    """The number that a text begins with."""
    if text.startswith("第"):
        return _article(text)
    found = _NUMBERED.match(text)
    if found is None or found.lastindex is None:
        return None
    level = found.lastindex
    sign = found[0] if level in (2, 4) else found[level]
    return ClauseNumber(level, chinese_number(found[level]), sign, mended="○" in sign)


def _article(text: str) -> ClauseNumber | None:
    found = _ARTICLE.match(text)
    if found is None:
        return None
    sure = found["space"] is not None
    if not sure and _REFERS.match(text, found.end()):
        return None
    inserted = chinese_number(found["inserted"]) if found["inserted"] else 0
    sign = re.sub(r"[\s　]", "", found[0])
    mended = not sure or inserted > 0 or "○" in sign or sign != found[0].rstrip()
    return ClauseNumber(ARTICLE, chinese_number(found["number"]), sign, inserted, sure, mended)


def annex_of(text: str, *, heading: bool) -> Annex | None:
    """The annex that a whole paragraph or heading begins, if it does."""
    found = _ANNEX.match(text)
    if found is None or len(text) > _LONGEST_TITLE:
        return None
    number, mark, title = found["number"] or "", found["mark"].strip(), found["title"].strip()
    if not found["kind"] and not (mark in ("：", ":") or not (title or number)):
        return None  # 附一张照片, 附带
    if title and not mark:
        spaced = bool(found["mark"]) or title.startswith("《")
        if not spaced and (not number or _COUNTED.match(title)):
            return None  # 附表格式
        if _REFERS.match(title) or (not heading and _SENTENCE.search(title)):
            return None  # 附件二所列
    pieces = [str(chinese_number(one)) for one in re.findall(_N, number)] or ([number] if number else [])
    key = "-".join([_KINDS[found["kind"] or ""], *pieces])
    sign = re.sub(r"[\s　【\[〔】\]〕：:.．、]", "", text[: found.start("mark")])
    return Annex(key, sign, text, listed=bool(title and not number and mark and not heading))


def chinese_number(written: str) -> int:
    """十二 → 12; ordinary digits too, wide ones among them."""
    if written.isdecimal():
        return int(written)
    total = digit = 0
    for sign in written:
        if sign in _UNITS:
            total += (digit or 1) * _UNITS[sign]
            digit = 0
        else:
            digit = _DIGITS[sign] if digit == 0 else digit * 10 + _DIGITS[sign]
    return total + digit

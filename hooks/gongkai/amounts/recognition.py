"""The amounts that words state: money, shares, periods, and days. The one place where they are recognised.

What has no unit is no amount, nor are numbers of documents, clauses and telephones, 第三年, 近三年, 2026年. A claim is read
narrowly, what it may rest on generously: `generous` takes 每季度 for three months and 全额 for 100% too.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gongkai.amounts.days import AnyDay, days_in
from gongkai.amounts.numerals import CHINESE, FIGURE, LARGE, WRITTEN, parts_of, plain_signs, value_of
from gongkai.patterns import pattern

MONEY, SHARE, DAY = "money", "share", "day"
PERIODS = {"m": "个月", "d": "天", "w": "个工作日", "h": "小时", "min": "分钟", "t": "学期", "y": "学年"}

_NUM = rf"(?:{FIGURE}|{WRITTEN})(?:\s?(?:万亿|万|亿|千(?=元)|百(?=元)))?"
_SEP = r"\s?(?:至|到|—{1,2}|－|–|-|~|～|、|或者?|及|和|与)\s?"
_UNIT = (
    r"(?P<money>(?:美|欧|港)?元(?![旦素件宵化结])|块钱)|(?P<share>%|‰|个百分点|折(?!叠|算)|成(?=[以的至，。；、）补给返报贴支]|$))"
    r"|(?P<w>个?(?:工作|交易)日)|(?P<d>个?(?:自然|日历)日|天|(?P<date>日)(?!常|期|均|报|历|前日))"
    r"|(?P<week>个?(?:周(?![年岁边])|星期|礼拜))|(?P<half>个半月)|(?P<m>个月(?!来|合计))|(?P<season>个季度)"
    r"|(?P<t>个?学期)|(?P<y>个?学年)|(?P<year>周?年(?P<and_half>半)?(?![级代份度轻来]))"
    r"|(?P<h>个?小时)|(?P<min>分钟)"
)
_RUN = pattern(rf"(?<![第近\d.〕-])(?<!\d[,，])({_NUM}(?:{_SEP}{_NUM})*)\s?(?:{_UNIT})")
_PIECE = pattern(rf"({FIGURE}|{WRITTEN})\s?(万亿|万|亿|千|百)?")
_PART = pattern(rf"({WRITTEN}|百|千|万|\d+)分之((?:{_NUM})(?:{_SEP}(?!百分|千分){_NUM})*)")
_SIGNED = pattern(rf"¥\s?({FIGURE})\s?(万|亿)?(?!\s?[万亿]?元)")
_WORDED = (
    (pattern(r"(?<!另)一半|半数|减半|折半|对半"), SHARE, Fraction(1, 2)),
    (pattern(r"(?<![上下前后大小\d一二两三四五六七八九十])半年(?!度)"), "m", Fraction(6)),
    (pattern(r"半个月"), "m", Fraction(1, 2)),
)
_ALSO = pattern(
    r"(?P<all>全额|全部免|全免|百分之百)|(?P<m3>季)|(?P<m12>每年|按年|年度|全年|当年)|(?P<m1>每个?月|按月|当月|次月)|(?P<d1>当[天日]|当场|次日)"
)
_MEANT = {
    "all": (SHARE, Fraction(1)),
    "m3": ("m", Fraction(3)),
    "m12": ("m", Fraction(12)),
    "m1": ("m", Fraction(1)),
    "d1": ("d", Fraction(1)),
}
_PERHAPS = pattern(
    rf"[\d{CHINESE}０-９壹贰叁肆伍陆柒捌玖拾佰仟][\s万亿千百]{{0,3}}[个元块美欧港%％‰年月日号天周星礼季学小分折成工交自]|半|分之|[¥￥]|\d{{4}}[-./]\d"
)
"""What has an amount has this; most passages have not."""
_TITLE = pattern(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〔\d{4}〕\d+号")
_PER = pattern(r"每个?(月|年|日|天|季度?|小时|学期|学年|人|名|户|家)")
_PER_AFTER = pattern(
    r"\s?(?:/|／|每)\s?(?:(?:人|户|家|名)(?:[·.・、/／]|每)?)?(月|年|日|天|季度?|小时|学期|人|户|家)"
)
_MOST = pattern(r"(?:不(?:得|能)?(?:超过|高于)|最高|最长|最多|至多|上限|封顶)[^，。；、]{0,4}\Z")
_LEAST = pattern(r"(?:不(?:得|能)?(?:低于|少于)|至少|最低|最少|下限)[^，。；、]{0,4}\Z")
_SPAN_BEFORE = pattern(
    r"(?:日起|之后|起|少于|超过|低于|满|公示|提前|至少|期限|时限|期|最长|最多|为|连续|逾期|延长|不足|每|达|加收|累计|[^月\d]前)\s?\Z"
)
_SPAN_AFTER = pattern(r"\s?(?:（含）)?(?:内|以内|之内|以上|以下|以后|之后|期满|的|后|，提|未|无)")
_TERM_BEFORE = pattern(
    r"(?:满|期限|时限|最长|超过|少于|至少|连续|为期|合同|每|不足|期|期为|延长|缩短|缩短为|为|到|至|由|累计|提前|后|逾)\s?\Z"
)
_TERM_AFTER = pattern(r"\s?(?:（含）)?(?:内|以内|之内|以上|以下|以后|之后|期|的|后|前|缩短|延长|半|[至到—])")
_FACTOR_BEFORE, _FACTOR_AFTER = pattern(r"[×xX*÷]\s?\Z"), pattern(r"\s?[×xX*÷＝=]")
_LISTED_MONTH = pattern(r"\d{1,2}月[（(]?\Z")
_PLAN = pattern(r"(?:行动|规划|计划|纲要|一度|四季|一次性?|一届|制)")


class Amount(NamedTuple):
    """One amount. A period counts in its unit, years in months; a day is told by `day`."""

    kind: str
    value: Fraction
    start: int
    end: int
    written: str = ""
    per: str = ""
    """月, 年 …, where an amount of money is paid for each of them."""
    bound: int = 0
    """1 for at most, -1 for at least."""
    day: AnyDay = (0, 0, 0)
    whole: bool = True
    """Not, where it is a part of a figure with a full-width comma (500，800元)."""
    weak: bool = False
    """一年, 1天: as often a unit as an amount; not to be claimed."""


def amounts_in(words: str, *, generous: bool = False) -> list[Amount]:
    """The amounts that words state, by their places; titles and numbers of documents are left out."""
    also = (
        [_placed(*_MEANT[one.lastgroup or ""], *one.span(), words) for one in _ALSO.finditer(words)]
        if generous
        else []
    )
    if not _PERHAPS.search(words):
        return [one._replace(written=words[one.start : one.end]) for one in also]
    written, words = words, plain_signs(words)
    if "《" in words or "〔" in words:
        words = _TITLE.sub(lambda title: " " * len(title[0]), words)
    found = [Amount(DAY, Fraction(0), one.start, one.end, day=one.day) for one in days_in(words)]
    if found:
        words = _without([(one.start, one.end) for one in found], words)
    found += _runs(words)
    for part in _PART.finditer(words):
        found += _shares(part, words)
    for signed in _SIGNED.finditer(words) if "¥" in words else ():
        value = value_of(signed[1]) * LARGE[signed[2] or ""]
        found.append(_placed(MONEY, value, signed.start(), signed.end(), words))
    found += also
    for worded, kind, value in _WORDED:
        found += [_placed(kind, value, one.start(), one.end(), words) for one in worded.finditer(words)]
    placed = sorted(found, key=lambda one: one.start)
    return [one._replace(written=written[one.start : one.end].strip()) for one in placed]


def _without(spans: list[tuple[int, int]], words: str) -> str:
    """The words with other signs where days are written: no period is read out of them."""
    signs = list(words)
    for start, end in spans:
        signs[start:end] = "#" * (end - start)
    return "".join(signs)


def _runs(words: str) -> Iterator[Amount]:
    """Numbers with a unit; of a range or a list, each."""
    for run in _RUN.finditer(words):
        unit = run.lastgroup or ""
        if run["year"]:
            unit = "year"
        if run["date"]:
            unit = "date"
        pieces = list(_PIECE.finditer(run[1]))
        last = pieces[-1][2] or ("万" if pieces[-1][1].endswith("万") else "")
        for piece in pieces:
            large = piece[2] or ("" if piece is pieces[-1] or piece[1].endswith(("万", "亿")) else last)
            start = run.start() + piece.start()
            end = run.end() if piece is pieces[-1] else run.start() + piece.end()
            for written in (piece[1], *filter(None, parts_of(piece[1]))):
                value = value_of(written) * LARGE[large]
                one = _counted(unit, value, run, (start, end), words)
                if one:
                    yield one if written == piece[1] else one._replace(whole=False)


def _counted(
    unit: str, value: Fraction, run: re.Match[str], place: tuple[int, int], words: str
) -> Amount | None:
    before, after = words[max(run.start() - 6, 0) : run.start()], words[run.end() : run.end() + 6]
    if unit == "share":
        sign = run["share"]
        scale = {"‰": 1000, "折": 10 if value < 10 else 100, "成": 10}.get(sign, 100)
        return _placed(SHARE, value / scale, *place, words)
    if unit == "date":
        if not (_SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after)) or before.endswith("月"):
            return None
        return _placed("d", value, *place, words)
    if unit == "year":
        if value >= 1000 or _PLAN.match(after):
            return None
        months = value * 12 + (6 if run["and_half"] else 0)
        one = _placed("m", months, *place, words)
        return one._replace(weak=months == 12 and not _is_term(before, after))
    if unit == "half":
        return _placed("m", value + Fraction(1, 2), *place, words)
    kind, times = {"week": ("d", 7), "season": ("m", 3)}.get(unit, (unit, 1))
    one = _placed(kind, value * times, *place, words)
    listed = unit == "m" and bool(_LISTED_MONTH.search(before))
    factor = listed or bool(_FACTOR_BEFORE.search(before) or _FACTOR_AFTER.match(after))
    return one._replace(
        weak=factor or (value == 1 and unit not in ("w", "money") and not _is_term(before, after))
    )


def _is_term(before: str, after: str) -> bool:
    return bool(_TERM_BEFORE.search(before) or _TERM_AFTER.match(after))


def _shares(part: re.Match[str], words: str) -> Iterator[Amount]:
    whole = {"百": 100, "千": 1000, "万": 10000}.get(part[1]) or value_of(part[1])
    for piece in _PIECE.finditer(part[2]) if whole else ():
        value = value_of(piece[1]) / whole
        if not words.startswith(("个百分点",), part.end()) or whole == 100:
            yield _placed(SHARE, value, part.start(), part.end(), words)


def _placed(kind: str, value: Fraction, start: int, end: int, words: str) -> Amount:
    """An amount with what stands around it: for what it is paid, whether at most or at least."""
    clause = re.split(r"[，。；：、（(\n|]", words[max(start - 16, 0) : start])[-1]
    bound = 1 if _MOST.search(clause) else -1 if _LEAST.search(clause) else 0
    per = ""
    if kind == MONEY:
        after = _PER_AFTER.match(words, end)
        pers = _PER.findall(clause)
        per = (after[1] if after else pers[-1] if pers else "").replace("天", "日")[:1]
    return Amount(kind, value, start, end, "", per, bound)

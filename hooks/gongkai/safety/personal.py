"""Numbers of persons in a text: resident ids, mobile numbers, bank cards. Never given away whole.

What is left alone: landlines and service numbers, credit codes, amounts, numbers of projects, documents and
dates, hashes, and what stands in the address of a web page.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.patterns import pattern
from gongkai.safety.cards import is_card
from gongkai.safety.digits import PERHAPS, DigitGroup, DigitRun, folded, runs

_WEB = pattern(r"(?:https?|ftp)://[^\s<>\"'()（）《》“”，。；、]+", re.I)
_ASKED = pattern(
    r"[?&#](?:[a-z_]*(?:tel|phone|mobile|mob|card|id|no)|sj|sjh|shouji|dianhua|sfz)=[^&#]*", re.I
)
_MOBILE = pattern(r"(?:00?86|0|17951)?(1[3-9][0-9]{9})")
_OLD_ID = pattern(r"[1-8][0-9]{5}([0-9]{2})([0-9]{2})([0-9]{2})[0-9]{3}")
_LOOKALIKE = pattern(r"(?<![0-9A-Za-z])[1lI][3-9][0-9OolI]{9}(?![0-9A-Za-z])")
_YEAR = pattern(r"(?:19|20)[0-9]{2}")
_CODED = pattern(
    r"(?:项目|合同|工程|标段|招标|采购|索引|订单|流水|发票|备案|登记|许可证?|证书|批准|受理|案件|档案|产品|设备|序列|信用|机构"
    r"|识别|税务|资产|条|条形|文件|标准)(?:编号|编码|代码|号码|号|码)\s*[:(]?\s*(?:[A-Za-z]{1,6}-?)?$"
    r"|(?:ISBN|ISSN|DOI|SN)\s*[:.]?\s*$",
    re.I,
)
_MONEY = pattern(r"[¥￥$€]\s*$")
_UNIT = pattern(
    r"\s*(?:(?:余|多)?[万亿](?![\u4e00-\u9fff])|(?:余|多)?[万亿]?(?:元|股|吨|平方|人次)|美元|吨|平方|立方|公里|千瓦|千米|人次|人民币|股|份|字节|[KMG]B\b)|\.[0-9]{1,2}(?![0-9])"
)
_CONTACT_BEFORE = pattern(r"(?:tel|phone|mobile|mob|cell|call|sms|wx|vx|wechat|weixin|no|m|t|p|f)$", re.I)
_CONTACT_AFTER = pattern(r"(?:tel|phone|mobile|wx|vx|wechat|weixin|qq|ext|x)(?![a-z])", re.I)
_FINAL_X = pattern(r"[ \-\u200b]{0,3}[Xx](?![A-Za-z0-9])")
_NAMES_AN_ID = pattern(r"身份证(?:件)?(?:号码|号)?[^0-9\n]{0,4}$")
_USUAL_CUTS = {(3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (3, 5, 3), (5, 3, 3), (1, 3, 3, 4), (3, 8), (7, 4)}
"""How people write a mobile number in pieces, whatever stands between them."""
_DASHED_CUTS = {(4, 7), (5, 6), (6, 5), (8, 3)}
_FINE_CUTS = {(1,) * 11, (2, 2, 2, 2, 2, 1), (1, 2, 2, 2, 2, 2), (3, 2, 2, 2, 2)}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@dataclass(frozen=True)
class PersonalNumber:
    """A number of a person: what it is, the number masked, a digest to compare it by, its place in the text."""

    kind: str
    masked: str
    digest: str
    start: int = 0


@dataclass(frozen=True)
class _Window:
    """Neighbouring groups of a run, taken as one number."""

    run: DigitRun
    first: int
    last: int

    @property
    def groups(self) -> tuple[DigitGroup, ...]:
        return self.run.groups[self.first : self.last + 1]

    @property
    def digits(self) -> str:
        return "".join(group.digits for group in self.groups)

    @property
    def cut(self) -> tuple[int, ...]:
        return tuple(len(group.digits) for group in self.groups)

    @property
    def joints(self) -> set[str]:
        return {joint.strip() or " " for joint in self.run.joints[self.first : self.last]}

    @property
    def start(self) -> int:
        return self.groups[0].start

    @property
    def end(self) -> int:
        return self.groups[-1].end


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every number of a person in the text, in no particular order."""
    if not PERHAPS.search(text):
        return
    plain = _WEB.sub(_without_web_numbers, folded(text))
    for run in runs(plain):
        taken: set[int] = set()
        for judge in (_resident, _card, _mobile):
            for window in _windows(run):
                span = set(range(window.first, window.last + 1))
                if not span & taken and (found := judge(window, plain)):
                    taken |= span
                    yield found
    for match in _LOOKALIKE.finditer(plain):
        if 7 <= sum(sign.isdigit() for sign in match[0]) < 11:
            digits = match[0].translate(str.maketrans("OolI", "0011"))
            yield _told("手机号码", digits, match.start())


def digest_of(number: str) -> str:
    """What a written number is compared by: its digits (and X), without the country's code before a mobile."""
    digits = re.sub(r"[^0-9X]", "", folded(number).upper())
    mobile = _MOBILE.fullmatch(digits.removeprefix("86") if len(digits) == 13 else digits)
    return hashlib.sha256((mobile[1] if mobile else digits).encode()).hexdigest()


def _told(kind: str, number: str, start: int) -> PersonalNumber:
    shown = 3 if kind != "银行卡号" else 4
    stars = "*" * (len(number) - shown - 4)
    return PersonalNumber(kind, f"{number[:shown]}{stars}{number[-4:]}", digest_of(number), start)


def _without_web_numbers(address: re.Match[str]) -> str:
    """An address with its digits blotted out, but for what a form would carry: `?phone=…`."""
    kept = {place for asked in _ASKED.finditer(address[0]) for place in range(*asked.span())}
    return "".join(
        "\n" if sign.isdigit() and place not in kept else sign for place, sign in enumerate(address[0])
    )


def _windows(run: DigitRun) -> Iterator[_Window]:
    for first in range(len(run.groups)):
        length = 0
        for last in range(first, len(run.groups)):
            length += len(run.groups[last].digits)
            if length > 19:
                break
            if length >= 11:
                yield _Window(run, first, last)


def _resident(window: _Window, text: str) -> PersonalNumber | None:
    digits, start = window.digits, window.start
    if len(digits) == 17:
        after = _FINAL_X.match(text, window.end)
        digits += "X" if after else ""
    if (
        len(digits) == 15
        and len(window.groups) == 1
        and _NAMES_AN_ID.search(text[max(start - 16, 0) : start])
    ):
        old = _OLD_ID.fullmatch(digits)
        return _told("身份证号码", digits, start) if old and _is_day(f"19{old[1]}", old[2], old[3]) else None
    if len(digits) != 18 or not _checked(digits) or not _is_day(digits[6:10], digits[10:12], digits[12:14]):
        return None
    return None if _is_credit_code(digits) else _told("身份证号码", digits, start)


def _checked(digits: str) -> bool:
    """GB 11643-1999: the 18th character is a check digit by ISO 7064 MOD 11-2."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == digits[17]


def _is_day(year: str, month: str, day: str) -> bool:
    if not _YEAR.fullmatch(year):
        return False
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def _is_credit_code(code: str) -> bool:
    """A company's unified social credit code (GB 32100-2015) that happens to be all digits."""
    if code[:2] not in ("91", "92", "93"):
        return False
    total = sum(_USCC.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return _USCC[-total % 31] == code[17]


def _card(window: _Window, text: str) -> PersonalNumber | None:
    if not is_card(window.digits) or _is_coded(window, text):
        return None
    cut = window.cut
    if len(cut) > 1:
        regular = (
            len(set(cut[:-1])) == 1 and cut[-1] <= max(cut[0], 13) and (len(cut) == 2 or cut[-1] <= cut[0])
        )
        years = sum(bool(_YEAR.fullmatch(group.digits)) for group in window.groups)
        if not regular or years > 1 or cut[0] == 3:
            return None
    return _told("银行卡号", window.digits, window.start)


def _mobile(window: _Window, text: str) -> PersonalNumber | None:
    match = _MOBILE.fullmatch(window.digits.removeprefix("86") if len(window.digits) == 13 else window.digits)
    if match is None:
        return None
    if len(window.groups) == 1:
        good = not _is_coded(window, text)
    else:
        cut = _cut_after(window.cut, len(window.digits) - 11)
        if window.digits[0] == "0" and window.run.joints[window.first].strip() == ".":  # 0.138…
            return None
        good = cut == (11,) or _is_written_so(cut, window, text)
    return _told("手机号码", match[1], window.start) if good else None


def _cut_after(cut: tuple[int, ...], prefix: int) -> tuple[int, ...]:
    """The cut without the digits of the country's code or a zero in front."""
    first, *rest = cut
    if first <= prefix:
        return _cut_after(tuple(rest), prefix - first)
    return (first - prefix, *rest)


def _is_written_so(cut: tuple[int, ...], window: _Window, text: str) -> bool:
    """Whether a mobile number is written in these pieces; other numbers side by side look much like one."""
    groups, joints = window.groups[-len(cut) :], window.joints
    before = window.run.joints[window.first - 1].strip() if window.first else ""
    after = window.run.joints[window.last].strip()
    inner = window.run.joints[window.first].strip()
    if inner and (inner in (before, after) or _is_lettered(text, window.start)):
        return False  # a piece of something longer
    if cut in _FINE_CUTS:
        return len(joints) == 1 and len(window.groups) == len(window.run.groups)
    if cut in _DASHED_CUTS:
        return not joints & {" ", ".", "/"}
    years = sum(bool(_YEAR.fullmatch(group.digits)) for group in groups)
    dates = sum(len(g.digits) == 8 and _is_day(g.digits[:4], g.digits[4:6], g.digits[6:]) for g in groups)
    return cut in _USUAL_CUTS and years < 2 and not dates


def _is_lettered(text: str, start: int) -> bool:
    """Whether a code's letters stand right before the digits: SQ-150-…"""
    before = re.search(r"([A-Za-z]+)-$", text[max(start - 12, 0) : start])
    return before is not None and not _CONTACT_BEFORE.fullmatch(before[1])


def _is_coded(window: _Window, text: str) -> bool:
    """Whether digits that stand together are part of a code, an amount or the number of something else."""
    start, end = window.start, window.end
    before, after = text[max(start - 24, 0) : start], text[end : end + 8]
    before = before[before.rfind("\n") + 1 :]
    if before[-1:].isascii() and before[-1:].isalpha() and not _CONTACT_BEFORE.search(before):
        return True
    if after[:1].isascii() and after[:1].isalpha() and not _CONTACT_AFTER.match(after):
        return True
    decimal = re.search(r"(?<![0-9])0\.$", before)
    numbered = before[-1:] == "第" and after[:1] in "号期"
    return bool(decimal or numbered or _MONEY.search(before) or _UNIT.match(after) or _CODED.search(before))

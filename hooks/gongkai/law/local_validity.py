"""The setting `terms: validity`: how long a 规范性文件 may be valid by the bureau's local rule."""

from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from gongkai.findings import WrongUse
from gongkai.law.validity import ValidityLimit

VALIDITY = "validity"
"""Its name among the terms."""
_KNOWN = ("from", "years", "titles", "presumed", "basis")
_LONGEST = 99
"""Years; more are a slip of the pen."""


def read_validity(given: Any, file: Path) -> tuple[ValidityLimit, ...]:
    """The rules, the oldest first; raises `WrongUse`."""
    if given is None:
        return ()
    if not isinstance(given, list) or not given or not all(isinstance(row, dict) for row in given):
        raise WrongUse(
            f"{file}：terms 的 validity 应为列表，每项写 from、years、basis，"
            "例如 - {from: 2020-01-01, years: 5, titles: {试行: 2}, basis: 《某市行政规范性文件管理规定》第三十条}"
        )
    found = sorted((_limit(row, file) for row in given), key=lambda limit: limit.since)
    for one, other in pairwise(found):
        if one.since == other.since:
            raise WrongUse(f"{file}：terms 的 validity 中有两项都从 {one.since} 起")
    return tuple(found)


def _limit(row: dict[Any, Any], file: Path) -> ValidityLimit:
    if unknown := sorted(set(map(str, row)) - set(_KNOWN)):
        raise WrongUse(
            f"{file}：terms 的 validity 中没有名为“{'、'.join(unknown)}”的设置，可写 {'、'.join(_KNOWN)}"
        )
    since, basis, presumed = row.get("from"), str(row.get("basis") or "").strip(), row.get("presumed", False)
    if not isinstance(since, date) or isinstance(since, datetime):
        said = (
            "没有写从哪一天起施行的文件适用（from）" if since is None else f"的 from 应为日期，现为“{since}”"
        )
        raise WrongUse(f"{file}：terms 的 validity {said}，例如 from: 2020-01-01")
    if not basis:
        raise WrongUse(
            f"{file}：terms 的 validity 没有写依据（basis）：有效期最长几年出自地方规定，写明文件名称和条款"
        )
    if not isinstance(presumed, bool):
        raise WrongUse(
            f"{file}：terms 的 validity 的 presumed 只能写 true（规定了没有写明有效期的按最长年限算）或 false，现为“{presumed}”"
        )
    return ValidityLimit(since, _years("years", row.get("years"), file), basis, _titles(row, file), presumed)


def _titles(row: dict[Any, Any], file: Path) -> tuple[tuple[str, int], ...]:
    given = row.get("titles") or {}
    if not isinstance(given, dict):
        raise WrongUse(
            f"{file}：terms 的 validity 的 titles 应写成“标题中的词: 年数”，例如 {{暂行: 2, 试行: 2}}"
        )
    return tuple((str(word), _years(f"titles 的 {word}", years, file)) for word, years in given.items())


def _years(name: str, given: Any, file: Path) -> int:
    if type(given) is not int or not 0 < given <= _LONGEST:
        raise WrongUse(
            f"{file}：terms 的 validity 应写明年数（{name}），是大于 0 的整数，现为“{'没有写' if given is None else given}”"
        )
    return given

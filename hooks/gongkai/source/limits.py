"""How much one document may hold: more than any real one, less than what keeps a machine busy for minutes.

Markdown converters take time that grows with the square of some things: a file of a hundred thousand headings or
brackets, made by accident or on purpose, would hold up every build. Such a body is refused (GK001) before anybody
tries to convert it. The figures are ten times what the longest of 230 real regulations has, or more.
"""

import re
from dataclasses import dataclass

LARGEST = 2_000_000
"""Bytes of a file."""


@dataclass(frozen=True)
class Limit:
    """So many of one thing, and what to call it."""

    pattern: re.Pattern[str]
    most: int
    said: str


_LIMITS = (
    Limit(re.compile(r"\n"), 20_000, "行"),
    Limit(re.compile(r"^ {0,3}(?:#|[=-]{2,}[ \t]*$)", re.M), 1_000, "个标题"),
    Limit(re.compile(r"\["), 4_000, "个方括号（链接、图片、脚注）"),
    Limit(re.compile(r"\[\^"), 600, "处脚注"),
    Limit(re.compile(r"^(?:`{3}|~{3})", re.M), 600, "处代码或图示"),
    Limit(re.compile(r"[*_`<&{]"), 20_000, "个格式符号"),
    Limit(re.compile(r"^[ ]{0,3}:[ \t]", re.M), 1_000, "条释义"),
)
"""Of a whole body."""

_SIGNS = "[*_`<&{"
_LINE = Limit(re.compile(f"[{re.escape(_SIGNS)}]"), 2_000, "个格式符号")
"""Of one paragraph."""
_FEWEST_LINES = 600
"""Below so many lines, with fewer signs than one paragraph may have, nothing can be too many."""

_DEEP = re.compile(
    r"\n(?:[ \t]{40}[ \t]*(?=[-*+>\d!:])|(?:[ \t]*+(?:[-*+](?=[ \t])|>|\d+\.(?=[ \t]))){10,}+[ \t]*[^\s\-*+>=]|[ \t]*>{10})"
)
"""Ten lists, quotations or notes within each other; a line end is searched for twice as fast as a line's beginning."""
_BLANK = re.compile(r"[ \t]{2000}")
_LONGEST_NUMBER = 1_000
"""Digits of one number; Python reads none of more than 4,300."""
_NUMBER = re.compile(rf"\d{{{_LONGEST_NUMBER}}}")
_BREAK = re.compile(r"\n[ \t]*\n")


def refusal(body: str) -> tuple[int, str] | None:
    """Why a body is not taken in, with the line on which it becomes too much, from 1 within the body."""
    return (None if _is_small(body) else _too_many(body)) or _too_deep(body) or _too_long(body)


def _is_small(body: str) -> bool:
    """Whether no limit can be reached, as for nearly every body: counting characters costs almost nothing."""
    return body.count("\n") < _FEWEST_LINES and sum(map(body.count, _SIGNS)) < _LINE.most


def _too_many(body: str) -> tuple[int, str] | None:
    for limit in _LIMITS:
        places = limit.pattern.finditer(body)
        for number, found in enumerate(places):
            if number == limit.most:
                return _line(body, found.start()), f"正文有 {limit.most} {limit.said}以上，超出了本系统的上限"
    start = 0
    for paragraph in _BREAK.split(body):
        if sum(1 for _sign in _LINE.pattern.finditer(paragraph)) > _LINE.most:
            return _line(body, body.find(paragraph, start)), f"一段里有 {_LINE.most} {_LINE.said}以上"
        start += len(paragraph)
    return None


def _too_deep(body: str) -> tuple[int, str] | None:
    if deep := _DEEP.search(f"\n{body}"):
        return _line(body, deep.start()), "列表、引用或提示框套了十层以上，层次过深"
    if ("\t" in body or " " * 2000 in body) and (blank := _BLANK.search(body)):
        return _line(body, blank.start()), "一行中有两千个以上的空格"
    return None


def _too_long(body: str) -> tuple[int, str] | None:
    for number, line in enumerate(body.split("\n"), 1):
        if len(line) >= _LONGEST_NUMBER and _NUMBER.search(line):
            return number, f"一行中有 {_LONGEST_NUMBER} 位以上的数字"
    return None


def _line(body: str, place: int) -> int:
    return body.count("\n", 0, max(place, 0)) + 1

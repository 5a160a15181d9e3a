"""The ids that clauses had until November 2026, by the count of that time. Links to them are out, so each of them
goes on leading to its clause, and nothing here may change."""

import re
from collections.abc import Iterable, Iterator, Set

from gongkai.text.clause_counting import Names
from gongkai.text.clause_numbers import chinese_number

_CHINESE = "〇零一二三四五六七八九十百千"
_NUMBERED = re.compile(
    rf"([{_CHINESE}]+)、"
    rf"|[（(]([{_CHINESE}]+)[）)]"
    r"|(\d{1,3})(?:[．、]|\.(?!\d))"
    r"|[（(](\d{1,3})[）)]"
)
_ARTICLE = re.compile(rf"第([{_CHINESE}]+|\d+)条(?:之([{_CHINESE}]+))?(?=[\s　]|$)")


def former_ids(beginnings: Iterable[tuple[str, bool]], taken: Set[str]) -> Iterator[str]:
    """For each block, by its first words and whether it is a heading: the id it had, "" if none."""
    path: list[tuple[int, int]] = []
    names = Names(taken)
    for text, is_heading in beginnings:
        pieces = _pieces(text, path)
        if not pieces and is_heading:
            path.clear()
        yield names.give("-".join(map(str, pieces))) if pieces else ""


def _pieces(text: str, path: list[tuple[int, int]]) -> list[str | int]:
    """The id's pieces; `path` is the way down to the last clause, by level and number."""
    if article := _ARTICLE.match(text):
        number = chinese_number(article[1])
        path[:] = [(0, number)]
        return ["art", number, *((chinese_number(article[2]),) if article[2] else ())]
    found = _NUMBERED.match(text)
    if found is None or found.lastindex is None:
        return []
    level = found.lastindex
    while path and path[-1][0] >= level:
        path.pop()
    path.append((level, chinese_number(found[level])))
    pieces: list[str | int] = ["c"]
    above = 0
    for step, number in path:
        if step == 0:
            pieces, above = ["art", number], 1
        elif step > above:
            pieces += [*[0] * (step - above - 1), number]
            above = step
    return pieces

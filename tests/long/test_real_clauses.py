"""Every article of real regulations has one id, in its order, counted line by line and independently.

Run with `make test-long`; GONGKAI_TEXTS is a folder of regulations as Markdown.
"""

import os
import re
from pathlib import Path

import pytest

from gongkai.text.clauses import clauses
from gongkai.text.convert import convert

pytestmark = pytest.mark.long

TEXTS = os.environ.get("GONGKAI_TEXTS")
NUMERALS = "零一二三四五六七八九"
LINE = re.compile(rf"^(?:#+ +)?第([〇{NUMERALS}十百千]+|\d+)条(?:之([{NUMERALS}十]+))?(?=[\s　])", re.M)
SPACE = re.compile(rf"(?m)^((?:#+ +)?第[〇{NUMERALS}十百千\d]+条(?:之[{NUMERALS}十]+)?)[ 　]+")
ID = re.compile(r"(?:.*-)?art-(\d+)(?:-zhi-(\d+))?(?:_\d+)?")


def value(written: str) -> int:
    if written.isdecimal():
        return int(written)
    if not re.search("[十百千]", written):
        return int("".join(str(NUMERALS.index(one.replace("〇", "零"))) for one in written))
    total = 0
    for unit, worth in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        before, found, after = written.partition(unit) if unit else (written, "", "")
        if found or not unit:
            digit = before.strip("零〇")
            total += worth * (NUMERALS.index(digit) if digit else int(bool(unit)))
            written = after
    return total


def articles(body: str) -> list[tuple[int, int]]:
    """The articles that have ids, in order."""
    found = list(clauses(convert(body, "").html))
    ids = [id_ for clause in found for id_ in (clause.id, *clause.former)]
    assert len(ids) == len(set(ids))
    matches = (ID.fullmatch(clause.id) for clause in found)
    return [(int(match[1]), int(match[2] or 0)) for match in matches if match]


@pytest.mark.skipif(not TEXTS, reason="GONGKAI_TEXTS names no folder of regulations")
def test_every_article_has_one_id_with_a_space_behind_its_number_or_without() -> None:
    count = missed = 0
    for file in sorted(Path(TEXTS or ".").rglob("*.md")):
        body = file.read_text(encoding="utf-8").rpartition("<!-- INFO END -->")[2].rpartition("\n---\n")[2]
        wanted = [(value(one[1]), value(one[2]) if one[2] else 0) for one in LINE.finditer(body)]
        given = articles(body)
        assert wanted == [one for one in given if one in wanted], file
        count += len(wanted)
        missed += len(wanted) - len(articles(SPACE.sub(r"\1", body)))
    assert count, TEXTS
    assert missed <= count / 5_000
    print(f"{count} articles, {missed} missed without the space")

"""What the file says is what the page shows: understood right, or told at its line (GK606)."""

import random
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

from gongkai.text.comparison.walk import compare
from gongkai.text.convert import _converter, convert
from gongkai.text.dialect.normalising import normalised
from gongkai.text.lines import mark_lines
from tests.clerk_bodies import MEANT, TOLD
from tests.sample import ROOT
from tests.written_and_shown import seen, shown, written


@pytest.mark.parametrize(("body", "expected"), MEANT, ids=[body for body, _ in MEANT])
def test_a_body_looks_as_its_clerk_meant_it(body: str, expected: str) -> None:
    text = convert(body, "")
    assert seen(text.html) == expected
    assert not text.changes


@pytest.mark.parametrize(("body", "line", "words"), TOLD, ids=[body for body, *_ in TOLD])
def test_what_cannot_be_understood_is_told_at_its_line(body: str, line: int, words: str) -> None:
    told = convert(body, "").changes
    assert any(one.line == line and words in one.message + one.fix for one in told), told


SAMPLES = sorted((ROOT / "content").rglob("*.md"))
PIECES = tuple(
    """甲类300*2人，|张**、|**重点：**|**|*|__乙__|____|`码`|`|\\*|\\|<b>粗</b>|<|x<y且z>|[注]: 复印件|[申请表](a.md)|[^1]|[^2]: 注文
[^3]：又|![图](b.png)|<!-- 注 -->|<!--|-->|&nbsp;|&lt;|# 标题|##|## 总则 {#id}|#1批|- 项|  - 子项|    - 孙项|1. 甲|3. 丙|01. 零
2024. 年|> 引文|>18周岁|¦ 甲 ¦ 乙 ¦|¦---¦---¦|¦ 1 ¦ 2 ¦ 3 ¦|｜全｜角｜|¦ 1 ¦|!!! note “提示”|    内容|　　首行|---|===|-|```
```mermaid|~~~|: 释义|词|{试行}|{: .x }|句子。|长句子，没有完|abc def|第一条　甲。|（一）乙；|+86|-5℃|<div>|</div>|<h2></h2>
<br>|<td>格</td>|<http://a.cn>|一  |一\\|$5|100%|①|***|丁 ¦ 戊""".replace("\n", "|").split("|")
)
"""Markup and what looks like it; `¦` stands for a bar."""


def mixture(chance: random.Random) -> str:
    """Pieces of markup in any order, on lines of their own or not."""
    ends = ("\n", "\n", "\n\n", "\n\n", "", " ")
    return "".join(chance.choice(PIECES) + chance.choice(ends) for _ in range(chance.randrange(1, 12)))


@pytest.mark.parametrize("seed", range(16))
def test_no_character_of_any_mixture_of_markup_is_lost_in_silence(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(25):
        silent = lost_in_silence(mixture(chance))
        assert not silent


def lost_in_silence(body: str) -> str:
    """What a body loses without a finding, or gains that it has nowhere, by a count of its own; "" for nothing."""
    text = convert(body, "")
    there = shown(text.html, body)
    lost, gained = written(body) - there, there - (Counter(body) | Counter(unescape(body)))
    if not (lost or gained) or text.changes or text.safety.unsafe:
        return ""
    return f"{body!r} → {text.html!r}: {lost} lost, {gained} gained"


def page_of(body: str) -> str:
    converter = _converter()
    converter.reset()
    return converter.convert(mark_lines(normalised(body)))


@pytest.mark.parametrize("file", SAMPLES[::7], ids=lambda file: file.stem)
def test_whatever_changes_on_a_page_is_seen(file: Path) -> None:
    """The comparison knows no kinds: any letter that is taken out of a page, or put into it, is found."""
    body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
    html, chance = page_of(body), random.Random(7)
    assert not (*compare(body, html).lost, *compare(body, html).added)
    letters = [
        found.start()
        for found in re.finditer(r"[\u4e00-\u9fff](?=[^<>]*<)", html)
        if "<title" not in html[: found.start()][-60:]
    ]
    for place in chance.sample(letters, min(40, len(letters))):
        without = compare(body, html[:place] + html[place + 1 :])
        assert without.lost or without.added, html[place - 20 : place + 20]
        assert compare(body, html[:place] + "龘" + html[place:]).added


def test_the_sample_says_what_it_shows() -> None:
    for file in SAMPLES:
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[-1]
        assert not convert(body, "").changes, file

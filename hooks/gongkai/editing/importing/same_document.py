"""One document in several files: the page of a web site and the Word file that it was made from, or two pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.editing.importing.blocks import Block, words_of
from gongkai.editing.importing.work import Source, bare_title, same_title

_BEST = (".docx", ".html", ".htm", ".txt", ".pdf")
"""From which of several files the text is taken: the first has the most of its structure."""
_ALIKE = 0.6
"""The share of the shorter text's paragraphs that stand in the longer one too, where two texts are one."""
_LETTERS = re.compile(r"[^\w]|_")


def grouped(sources: Sequence[Source]) -> list[Source]:
    """Each document once, in the order of its first file; its other files in `also`, the best one first."""
    groups: list[list[Source]] = []
    by_name: dict[str, list[list[Source]]] = {}
    for source in sources:
        names = [name for name in (source.official.number, bare_title(source.official.title)) if name]
        near = (group for name in names for group in by_name.get(name, ()))
        group = next((group for group in near if any(_is_same(source, one) for one in group)), None)
        if group is None:
            groups.append(group := [])
        group.append(source)
        for name in names:
            by_name.setdefault(name, []).append(group)
    return [_together(group) for group in groups]


def _together(group: list[Source]) -> Source:
    best, *others = sorted(group, key=_rank)
    return replace(best, also=tuple(others)) if others else best


def _rank(source: Source) -> tuple[int, Path]:
    ending = source.file.suffix.lower()
    return (_BEST.index(ending) if ending in _BEST else len(_BEST)), source.file


def _is_same(one: Source, other: Source) -> bool:
    """Whether two files hold one document: one number, or one title and day; and one text."""
    numbers = one.official.number, other.official.number
    if all(numbers) and numbers[0] != numbers[1]:
        return False
    named = all(numbers) or (
        same_title(one.official.title, other.official.title) and not _days(one).isdisjoint(_days(other))
    )
    return named and _alike(one, other)


def _days(source: Source) -> set[date]:
    return {day for day in (source.official.signed, source.intake.published) if day is not None}


def _alike(one: Source, other: Source) -> bool:
    shorter, longer = sorted((_paragraphs(one.official.body), _paragraphs(other.official.body)), key=len)
    text = "".join(longer)
    there = sum(len(words) for words in shorter if words in text)
    return there >= _ALIKE * sum(map(len, shorter))


def _paragraphs(blocks: Sequence[Block]) -> list[str]:
    return [words for block in blocks for words in _pieces(block) if len(words) > 1]


def _pieces(block: Block) -> Iterator[str]:
    return (_LETTERS.sub("", line) for line in words_of(block.node).splitlines())

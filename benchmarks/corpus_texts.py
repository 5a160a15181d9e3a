"""Real official prose by the paragraph, shuffled into documents of about 8 KB: what a corpus is written of."""

import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from gongkai.amounts.recognition import amounts_in

CHARACTERS = (1900, 3500)
"""Length of a body: about 8 KB of UTF-8 in the middle."""


@dataclass(frozen=True)
class Source:
    """One real text: its title and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def read_sources(texts: Path) -> tuple[Source, ...]:
    """The texts of a folder of Markdown files, those too short to shuffle left out."""
    found = (_source(file) for file in sorted(texts.rglob("*.md")))
    sources = tuple(source for source in found if len(source.paragraphs) > 3)
    if not sources:
        raise SystemExit(f"no Markdown with prose below {texts}")
    return sources


def prose(source: Source, sources: tuple[Source, ...], chance: random.Random) -> list[str]:
    """Paragraphs of two texts, shuffled, as many as a document has."""
    paragraphs = [*source.paragraphs, *chance.choice(sources).paragraphs]
    chance.shuffle(paragraphs)
    wanted, found = chance.randint(*CHARACTERS), []
    while paragraphs and wanted > 0:
        found.append(paragraphs.pop())
        wanted -= len(found[-1])
    return found


def written(fields: dict[str, Any], body: str) -> str:
    """A document as an editor would write it."""
    front = yaml.dump(fields, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{front}---\n\n{body}\n"


def summary(source: Source, chance: random.Random) -> str:
    """The beginning of a paragraph of the text that states no amount, which the document would have to state (GK110)."""
    paragraphs = without_amounts(source.paragraphs) or ["本文件规定有关事项。"]
    words = re.sub(r"\s+", "", chance.choice(paragraphs).lstrip("# "))
    return words[:90]


def without_amounts(paragraphs: Iterable[str]) -> list[str]:
    """The paragraphs that state no amount."""
    return [one for one in paragraphs if not amounts_in(one)]


def _source(file: Path) -> Source:
    title, _, text = file.read_text(encoding="utf-8").partition("\n")
    text = text.split("<!-- INFO END -->")[-1]
    paragraphs = tuple(one.strip() for one in text.split("\n\n") if one.strip("# \n\u200b"))
    return Source(title.removeprefix("# ").strip() or file.stem, paragraphs)

"""Real texts: none loses a character in silence, by a count that shares no code with the product.

GONGKAI_TEXTS names a folder of Markdown; the sample section serves where it is not set. Random mixtures of markup are
tried in thousands beside it. What GK606 says of the texts is printed, to be judged by eye (docs/quality.md).
"""

import os
import random
from pathlib import Path

import pytest

from gongkai.source.limits import refusal
from gongkai.text.convert import convert
from tests.sample import ROOT
from tests.text.test_text_changed import lost_in_silence, mixture

pytestmark = pytest.mark.long

TEXTS = Path(os.environ.get("GONGKAI_TEXTS", ROOT / "content"))
MIXTURES = int(os.environ.get("GONGKAI_MIXTURES", "20000"))


def bodies() -> list[tuple[Path, str]]:
    """Every text of the folder without its front matter, as far as one document may hold so much."""
    found = []
    for file in sorted(TEXTS.rglob("*.md")):
        body = file.read_text(encoding="utf-8", errors="replace")
        body = body.split("\n---\n", 1)[-1] if body.startswith("---\n") else body
        if refusal(body) is None:
            found.append((file, body))
    return found


def test_no_real_text_loses_a_character_in_silence() -> None:
    texts = bodies()
    assert texts
    told = 0
    for file, body in texts:
        assert not lost_in_silence(body), file
        for change in convert(body, "").changes:
            told += 1
            print(f"{file.name}:{change.line} {change.message}")
    print(f"{len(texts)} texts, {sum(len(body) for _file, body in texts)} characters, {told} findings")


def test_no_mixture_of_markup_loses_a_character_in_silence() -> None:
    chance = random.Random(20260615)
    for _ in range(MIXTURES):
        assert not lost_in_silence(mixture(chance))

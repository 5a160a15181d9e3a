"""Random edits of real texts: both versions come out of their comparison, and no number is cut in two.

Run with `make test-long`; GONGKAI_TEXTS is a folder of texts as Markdown, else the sample's policies serve.
"""

import os
import random
from pathlib import Path

import pytest

from tests.edited_texts import edited, holds
from tests.sample import bodies_of_sample

pytestmark = pytest.mark.long

TEXTS = os.environ.get("GONGKAI_TEXTS")
EDITS = 1_000


def test_both_versions_come_out_of_their_comparison_after_a_thousand_edits() -> None:
    chance = random.Random(16)
    files = sorted(Path(TEXTS).rglob("*.md")) if TEXTS else []
    texts = [file.read_text(encoding="utf-8") for file in files] or list(bodies_of_sample())
    changed = 0
    for _ in range(EDITS):
        older = chance.choice(texts)
        newer = edited(older, chance)
        holds(older, newer)
        changed += older != newer
    assert changed > EDITS * 0.9
    print(f"{EDITS} edits of {len(texts)} texts, {changed} of which changed something")

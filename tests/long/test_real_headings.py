"""`fix` on real texts: right levels stay, and broken ones are set right or left as they are, never made another wrong.

Run with `make test-long`; GONGKAI_TEXTS is a folder of regulations as Markdown.
"""

import os
import random
import re
from pathlib import Path

import pytest

from tests.headings import BROKEN, levels_of, set_right, with_broken_levels

pytestmark = pytest.mark.long

TEXTS = os.environ.get("GONGKAI_TEXTS")


def bodies() -> list[str]:
    """The texts, without what the collection puts on top."""
    files = sorted(Path(TEXTS or ".").rglob("*.md"))
    texts = [file.read_text(encoding="utf-8").rpartition("<!-- INFO END -->")[2] for file in files]
    return [re.sub(r"\A\s*---\n.*?\n---\n", "", text, flags=re.S) for text in texts]


@pytest.mark.skipif(not TEXTS, reason="GONGKAI_TEXTS names no folder of regulations")
def test_right_levels_stay_and_broken_ones_are_never_made_worse() -> None:
    chance = random.Random(7)
    broken = restored = 0
    texts = bodies()
    for text in texts:
        assert levels_of(set_right(text)) == levels_of(text)
    for text in (text for text in texts if len(levels_of(text)) >= 3):
        for share in BROKEN:
            slipped = with_broken_levels(text, share, chance)
            right, wrong, mended = levels_of(text), levels_of(slipped), levels_of(set_right(slipped))
            assert all(one in pair for one, *pair in zip(mended, right, wrong, strict=True)), (
                right,
                wrong,
                mended,
            )
            broken += wrong != right
            restored += wrong != right and mended == right
    assert broken >= 200
    assert restored > broken * 0.8
    print(
        f"{len(texts)} texts left alone; {broken} broken, {restored} restored, the others left as they were"
    )

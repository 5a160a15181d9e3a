"""Everything that can stop a page or the switch is known to `check`; see `building.py`."""

import os
from pathlib import Path
from random import Random

import pytest

from tests.long.building import DAYS, built, crash, random_document

pytestmark = pytest.mark.long

INPUTS = int(os.environ.get("GONGKAI_BUILDS", "3000"))
AT_ONCE = 50
"""Documents in one section."""
SEED = int(os.environ.get("GONGKAI_SEED", "20240520"))


def test_whatever_check_lets_through_is_built(tmp_path: Path) -> None:
    chance = Random(SEED)
    for first in range(0, INPUTS, AT_ONCE):
        files = dict(random_document(chance, first + number) for number in range(AT_ONCE))
        assert not crash(tmp_path / str(first), files, chance.choice(DAYS))


def test_enough_of_it_is_let_through(tmp_path: Path) -> None:
    chance = Random(SEED)
    files = dict(random_document(chance, number) for number in range(100))
    left, _settings = built(tmp_path, files)
    assert len(left) > 10

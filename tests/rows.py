"""A table of which `make test` tries some rows, and `make test-long` the others."""

from collections.abc import Iterable

import pytest
from _pytest.mark.structures import ParameterSet


def mostly_long(rows: Iterable[object], *quick: object) -> list[ParameterSet]:
    """For `parametrize`: all rows, in their order; those that do not begin with one of `quick` are long. A misspelt one
    is a fault."""
    made = [row if isinstance(row, tuple) else (row,) for row in rows]
    firsts = [row[0] for row in made]
    assert all(one in firsts for one in quick), quick
    return [pytest.param(*row, marks=() if row[0] in quick else pytest.mark.long) for row in made]

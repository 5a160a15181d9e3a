"""Numbers as pages tell them: shares, medians, and the few that stand large above a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

NOTHING = "—"
"""Where there is nothing to divide or to choose from."""


@dataclass(frozen=True)
class Figure:
    """One number with its name; `note` says what it is a part of."""

    name: str
    value: str
    unit: str = ""
    note: str = ""
    red: bool = False
    """Whether it tells of something that is not as it should be."""


def percent(part: float, whole: float) -> str:
    """A share in percent with one digit at most: 96.4%; never rounded up to a full 100%."""
    if not whole:
        return NOTHING
    share = min(round(100 * part / whole, 1), 100 if part >= whole else 99.9)
    return f"{share:g}%"


def median_days(days: Sequence[int]) -> str:
    """The median of a number of days, with a half where it lies between two."""
    return f"{median(days):g}" if days else NOTHING

"""Bank card numbers: a bank's prefix and Luhn's check digit."""

from functools import cache
from pathlib import Path

import yaml

BANK_PREFIXES = Path(__file__).resolve().parents[1] / "data" / "bank_prefixes.yml"


def is_card(digits: str) -> bool:
    """Whether this is the number of a bank card: a known prefix, a length in use, a good check digit."""
    return 16 <= len(digits) <= 19 and digits.startswith(_prefixes()[len(digits)]) and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


@cache
def _prefixes() -> dict[int, tuple[str, ...]]:
    """The prefixes in use for each length."""
    found: dict[int, tuple[str, ...]] = {}
    for row in yaml.safe_load(BANK_PREFIXES.read_text(encoding="utf-8")):
        for length in row["lengths"]:
            for prefix in row["prefixes"].split():
                first, _, last = prefix.partition("-")
                span = range(int(first), int(last or first) + 1)
                found[length] = (*found.get(length, ()), *map(str, span))
    return found

"""What must not go out, recognised in any text: numbers of persons, and markings of secrecy."""

from pathlib import Path

from gongkai.safety.cards import BANK_PREFIXES
from gongkai.safety.digits import PERHAPS
from gongkai.safety.lines import NumberOnLine, numbers_in_lines
from gongkai.safety.markings import marking_in
from gongkai.safety.personal import PersonalNumber, digest_of, personal_numbers

ROOM = Path(__file__).parent
"""With `BANK_PREFIXES` all that a cache must know of this room."""

__all__ = [
    "BANK_PREFIXES",
    "PERHAPS",
    "ROOM",
    "NumberOnLine",
    "PersonalNumber",
    "digest_of",
    "marking_in",
    "numbers_in_lines",
    "personal_numbers",
]

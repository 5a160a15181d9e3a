"""What must not be published, recognised in any text: personal numbers, and markings of secrecy. `attachments` judges files."""

from gongkai.safety.digits import PERHAPS
from gongkai.safety.lines import NumberOnLine, numbers_in_lines
from gongkai.safety.markings import is_outcome, marking_in
from gongkai.safety.personal import PersonalNumber, digest_of, personal_numbers

__all__ = [
    "PERHAPS",
    "NumberOnLine",
    "PersonalNumber",
    "digest_of",
    "is_outcome",
    "marking_in",
    "numbers_in_lines",
    "personal_numbers",
]

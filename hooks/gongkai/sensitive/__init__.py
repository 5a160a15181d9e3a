"""What must not go out, recognised in any text: numbers of persons, and markings of secrecy."""

from gongkai.sensitive.markings import marking_in
from gongkai.sensitive.personal import Personal, digest_of, personal_numbers

__all__ = ["Personal", "digest_of", "marking_in", "personal_numbers"]

"""What operating systems do differently, each difference in one place: locks, renames, folder listings, names of files,
consoles."""

from gongkai.operating_system import system
from gongkai.operating_system.console import escapes_work, reader_has_gone, set_encodings, set_utf8
from gongkai.operating_system.file_lock import exclusive_lock
from gongkai.operating_system.file_names import folded, is_portable, usable_name, why_unusable
from gongkai.operating_system.files import is_missing_feature, make_read_only, move_file, state_of

__all__ = [
    "escapes_work",
    "exclusive_lock",
    "folded",
    "is_missing_feature",
    "is_portable",
    "make_read_only",
    "move_file",
    "reader_has_gone",
    "set_encodings",
    "set_utf8",
    "state_of",
    "system",
    "usable_name",
    "why_unusable",
]

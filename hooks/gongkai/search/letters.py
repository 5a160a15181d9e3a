"""Characters: a text's squashed form, traditional ones and dialects' → simplified, and syllables.

`theme/.scripts/search-meaning.js` has the same; tests/search/ holds both to it.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
_OTHER = re.compile(r"[^\u3400-\u9fffa-z0-9]+")
RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+")
"""What stands together in a squashed text: only within such a run do two characters make a pair."""
STRETCH = re.compile(r"[^ ]+")
"""What nothing parts: within it, citizens' words may mix scripts (n加1)."""

_INITIALS = {"zh": "z", "ch": "c", "sh": "s", "n": "l"}
_FINALS = {"ang": "an", "eng": "en", "ing": "in"}
_INITIAL = re.compile(r"zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]?")


def folded(text: str) -> str:
    """Full-width and other forms of a character as one, letters small; who writes N+1 says 加."""
    return unicodedata.normalize("NFKC", text).lower().replace("+", "加")


def squashed(text: str) -> str:
    """Chinese characters, small letters and digits alone; whatever is between them is one space."""
    return _OTHER.sub(" ", folded(text)).strip()


def simplified(text: str) -> str:
    """The text in simplified characters of the common language, one for one."""
    return text.translate(_traditional())


@cache
def usual_characters() -> str:
    """The 3,755 characters of GB 2312's first level, which ordinary texts are written in, in its order."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF))
    return b"".join(codes).decode("gb2312", errors="ignore")


def as_read(word: str) -> str:
    """A word that queries are looked through for, as they are read."""
    return simplified(squashed(word))


def traditional_pairs(among: str) -> str:
    """Each traditional character with its simplified one, for those simplified ones: what the browser needs."""
    wanted = set(among)
    return "".join(chr(code) + one for code, one in _traditional().items() if one in wanted)


def split_sound(syllable: str) -> tuple[str, str]:
    """Initial and final."""
    found = _INITIAL.match(syllable)
    end = found.end() if found else 0
    return syllable[:end], syllable[end:]


def fuzzy(syllable: str) -> str:
    """The syllable as it is taken by those who do not tell zh from z, n from l, ing from in."""
    first, last = split_sound(syllable)
    for ending, short in _FINALS.items():
        if last.endswith(ending):
            last = last[: -len(ending)] + short
    return _INITIALS.get(first, first) + last


@cache
def _traditional() -> dict[int, str]:
    """Each traditional character, and each that only a dialect writes, with the one it is read as."""
    pairs: list[str] = []
    for file in ("traditional.txt", "dialects.txt"):
        lines = (_DATA / file).read_text(encoding="utf-8").splitlines()
        pairs += " ".join(line for line in lines if not line.startswith("#")).split()
    return {ord(pair[0]): pair[1] for pair in pairs}

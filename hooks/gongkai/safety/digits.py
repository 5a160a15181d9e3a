"""Text with every disguise of a digit undone, each character still in its place.

Full-width, circled and spelt digits become 0-9, all dashes become `-`, all spaces a space, and what cannot be
seen (zero-width characters, soft hyphens, private use) becomes one invisible character.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.patterns import pattern

UNSEEN = "\u200b"
_ALIKE = dict.fromkeys("−", "-") | {"\t": " "} | dict.fromkeys("•・‧。", "·") | dict.fromkeys("×Хх✕", "X")
_SPELT = "〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺"
_SPELT_DIGITS = dict(zip(_SPELT, "00123456789" + "123456789" + "1", strict=True))
_DIGIT = rf"\d⓪①-⑨⑴-⑼⒈-⒐❶-❾⓵-⓽⁰¹²³⁴-⁹₀-₉{_SPELT}"

PERHAPS = pattern(rf"[{_DIGIT}OolI](?:[\W_]{{0,4}}[{_DIGIT}OolI]){{10}}")
"""A quick look: without eleven digits close together there is no number of a person."""

_SPELT_RUN = pattern(rf"[0-9{_SPELT}](?:[ {UNSEEN}\-·]?[0-9{_SPELT}]){{10,18}}(?![0-9{_SPELT}])")
_SPELT_ONE = pattern(f"[{_SPELT}]")
_JOINT = rf"[ \-.·_/()\[\]{{}}【】{UNSEEN}]{{0,4}}"
_RUN = pattern(rf"[0-9](?:{_JOINT}[0-9])*")
_GROUP = pattern(rf"[0-9](?:{UNSEEN}*[0-9])*")


@dataclass(frozen=True)
class DigitGroup:
    """Digits that stand together, unseen characters between them left out."""

    digits: str
    start: int
    end: int


@dataclass(frozen=True)
class DigitRun:
    """Groups of digits with nothing but joints between them; `joints[i]` stands after group `i`, "" the last."""

    groups: tuple[DigitGroup, ...]
    joints: tuple[str, ...]


def folded(text: str) -> str:
    """The text with disguises undone, as long as it was."""
    plain = text.translate(_TABLE)
    if _SPELT_ONE.search(plain):
        plain = _SPELT_RUN.sub(lambda run: _SPELT_ONE.sub(lambda one: _SPELT_DIGITS[one[0]], run[0]), plain)
    return plain


def runs(text: str) -> Iterator[DigitRun]:
    """The runs of digits of a folded text that are long enough to matter."""
    for found in _RUN.finditer(text):
        if found.end() - found.start() < 11:
            continue
        groups = tuple(
            DigitGroup(match[0].replace(UNSEEN, ""), match.start(), match.end())
            for match in _GROUP.finditer(text, found.start(), found.end())
        )
        ends = [*(group.start for group in groups[1:]), groups[-1].end]
        joints = tuple(
            text[group.end : end].replace(UNSEEN, "") for group, end in zip(groups, ends, strict=True)
        )
        yield DigitRun(groups, joints)


class _Undisguised(dict[int, str]):
    """What each character stands for; found out when it is first met."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        self[code] = stands_for = _plain(sign)
        return stands_for


def _plain(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    kind = unicodedata.category(sign)
    if kind in ("Nd", "No") and (digit := unicodedata.digit(sign, None)) is not None:
        return str(digit)
    if kind == "Pd":
        return "-"
    if kind == "Zs":
        return " "
    if kind in ("Cf", "Co", "Mn", "Me"):
        return UNSEEN
    return chr(ord(sign) - 0xFEE0) if "\uff01" <= sign <= "\uff5e" else sign


_TABLE = _Undisguised()

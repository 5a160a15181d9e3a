"""What nobody sees in a file and nobody meant: control characters, and a merge that was never finished.

They hide in the text of files that can be read for the rest; each is told at its line (GK001). White space of other
systems and invisible marks that change nothing for a reader are no slips: `clean_text` takes them out for all.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gongkai.patterns import pattern

_MARKS = "\ufeff\u200b\u2060\u00ad\u200e"
"""Invisible and without effect in a Chinese text: a word with one in it would not be found any more."""
_BREAKS = "\x85\u2028\u2029"
"""What word processors and YAML take for line ends, and editors do not show as such."""
_CLEAN = {**dict.fromkeys(map(ord, _MARKS)), **dict.fromkeys(map(ord, _BREAKS), " ")}

_ORDERING = "\u061c\u200f\u202a-\u202e\u2066-\u2069"
_UNSEEN = "\ufff9-\ufffb\U000e0000-\U000e00ff"
_NO_CHARACTERS = "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0003fffe-\U000dffff\U000e01f0-\U0010ffff"
"""Numbers that are no characters, planes without any, and those for private use: no font has these, and conversion and
preview take some for marks of their own. In few ranges, for the search tries each at every character."""
_LOST = "\ufffd"
_SLIP = pattern(f"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f{_ORDERING}{_UNSEEN}{_NO_CHARACTERS}{_LOST}]")
_HIDDEN = pattern(f"{_SLIP.pattern}|[{_MARKS}{_BREAKS}]")
_IS_ORDERING = pattern(f"[{_ORDERING}]")
_IS_NONE = pattern(f"[{_NO_CHARACTERS}]")
_NAMES = {
    "\0": " 空字符",
    "\x0b": " 竖向制表符，Word 的手动换行",
    "\x0c": " 换页符",
}
_MOST = 20
"""Lines of one file that are told one by one."""
_MOST_SIGNS = 2_000
_ENTITY = pattern(r"&(?:#x([0-9a-f]{1,8});?|#([0-9]{1,8});?|rlm;)", re.I)

_CONFLICT = pattern(r"(<{7}|>{7}|\|{7})(?: .*)?")
_FENCE = pattern(r" {0,3}(`{3,}|~{3,})(.*)")
_CONFLICT_FIX = "选定一个版本，或者合成一段，删去 <<<<<<<、=======、>>>>>>> 这几行，再提交。"
_FIX = "多半是从 PDF、Word 或网页粘贴带来的：删去这个字符；找不到的，把这一行重新录入。"
_LOST_FIX = "对照原件补上丢掉的字；整份文件都有的，找回原来的文件，用编辑器“另存为”，编码选 UTF-8。"


@dataclass(frozen=True)
class Slip:
    """One line's slip, in Chinese, with its remedy; `line` counts from 1 in the file."""

    line: int
    message: str
    fix: str
    last: int = 0
    """The last line of a passage that is wrong as a whole; 0 where it is one line."""


def clean_text(text: str) -> str:
    """The text without invisible marks, and with a space for each line end that is none to an editor."""
    if any(sign in text for sign in _MARKS) or any(sign in text for sign in _BREAKS):
        return text.translate(_CLEAN)
    return text


def hidden_in_name(path: str) -> str:
    """The same of a path, in which line ends and tabs are as good as unseen."""
    return _named(re.findall(f"{_HIDDEN.pattern}|[\t\n]", path))


def hidden_in(value: str) -> str:
    """The names of the characters in a value that nobody sees, as an escape can write them; "" where there are none."""
    return _named(_HIDDEN.findall(value))


def control_characters(text: str) -> tuple[Slip, ...]:
    """Each line that holds a character which must not go out, as it is or by its number (`&#x202e;`); the last that
    is told says if there are more."""
    lines: dict[int, list[tuple[int, str]]] = {}
    found = [(one.start(), one[0]) for one in islice(_SLIP.finditer(text), _MOST_SIGNS)]
    if "&#" in text or "&rlm" in text:
        found += [(one.start(), sign) for one in _ENTITY.finditer(text) if _SLIP.match(sign := _meant(one))]
    for place, sign in sorted(found):
        lines.setdefault(text.count("\n", 0, place) + 1, []).append((place, sign))
        if len(lines) > _MOST:
            break
    told = [_told(line, signs, text) for line, signs in lines.items()]
    if len(told) > _MOST:
        last = told[_MOST - 1]
        told[_MOST - 1 :] = [Slip(last.line, f"{last.message}；后面还有", last.fix)]
    return tuple(told)


def _meant(entity: re.Match[str]) -> str:
    number = int(entity[1], 16) if entity[1] else int(entity[2]) if entity[2] else ord("\u200f")
    return chr(number) if number <= sys.maxunicode else _LOST


def _told(line: int, found: list[tuple[int, str]], text: str) -> Slip:
    start = found[0][0]
    before = text[text.rfind("\n", 0, start) + 1 : start].strip()[-8:]
    where = f"“{before}”后面" if before and before.isprintable() else "这一行"
    signs = [sign for _place, sign in found]
    if set(signs) == {_LOST}:
        return Slip(line, f"{where}有“{_LOST}”：转换编码时丢掉的字", _LOST_FIX)
    return Slip(line, f"{where}有{_named(signs)}", _FIX)


def _named(signs: list[str]) -> str:
    """What the characters are and do, each once."""
    said: dict[str, None] = {}
    for sign in signs:
        code = f"U+{ord(sign):04X}"
        if _IS_ORDERING.match(sign):
            said[f"打乱文字先后顺序的控制字符（{code}）"] = None
        elif _IS_NONE.match(sign):
            said[f"不是文字的编码（{code}）"] = None
        else:
            said[f"看不见的控制字符（{code}{_NAMES.get(sign, '')}）"] = None
    return "、".join(said)


def conflicts(text: str) -> tuple[Slip, ...]:
    """Each merge that was left unfinished; not the signs of one in a fence that shows them."""
    if not any(f"{sign * 7}" in text for sign in "<>|"):
        return ()
    found: list[Slip] = []
    opened = 0
    for line, sign in _signs_of_conflicts(text.split("\n")):
        if sign == "<":
            if opened:
                found.append(_conflict(opened, 0))
            opened = line
        elif sign == ">":
            found.append(_conflict(opened or line, line if opened else 0))
            opened = 0
        elif not opened:
            found.append(_conflict(line, 0))
    return (*found, *((_conflict(opened, 0),) if opened else ()))


def _signs_of_conflicts(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that Git writes into a file around what it could not merge, with their sign."""
    fence = ""
    for number, line in enumerate(lines, 1):
        found = _FENCE.match(line)
        if fence:
            if found and found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif found and "mermaid" not in found[2]:
            fence = found[1]
        elif sign := _CONFLICT.fullmatch(line):
            yield number, sign[1][0]


def _conflict(line: int, last: int) -> Slip:
    where = f"从第 {line} 行起到第 {last} 行的 >>>>>>>，" if last else ""
    return Slip(line, f"合并冲突没有处理完：{where}两个版本都留在文件里", _CONFLICT_FIX, last)

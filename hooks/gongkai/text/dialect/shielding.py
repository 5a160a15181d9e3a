"""Signs that are to be shown as they are written, whatever Markdown would make of them, and HTML that is ready.

A shielded sign is replaced by a noncharacter of Unicode, which no text holds and no converter knows, until the text
has become HTML. So it needs no backslash, which code and raw HTML would show, and it may stand anywhere. The brackets
of tags that are ready, and line ends within them, become noncharacters too: Markdown takes them for a paragraph.
"""

import html as entities
import re

from gongkai.text.lines import MARK

_SIGNS = "*_`#<>&[]{}()\\|!-+=:~."
_FIRST = 0xFDD0
_SHIELDED = {ord(sign): chr(_FIRST + number) for number, sign in enumerate(_SIGNS)}
_SHOWN = {value: entities.escape(chr(sign), quote=False) for sign, value in _SHIELDED.items()}
SHIELD = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + len(_SIGNS) - 1)}]")

_AROUND_TAGS = {sign: value for sign, value in _SHIELDED.items() if sign != ord("&")}
_OPEN, _CLOSE, _LINE_END = (chr(_FIRST + len(_SIGNS) + number) for number in range(3))
_READY = {_OPEN: "<", _CLOSE: ">", _LINE_END: "\n"}
READY = f"{_OPEN}-{_LINE_END}"
"""The signs that become tags, as a range: none may come from a body."""
_ANY_READY = re.compile(f"[{READY}]")
_BLOCK = re.compile(rf"<p>({MARK.pattern})?\n?({_OPEN}.*?)</p>", re.S)
_TAG = re.compile(r"<(!--.*?--|/?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.S)
_OF_TABLE = re.compile(rf"{_OPEN}/?(?:t[abdhr]|col|caption)")
"""What stands in a table, where no text and so no mark of a line may stand."""


def shielded(written: str) -> str:
    """The text with all its signs shielded."""
    return written.translate(_SHIELDED)


def ready(html: str) -> str:
    """Raw HTML that begins with a tag, as a paragraph that becomes this HTML again."""
    pieces = [piece.translate(_AROUND_TAGS) for piece in _TAG.split(html)]
    pieces[1::2] = (f"{_OPEN}{tag}{_CLOSE}" for tag in pieces[1::2])
    pieces[1::2] = (tag.replace("\n\n", _LINE_END * 2) for tag in pieces[1::2])  # else two paragraphs
    return "".join(pieces)


def code_block(lines: list[str]) -> str:
    """Lines of code as one line that becomes a block of code."""
    words = _LINE_END.join(shielded(line) for line in (*lines, ""))
    return f"{_OPEN}pre{_CLOSE}{_OPEN}code{_CLOSE}{words}{_OPEN}/code{_CLOSE}{_OPEN}/pre{_CLOSE}"


def unshielded(html: str) -> str:
    """The HTML with the signs themselves."""
    html = SHIELD.sub(lambda sign: _SHOWN[sign[0]], html)
    if _OPEN not in html:
        return html
    return _ANY_READY.sub(lambda sign: _READY[sign[0]], _BLOCK.sub(_as_block, html))


def _as_block(paragraph: re.Match[str]) -> str:
    mark, html = paragraph.groups()
    return ("" if _OF_TABLE.match(html) else mark or "") + MARK.sub("", html)

"""Signs that are to be shown as they are written, whatever Markdown would make of them.

A shielded sign is replaced by a noncharacter of Unicode, which no text holds and no converter knows, until the text
has become HTML. So it needs no backslash, which code and raw HTML would show, and it may stand anywhere.
"""

import html as entities
import re

_SIGNS = "*_`#<>&[]{}()\\|!-+=:~."
_FIRST = 0xFDD0
_SHIELDED = {ord(sign): chr(_FIRST + number) for number, sign in enumerate(_SIGNS)}
_SHOWN = {value: entities.escape(chr(sign), quote=False) for sign, value in _SHIELDED.items()}
SHIELD = re.compile(f"[{chr(_FIRST)}-{chr(_FIRST + len(_SIGNS) - 1)}]")


def shielded(written: str) -> str:
    """The text with all its signs shielded."""
    return written.translate(_SHIELDED)


def unshielded(html: str) -> str:
    """The HTML with the signs themselves."""
    return SHIELD.sub(lambda sign: _SHOWN[sign[0]], html)

"""Whether a file whose front matter cannot be read says all the same that it is a draft."""

import re

from gongkai.source.encodings import utf_16_or_32

_LONGEST = 80
"""Lines of a front matter that are looked through."""
_FENCE = re.compile(r"---[ \t]*")
_FIELD = re.compile(r"[ \t]*[a-z_]+[ \t]*[:：]")
_DRAFT = re.compile(r"draft[ \t]*[:：][ \t]*(?P<value>[^#\s]*)[ \t]*(?:#.*)?")
YES = ("true", "yes", "on", "是")
"""How an editor writes true."""


def says_draft(raw: bytes) -> bool:
    """Whether `draft: true` stands in the front matter, on a line of its own, outside of what a merge left open, and
    nothing there says the contrary.

    The rest may be as broken as it likes: a bracket that is not closed, another encoding, no `---` at the end.
    """
    text = raw.decode(utf_16_or_32(raw) or "utf-8", "replace").lstrip("\ufeff")
    lines = text.splitlines()[:_LONGEST]
    fenced = bool(lines) and _FENCE.fullmatch(lines[0]) is not None
    said: list[str] = []
    merging = False
    for line in lines[1:] if fenced else lines:
        if _FENCE.fullmatch(line) or not (fenced or _FIELD.match(line)):
            break
        merging = line.startswith("<<<<<<<") or (merging and not line.startswith(">>>>>>>"))
        if found := _DRAFT.fullmatch(line):
            said.append("" if merging else found["value"].strip("\"'").lower())
    return bool(said) and all(value in YES for value in said)

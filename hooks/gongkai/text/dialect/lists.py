"""Lists as editors indent them, by two, three or four spaces, put as Markdown wants them, by four for each level."""

import re
from collections.abc import Callable, Collection

_ITEM = re.compile(r"( *)([-*+]|\d+\.)( +)(?=\S)")
_NEW_BLOCK = re.compile(r"#{1,6}[ \t]|>|[|｜]|```|~~~|!!!|(?:[-*_][ ]{0,2}){3,}\Z|\[\^?[^\]]+\]:")
_CHILD = 2
"""Spaces by which a line is indented, at the least, to belong to the item above."""

Read = Callable[[list[str]], list[str]]


def is_item(line: str) -> bool:
    """Whether a list's item begins on this line."""
    return _ITEM.match(line) is not None


def gather_list(
    lines: list[str], at: int, hidden: Collection[int]
) -> tuple[int, Callable[[Read], list[str]]]:
    """Where the list ends that begins here, and what makes its lines right, given how an item's lines are read."""
    first = _ITEM.match(lines[at])
    assert first is not None
    indent, ordered = len(first[1]), first[2][0].isdigit()
    starts, end, blank = [at], at + 1, False
    while end < len(lines) and end not in hidden:
        line = lines[end]
        if not line.strip():
            blank = True
            end += 1
            continue
        depth = indent_of(line)
        item = _ITEM.match(line)
        if depth < indent + _CHILD:
            if item is None and (blank or _NEW_BLOCK.match(line.lstrip(" "))):
                break
            if item is not None:
                if item[2][0].isdigit() is not ordered:
                    break
                starts.append(end)
        blank = False
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    items = [lines[start:stop] for start, stop in zip(starts, [*starts[1:], end], strict=True)]
    return end, lambda read: [line for item in items for line in _item(item, read)]


def _item(lines: list[str], read: Read) -> list[str]:
    marker = _ITEM.match(lines[0])
    assert marker is not None
    indents = [indent_of(line) for line in lines[1:] if line.startswith("  ")]
    width = min(len(marker[1]) + 4, *indents) if indents else 0
    inner = [lines[0][marker.end() :], *(line[min(width, indent_of(line)) :] for line in lines[1:])]
    indented = [line.startswith("  ") for line in lines[1:]]  # others go on with the words above
    done = read(inner)
    first, *more = done[0].split("\n")
    head = "\n".join([f"{marker[2]}{marker[3]}{first}", *(f"    {line}" if line else "" for line in more)])
    rest = [
        with_prefix(line, "    ") if within else line for line, within in zip(done[1:], indented, strict=True)
    ]
    return [head, *rest]


def indent_of(line: str) -> int:
    """How many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def with_prefix(line: str, prefix: str, blank: str = "") -> str:
    """Every line of `line`, which may have become several, behind a prefix."""
    return "\n".join(f"{prefix}{one}" if one.strip() else blank for one in line.split("\n"))

"""Front matter as a clerk would write it: one field a line, notes on what is still to do as comments."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

CHECK, FILL = "待核对", "待补"
"""The two kinds of notes to the editor: what may be wrong, and what is missing."""


@dataclass(frozen=True)
class FrontMatterField:
    """One field. `value` is text, a day, a number, a list, or entries of its own; None leaves it to be filled in."""

    name: str
    value: Any = None
    note: str = ""
    """A comment behind it; one that begins with 待核对 or 待补 is counted as to do by `check`."""


def fill(name: str, what: str) -> FrontMatterField:
    """A field that only the editor can fill in."""
    return FrontMatterField(name, None, f"{FILL}：{what}")


def document(entries: Sequence[FrontMatterField], body: str) -> str:
    """A whole file: front matter and body."""
    return "\n".join(["---", *lines(entries), "---", "", body.strip(), ""])


def lines(entries: Sequence[FrontMatterField], indent: str = "") -> list[str]:
    """The entries as YAML."""
    found: list[str] = []
    for entry in entries:
        note = f"  # {entry.note}" if entry.note else ""
        if entry.name.startswith("#") and not entry.note:
            found.append(f"{indent}{entry.name}")  # a comment, as it stands
        elif _is_group(entry.value):
            found.append(f"{indent}{entry.name}:{note}")
            found += lines(entry.value, indent + "  ")
        elif isinstance(entry.value, list) and any(map(_is_group, entry.value)):
            found.append(f"{indent}{entry.name}:{note}")
            for group in entry.value:
                if not _is_group(group):
                    found.append(f"{indent}  - {scalar(group)}")
                    continue
                inner = lines(group, indent + "    ")
                found += [f"{indent}  - {inner[0].lstrip()}", *inner[1:]]
        else:
            value = scalar(entry.value)
            found.append(f"{indent}{entry.name}:{' ' if value else ''}{value}{note}")
    return found


def _is_group(value: Any) -> bool:
    return (
        isinstance(value, list) and bool(value) and all(isinstance(part, FrontMatterField) for part in value)
    )


def scalar(value: Any) -> str:
    """One value as it stands behind `name:`, quoted only where YAML would read it otherwise."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date | int | Decimal):
        return str(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_in_list(str(part)) for part in value)}]"
    text = " ".join(str(value).split())
    return _plain_or_quoted(text)


def _plain_or_quoted(text: str) -> str:
    written = yaml.safe_dump(text, allow_unicode=True, width=10**9, default_flow_style=True)
    return written.removesuffix("\n").removesuffix("\n...")


def _in_list(text: str) -> str:
    plain = _plain_or_quoted(text)
    if plain[:1] not in "'\"" and any(sign in plain for sign in ",[]{}"):
        return f'"{text.replace(chr(92), chr(92) * 2).replace(chr(34), chr(92) + chr(34))}"'
    return plain

"""Values that YAML takes otherwise than a clerk means them: what follows ` #` is a comment, and quotation marks of
Chinese text quote nothing (GK003). The value is there all the same, so that all else is judged."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import AfterValidator, BaseModel

from gongkai.model.document import FieldFault, label
from gongkai.model.fields import InVocabulary, OneOf
from gongkai.source import Front
from gongkai.source.front_matter import Place

_NOTE = re.compile(r"#+\s*(?:待补|待核对|TODO|\{amount[：:])")
"""A note that tells the editor what is still to do, or where an amount comes from."""
_CLOSED = re.compile(
    r"[\d\s.,:/%年月日至-]+|true|false|yes|no|on|off|是|否|无|.*〔\d{4}〕\d+号|\d{4}年第\d+号|\S+\.[A-Za-z0-9]{2,4}|https?://\S+"
)
"""A value that is whole: a day, a number, a 发文字号, a file, an address. What stands behind it is a comment."""
_WORD = re.compile(r"[!-~]+")
_SHOWN = 30
"""Characters of a value that a message repeats."""


def misread(kind: type[BaseModel], path: str, front: Front, words: Mapping[str, Any]) -> Iterator[FieldFault]:
    """What was written in a file, or in one entry of a register, and understood as something else."""
    for place in front.wrapped:
        if "opinions" not in place:  # what a citizen said may stand in quotation marks
            yield _wrapped(kind, path, front, place)
    for place, comment in front.comments.items():
        value = _at(front.values, place)
        if not _is_comment(value, comment) and value not in _words(kind, place, words):
            yield _cut_off(kind, path, front, place, comment)


def without_repeats(faults: list[FieldFault], told: list[FieldFault]) -> list[FieldFault]:
    """The faults, and those that were misread; a value in quotation marks is not told once more for what it is not."""
    lines = {fault.line for fault in told}
    return [fault for fault in faults if fault.code != "GK003" or fault.line not in lines] + told


def _is_comment(value: str, comment: str) -> bool:
    if _NOTE.match(comment) or _CLOSED.fullmatch(value):
        return True
    return bool(_WORD.fullmatch(value)) and comment[1:2].isspace()


def _cut_off(kind: type[BaseModel], path: str, front: Front, place: Place, comment: str) -> FieldFault:
    value = _at(front.values, place)
    name, key = _named(kind, place)
    line = front.line(place)
    meant = _short(f"{value} {comment}")
    whole = f"{key}'{meant}'" if '"' in meant else f'{key}"{meant}"'
    return FieldFault(
        "GK003",
        path,
        line,
        f"{name}只到“{_short(value)}”为止：空格和 # 后面的“{_short(comment)}”是注释，不会公开",
        f"是内容的，把整个值放进半角引号：{whole}；是给自己看的，另起一行，以 # 开头，或者写成 # 待核对：……。",
    )


def _wrapped(kind: type[BaseModel], path: str, front: Front, place: Place) -> FieldFault:
    value = _at(front.values, place)
    name, _key = _named(kind, place)
    inner = _short(value[1:-1])
    kept = (
        f'；引号是内容的，外面再加一对半角引号："{value[0]}{inner}{value[-1]}"'
        if value[-1] not in "\"'"
        else ""
    )
    return FieldFault(
        "GK003",
        path,
        front.line(place),
        f"{name}用全角引号括了起来：只有半角引号才是引号，全角的会原样公开",
        f"去掉两头的引号，写 {inner}{kept}。",
    )


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 6]}…{text[-5:]}"


def _named(kind: type[BaseModel], place: Place) -> tuple[str, str]:
    """The field in the editor's words, and as it is written before a value."""
    keys = [step for step in place if isinstance(step, str)]
    name = f"“{label(kind, keys[0])}”" if keys else "这一项"
    if len(keys) > 1:
        name += f"中的“{keys[-1]}”"
    return name, f"{place[-1]}: " if place and isinstance(place[-1], str) else "- "


def _at(values: Any, place: Place) -> str:
    for step in place:
        values = values[step]
    return str(values)


def _words(kind: type[BaseModel], place: Place, words: Mapping[str, Any]) -> frozenset[str]:
    """The words that the field at a place may have, where it has a vocabulary."""
    first = next((step for step in place if isinstance(step, str)), "")
    own, named = _vocabulary(kind, first)
    return own.union(*(words.get(name, ()) for name in named))


@cache
def _vocabulary(kind: type[BaseModel], written: str) -> tuple[frozenset[str], frozenset[str]]:
    info = next((i for name, i in kind.model_fields.items() if written in (name, i.alias)), None)
    found = list(_validators((info.annotation, *info.metadata))) if info else []
    own = frozenset(word for one in found if isinstance(one, OneOf) for word in one.allowed)
    return own, frozenset(one.name for one in found if isinstance(one, InVocabulary))


def _validators(parts: tuple[Any, ...]) -> Iterator[OneOf | InVocabulary]:
    """The vocabularies that a type names, however deep."""
    for part in parts:
        if isinstance(part, AfterValidator) and isinstance(part.func, OneOf | InVocabulary):
            yield part.func
        if isinstance(part, type) and issubclass(part, BaseModel):
            for field in part.model_fields.values():
                yield from _validators((field.annotation, *field.metadata))
        yield from _validators((*getattr(part, "__args__", ()), *getattr(part, "__metadata__", ())))

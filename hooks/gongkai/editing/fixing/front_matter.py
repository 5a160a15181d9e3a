"""Slips in front matter that can mean one thing only: colons, dates, 发文字号, words of a vocabulary."""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from typing import Any

from pydantic import BaseModel

from gongkai.editing.fixing.lines import Line, LineKind
from gongkai.model.decision import OUTCOMES
from gongkai.model.interpretation import ASPECTS, FORMS
from gongkai.model.kinds import PLACES
from gongkai.model.requests import PAUSES
from gongkai.model.title_marks import nested
from gongkai.patterns import pattern

_FIELD = pattern(
    r"(?P<before>[ \t]*(?:-[ \t]+)?)(?P<name>[a-z_][a-z_0-9]*)(?P<colon>[ \t]*[：:][ \t]*)(?P<value>.*)"
)
_RECORD = pattern(
    r"(?P<record>[ \t]*(?:-[ \t]+)?(?:[a-z_][a-z_0-9]*:[ \t]+)?\[?\{[^\"'#]*\}\]?)(?P<note>[ \t]*(?:#.*)?)"
)
"""A record in braces on one line, or a list of them, without quotes."""
_PAIR = pattern(r"(?<=[{,])(?P<head>[ \t]*(?P<name>[a-z_][a-z_0-9]*):[ \t]+)(?P<value>[^,{}\[\]]*)(?=[,}])")
_NOTE = pattern(r"[ \t]+#.*$")
_NUMBER = pattern(
    r"(?P<organ>[\u3400-\u9fff]{1,20})[〔\[［（(【〈](?P<year>[12]\d{3})年?[〕\]］）)】〉]第?0*(?P<count>[1-9]\d{0,4})号?"
)
_DAY = pattern(r"(?P<y>[12]\d{3})[/.年\-](?P<m>\d{1,2})[/.月\-](?P<d>\d{1,2})日?")
_NEAR = 0.6

Vocabularies = Mapping[str, Mapping[str, str]]


def mend_front_matter(lines: list[Line], words: Vocabularies) -> None:
    """Mend in place; `words` are the vocabularies of topics and audiences."""
    block_at: int | None = None
    for line in lines:
        if line.part is not LineKind.FRONT:
            continue
        indent = len(line.text) - len(line.text.lstrip(" "))
        if block_at is not None and (not line.text.strip() or indent > block_at):
            continue  # inside a block of text (`|`, `>`): its words are as they should be
        block_at = None
        if record := _RECORD.fullmatch(line.text):
            line.text = _PAIR.sub(partial(_mended_pair, words), record["record"]) + record["note"]
            continue
        found = _FIELD.fullmatch(line.text)
        if found is None or found["name"] not in field_names() or not _is_key(found):
            continue
        value = found["value"]
        if re.match(r"[|>][+\-0-9]*\s*(?:#.*)?$", value):
            block_at = indent
            continue
        note = _NOTE.search(value)
        bare, rest = (value[: note.start()], note[0]) if note else (value, "")
        colon = found["colon"] if "：" not in found["colon"] else ": " if value.strip() else ":"
        line.text = f"{found['before']}{found['name']}{colon}{_mended(found['name'], bare, words)}{rest}"


def _is_key(found: re.Match[str]) -> bool:
    """`name:` needs a blank or nothing behind it, or a full-width colon that was meant as one."""
    return "：" in found["colon"] or not found["value"] or found["colon"].endswith((" ", "\t"))


def _mended_pair(words: Vocabularies, pair: re.Match[str]) -> str:
    name = pair["name"]
    return f"{pair['head']}{_mended(name, pair['value'], words)}" if name in field_names() else pair[0]


def _mended(name: str, value: str, words: Vocabularies) -> str:
    if name == "number":
        return _unquoted(value, _number)
    if name in ("title", "summary"):
        return nested(value)
    if name in day_names():
        return _unquoted(value, _day)
    for field, allowed in (*words.items(), ("covers", dict.fromkeys(ASPECTS, ""))):
        if name == field:
            return _listed(value, allowed)
    if name == "why":  # no other word is near enough to be safe
        return _unquoted(value, lambda text: next((why for why in PAUSES if text == f"书面{why}"), text))
    if name == "form":
        return _unquoted(value, lambda text: next((key for key, said in FORMS.items() if said == text), text))
    if name == "outcome":
        return _unquoted(
            value, lambda text: next((key for key, said in OUTCOMES.items() if said == text), text)
        )
    return value


def _unquoted(value: str, mend: Any) -> str:
    """The value mended inside its quotes, if it has any."""
    found = re.fullmatch(r"(\s*)([\"']?)(.*?)(\2)(\s*)", value)
    assert found is not None
    text = found[3]
    return value if not text else f"{found[1]}{found[2]}{mend(text)}{found[4]}{found[5]}"


def _number(text: str) -> str:
    folded = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _NUMBER.fullmatch(folded)
    return f"{found['organ']}〔{found['year']}〕{found['count']}号" if found else text


def _day(text: str) -> str:
    found = _DAY.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if found is None:
        return text
    try:
        return date(int(found["y"]), int(found["m"]), int(found["d"])).isoformat()
    except ValueError:
        return text


def _listed(value: str, allowed: Mapping[str, str]) -> str:
    """A list in brackets, or one word; full-width signs between the words are mended too."""
    inner = re.fullmatch(r"(\s*)[\[［【](.*)[\]］】](\s*)", value)
    if inner is None:
        return value if re.search(r"[，、,]", value) else _unquoted(value, lambda text: _near(text, allowed))
    if re.search("[\"']", inner[2]):
        return value
    parts = [part.strip() for part in re.split(r"[，、,；;]", inner[2])]
    return f"{inner[1]}[{', '.join(_near(part, allowed) for part in parts if part)}]{inner[3]}"


def _near(word: str, allowed: Mapping[str, str]) -> str:
    """The one word of the vocabulary that this can only mean; else as it is."""
    if not word or word in allowed:
        return word
    within = [known for known in allowed if known in word or word in known]
    near = difflib.get_close_matches(word, allowed, n=2, cutoff=_NEAR)
    candidates = within if len(within) == 1 else near
    return candidates[0] if len(candidates) == 1 else word


@cache
def field_names() -> frozenset[str]:
    """Every name that a field of any kind has."""
    return frozenset(name for name, _annotation in _fields())


@cache
def day_names() -> frozenset[str]:
    """The names of fields that hold a day."""
    return frozenset(name for name, annotation in _fields() if date in _parts(annotation))


def _fields() -> Iterator[tuple[str, Any]]:
    seen: set[type[BaseModel]] = set()
    waiting: list[Any] = [kind for _pattern, kind, _shown in PLACES]
    while waiting:
        kind = waiting.pop()
        if kind in seen:
            continue
        seen.add(kind)
        for name, info in kind.model_fields.items():
            yield info.alias or name, info.annotation
            waiting += [
                part
                for part in _parts(info.annotation)
                if isinstance(part, type) and issubclass(part, BaseModel)
            ]


def _parts(annotation: Any) -> list[Any]:
    inner = [part for argument in getattr(annotation, "__args__", ()) for part in _parts(argument)]
    return [annotation, *inner]

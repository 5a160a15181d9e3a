"""Front matter in the words that editors know: labels for keys, also of what stands within a field, and for set words."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from gongkai.model.interpretation import FORMS
from gongkai.text.redline import TextBlock

_YES_OR_NO = {"true": "是", "false": "否"}


def field_rows(known: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[TextBlock]:
    """Fields as rows of a table. `known`: the fields of the kind of document."""
    for name, value in values.items():
        label = (known[name].title if name in known else None) or name
        within = _labels(known[name].annotation) if name in known else {}
        said = FORMS.get(str(value), "") if name == "form" else ""
        yield TextBlock("row", (label, said or _plain(value, within)), 0, 1, 1, label, 0)


def _labels(annotation: Any) -> dict[str, str]:
    """The labels of what stands within a field, by its key."""
    found: dict[str, str] = {}
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for name, info in annotation.model_fields.items():
            found[info.alias or name] = info.title or name
            found |= _labels(info.annotation)
    for part in getattr(annotation, "__args__", ()):
        found |= _labels(part)
    return found


def _plain(value: Any, labels: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return "、".join(_plain(one, labels) for one in value)
    if isinstance(value, dict):
        return "，".join(
            f"{labels.get(str(name), name)} {_plain(one, labels)}" for name, one in value.items()
        )
    return _YES_OR_NO.get(str(value).lower(), str(value))

"""JSON Schemas of every kind of document, from the model: for completion and validation in editors' tools."""

from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from gongkai.law import STATUTORY, Terms
from gongkai.model.consultation import listed_rounds
from gongkai.model.document import Document
from gongkai.model.fields import InVocabulary, OneOf, listed
from gongkai.model.kinds import PLACES
from gongkai.model.register import RegisterEntry
from gongkai.settings import AUDIENCES, TOPICS

_NUMBERLIKE = {"id", "no", "planned", "catalogue_item", "rule"}
"""Fields of text that an editor may write as a bare number."""
_EXCUSABLE = {"items", "catalogue_item"}
"""Required, but not by every document: `none_reason` or `major: false` excuse them."""
_IS_DRAFT = {"properties": {"draft": {"const": True}}, "required": ["draft"]}
"""A draft may lack any field."""

Words = dict[str, dict[str, Any]]


@cache
def field_words() -> Words:
    """What each field is for (`says`) and an example, by `name` or `Kind.name`."""
    text = resources.files("gongkai").joinpath("data/fields.yml").read_text(encoding="utf-8")
    found: Words = _without_dates(yaml.safe_load(text))
    return found


def _without_dates(value: Any) -> Any:
    """YAML's own dates as the text they were."""
    if isinstance(value, dict):
        return {key: _without_dates(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_dates(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def example_text(example: Any) -> str:
    """An example as an editor writes it in front matter; a record as `{name: …, url: …}`."""
    if not isinstance(example, dict):
        return str(example)
    return f"{{{', '.join(f'{key}: {value}' for key, value in example.items())}}}"


def words_for(kind: type[BaseModel], name: str, terms: Terms = STATUTORY) -> dict[str, Any]:
    """What one kind's field is for, in Chinese, with the numbers of days that bind."""
    words = field_words()
    found = words.get(f"{kind.__name__}.{name}") or words.get(name)
    return {**found, "says": terms.filled(found["says"])} if found else {}


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas, with the words that our validators allow."""

    ignored_warning_kinds = {"non-serializable-default"}  # noqa: RUF012 (pydantic's own name and type)

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        if schema["function"]["function"] == listed:
            return {"anyOf": [inner.get("items", {}), inner]}
        if schema["function"]["function"] == listed_rounds:
            rounds, reason = inner["oneOf"]
            return {"anyOf": [rounds["items"], rounds, reason, {"type": "string"}]}
        return inner

    def function_after_schema(self, schema: core_schema.AfterValidatorFunctionSchema) -> JsonSchemaValue:
        inner = super().function_after_schema(schema)
        check: Any = schema["function"]["function"]
        if isinstance(check, OneOf):
            told = (
                {"enumDescriptions": [check.labels[word] for word in check.allowed]} if check.labels else {}
            )
            return {"enum": list(check.allowed), **told}
        if isinstance(check, InVocabulary):
            return {"enum": list(TOPICS if check.name == "topics" else AUDIENCES)}
        return inner


def schemas() -> dict[str, dict[str, Any]]:
    """The schema of each kind, by its name in lower case: that of the front matter, or of a whole register."""
    return {kind.__name__.lower(): schema_of(kind, place) for _pattern, kind, place in PLACES}


def schema_of(kind: type[BaseModel], place: str) -> dict[str, Any]:
    """One kind's schema (JSON Schema 2020-12); `place` is where its files lie."""
    made = kind.model_json_schema(by_alias=True, schema_generator=_Generator)
    models = {model.__name__: model for model in (kind, *records(kind))}
    for name, inner in ((kind.__name__, made), *made.get("$defs", {}).items()):
        if name in models:
            _explain(models[name], inner)
    if issubclass(kind, RegisterEntry):
        definitions = made.pop("$defs", {})
        made = {"type": "array", "items": made} | ({"$defs": definitions} if definitions else {})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": getattr(kind, "KIND", kind.__name__),
        "description": f"{getattr(kind, 'KIND', '')}：{place}",
        **{key: value for key, value in made.items() if key not in ("title", "description")},
    }


def _explain(kind: type[BaseModel], schema: dict[str, Any]) -> None:
    """Chinese names, what each field is for and an example, in place; our own keys removed."""
    schema.pop("description", None)
    schema.pop("title", None)
    needed = []
    for name, info in kind.model_fields.items():
        written = info.alias or name
        field = schema["properties"][written]
        words = words_for(kind, written)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        if (issubclass(kind, Document) and extra.get("required") == "always") or info.is_required():
            needed.append(written)
        for key in ("required", "default"):
            field.pop(key, None)
        if written in _NUMBERLIKE and field.get("type") == "string":
            field["type"] = ["string", "integer"]
        field["title"] = info.title or written
        field["description"] = f"{info.title}：{words['says']}" if words else info.title or written
        if "example" in words:
            field["examples"] = [words["example"]]
    schema.pop("required", None)
    needed = [name for name in needed if name not in _EXCUSABLE]
    if issubclass(kind, Document):
        schema |= {"if": _IS_DRAFT, "else": {"required": needed}}
    elif needed:
        schema["required"] = needed


def records(kind: type[BaseModel]) -> list[type[BaseModel]]:
    """The groups of fields within a kind, and those within them."""
    found: list[type[BaseModel]] = []
    for info in kind.model_fields.values():
        for part in _parts(info.annotation):
            if isinstance(part, type) and issubclass(part, BaseModel) and part not in found:
                found += [part, *records(part)]
    return found


def _parts(annotation: Any) -> list[Any]:
    return [annotation, *(part for inner in getattr(annotation, "__args__", ()) for part in _parts(inner))]

"""JSON Schemas: current, valid, with words for every field, and of one mind with `check`."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from gongkai.editing.schema import schemas, words_for
from gongkai.model.kinds import PLACES, kind_of
from tests.sample import ROOT

SCHEMAS = schemas()
CONTENT = ROOT / "content"
FILES = sorted(
    path for path in CONTENT.rglob("*") if path.suffix in (".md", ".yml") and "/." not in str(path)
)


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_files_in_docs_are_up_to_date(name: str) -> None:
    """`make docs` writes them anew."""
    written = json.loads((ROOT / "docs" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(SCHEMAS[name]))


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_is_a_schema_and_its_examples_obey_it(name: str) -> None:
    schema = SCHEMAS[name]
    jsonschema.Draft202012Validator.check_schema(schema)
    for part in _objects(schema):
        for inner in part["properties"].values():
            validator = jsonschema.Draft202012Validator({"$defs": schema.get("$defs", {}), **inner})
            for example in inner.get("examples", ()):
                validator.validate(example)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_is_explained_in_chinese(name: str) -> None:
    for part in _objects(SCHEMAS[name]):
        for field, inner in part["properties"].items():
            assert re.search("[\u4e00-\u9fff）]：", inner["description"]), field


def test_no_words_are_left_over() -> None:
    used = {
        key
        for _pattern, kind, _place in PLACES
        for part in _kinds(kind)
        for name, info in part.model_fields.items()
        for key in (f"{part.__name__}.{info.alias or name}", info.alias or name)
    }
    words = yaml.safe_load((ROOT / "hooks/gongkai/data/fields.yml").read_text(encoding="utf-8"))
    assert set(words) <= used


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(CONTENT).as_posix())
def test_the_sample_section_obeys_its_schemas(path: Path) -> None:
    kind = kind_of(path.relative_to(CONTENT).as_posix())
    assert kind is not None
    text = path.read_text(encoding="utf-8")
    data = _plain(yaml.safe_load(text.split("---\n")[1] if path.suffix == ".md" else text))
    jsonschema.Draft202012Validator(
        SCHEMAS[kind.__name__.lower()], format_checker=jsonschema.FormatChecker()
    ).validate(data)


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"published": "5月8日"}, "published"),
        ({"topics": ["就业了"]}, "topics"),
        ({"titel": "甲"}, "titel"),
        ({"reviewed": {"secrecy": "2024-05-06", "law": "2024-05-07"}}, "law"),
        ({"title": ""}, "title"),
    ],
)
def test_a_slip_is_a_fault_there_too(change: dict[str, Any], wrong: str) -> None:
    good = {
        "title": "甲",
        "number": "示人社〔2024〕11号",
        "issuer": "示例区人力资源和社会保障局",
        "signed": "2024-05-08",
        "published": "2024-05-10",
    }
    validator = jsonschema.Draft202012Validator(SCHEMAS["policy"], format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(good)) == []
    (fault,) = validator.iter_errors({**good, **change})
    assert wrong in str(fault.message) + str(list(fault.absolute_path))


_YAML_1_1 = {True: "on", False: "no"}
"""What PyYAML makes of two of our field names; the tools that use the schemas read YAML 1.2."""


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_YAML_1_1.get(key, key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def _objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    whole = schema.get("items", schema)
    return [part for part in (whole, *schema.get("$defs", {}).values()) if "properties" in part]


def _kinds(kind: Any) -> list[Any]:
    from gongkai.editing.schema import records  # noqa: PLC0415

    return [kind, *records(kind)]


def test_words_of_one_kind_come_first() -> None:
    from gongkai.model import Waiver  # noqa: PLC0415

    assert words_for(Waiver, "path")["says"] == "哪个文件"

"""The configuration of the browser editor (Decap CMS), from the same model as everything else.

It is handed out as JSON, which YAML contains. Forms have Chinese labels and help, days have calendars,
references are chosen from what is there.
"""

from datetime import date
from typing import Any, get_args

from pydantic import BaseModel

from gongkai.editing.schema import example_text, words_for
from gongkai.model import Clarification, Docket, Document, Interpretation, Policy, Reply
from gongkai.model.fields import InVocabulary, OneOf
from gongkai.model.participation import Event
from gongkai.settings import Settings

_COLLECTIONS: tuple[tuple[str, str, type[Document]], ...] = (
    ("policies", "政策文件", Policy),
    ("interpretations", "政策解读", Interpretation),
    ("decisions", "决策档案", Docket),
    ("participation", "政民互动", Event),
    ("clarifications", Clarification.KIND, Clarification),
    ("replies", Reply.KIND, Reply),
)
_RELATIONS = {
    "interprets": "policies",
    "result": "policies",
    "decision": "decisions",
    "repeals": "policies",
    "amends": "policies",
    "extends": "policies",
    "based_on": "policies",
}
"""Fields that refer to documents, and the collection of those; a docket that is interpreted is typed in VS Code."""
_ADVANCED = {
    "calculator",
    "lead",
    "republished",
    "repealed",
    "date_corrected",
    "index",
    "catalogue_year",
    "normative",
    "ended",
    "extended",
}
"""Rare fields, left to the text editors: a form should fit a screen or two. And `normative`, which Decap would write
empty into every new document: there it would make it a 规范性文件."""
_LONG = {
    "heard",
    "summary",
    "reason",
    "what",
    "text",
    "late_reason",
    "interpretation_exempt",
    "interpretation_late",
}

_WITH_REQUESTS = ("github", "gitlab", "forgejo", "proxy")
"""Backends for which this Decap saves on a branch of its own; with a merge request, but for the local server (proxy)."""

Field = dict[str, Any]


def cms_config(settings: Settings, backend: dict[str, Any]) -> dict[str, Any]:
    """The whole configuration; `backend` says where the repository is (Decap's own words). cms/editor.js stands before it
    and names new files."""
    folder = settings.content.name
    return {
        "backend": {**backend, "name": "gongkai", "behind": backend.get("name")},
        "locale": "zh_Hans",
        "publish_mode": "editorial_workflow" if backend.get("name") in _WITH_REQUESTS else "simple",
        "media_folder": f"{folder}/uploads",
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "collections": [_collection(folder, *entry, settings) for entry in _COLLECTIONS],
    }


def _collection(
    folder: str, name: str, label: str, kind: type[Document], settings: Settings
) -> dict[str, Any]:
    fields = [_field(kind, field, info, settings) for field, info in _ordered(kind)]
    fields.append(
        {
            "name": "body",
            "label": "正文",
            "widget": "markdown",
            "modes": ["raw"],
            "required": False,
        }
    )
    return {
        "name": name,
        "label": label,
        "label_singular": label,
        "folder": f"{folder}/{name}",
        "create": True,
        "delete": False,
        "extension": "md",
        "format": "frontmatter",
        "path": '{{published | truncate(4,"-")}}/{{slug}}',  # its date filter loses capitals and quotes here
        "slug": "{{fields.gongkai_file_name}}",
        "summary": "{{title}}（{{published}}）",
        "sortable_fields": ["published", "title"],
        "identifier_field": "title",
        "media_folder": "",
        "public_folder": "",
        **({"filter": {"field": "summary", "pattern": ".+"}} if kind is Docket else {}),  # not the catalogue
        "fields": fields,
    }


def _ordered(kind: type[Document]) -> list[tuple[str, Any]]:
    """The fields as a clerk fills them in: what must be there first, in the model's order."""
    wanted = [(name, info) for name, info in kind.model_fields.items() if name not in _ADVANCED]
    return sorted(wanted, key=lambda pair: not _needed(pair[1]))


def _needed(info: Any) -> bool:
    extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
    return bool(extra.get("required")) or info.is_required()


def _field(kind: type[BaseModel], name: str, info: Any, settings: Settings, *, inner: bool = False) -> Field:
    written = info.alias or name
    words = words_for(kind, written, settings.terms)
    field: Field = {"name": written, "label": info.title or written, "required": _needed(info) and not inner}
    if words:
        example = words.get("example", "")
        shown = (
            "、".join(map(example_text, example))
            if isinstance(example, list)
            else example
            if example is not True
            else ""
        )
        field["hint"] = words["says"] + (f"。例如：{shown}" if shown else "")
    if written == "catalogue_item":
        field["required"] = False
    return field | _widget(info.annotation, info.metadata, written, settings)


def _widget(annotation: Any, metadata: list[Any], name: str, settings: Settings) -> Field:
    parts = _parts(annotation)
    records = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
    many = any(getattr(part, "__origin__", None) is tuple for part in parts)
    if name in _RELATIONS:
        collection = _RELATIONS[name]
        return {
            "widget": "relation",
            "collection": collection,
            "search_fields": ["title", "number"] if collection == "policies" else ["title"],
            "display_fields": ["title"],
            "value_field": f"{collection}/{{{{slug}}}}.md",
            "multiple": many,
        }
    if name == "file":
        return {"widget": "file", "choose_url": False}
    if (
        name == "channels"
    ):  # texts or records: Decap has no list of both, and keeps records that are not touched
        return {"widget": "list", "allow_add": True}
    if records:
        inner = [
            _field(records[0], key, info, settings, inner=not many)
            for key, info in records[0].model_fields.items()
            if key not in _ADVANCED
        ]
        # Without a default, days that begin empty would make a first entry; several rounds are rare.
        if many and name != "consultation":
            return {"widget": "list", "collapsed": True, "default": [], "fields": inner}
        return {"widget": "object", "collapsed": True, "fields": inner}
    options = _options([*metadata, *parts], settings)
    if options is not None:
        return {"widget": "select", "options": options, "multiple": many}
    if many:
        return {"widget": "list", "allow_add": True}
    return _plain_widget(name, parts)


def _plain_widget(name: str, parts: list[Any]) -> Field:
    """For one value: a day, yes or no, a number, a text."""
    if date in parts and str not in parts:  # a day or a reason is a line of text
        return {
            "widget": "datetime",
            "format": "YYYY-MM-DD",
            "date_format": "YYYY-MM-DD",
            "time_format": False,
            "default": "",
        }
    if bool in parts:
        return {"widget": "boolean", "default": name == "major"}
    if int in parts:
        return {"widget": "number", "value_type": "int"}
    return {"widget": "text" if name in _LONG else "string"}


def _options(parts: list[Any], settings: Settings) -> list[Any] | None:
    for part in parts:
        check = getattr(part, "func", None)
        if isinstance(check, OneOf):
            return (
                [{"value": word, "label": check.labels[word]} for word in check.allowed]
                if check.labels
                else list(check.allowed)
            )
        if isinstance(check, InVocabulary):
            return list(settings.topics if check.name == "topics" else settings.audiences)
    return None


def _parts(annotation: Any) -> list[Any]:
    """A type and all it is made of, what is annotated to it included."""
    inner = [*get_args(annotation), *getattr(annotation, "__metadata__", ())]
    return [annotation, *(part for one in inner for part in _parts(one))]

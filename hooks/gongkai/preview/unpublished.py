"""The section as if everything in it were out, for the eyes of its editors alone: drafts, what has a later day, and
what is not filled in yet.

Nothing of this reaches a build: pages and exports take the library they are given, and only a preview gives this one.
"""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from gongkai.law import in_words
from gongkai.model import Document, Library
from gongkai.model.document import Unset, is_draft

_IN_ITS_PLACE: dict[str, Any] = {
    "title": "（标题待补）",
    "number": "（发文字号待补）",
    "issuer": ("（发布机构待补）",),
    "summary": "（内容概述待补）",
    "department": "（承办科室待补）",
    "approved_by": "（批准单位待补）",
    "interprets": (),
    "based_on": (),
    "heard": "（要澄清的信息待补）",
    "verdict": "（待补）",
    "covers": (),
    "tasks": (),
}
"""What a page shows for a required field that is missing or cannot be read."""
_DAYS = ("published", "signed", "opens", "closes")


def everything_out(library: Library, today: date) -> Library:
    """The library with every document public; one that lacks what no page can do without is left out."""
    shown = (
        document if _is_as_built(document, today) else _out(document, today) for document in library.documents
    )
    return replace(library, documents=tuple(document for document in shown if document is not None))


def when_out(document: Document, today: date) -> str:
    """草稿, or when the document comes out; empty for one that is out."""
    if is_draft(document):
        return "草稿"
    if document.has("published") and document.published > today:
        return f"预定于{in_words(document.published)}公开"
    return ""


def _is_as_built(document: Document, today: date) -> bool:
    return document.is_whole and document.public_on(today)


def _out(document: Document, today: date) -> Document | None:
    """The document with its gaps filled, out whatever its day."""
    kind = type(document)
    values: dict[str, Any] = {}
    for name, info in kind.model_fields.items():
        if document.has(name):
            values[name] = getattr(document, name)
        elif name in _DAYS:
            values[name] = today
        elif name == "year":
            values[name] = document.folder_year
        else:
            default = info.get_default(call_default_factory=True)
            values[name] = _IN_ITS_PLACE.get(name, default) if default in (Unset, None, ()) else default
        if values[name] is Unset:
            return None
    return _always_out(kind).model_construct(**values | {"draft": False}).placed(document.source)


@cache
def _always_out(kind: type[Document]) -> type[Document]:
    return type(kind.__name__, (kind,), {"public_on": _public, "__module__": __name__})


def _public(_document: Document, _today: date) -> bool:
    return True

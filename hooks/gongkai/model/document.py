"""What every kind of document has in common, and how front matter becomes a typed, frozen value."""

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any, ClassVar, Self

from pydantic import BaseModel, Field, PrivateAttr

from gongkai.findings import Violation
from gongkai.model.fields import Attachment, Correction, DateCorrection, Day, Flag, Line, Review, Withdrawal
from gongkai.model.formerly import Formerly
from gongkai.model.partial import Partial
from gongkai.source import Front, SourceFile
from gongkai.source.front_matter import Place


class Unset:
    """Stands for a required field that is not written; never a field's value once a document is read."""


@dataclass(frozen=True)
class FieldFault:
    """Something that cannot be used: the rule that says so, where, and what is wrong."""

    code: str
    path: str
    line: int
    message: str
    fix: str | None = None
    concerns: str = ""
    """The field it is about, where another fault may be about the same one: `PATH#FIELD`; or the lines: `PATH#7-11`."""


def required(label: str, **extra: Any) -> Any:
    """A field every document of the kind must fill in; a default serves those that are excused."""
    extra.setdefault("default", Unset)
    return Field(title=label, json_schema_extra={"required": "always"}, **extra)


def required_when_bound(label: str, **extra: Any) -> Any:
    """A field that may be missing from what is older than `duties_since`."""
    extra.setdefault("default", None)
    return Field(title=label, json_schema_extra={"required": "bound"}, **extra)


def optional(label: str, default: Any = None, **extra: Any) -> Any:
    """A field that may be left out."""
    return Field(default=default, title=label, **extra)


class Document(Partial):
    """One file of the section. Its fields are its front matter; the rest comes from where it lies."""

    KIND: ClassVar[str]
    """The kind's Chinese name."""

    title: Line = required("标题")
    published: Day = required("发布日期")
    attachments: tuple[Attachment, ...] = optional("附件", ())
    corrected: tuple[Correction, ...] = optional("更正说明", ())
    withdrawn: Withdrawal | None = optional("撤下说明")
    date_corrected: DateCorrection | None = optional("发布日期更正")
    formerly: Formerly = optional("以前的网址", ())
    draft: Flag = optional("草稿", False)

    _source: SourceFile = PrivateAttr()

    @classmethod
    def excused(cls, values: dict[str, Any]) -> frozenset[str]:  # noqa: ARG003 (for kinds that ask)
        """Required fields that these values make needless."""
        return frozenset()

    def placed(self, source: SourceFile) -> Self:
        """This document, knowing its file."""
        self._source = source
        return self

    @property
    def source(self) -> SourceFile:
        """The file, with its body and the lines of its fields."""
        source: SourceFile = self.__pydantic_private__["_source"]  # type: ignore[index] # `_source`, ten times as fast
        return source

    @cached_property
    def path(self) -> str:
        """Where the file lies below the content folder; also what references say."""
        return self.source.path

    @property
    def folder_year(self) -> int:
        """The YEAR of the path; only kinds that have one ask for it."""
        return int(self.path.split("/")[1].removesuffix(".md"))

    @property
    def url(self) -> str:
        """The address of the page below the site, ending in `/`."""
        return self.path.removesuffix(".md") + "/"

    def line(self, *place: str | int) -> int:
        """The line of a field; 1 when it is not written."""
        front = self.source.front
        return front.line(place) if isinstance(front, Front) and place in front.lines else 1

    def violation(self, field: str | Place | None, message: str, **extra: Any) -> Violation:
        """A broken rule at one of this document's fields (None: the document as a whole, line 1)."""
        place = (field,) if isinstance(field, str) else field or ()
        return Violation(self.path, self.line(*place) if place else 1, message, **extra)

    def body_violation(self, line: int, message: str, **extra: Any) -> Violation:
        """A broken rule in the body; `line` counts from 1 within it."""
        return Violation(self.path, line + self.source.body_line - 1, message, **extra)

    def public_on(self, today: date) -> bool:
        """Whether the document is out: not a draft, and its day has come."""
        return not self.draft and self.published <= today

    def withdrawn_on(self, today: date) -> bool:
        """Whether the document has been taken down."""
        return self.withdrawn is not None and self.withdrawn.on <= today


class Reviewed(BaseModel):
    """Mixed into kinds whose documents are reviewed before they go out."""

    reviewed: Review | None = optional("发布审查")


class NamesOffice(BaseModel):
    """Mixed into kinds that name an office to ask."""

    department: Line | None = optional("承办科室")
    contact: Line | None = optional("咨询方式")


@cache
def required_fields(kind: type[Document], bound: bool) -> tuple[str, ...]:
    """The names of the fields a document of this kind must have; `bound`: it falls under `duties_since`."""
    wanted = ("always", "bound") if bound else ("always",)
    rules = ((name, field.json_schema_extra) for name, field in kind.model_fields.items())
    return tuple(name for name, rule in rules if isinstance(rule, dict) and rule.get("required") in wanted)


def label(kind: type[BaseModel], field: str) -> str:
    """The field's Chinese name with the name it is written by: 发布日期（published）."""
    info = kind.model_fields.get(field)
    return f"{info.title}（{info.alias or field}）" if info and info.title else field


def is_draft(document: Document) -> bool:
    """Whether the document is withheld for ever."""
    return document.has("draft") and document.draft


def is_out(document: Document, today: date) -> bool:
    """Whether a document is public; not as long as nobody can tell."""
    return document.has("published") and document.has("draft") and document.public_on(today)

"""An import under way: what was taken in so far, and what all kinds of documents share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.editing.facts import Facts
from gongkai.editing.front import CHECK, FILL
from gongkai.editing.importing.blocks import Intake
from gongkai.editing.importing.kinds import PaperKind
from gongkai.editing.importing.official import Official
from gongkai.editing.writing import Written
from gongkai.model import Library
from gongkai.model.title_marks import in_marks
from gongkai.safety.attachments.judging import examine
from gongkai.settings import Settings

PAGES = (".html", ".htm")
_PLAIN = re.compile(r"[\s《》〈〉“”\"'（）()〔〕\[\]，、．.\-_]|^\d+|^附件\d*")


@dataclass(frozen=True)
class Wishes:
    """What the editor said on the command line; None is worked out."""

    published: date | None = None
    slug: str | None = None
    interprets: str | None = None
    alone: bool = False
    """Whether no interpretation is begun beside a policy."""
    documents_only: bool = False
    """Whether articles and blank forms are left out: an old website has many, and nobody chose them one by one."""


@dataclass(frozen=True)
class Source:
    """A file as it was read and recognised."""

    file: Path
    intake: Intake
    official: Official
    kind: PaperKind = PaperKind.POLICY
    also: tuple["Source", ...] = ()
    """The same document in other files."""

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that hold the document."""
        return self.file, *(one.file for one in self.also)

    @property
    def published(self) -> date | None:
        """The day of publication, as any of its files says it."""
        return next((one.intake.published for one in (self, *self.also) if one.intake.published), None)

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it stood on an older website: once for each of its pages."""
        return tuple(dict.fromkeys(one.intake.address for one in (self, *self.also) if one.intake.address))

    @property
    def remarks(self) -> list[str]:
        """What the editor is asked to check about the whole, or to add, as comments."""
        said = list(self.intake.unsure)
        if self.kind in (PaperKind.FORM, PaperKind.OTHER):
            said.append(f"这看起来是{self.kind.value}；不是政策文件的，删去这份文件，或者移到别的栏目")
        if self.official.openness in ("依申请公开", "不予公开", "不公开", "删减后公开"):
            said.append(f"原文件标注“{self.official.openness}”，请确认可以主动公开")
        found = [f"<!-- {CHECK}：{remark} -->" for remark in said]
        return [*found, *(f"<!-- {FILL}：{told} -->" for told in self.missing)]

    @property
    def missing(self) -> tuple[str, ...]:
        """What belongs to the document and is not there: of several pages the one counts that has most of it."""
        pages = [one for one in (self, *self.also) if one.file.suffix.lower() in PAGES] or [self]
        return min((one.intake.missing for one in pages), key=len)


@dataclass(frozen=True)
class Imported(Written):
    """New files, and what became of the files they were made from."""

    used: dict[Path, str] = field(default_factory=dict)
    """By file, annexes too, the document it became or belongs to."""


@dataclass
class Work:
    """What was taken in so far; nothing is written yet."""

    settings: Settings
    library: Library
    wishes: Wishes
    files: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    policies: dict[str, Facts] = field(default_factory=dict)
    used: dict[Path, str] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)

    @property
    def taken(self) -> set[str]:
        """Every path that has a file."""
        known = {document.path for document in self.library.documents} | self.library.unread
        return known | self.library.others | set(self.files)

    def is_old(self, day: date | None) -> bool:
        """Whether a document of this day is older than the duties: it may lack something, and no interpretation is due."""
        return day is not None and day.year < self.settings.duties_since

    def add(self, source: Source, path: str, text: str, told: str = "") -> None:
        """A document made from a file."""
        self.files[path] = text.encode()
        self.used = {**dict.fromkeys(source.files, path), **self.used}
        self.said.append(f"{'、'.join(file.name for file in source.files)} → {path}{told}")
        self.said += [f"  未收入正文：{what}" for what in source.official.left_out]
        self.said += [f"  {what}" for what in source.missing]

    def piece(self) -> Imported:
        """What was taken in since this was asked the last time."""
        files = {path: content for path, content in self.files.items() if path not in self._told}
        self._told.update(files)
        used, said = self.used, tuple(self.said)
        self.used, self.said = {}, []
        return Imported(files, said, used)

    def add_media(self, source: Source, folder: str, names: Mapping[str, str], body: str) -> list[str]:
        """The pictures that a body shows; says in comments which cannot be given out as they are."""
        said = []
        for name, content in source.intake.media.items():
            if f"({names[name]})" not in body:
                continue
            if why := self.unfit(names[name], content):
                said.append(f"<!-- {FILL}：图片 {names[name]} 没有放进来：{why}；请另存为 PNG 后补上 -->")
            else:
                self.files[f"{folder}/{names[name]}"] = content
        return said

    def unfit(self, name: str, content: bytes) -> str:
        """Why a file would be refused beside a document, where it would stop everybody; "" where it would not."""
        limits, ending = self.settings.limits, Path(name).suffix.lower().removeprefix(".")
        if ending not in limits.types:
            return f"是 .{ending} 文件，不能公开提供"
        if len(content) > limits.bytes:
            return f"超过了 {limits.megabytes} MB"
        found = examine(ending, content)
        numbers = [one for one in found.numbers if one.digest not in self.settings.public_numbers]
        told = [*found.problems, *(f"里面有{one.kind} {one.masked}" for one in numbers)]
        return "；".join([*told, *(f"标有“{marking}”" for marking in found.markings)])


def media_names(intake: Intake, slug: str) -> dict[str, str]:
    """The file names beside the document for the pictures as the blocks call them."""
    names = {}
    for number, name in enumerate(intake.media, 1):
        ending = Path(name).suffix.lower().replace(".jpeg", ".jpg")
        names[name] = f"{slug}-image-{number}{ending}"
    return names


def bare_title(title: str) -> str:
    """The title without marks and numbers before it."""
    return _PLAIN.sub("", _PLAIN.sub("", title))


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for marks and numbers."""
    return bool(bare_title(one)) and bare_title(one) == bare_title(other)


def bears(title: str, name: str) -> bool:
    """Whether a document of this title is called so: itself, or as what it issues (关于印发《…》的通知)."""
    return same_title(title, name) or f"印发{in_marks(name)}" in title

"""An import under way: what was taken in so far, and what all kinds of documents share."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.editing.facts import Facts
from gongkai.editing.front import CHECK
from gongkai.editing.importing.blocks import Intake
from gongkai.editing.importing.official import Official
from gongkai.editing.writing import Written
from gongkai.model import Library
from gongkai.settings import Settings

_PLAIN = re.compile(r"[\s《》〈〉“”\"'（）()〔〕\[\]，、．.\-_]|^\d+|^附件\d*")


@dataclass(frozen=True)
class Wishes:
    """What the editor said on the command line; None is worked out."""

    published: date | None = None
    slug: str | None = None
    interprets: str | None = None
    alone: bool = False
    """Whether no interpretation is begun beside a policy."""


@dataclass(frozen=True)
class Source:
    """A file as it was read and recognised."""

    file: Path
    intake: Intake
    official: Official

    @property
    def remarks(self) -> list[str]:
        """What the editor is asked to check about the whole, as comments."""
        said = list(self.intake.unsure)
        if self.official.openness in ("依申请公开", "不予公开", "不公开", "删减后公开"):
            said.append(f"原文件标注“{self.official.openness}”，请确认可以主动公开")
        return [f"<!-- {CHECK}：{remark} -->" for remark in said]


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

    @property
    def taken(self) -> set[str]:
        """Every path that has a file."""
        known = {document.path for document in self.library.documents} | self.library.unread
        return known | self.library.others | set(self.files)

    @property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """The vocabularies of topics and audiences."""
        return {"topics": self.settings.topics, "audiences": self.settings.audiences}

    def add(self, source: Source, path: str, text: str, told: str = "") -> None:
        """A document made from a file."""
        self.files[path] = text.encode()
        self.used[source.file] = path
        self.said.append(f"{source.file.name} → {path}{told}")
        self.said += [f"  未收入正文：{what}" for what in source.official.left_out]

    def add_media(self, source: Source, folder: str, names: Mapping[str, str], body: str) -> None:
        """The pictures that a body shows."""
        for name, content in source.intake.media.items():
            if f"({names[name]})" in body:
                self.files[f"{folder}/{names[name]}"] = content


def media_names(intake: Intake, slug: str) -> dict[str, str]:
    """The file names beside the document for the pictures as the blocks call them."""
    names = {}
    for number, name in enumerate(intake.media, 1):
        ending = Path(name).suffix.lower().replace(".jpeg", ".jpg")
        names[name] = f"{slug}-image-{number}{ending}"
    return names


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same but for marks and numbers."""
    bare = [_PLAIN.sub("", _PLAIN.sub("", text)) for text in (one, other)]
    return bool(bare[0]) and bare[0] == bare[1]

"""What the editor wants: said in options, or asked for at a terminal."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.findings import WrongUse
from gongkai.model import Library
from gongkai.model.naming import checked_slug, slug_for, unused_name
from gongkai.settings import Settings
from gongkai.settings.typed_values import day

Ask = Callable[[str, Sequence[tuple[str, str]]], str]
"""Asks for one thing, with choices (value, description) if there are any; "" when the editor leaves it open."""


@dataclass(frozen=True)
class Prompts:
    """What was said, by option; `ask` is None without a terminal, and nothing is asked then."""

    library: Library
    settings: Settings
    said: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ask: Ask | None = None

    def text(self, name: str, label: str = "", choices: Sequence[tuple[str, str]] = ()) -> str | None:
        """What was said; with a label it is asked for, if there is somebody to ask."""
        if name in self.said:
            return self.said[name]
        return (self.ask(label, choices) or None) if self.ask and label else None

    def day(self, name: str, label: str = "") -> date | None:
        """A day; raises `WrongUse` for what is none."""
        written = self.text(name, label)
        if written is None:
            return None
        try:
            return day(written)
        except ArgumentTypeError as problem:
            raise WrongUse(str(problem)) from None

    def year(self, default: int, label: str = "") -> int:
        """The year a yearly document is on."""
        written = self.text("year", f"{label}（直接回车为 {default}）" if label else "") or str(default)
        if not (written.isdecimal() and len(written) == 4):
            raise WrongUse(f"“{written}”不是年份，应写成 2024 这样的四位数字")
        return int(written)

    def words(self, name: str) -> tuple[str, ...]:
        """Words of a vocabulary; raises `WrongUse` for one that it does not have."""
        allowed = self.settings.topics if name == "topics" else self.settings.audiences
        for word in self.lists.get(name, ()):
            if word not in allowed:
                raise WrongUse(f"“{word}”不在可选范围内（{'、'.join(allowed)}）")
        return self.lists.get(name, ())

    def path(self, folder: str, title: str | None, number: str | None = None) -> str:
        """A free path in a folder, named by --slug, the number or the title."""
        if slug := self.said.get("slug"):
            return f"{folder}/{checked_slug(slug)}.md"
        if not title and not number:
            raise WrongUse("缺少 --title（标题），文件名要按它来取；也可以用 --slug 写明文件名")
        known = {document.path for document in self.library.documents} | self.library.unread
        taken = {
            path.rsplit("/", 1)[1].removesuffix(".md") for path in known if path.startswith(folder + "/")
        }
        return f"{folder}/{unused_name(slug_for(title or '', number or ''), taken)}.md"

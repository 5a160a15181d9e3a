"""What the editor wants: said in options, or asked for at a terminal."""

from argparse import ArgumentTypeError
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from gongkai.findings import WrongUse
from gongkai.model import Docket, Library, Policy
from gongkai.model.naming import checked_slug, slug_for, unused_name
from gongkai.settings import Settings
from gongkai.settings.typed_values import day, plain

Answer = TypeVar("Answer")
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

    def answer(
        self,
        name: str,
        read: Callable[[str], Answer],
        label: str = "",
        choices: Sequence[tuple[str, str]] = (),
    ) -> Answer | None:
        """What was said, as `read` understands it. At a terminal the editor is told what is wrong and asked again;
        raises `WrongUse` where it was an option."""
        said = self.text(name, label, choices)
        while said is not None:
            try:
                return read(said)
            except WrongUse as problem:
                if self.ask is None or name in self.said:
                    raise
                said = self.ask(f"  {problem}\n{label}", choices) or None
        return None

    def needed(
        self,
        name: str,
        read: Callable[[str], Answer],
        label: str,
        choices: Sequence[tuple[str, str]] = (),
    ) -> Answer:
        """The same for what cannot be left open; raises `WrongUse` where it is, once more when asked again."""
        found = self.answer(name, read, label, choices)
        if found is None and self.ask is not None:
            found = self.answer(name, read, f"  这一项不能空着\n{label}", choices)
        if found is None:
            raise WrongUse(f"缺少 --{name.replace('_', '-')}（{label.split('，', maxsplit=1)[0]}）")
        return found

    def day(self, name: str, label: str = "") -> date | None:
        """A day; raises `WrongUse` for what is none."""
        return self.answer(name, day_said, label)

    def year(self, default: int, label: str = "") -> int:
        """The year a yearly document is on."""
        label = f"{label}（直接回车为 {default}）" if label else ""
        return self.answer("year", _year, label) or default

    def policy_or_docket(self, path: str) -> Policy | Docket:
        """The document at a path; raises `WrongUse`."""
        document = self.library.get(path)
        if not isinstance(document, Policy | Docket):
            raise WrongUse(f"没有政策文件或决策档案“{path}”，应写成 policies/2024/文件名.md 的形式")
        return document

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


def day_said(written: str) -> date:
    """A day as people write it; raises `WrongUse`."""
    try:
        return day(written)
    except ArgumentTypeError as problem:
        raise WrongUse(str(problem)) from None


def count_said(written: str) -> int:
    """How many; raises `WrongUse`."""
    number = plain(written).removesuffix("件")
    if not (number.isdecimal() and number.isascii()):
        raise WrongUse(f"“{written}”不是件数，应写成 12 这样的数字")
    return int(number)


def one_of(words: Sequence[str], what: str) -> Callable[[str], str]:
    """Reads one of a few words; what it gives raises `WrongUse` for any other."""

    def read(written: str) -> str:
        if written not in words:
            raise WrongUse(f"“{written}”不是{what}，可用的有：{'、'.join(words)}")
        return written

    return read


def _year(written: str) -> int:
    number = plain(written).removesuffix("年")
    if not (number.isdecimal() and number.isascii() and len(number) == 4):
        raise WrongUse(f"“{written}”不是年份，应写成 2024 这样的四位数字")
    return int(number)

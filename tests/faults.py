"""Single faults in the whole section: what is changed, and what that must yield.

A code alone sits on the first changed line of the changed file; `at` names another place, by words that stand
there (none: line 1). What follows truly from a fault (a misspelt field is a missing one too) stands beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

from gongkai.report import Report
from tests.sections import Found, Section, line_of, places
from tests.whole_section import TODAY, whole_section


@dataclass(frozen=True)
class At:
    """Where a finding must sit: on the first line that holds `words`; line 1 when there are none, 0 of a column."""

    code: str
    path: str
    words: str = ""


@dataclass(frozen=True)
class Fault:
    """One change to the whole section, and the findings that it must yield (none: it is no fault)."""

    name: str
    changes: tuple[tuple[str, str, str], ...]
    """Path, what stood there (once), what stands there now."""
    expected: tuple[str | At, ...]
    added: Mapping[str, str | bytes] = field(default_factory=dict, hash=False)
    removed: tuple[str, ...] = ()
    day: date = TODAY
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def files(self) -> dict[str, str | bytes]:
        files: dict[str, str | bytes] = {**whole_section()}
        for path, old, new in self.changes:
            text = files[path]
            assert isinstance(text, str)
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
            files[path] = text.replace(old, new)
        for path in self.removed:
            del files[path]
        return {**files, **self.added}

    def report(self, root: Path) -> Report:
        """The section with this fault, judged in a folder of its own."""
        return Section(root, self.files(), self.day, self.extra).check()

    def judged(self, root: Path) -> list[Found]:
        """Where its findings sit."""
        return places(self.report(root).findings)

    def found(self) -> list[Found]:
        return sorted(self._place(expected) for expected in self.expected)

    def _place(self, expected: str | At) -> Found:
        files = self.files()
        if isinstance(expected, str):
            path = self.changes[0][0]
            return path, _first_change(whole_section()[path], files[path]), expected
        whole = int("/" in expected.path or "." in expected.path)
        line = line_of(files[expected.path], expected.words) if expected.words else whole
        return expected.path, line, expected.code


def _first_change(before: str, after: str | bytes) -> int:
    assert isinstance(after, str)
    both = zip_longest(before.split("\n"), after.split("\n"))
    return next(number for number, (old, new) in enumerate(both, 1) if old != new)


def at(code: str, path: str, words: str = "") -> At:
    return At(code, path, words)


def change(name: str, path: str, old: str, new: str, *expected: str | At, **more: Any) -> Fault:
    """One passage of one file is rewritten."""
    return Fault(name, ((path, old, new),), expected, **more)


def changes(name: str, made: list[tuple[str, str, str]], *expected: str | At, **more: Any) -> Fault:
    """One fault that takes several passages to make."""
    return Fault(name, tuple(made), expected, **more)


def add(name: str, path: str, text: str | bytes, *expected: str | At, **more: Any) -> Fault:
    """A file is added."""
    return Fault(name, (), expected, added={path: text}, **more)


def remove(name: str, path: str, *expected: str | At, **more: Any) -> Fault:
    """A file is missing."""
    return Fault(name, (), expected, removed=(path,), **more)


def variant(path: str, *pairs: tuple[str, str]) -> str:
    """A file of the section, rewritten."""
    text = whole_section()[path]
    for old, new in pairs:
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        text = text.replace(old, new)
    return text

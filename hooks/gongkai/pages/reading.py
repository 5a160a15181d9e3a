"""A context for making one page, which notes what the page asks."""

from dataclasses import dataclass
from pathlib import Path

from gongkai.asking import Answers, Reads
from gongkai.pages.context import Context


def read_page(context: Context, everything: Answers) -> tuple[Context, Reads]:
    """A context for making one page, and what will have been asked of it."""
    reads = Reads()
    section = everything.section(reads, context.settings)
    return _Context(*section, noted=(everything, reads)), reads


@dataclass(frozen=True)
class _Context(Context):
    """A context that tells which files were looked at."""

    noted: tuple[Answers, Reads] | None = None

    def file(self, path: str) -> Path:
        self._asked("file", path)
        return super().file(path)

    def file_size(self, path: str) -> int:
        self._asked("size", path)
        return super().file_size(path)

    def _asked(self, *question: str) -> None:
        if self.noted:
            answers, reads = self.noted
            answers.note(reads, question)

"""A context for making one page, which notes what the page asks."""

from dataclasses import dataclass
from pathlib import Path

from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.recorded_queries import RecordedQueries
from gongkai.pages.context import Context


def read_page(context: Context, everything: QueryAnswers) -> tuple[Context, RecordedQueries]:
    """A context for making one page, and what will have been asked of it."""
    reads = RecordedQueries()
    section = everything.section(reads, context.settings)
    return _RecordedContext(*section, noted=(everything, reads)), reads


@dataclass(frozen=True)
class _RecordedContext(Context):
    """A context that tells which files were looked at."""

    noted: tuple[QueryAnswers, RecordedQueries] | None = None

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

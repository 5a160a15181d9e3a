"""A context for making one page, which notes what the page asks."""

from dataclasses import dataclass
from pathlib import Path

from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.recorded_queries import RecordedQueries
from gongkai.model import Document
from gongkai.pages import Context
from gongkai.text import Details, ShownState


def answers_of(context: Context) -> QueryAnswers:
    """The answers of a section, to note what a page asks of it and to tell whether they are still the same."""
    return QueryAnswers(context.library, context.texts, context.settings, context.versions)


def recorded_context(
    answers: QueryAnswers, source: str, reads: RecordedQueries | None = None
) -> tuple[Context, RecordedQueries]:
    """A context for making the page of a source, and what will have been asked of it; `reads`: what was asked already by
    pages that are taken over only together."""
    section, reads = answers.recorded(source, reads)
    return _RecordedContext(*section, versions=answers.versions, noted=(answers, reads)), reads


@dataclass(frozen=True)
class _RecordedContext(Context):
    """A context that tells which files, and whose versions, were looked at."""

    noted: tuple[QueryAnswers, RecordedQueries] | None = None

    def states(self, document: Document) -> tuple[ShownState, ...]:
        self._asked("versions", document.path)
        return super().states(document)

    def details(self, document: Document) -> Details:
        self._asked("versions", document.path)
        return super().details(document)

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

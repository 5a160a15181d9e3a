"""Files of official documents → new files of the section: policies first, then what interprets them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from gongkai.editing.importing.decisions import take_catalogue, take_minutes
from gongkai.editing.importing.formats import take_in
from gongkai.editing.importing.interpretations import is_about, take_interpretation
from gongkai.editing.importing.kinds import PaperKind, kind_of
from gongkai.editing.importing.official import recognise
from gongkai.editing.importing.plans import take_plan
from gongkai.editing.importing.policies import annexes_beside, take_policy
from gongkai.editing.importing.refusals import NoDocument
from gongkai.editing.importing.reports import take_report
from gongkai.editing.importing.same_document import grouped
from gongkai.editing.importing.work import Imported, Source, Wishes, Work
from gongkai.findings import WrongUse
from gongkai.model import Library
from gongkai.settings import Settings

_Made = TypeVar("_Made")
_EXPLAINING = (PaperKind.QUESTIONS, PaperKind.INTERPRETATION)
_TAKERS = {
    PaperKind.REPORT: take_report,
    PaperKind.CATALOGUE: take_catalogue,
    PaperKind.MINUTES: take_minutes,
    PaperKind.PLAN: take_plan,
}

Refused = dict[Path, WrongUse]
"""By file, why it was not taken in."""


def import_files(
    files: Sequence[Path],
    library: Library,
    settings: Settings,
    wishes: Wishes,
    refused: Refused | None = None,
) -> Imported:
    """Take in files together; nothing is written yet. See `imported_one_by_one` for `refused`."""
    done = list(imported_one_by_one(files, library, settings, wishes, refused))
    return Imported(
        {path: content for one in done for path, content in one.files.items()},
        tuple(said for one in done for said in one.said),
        {file: path for one in done for file, path in one.used.items()},
    )


def imported_one_by_one(
    files: Sequence[Path],
    library: Library,
    settings: Settings,
    wishes: Wishes,
    refused: Refused | None = None,
    root: Path | None = None,
) -> Iterator[Imported]:
    """Take in files, one document at a time, each with all that belongs to it: what was yielded may be written at once,
    and whoever goes on with the files that are left comes to the same end.

    What cannot be taken in goes to `refused` with the reason and what to do, and stops nothing else; without that,
    `WrongUse` is raised. `root` is the folder of an old website that the files lie in.
    """
    if wishes.slug is not None and len(files) > 1:
        raise WrongUse("--slug 只能用于一个文件")
    work, attempt = Work(settings, library, wishes), _Attempt(refused)
    read = [attempt(file, partial(_read, file, root, wishes)) for file in files]
    sources = grouped([source for source in read if source is not None])
    sources.sort(key=_oldest_first)
    explaining = [source for source in sources if source.kind in _EXPLAINING]
    others = [source for source in sources if source.kind not in _EXPLAINING]
    enclosed = {file for source in others for file in annexes_beside(source).values()}
    used: set[Path] = set()
    alone = len(others) == 1 and not wishes.documents_only
    for source in (one for one in others if enclosed.isdisjoint(one.files)):
        explained = (alone and bool(explaining)) or any(is_about(one, source) for one in explaining)
        begin = not (wishes.alone or explained or work.is_old(source.official.signed or source.published))
        take = _TAKERS.get(source.kind) or partial(take_policy, begin=begin)
        attempt(source.file, partial(take, work, source))
        used.update(work.used)
        yield work.piece()
    for source in (one for one in explaining if enclosed.isdisjoint(one.files)):
        attempt(source.file, partial(take_interpretation, work, source))
        used.update(work.used)
        yield work.piece()
    if refused is not None:
        _settle(refused, sources, enclosed, used)


@dataclass
class _Attempt:
    """Does what may be refused, and keeps why."""

    refused: Refused | None

    def __call__(self, file: Path, take: Callable[[], _Made]) -> _Made | None:
        try:
            return take()
        except WrongUse as problem:
            if self.refused is None:
                raise
            self.refused[file] = problem
            return None


def _read(file: Path, root: Path | None, wishes: Wishes) -> Source:
    intake = take_in(file, root)
    official = recognise(intake, file.name)
    kind = kind_of(official)
    if wishes.documents_only and kind in (PaperKind.FORM, PaperKind.OTHER):
        raise NoDocument(
            f"{file.name} 是{kind.value}，没有作为政策文件导入；要导入的，在命令后面单独写上这个文件"
        )
    return Source(file, intake, official, kind)


def _oldest_first(source: Source) -> date:
    """So that a newer document finds the older ones that it repeals; what has no day comes last."""
    return source.official.signed or source.published or date.max


def _settle(refused: Refused, sources: Sequence[Source], enclosed: set[Path], used: set[Path]) -> None:
    """An annex is no document: it is refused only where the one that it belongs to was; a document's other files, too."""
    for source in sources:
        if problem := refused.get(source.file):
            for one in source.also:
                refused.setdefault(one.file, problem)
    for file in used:
        refused.pop(file, None)
    for file in {file for source in sources for file in source.files} & enclosed - used:
        said = f"{file.name} 是附件，它所属的文件没有导入，请和那份文件一起导入"
        refused.setdefault(file, WrongUse(said))

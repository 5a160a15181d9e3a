"""What makes the files for machines, in processes of its own while pages are written."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from gongkai.building.section import JudgedSection
from gongkai.incremental.processes import cores, garbage_collection_paused, return_memory
from gongkai.incremental.run import Run
from gongkai.memo import Memo, fresh
from gongkai.model.followed import section_news
from gongkai.pages import FileMaker
from gongkai.releases.build_record import FileRecord, pack_records
from gongkai.releases.staging import StagingFolder
from gongkai.settings import Settings
from gongkai.text import PublicHistory, old_versions, public_history, versions_of

_FEW = 2
"""Cores that page workers keep busy by themselves."""


def file_makers(judged: JudgedSection, run: Run) -> tuple[FileMaker, ...]:
    """What makes the files for machines; each may do so in a process of its own."""
    from gongkai.exports import api_files, followed_files, redirect_files, report_files  # noqa: PLC0415 (`check`, which needs none, starts sooner)
    from gongkai.search import search_files  # noqa: PLC0415 (`check`, which needs none, starts sooner)

    exported, memo = (judged.library, judged.texts, run.settings), run.memo.in_background()
    past = known_history(judged, run.settings, run.memo)
    return (
        partial(search_files, *exported, memo),
        partial(
            _one_after_another,
            partial(api_files, *exported, past, memo),
            partial(report_files, *exported, memo),
            partial(followed_files, *exported, judged.news or {}, judged.old.moved, memo),
            partial(redirect_files, *exported, past, judged.old, judged.old_versions),
        ),
    )


def _one_after_another(*makers: FileMaker) -> Iterator[tuple[str, bytes]]:
    """The files of several makers, of which none is worth a process of its own."""
    for make in makers:
        yield from make()


def with_versions(judged: JudgedSection, settings: Settings, memo: Memo = fresh) -> JudgedSection:
    """The section with what happened to its documents: every earlier version read, and the public states, where git
    knows of any; and the news."""
    section = judged.library, judged.texts, settings
    past = known_history(judged, settings, memo)
    if past is not None:
        versions = versions_of(*section, past, memo)
        old = old_versions(judged.library, settings, past, judged.old, versions)
        judged = replace(judged, past=past, versions=versions, old_versions=old)
    with garbage_collection_paused():
        return replace(judged, news=section_news(*section, judged.versions.told, memo))


def known_history(judged: JudgedSection, settings: Settings, memo: Memo = fresh) -> PublicHistory | None:
    """What git knows; None where it knows nothing, or is not to be asked: then documents tell of themselves."""
    past = judged.past
    if isinstance(past, PublicHistory) and not past.whole:
        with garbage_collection_paused():
            past = public_history(judged.library, settings, memo, known=past.history)
    return past if isinstance(past, PublicHistory) else None


def in_turns(makers: Sequence[FileMaker], stage: StagingFolder) -> Sequence[Sequence[FileMaker]]:
    """The makers, those together that take turns: all of them, for memory's sake, where pages keep the cores busy."""
    busy = cores() <= _FEW and not stage.ledger.product
    return [makers] if makers and busy else [(make,) for make in makers]


@garbage_collection_paused()
def put_files(makers: Sequence[FileMaker], stage: StagingFolder) -> bytes:
    """Put the files of one maker after another; what they are, packed."""
    entries: dict[str, FileRecord] = {}
    for make in makers:
        entries |= put(make, stage)
        return_memory()
    return pack_records(entries)


def put(make: FileMaker, stage: StagingFolder) -> dict[str, FileRecord]:
    """Put the files of one maker."""
    return {path: stage.put(path, data) for path, data in make()}

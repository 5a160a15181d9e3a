"""The whole build: content flows one way, and only here are findings turned into a stop."""

import shutil
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.building.checking import accepted_section, check_section
from gongkai.building.finishing import faults_of_others_named, finish
from gongkai.building.machine_files import file_makers, in_turns, known_history, put_files, with_versions
from gongkai.building.page_reuse import with_pages_reused
from gongkai.building.registering import run_key, signer_of
from gongkai.building.section import JudgedSection
from gongkai.findings import WrongUse
from gongkai.incremental.processes import garbage_collection_paused, in_background, return_memory
from gongkai.incremental.report_cache import recalled_report
from gongkai.incremental.run import Run, begin_run, stored
from gongkai.model import Library, build_library
from gongkai.pages import WHOLE, Site, make_site
from gongkai.releases.build_record import FileRecord
from gongkai.releases.registration import log_state
from gongkai.releases.switch import Release, releases_of, staging_for, untouched
from gongkai.report import Report, Repository
from gongkai.settings import Settings
from gongkai.source import Scan, git_line, read_folder, scan_folder
from gongkai.text import Texts, convert_all

if TYPE_CHECKING:
    from gongkai.search import KnowledgeEntry as Answer

Render = Callable[[Site, Path], Mapping[str, FileRecord] | None]
"""Writes the due pages of a site into a folder that has none of them, the engine's part; tells what it wrote, as far as
it knows."""


_WORTH_ANOTHER = 300
"""Documents from which on other processes make the files for machines, while pages are written."""


def check(settings: Settings, *, base: str | None = None) -> JudgedSection:
    """Read, convert and judge the section; writes nothing but the cache.

    `base` is a commit: clock findings that stood already there become warnings, as they all do
    where the settings say `clock_failures: report`.
    """
    return check_section(*begin_run(settings, comparable=base is None), base)


def report_of(settings: Settings, *, base: str | None = None) -> Report:
    """The report of `check` alone: when nothing has changed since an earlier run, as it was then."""
    run, scan = begin_run(settings, comparable=base is None)
    return recalled_report(run) or check_section(run, scan, base).report


def build(
    settings: Settings,
    render: Render,
    *,
    base: str | None = None,
    clean: bool = False,
    share: tuple[int, int] = WHOLE,
) -> tuple[Release, Report]:
    """Check, then write the site and switch to it; raises `ContentRejected` and writes nothing on a broken rule.

    What the live release has as it would be made now is taken over from it; with `clean` nothing is. With a
    `share`, a number and how many there are, only that part of the files is written.
    """
    run, scan = begin_run(settings, comparable=base is None and share == WHOLE)
    known = None if clean else recalled_report(run)
    state = log_state(releases_of(settings.site), signer_of(settings))
    if known and not known.blocked and (release := untouched(settings.site, run_key(run.key, state))):
        return release, known
    with staging_for(settings.site, fresh=clean or not run.made_with) as stage, ExitStack() as processes:
        many = len(scan.written) >= _WORTH_ANOTHER and settings.jobs != 1 and bool(run.made_with)
        alike = bool(run.made_with) and stage.ledger.product == run.made_with
        with in_background(partial(stage.filled, alike), many) as filled:
            judged = with_versions(accepted_section(run, scan, base), settings, run.memo)
            of_share = run.share(scan, share) if share != WHOLE else None
            del scan  # the bytes of all files
            return_memory()
            stage.begin_with(*filled())
        makers = file_makers(judged, run) if share[0] == 0 else ()
        with garbage_collection_paused():
            files = [
                processes.enter_context(in_background(partial(put_files, some, stage), many))
                for some in in_turns(makers, stage)
            ]
            site = site_of(judged, settings)
            site, kept = with_pages_reused(replace(site, share=share), stage, alike)
            stage.free(kept)
        written = {**kept, **(render(site, stage.folder) or {})}
        stage.settle(written)
        for put in files:
            written |= stage.received(put())
        with faults_of_others_named(settings):
            release = finish(stage, site, run, written, judged.report, of_share)
    return release, judged.report


def plan_site(run: Run, scan: Scan) -> tuple[Site, Report]:
    """Everything that the engine is to write; raises `ContentRejected` when a rule is broken."""
    judged = with_versions(accepted_section(run, scan), run.settings, run.memo)
    site = site_of(judged, run.settings)
    return replace(site, files=file_makers(judged, run)), judged.report


def site_of(judged: JudgedSection, settings: Settings) -> Site:
    """All pages of a judged section, planned."""
    return make_site(judged.library, judged.texts, settings, judged.old.deleted, judged.versions, judged.news)


def days_of_change(judged: JudgedSection, settings: Settings) -> dict[str, str]:
    """The day of the last change by path or id; nothing without git, where documents tell of themselves."""
    from gongkai.exports import days_of_change as days_of  # noqa: PLC0415 (`check`, which needs none, starts sooner)

    memo = stored(settings)
    return days_of(judged.library, settings, known_history(judged, settings, memo), memo)


def knowledge_base(settings: Settings) -> tuple[Library, Texts, tuple["Answer", ...]]:
    """The section as it would go out today, and its knowledge base; raises `WrongUse` as `readable_section` does."""
    from gongkai.search import knowledge  # noqa: PLC0415 (`check`, which needs none, starts sooner)

    section = readable_section(settings)
    return section.library, section.texts, knowledge(section.library, section.texts, settings)


def readable_section(settings: Settings) -> JudgedSection:
    """The section, judged, to tell others of; raises `WrongUse` where a file cannot be read as it is meant."""
    judged = check(settings)
    faulty = [f for f in judged.report.findings if f.severity == "error" and f.code.startswith("GK00")]
    if faulty:
        where = f"{faulty[0].path} 第 {faulty[0].line} 行：{faulty[0].message}"
        raise WrongUse(f"内容里有 {len(faulty)} 处写法错误，请先运行 check 改正，例如 {where}")
    return judged


def forget_cache(settings: Settings) -> None:
    """Remove the cache, so that the next run makes everything anew; raises `WrongUse` where it cannot be removed."""
    shutil.rmtree(settings.cache, ignore_errors=True)
    if settings.cache.exists() and any(settings.cache.iterdir()):
        raise WrongUse(f"缓存 {settings.cache} 清不掉，可能正开着预览或另一次生成；请关掉以后再运行一次")


def repository_of(settings: Settings) -> Repository:
    """Where the section lies below the root of its repository; without git, below the settings file's folder."""
    home = settings.config_file.parent
    top = git_line(settings.content, "rev-parse", "--show-toplevel")
    root = Path(top).resolve() if top else home
    content = _below(root, settings.content)
    return Repository(f"{content}/" if content else "", _below(root, settings.config_file) or "mkdocs.yml")


def _below(root: Path, path: Path) -> str:
    """A path from the root of the repository; empty for the root itself and for what lies elsewhere."""
    below = path.relative_to(root).as_posix() if path.is_relative_to(root) else ""
    return "" if below == "." else below


def read_library_of(settings: Settings) -> Library:
    """The section as its files say, unjudged; raises `WrongUse` where there is no such folder."""
    folder = read_folder(scan_folder(settings.content), stored(settings))
    return build_library(folder, settings)


def unnamed_questions(settings: Settings) -> dict[str, dict[int, str]]:
    """By path and line of the body, the ids of questions that no `{#id}` holds: a new wording would change them."""
    library = read_library_of(settings)
    texts = convert_all(library, stored(settings))
    return {
        document.path: {q.line: q.id for q in texts[document.path].questions if not q.permanent}
        for document in library.documents
    }

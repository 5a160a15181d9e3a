"""The whole build: content flows one way, and only here are findings turned into a stop."""

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.build.house_rule_trial import try_house_rules
from gongkai.build.overlay import blamed, refuse_overlay
from gongkai.build.page_reuse import unchanged
from gongkai.build.section import JudgedSection, identity, let_through, read_in, scanned, softened, with_past
from gongkai.findings import WrongUse
from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import product_key, share_of
from gongkai.incremental.processes import aside, cores, give_back, making
from gongkai.incremental.report_cache import keep_report, recall, run_key
from gongkai.model import Library, build_library
from gongkai.pages import FileMaker, Site, make_site, sitemap_files
from gongkai.releases.build_record import BuildRecord, FileRecord, packed, unpacked
from gongkai.releases.completeness import looked_at
from gongkai.releases.staging import StagingFolder
from gongkai.releases.switch import Incomplete, Release, publish, staging_for, untouched
from gongkai.report import ContentRejected, Report, Repository
from gongkai.settings import Settings, with_content
from gongkai.source import Scan, checked_out, git_line, read_folder
from gongkai.text import PublicHistory, Texts, convert_all, public_history

if TYPE_CHECKING:
    from gongkai.search import KnowledgeEntry as Answer

Render = Callable[[Site, Path], Mapping[str, FileRecord] | None]
"""Writes the due pages of a site into a folder that has none of them, the engine's part; tells what it wrote, as far as
it knows."""


WHOLE = (0, 1)
"""The one share of a site that is built on one machine."""

_FEW = 2
"""Cores that page workers keep busy by themselves."""

_WORTH_ANOTHER = 300
"""Documents from which on other processes make the files for machines, while pages are written."""


def check(
    settings: Settings, *, base: str | None = None, scan: Scan | None = None, run: str = ""
) -> JudgedSection:
    """Read, convert and judge the section, or what was read of it already (`run`: its key); writes nothing but the
    cache.

    `base` is a commit: clock findings that stood already there become warnings, as they all do
    where the settings say `clock_failures: report`.
    """
    try_house_rules(settings)
    refuse_overlay(settings)
    if settings.synonyms:
        _try_words(settings)
    scan = scan or scanned(settings)
    material = with_past(read_in(settings, scan), settings)
    findings = let_through(material.findings(settings), settings)
    if base is not None and settings.clock_failures != "report":
        findings = softened(findings, _standing_at(base, settings))
    judged = material.judged(settings, findings)
    if base is None:
        keep_report(settings, run or run_key(settings, scan), judged.report)
    return judged


def _try_words(settings: Settings) -> None:
    from gongkai.search.words import words_of  # noqa: PLC0415 (see `_file_makers`)

    words_of(settings)


def report_on(settings: Settings, *, base: str | None = None) -> Report:
    """The report of `check` alone: when nothing has changed since an earlier run, as it was then."""
    scan = scanned(settings)
    run = run_key(settings, scan) if base is None else ""
    return recall(settings, run) or check(settings, base=base, scan=scan, run=run).report


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
    scan = scanned(settings)
    run = "" if base or share != WHOLE else run_key(settings, scan)
    known = None if clean else recall(settings, run)
    if known and not known.blocked and (release := untouched(settings.site, run)):
        return release, known
    key = product_key(settings)
    with staging_for(settings.site, fresh=clean or key is None) as stage, ExitStack() as processes:
        many = len(scan.written) >= _WORTH_ANOTHER and settings.jobs != 1 and key is not None
        alike = bool(stage.ledger.product) and stage.ledger.product == key
        with aside(partial(stage.filled, alike), many) as filled:
            judged = _accepted(settings, base, scan, run)
            of_share = share_of(settings, scan, share) if share != WHOLE else None
            del scan  # the bytes of all files
            give_back()
            stage.shared.update(filled())
        makers = _file_makers(judged, settings) if share[0] == 0 else ()
        with making():
            files = [
                processes.enter_context(aside(partial(_put_all, some, stage), many))
                for some in _shared_out(makers, stage)
            ]
            site = make_site(judged.library, judged.texts, settings)
            site, kept = _taken_over(replace(site, share=share), stage, alike)
            stage.free(kept)
        written = {**kept, **(render(site, stage.folder) or {})}
        stage.settle(written)
        for put in files:
            written |= unpacked(put())
        with blamed(settings):
            release = finish(stage, site, settings, written, judged.report, run, of_share)
    return release, judged.report


def _shared_out(makers: Sequence[FileMaker], stage: StagingFolder) -> Sequence[Sequence[FileMaker]]:
    """The makers, those together that take turns: all of them, for memory's sake, where pages keep the cores busy."""
    busy = cores() <= _FEW and not stage.ledger.product
    return [makers] if makers and busy else [(make,) for make in makers]


def _put_all(makers: Sequence[FileMaker], stage: StagingFolder) -> bytes:
    """Put the files of one maker after another; what they are, packed."""
    entries: dict[str, FileRecord] = {}
    for make in makers:
        entries |= _put(make, stage)
        give_back()
    return packed(entries)


def _put(make: FileMaker, stage: StagingFolder) -> dict[str, FileRecord]:
    return {path: stage.put(path, data) for path, data in make()}


@making()
def finish(
    stage: StagingFolder,
    site: Site,
    settings: Settings,
    entries: dict[str, FileRecord],
    report: Report,
    run: str = "",
    share: Mapping[str, str | int] | None = None,
) -> Release:
    """What comes when every page is written: all other files, those that are taken over, and the switch. `share`: what
    the manifest of one share of the site says of it."""
    from gongkai.exports import MANIFEST, STATUS, manifest, status  # noqa: PLC0415 (see `_file_makers`)

    entries |= _put(site.made_files, stage)
    assets = site.context.assets.union(*(entry.assets for entry in entries.values()))
    for path, data in sitemap_files(site) if site.share[0] == 0 else ():
        entries[path] = stage.put(path, data)
    for path in sorted(assets):
        entries[path] = stage.put(path, (settings.content / path).read_bytes())
    stage.finished(entries)
    expected = {f"{page.path}index.html" for page in site.ours} | set(entries)
    found = looked_at(stage.folder, entries, closing=True)
    if not site.frame_due and (strays := found.keys() - entries.keys()):
        raise Incomplete(f"多出 {len(strays)} 个来历不明的文件，例如 {min(strays)}")
    entries = found
    if site.share[0] == 0:
        entries[STATUS] = stage.put(STATUS, status(entries, site.context.library, report, settings))
    listing = {MANIFEST: stage.put(MANIFEST, manifest(entries, settings, share))}
    ledger = BuildRecord(product_key(settings) or "", entries | listing, run, site.frame_key)
    return publish(stage, settings.site, expected, ledger, whole=site.share == WHOLE)


def _taken_over(site: Site, stage: StagingFolder, alike: bool) -> tuple[Site, dict[str, FileRecord]]:
    """The site less the pages that the live release has, and the entries of what it has. `alike`: code and settings
    are those of then."""
    if not alike or stage.ledger.frame != site.frame_key:
        return replace(site, frame_due=site.share[0] == 0), {}
    kept = dict(unchanged(site, stage))
    paths = frozenset(path.removesuffix("index.html") for path in kept)
    theme = {path: entry for path, entry in stage.ledger.entries.items() if entry.of_theme}
    frame_due = site.share[0] == 0 and not (theme and all(map(stage.has, theme)))
    return replace(site, kept=paths, frame_due=frame_due), {**kept, **({} if frame_due else theme)}


def plan(settings: Settings) -> tuple[Site, Report]:
    """Everything that the engine is to write; raises `ContentRejected` when a rule is broken."""
    judged = _accepted(settings)
    site = make_site(judged.library, judged.texts, settings)
    return replace(site, files=_file_makers(judged, settings)), judged.report


def _accepted(
    settings: Settings, base: str | None = None, scan: Scan | None = None, run: str = ""
) -> JudgedSection:
    judged = check(settings, base=base, scan=scan, run=run)
    if judged.report.blocked:
        raise ContentRejected(judged.report)
    return judged


def _file_makers(judged: JudgedSection, settings: Settings) -> tuple[FileMaker, ...]:
    """What makes the files for machines; each may do so in a process of its own."""
    from gongkai.exports import api_files  # noqa: PLC0415 (`check`, which needs none, starts sooner)
    from gongkai.search import search_files  # noqa: PLC0415 (`check`, which needs none, starts sooner)

    exported = judged.library, judged.texts, settings
    past = remembered(judged, settings)
    return partial(search_files, *exported), partial(api_files, *exported, past)


def remembered(judged: JudgedSection, settings: Settings) -> PublicHistory | None:
    """What git knows; None where it knows nothing, or is not to be asked: then documents tell of themselves."""
    past = judged.past
    if past is None and settings.ask_git:
        past = public_history(judged.library, settings, Cache(settings.cache))
    return past if isinstance(past, PublicHistory) else None


def knowledge_base(settings: Settings) -> tuple[Library, Texts, tuple["Answer", ...]]:
    """The section as it would go out today, and its knowledge base; raises `WrongUse` as `legible` does."""
    from gongkai.search import knowledge  # noqa: PLC0415 (see `_file_makers`)

    section = legible(settings)
    return section.library, section.texts, knowledge(section.library, section.texts, settings)


def legible(settings: Settings) -> JudgedSection:
    """The section, judged, to tell others of; raises `WrongUse` where a file cannot be read as it is meant."""
    judged = check(settings)
    faulty = [f for f in judged.report.findings if f.severity == "error" and f.code.startswith("GK00")]
    if faulty:
        where = f"{faulty[0].path} 第 {faulty[0].line} 行：{faulty[0].message}"
        raise WrongUse(f"内容里有 {len(faulty)} 处写法错误，请先运行 check 改正，例如 {where}")
    return judged


def forget(settings: Settings) -> None:
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


def read(settings: Settings) -> Library:
    """The section as its files say, unjudged; raises `WrongUse` where there is no such folder."""
    folder = read_folder(scanned(settings), Cache(settings.cache), settings.jobs)
    return build_library(folder, settings)


def unnamed_questions(settings: Settings) -> dict[str, dict[int, str]]:
    """By path and line of the body, the ids of questions that no `{#id}` holds: a new wording would change them."""
    library = read(settings)
    texts = convert_all(library, Cache(settings.cache), settings.jobs)
    return {
        document.path: {q.line: q.id for q in texts[document.path].questions if not q.permanent}
        for document in library.documents
    }


def _standing_at(base: str, settings: Settings) -> set[tuple[str, str, str]]:
    """The clock findings, as of the same day, of the content as it was at a commit."""
    with tempfile.TemporaryDirectory(prefix="gongkai-base-") as folder:
        if not checked_out(base, settings.content, Path(folder)):
            return set()
        then = with_content(settings, Path(folder))
        findings = read_in(then, scanned(then)).findings(then)
    return {identity(finding) for finding in findings if finding.by_time}

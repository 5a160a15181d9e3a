"""The whole build: content flows one way, and only here are findings turned into a stop."""

import io
import shutil
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.attachments import examine_all
from gongkai.exports import MANIFEST, Entry, api_files, knowledge, search_files, write_manifest
from gongkai.findings import Finding, WrongUse
from gongkai.model import Docket, Document, Library, Plan, Waiver, build_library
from gongkai.pages import Site, make_site
from gongkai.releases import Release, publish, staging_for
from gongkai.report import ContentRejected, Report, Repository
from gongkai.rules import judge
from gongkai.settings import Settings, with_content
from gongkai.source import HistoryMissing, git_line, read_folder, run_git
from gongkai.text import Past, Texts, convert_all, remember

Render = Callable[[Site, Path], None]
"""Writes a whole site into an empty folder; the engine's part."""


@dataclass(frozen=True)
class Judged:
    """The section, read, converted and judged."""

    library: Library
    texts: Texts
    report: Report
    past: Past | HistoryMissing | None


def check(settings: Settings, *, base: str | None = None) -> Judged:
    """Read, convert and judge the section; writes nothing but the cache.

    `base` is a commit: clock findings that stood already there become warnings, as they all do
    where the settings say `clock_failures: report`.
    """
    library, texts, past, findings = _judge(settings)
    if settings.clock_failures == "report":
        findings = _softened(findings, {_identity(finding) for finding in findings})
    elif base is not None:
        findings = _softened(findings, _standing_at(base, settings))
    withheld = library.withheld(settings.today)
    todos = tuple(
        (d.path, todo.line, f"{todo.kind}：{todo.text}") for d in library.documents for todo in d.source.todos
    )
    count = len(library.documents) + len(library.unread)
    report = Report(settings.today, count, withheld, findings, todos)
    return Judged(library, texts, report, past)


def build(settings: Settings, render: Render, *, base: str | None = None) -> tuple[Release, Report]:
    """Check, then write the site and switch to it; raises `ContentRejected` and writes nothing on a broken rule."""
    site, report = plan(settings, base=base)
    with staging_for(settings.site) as staging:
        render(site, staging)
        release = finish(staging, site, settings)
    return release, report


def plan(settings: Settings, *, base: str | None = None) -> tuple[Site, Report]:
    """Everything that the engine is to write; raises `ContentRejected` when a rule is broken."""
    judged = check(settings, base=base)
    if judged.report.blocked:
        raise ContentRejected(judged.report)
    site = make_site(judged.library, judged.texts, settings)
    exported = judged.library, judged.texts, settings
    past = remembered(judged, settings)
    return replace(site, files=(*search_files(*exported), *api_files(*exported, past))), judged.report


def finish(staging: Path, site: Site, settings: Settings) -> Release:
    """What comes when every page is written: the manifest of all files, and the switch to the new site."""
    write_manifest(staging, settings)
    return publish(staging, settings.site, site.paths | {MANIFEST})


def remembered(judged: Judged, settings: Settings) -> Past | None:
    """What git knows; None where it knows nothing, or is not to be asked: then documents tell of themselves."""
    past = judged.past
    if past is None and settings.ask_git:
        past = remember(judged.library, settings)
    return past if isinstance(past, Past) else None


def knowledge_base(settings: Settings) -> tuple[Library, Texts, tuple[Entry, ...]]:
    """The section as it would go out today, and its knowledge base; raises `WrongUse` as `legible` does."""
    section = legible(settings)
    return section.library, section.texts, knowledge(section.library, section.texts, settings)


def legible(settings: Settings) -> Judged:
    """The section, judged, to tell others of; raises `WrongUse` where a file cannot be read as it is meant."""
    judged = check(settings)
    faulty = [f for f in judged.report.findings if f.severity == "error" and f.code.startswith("GK00")]
    if faulty:
        where = f"{faulty[0].path} 第 {faulty[0].line} 行：{faulty[0].message}"
        raise WrongUse(f"内容里有 {len(faulty)} 处写法错误，请先运行 check 改正，例如 {where}")
    return judged


def forget(settings: Settings) -> None:
    """Remove the cache, so that the next run makes everything anew."""
    shutil.rmtree(settings.cache, ignore_errors=True)


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


def limited(judged: Judged, paths: Iterable[str]) -> Report:
    """The report on some documents alone, and on what is linked to or from them."""
    wanted = {*paths, ""}  # what concerns the whole section concerns these documents too
    library = judged.library
    for path in tuple(wanted):
        document = library.get(path)
        if document is not None:
            wanted |= set(_linked(document, library))
    wanted |= {placed.path for placed in library.entries(Waiver) if placed.entry.path in wanted}
    wanted |= library.unclear  # what cannot be read may concern any document
    findings = tuple(f for f in judged.report.findings if f.path in wanted)
    todos = tuple(todo for todo in judged.report.todos if todo[0] in wanted)
    return replace(judged.report, findings=findings, todos=todos)


def _linked(document: Document, library: Library) -> Iterable[str]:
    for other in library.documents:
        if document.path in _named(other):
            yield other.path
    yield from _named(document)


def _named(document: Document) -> set[str]:
    """The documents that the fields of this one name."""
    named: set[str] = set()
    for field in ("interprets", "repeals", "amends", "result", "decision"):
        value = getattr(document, field, ()) if document.has(field) else ()
        named |= {value} if isinstance(value, str) else {one for one in value or () if isinstance(one, str)}
    if isinstance(document, Plan) and document.has("tasks"):
        named |= {evidence for task in document.tasks for evidence in task.evidence}
    if isinstance(document, Docket) and document.has("catalogue_year"):
        named.add(f"decisions/{document.listed_in}/catalogue.md")
    return named


def read(settings: Settings) -> Library:
    """The section as its files say, unjudged; raises `WrongUse` where there is no such folder."""
    try:
        folder = read_folder(settings.content)
    except NotADirectoryError as problem:
        raise WrongUse(f"找不到内容文件夹 {settings.content}") from problem
    return build_library(folder, settings)


def unnamed_questions(settings: Settings) -> dict[str, dict[int, str]]:
    """By path and line of the body, the ids of questions that no `{#id}` holds: a new wording would change them."""
    library = read(settings)
    texts = convert_all(library, settings.cache)
    return {
        document.path: {q.line: q.id for q in texts[document.path].questions if not q.permanent}
        for document in library.documents
    }


def _judge(
    settings: Settings,
) -> tuple[Library, Texts, Past | HistoryMissing | None, tuple[Finding, ...]]:
    library = read(settings)
    texts = convert_all(library, settings.cache)
    past = remember(library, settings) if settings.ask_git and settings.evidence_since else None
    attached = examine_all(settings.content, library.others, settings.limits, settings.cache)
    return library, texts, past, judge(library, texts, settings, past, attached)


def _softened(findings: tuple[Finding, ...], standing: set[tuple[str, str, str]]) -> tuple[Finding, ...]:
    """Clock findings that are known become warnings; all others stay what they are."""
    return tuple(
        replace(finding, severity="warning")
        if finding.by_time and _identity(finding) in standing
        else finding
        for finding in findings
    )


def _identity(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same one in two versions of the content: lines may have moved."""
    return finding.code, finding.path, finding.message


def _standing_at(base: str, settings: Settings) -> set[tuple[str, str, str]]:
    """The clock findings, as of the same day, of the content as it was at a commit."""
    with tempfile.TemporaryDirectory(prefix="gongkai-base-") as folder:
        if not _checked_out(base, settings.content, Path(folder)):
            return set()
        *_others, findings = _judge(with_content(settings, Path(folder)))
    return {_identity(finding) for finding in findings if finding.by_time}


def _checked_out(base: str, content: Path, into: Path) -> bool:
    """Put the content folder as it was at a commit into `into`; False where there was none at that time.

    Raises `WrongUse` where git has no such commit.
    """
    known = git_line(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if not known:
        raise WrongUse(f"git 找不到 --base 所指的提交“{base}”（内容文件夹要在 git 仓库里）")
    made = run_git(content, "archive", "--format=tar", known)  # of this folder alone
    if made.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(into, filter=_no_links)
    return True


def _no_links(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Links are refused in content anyway (GK001), and one that leads out must not stop the comparison."""
    return None if member.issym() or member.islnk() else tarfile.data_filter(member, folder)

"""The whole build: content flows one way, and only here are findings turned into a stop."""

import io
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.attachments import examine_all
from gongkai.exports import search_files
from gongkai.findings import Finding, WrongUse
from gongkai.model import Docket, Document, Library, Plan, Waiver, build_library
from gongkai.pages import Site, make_site
from gongkai.releases import Release, publish, staging_for
from gongkai.report import ContentRejected, Report
from gongkai.rules import judge
from gongkai.settings import Settings, with_content
from gongkai.source import read_folder
from gongkai.text import Texts, convert_all

Render = Callable[[Site, Path], None]
"""Writes a whole site into an empty folder; the engine's part."""


@dataclass(frozen=True)
class Judged:
    """The section, read, converted and judged."""

    library: Library
    texts: Texts
    report: Report


def check(settings: Settings, *, base: str | None = None) -> Judged:
    """Read, convert and judge the section; writes nothing but the cache.

    `base` is a commit: clock findings that stood already there become warnings, as they all do
    where the settings say `clock_failures: report`.
    """
    library, texts, findings = _judge(settings)
    if settings.clock_failures == "report":
        findings = _softened(findings, {_identity(finding) for finding in findings})
    elif base is not None:
        findings = _softened(findings, _standing_at(base, settings))
    withheld = library.withheld(settings.today)
    report = Report(settings.today, len(library.documents) + len(library.unread), withheld, findings)
    return Judged(library, texts, report)


def build(settings: Settings, render: Render, *, base: str | None = None) -> tuple[Release, Report]:
    """Check, then write the site and switch to it; raises `ContentRejected` and writes nothing on a broken rule."""
    site, report = plan(settings, base=base)
    with staging_for(settings.site) as staging:
        render(site, staging)
        release = publish(staging, settings.site, site.paths)
    return release, report


def plan(settings: Settings, *, base: str | None = None) -> tuple[Site, Report]:
    """Everything that the engine is to write; raises `ContentRejected` when a rule is broken."""
    judged = check(settings, base=base)
    if judged.report.blocked:
        raise ContentRejected(judged.report)
    site = make_site(judged.library, judged.texts, settings)
    files = search_files(judged.library, judged.texts, settings)
    return replace(site, files=files), judged.report


def forget(settings: Settings) -> None:
    """Remove the cache, so that the next run makes everything anew."""
    shutil.rmtree(settings.cache, ignore_errors=True)


def limited(judged: Judged, paths: Iterable[str]) -> Report:
    """The report on some documents alone, and on what is linked to or from them."""
    wanted = set(paths)
    library = judged.library
    for path in tuple(wanted):
        document = library.get(path)
        if document is not None:
            wanted |= set(_linked(document, library))
    wanted |= {placed.path for placed in library.entries(Waiver) if placed.entry.path in wanted}
    wanted |= library.unclear  # what cannot be read may concern any document
    findings = tuple(f for f in judged.report.findings if f.path in wanted)
    return replace(judged.report, findings=findings)


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


def _judge(settings: Settings) -> tuple[Library, Texts, tuple[Finding, ...]]:
    try:
        folder = read_folder(settings.content)
    except NotADirectoryError as problem:
        raise WrongUse(f"找不到内容文件夹 {settings.content}") from problem
    library = build_library(folder, settings)
    texts = convert_all(library, settings.cache)
    attached = examine_all(folder.root, library.others, settings.limits, settings.cache)
    return library, texts, judge(library, texts, settings, attached)


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
        _library, _texts, findings = _judge(with_content(settings, Path(folder)))
    return {_identity(finding) for finding in findings if finding.by_time}


def _checked_out(base: str, content: Path, into: Path) -> bool:
    """Put the content folder as it was at a commit into `into`; False where there was none at that time.

    Raises `WrongUse` where git has no such commit.
    """
    known = _git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if known.returncode:
        raise WrongUse(f"git 找不到 --base 所指的提交“{base}”（内容文件夹要在 git 仓库里）")
    made = _git(content, "archive", "--format=tar", known.stdout.decode().strip())  # of this folder alone
    if made.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        archive.extractall(into, filter=_no_links)
    return True


def _no_links(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Links are refused in content anyway (GK001), and one that leads out must not stop the comparison."""
    return None if member.issym() or member.islnk() else tarfile.data_filter(member, folder)


def _git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)

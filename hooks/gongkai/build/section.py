"""The section read and converted, and what the rules say of it: once for a build, again and again for a preview."""

from collections.abc import Collection
from dataclasses import dataclass, fields, replace

from gongkai.findings import Finding, WrongUse
from gongkai.incremental.cache import Cache
from gongkai.incremental.processes import making
from gongkai.model import Library, Typed, build_library
from gongkai.report import Report
from gongkai.rules import judge, rules_of
from gongkai.safety.attachments import Attached, examine_all
from gongkai.settings import Settings
from gongkai.source import ContentFolder, HistoryMissing, Scan, read_folder, scan_folder
from gongkai.text import KeptTexts, PublicHistory, convert_all, public_history


@dataclass(frozen=True)
class Section:
    """The section, read and converted: all that rules look at."""

    folder: ContentFolder
    library: Library
    texts: KeptTexts
    past: PublicHistory | HistoryMissing | None
    attached: Attached

    def findings(self, settings: Settings, about: Collection[str] | None = None) -> tuple[Finding, ...]:
        """What the rules say; see `judge` for `about`."""
        with making():
            return judge(self.library, self.texts, settings, self.past, self.attached, about)

    def judged(self, settings: Settings, findings: tuple[Finding, ...]) -> "JudgedSection":
        """The section with these findings as its report."""
        library = self.library
        todos = tuple(
            (d.path, todo.line, f"{todo.kind}：{todo.text}")
            for d in library.documents
            for todo in d.source.todos
        )
        count = len(library.documents) + len(library.unread)
        bound = rules_of(settings)
        own = tuple((rule.code, rule.title) for rule in bound.house)
        off = tuple((local.code, local.reason) for local in bound.off)
        report = Report(settings.today, count, library.withheld(settings.today), findings, todos, own, off)
        return JudgedSection(
            **{field.name: getattr(self, field.name) for field in fields(Section)}, report=report
        )


@dataclass(frozen=True)
class JudgedSection(Section):
    """The section, read, converted and judged."""

    report: Report


def scanned(settings: Settings) -> Scan:
    """The content folder's bytes; raises `WrongUse` where there is no such folder."""
    try:
        return scan_folder(settings.content)
    except NotADirectoryError as problem:
        raise WrongUse(f"找不到内容文件夹 {settings.content}") from problem


def read_in(
    settings: Settings, scan: Scan, before: Section | None = None, typed: Typed | None = None
) -> Section:
    """Read and convert the section, without asking git. Files that are as they were in what was read `before`, in
    this process, are taken over, and documents that `typed` knows."""
    store = Cache(settings.cache)
    with making():
        folder = read_folder(scan, store, settings.jobs, before.folder if before else None)
        library = build_library(folder, settings, typed)
        texts = convert_all(library, store, settings.jobs, before.texts if before else None)
        attached = examine_all(settings.content, library.others, settings.limits, store)
    return Section(folder, library, texts, None, attached)


def with_past(material: Section, settings: Settings) -> Section:
    """The material with what git knows of it, where the settings want that."""
    wanted = settings.ask_git and settings.evidence_since
    return replace(material, past=public_history(material.library, settings) if wanted else None)


def softened(
    findings: tuple[Finding, ...], standing: Collection[tuple[str, str, str]]
) -> tuple[Finding, ...]:
    """Clock findings that are known become warnings; all others stay what they are."""
    return tuple(
        replace(finding, severity="warning", let_through=True)
        if finding.severity == "error" and finding.by_time and identity(finding) in standing
        else finding
        for finding in findings
    )


def let_through(findings: tuple[Finding, ...], settings: Settings) -> tuple[Finding, ...]:
    """The findings, those that time alone brought about as warnings where the settings say so."""
    if settings.clock_failures != "report":
        return findings
    return softened(findings, {identity(finding) for finding in findings})


def identity(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same one in two versions of the content: lines may have moved."""
    return finding.code, finding.path, finding.message

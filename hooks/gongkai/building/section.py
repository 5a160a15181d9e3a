"""The section read and converted, and what the rules say of it: once for a build, again and again for a preview."""

import tempfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from gongkai.approval import ApprovalState
from gongkai.building.approvals import standings
from gongkai.findings import Finding
from gongkai.incremental.processes import garbage_collection_paused
from gongkai.memo import Memo, fresh
from gongkai.model import Library, TypedDocuments, build_library
from gongkai.model.document import is_draft
from gongkai.model.followed import SectionNews
from gongkai.report import Report
from gongkai.rules import judge, rules_of
from gongkai.rules.amount_texts import AmountsApart, apart_by_path
from gongkai.safety.attachments import Attached, examine_all
from gongkai.settings import Settings, with_content
from gongkai.source import ContentFolder, HistoryMissing, Scan, check_out_commit, read_folder, scan_folder
from gongkai.text import (
    OldAddresses,
    OldVersion,
    PublicHistory,
    SectionTexts,
    Versions,
    convert_all,
    old_addresses,
    public_history,
)


@dataclass(frozen=True)
class Section:
    """The section, read and converted: all that rules look at."""

    folder: ContentFolder
    library: Library
    texts: SectionTexts
    past: PublicHistory | HistoryMissing | None
    attached: Attached
    old: OldAddresses
    """Where documents stood that are elsewhere now, or nowhere."""
    apart: AmountsApart
    """Amounts that stand nowhere in what they rest on."""
    approvals: Mapping[str, ApprovalState] = field(default_factory=dict, kw_only=True)
    """How far the approval of each file has come for which the settings ask for it."""

    def findings(self, settings: Settings, about: Collection[str] | None = None) -> tuple[Finding, ...]:
        """What the rules say; see `judge` for `about`."""
        with garbage_collection_paused():
            given = self.library, self.texts, settings, self.past, self.attached
            return judge(*given, about, self.old, self.apart, self.approvals)

    def judged(self, settings: Settings, findings: tuple[Finding, ...]) -> "JudgedSection":
        """The section with these findings as its report."""
        library = self.library
        todos = tuple(
            (d.path, todo.line, f"{todo.kind}：{todo.text}".removesuffix("："))
            for d in library.documents
            if is_draft(d)  # of all others GK009 tells
            for todo in d.source.todos
        )
        count = len(library.documents) + len(library.unread)
        bound = rules_of(settings)
        own = tuple((rule.code, rule.title) for rule in bound.house)
        off = tuple((local.code, local.reason) for local in bound.off)
        report = Report(settings.today, count, library.withheld(settings.today), findings, todos, own, off)
        return JudgedSection(**{one.name: getattr(self, one.name) for one in fields(Section)}, report=report)


@dataclass(frozen=True)
class JudgedSection(Section):
    """The section, read, converted and judged. `versions`: what is known of documents' public states, if it was asked."""

    report: Report
    versions: Versions = field(default_factory=Versions)
    old_versions: Mapping[str, OldVersion] = field(default_factory=dict)
    """What answers where versions were that are elsewhere now, or nowhere."""
    news: SectionNews | None = None
    """What happened to the documents, if it was asked."""


def read_section(
    settings: Settings,
    scan: Scan,
    memo: Memo = fresh,
    before: Section | None = None,
    typed: TypedDocuments | None = None,
) -> Section:
    """Read and convert the section, without asking git. Files that are as they were in what was read `before`, in
    this process, are taken over, and documents that `typed` knows."""
    with garbage_collection_paused():
        folder = read_folder(scan, memo, before.folder if before else None)
        library = build_library(folder, settings, typed)
        texts = convert_all(library, memo, before.texts if before else None)
        attached = examine_all(settings.content, library.others, settings.limits, memo)
        apart = apart_by_path(library, attached, memo)
    return Section(folder, library, texts, None, attached, OldAddresses(), apart)


def with_history(material: Section, settings: Settings, memo: Memo = fresh) -> Section:
    """The material with what git knows of it: every earlier version where the settings want evidence, else what old
    addresses need."""
    library, whole = material.library, settings.evidence_since is not None
    with garbage_collection_paused():
        past = public_history(library, settings, memo, whole=whole) if settings.ask_git else None
        known = past if isinstance(past, PublicHistory) else None
        old = old_addresses(library, settings, known)
        approvals = standings(library, material.texts, past, settings, memo)
        return replace(material, past=past, old=old, approvals=approvals)


def _standing_at(base: str, settings: Settings, memo: Memo) -> set[tuple[str, str, str]]:
    """The clock findings, as of the same day, of the content as it was at a commit."""
    with tempfile.TemporaryDirectory(prefix="gongkai-base-") as folder:
        if not check_out_commit(base, settings.content, Path(folder)):
            return set()
        then = with_content(settings, Path(folder))
        findings = read_section(then, scan_folder(then.content), memo).findings(then)
    return {finding_identity(finding) for finding in findings if finding.by_time}


def judged_section(scan: Scan, settings: Settings, memo: Memo, base: str | None = None) -> JudgedSection:
    """The section read, converted and judged; clock findings that stood already at the commit `base` as warnings."""
    report_only = settings.clock_failures == "report"
    standing = _standing_at(base, settings, memo) if base is not None and not report_only else set()
    material = with_history(read_section(settings, scan, memo), settings, memo)
    findings = as_warnings(soften_clock_findings(material.findings(settings), settings), standing)
    return material.judged(settings, findings)


def as_warnings(
    findings: tuple[Finding, ...], standing: Collection[tuple[str, str, str]]
) -> tuple[Finding, ...]:
    """Clock findings that are known become warnings; all others stay what they are."""
    return tuple(
        replace(finding, severity="warning", let_through=True)
        if finding.severity == "error" and finding.by_time and finding_identity(finding) in standing
        else finding
        for finding in findings
    )


def soften_clock_findings(findings: tuple[Finding, ...], settings: Settings) -> tuple[Finding, ...]:
    """The findings, those that time alone brought about as warnings where the settings say so."""
    if settings.clock_failures != "report":
        return findings
    return as_warnings(findings, {finding_identity(finding) for finding in findings})


def finding_identity(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same one in two versions of the content: lines may have moved."""
    return finding.code, finding.path, finding.message

"""The section judged again after a save, in two steps: first what the change itself concerns, so that its page is soon
there, then everything, as `check` would."""

from dataclasses import replace

from gongkai.building.section import Section, read_section, soften_clock_findings, with_history
from gongkai.findings import Finding
from gongkai.memo import Memo
from gongkai.model import TypedDocuments
from gongkai.preview.section import PreviewedSection
from gongkai.report.scope import linked_documents
from gongkai.rules import rules_of
from gongkai.rules.binding import RuleSet
from gongkai.settings import Settings
from gongkai.source import Scan


def judge_changed(
    settings: Settings, memo: Memo, scan: Scan, before: PreviewedSection, typed: TypedDocuments
) -> PreviewedSection:
    """The section with the verdicts on the changed files, and on what is linked to them, as they are now, and all
    other verdicts on single files as they were. Where settings changed, or files came or went that are no documents,
    everything is judged."""
    material = read_section(settings, scan, memo, before.judged, typed)
    known = before.judged  # until git is asked again
    material = replace(material, past=known.past, old=known.old, approvals=known.approvals)
    if settings != before.settings or material.library.others != before.judged.library.others:
        return judge_everything(settings, memo, material)
    about = _concerned(material, before.judged)
    bound = rules_of(settings)
    kept = (finding for finding in before.judged.report.findings if _stands(finding, about, bound))
    found = soften_clock_findings(material.findings(settings, about), settings)
    judged = material.judged(settings, tuple(sorted({*found, *kept})))
    return PreviewedSection(settings, memo, judged, before.duties)


def judge_everything(settings: Settings, memo: Memo, material: Section) -> PreviewedSection:
    """The section with all its verdicts."""
    material = with_history(material, settings, memo)
    findings = soften_clock_findings(material.findings(settings), settings)
    return PreviewedSection(settings, memo, material.judged(settings, findings))


def _concerned(material: Section, before: Section) -> frozenset[str]:
    """The files that changed, came or went, and the documents that name them or are named by them."""
    then = {source.path: source for source in before.folder.written}
    now = {source.path: source for source in material.folder.written}
    changed = {path for path in then.keys() | now.keys() if then.get(path) is not now.get(path)}
    return frozenset(changed.union(*(linked_documents(changed, one.library) for one in (material, before))))


def _stands(finding: Finding, about: frozenset[str], bound: RuleSet) -> bool:
    """Whether a finding is taken to be still so, until everything is judged."""
    rule = bound.by_code.get(finding.code)
    if rule is None:  # a rule of the bureau's own that is gone
        return False
    of_one_file = bool(rule.subjects) or rule.by_file
    return rule.waits or ((of_one_file or rule.last) and finding.path not in about)


def judge_rest(section: PreviewedSection) -> PreviewedSection:
    """The same section with everything judged."""
    return judge_everything(section.settings, section.memo, section.judged)


def told_alike(one: PreviewedSection, other: PreviewedSection) -> bool:
    """Whether an editor would be told the same of both."""
    return one.judged.report == other.judged.report and one.duties == other.duties

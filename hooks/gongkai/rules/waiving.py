"""What waivers do to findings, and which waivers can do anything at all."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from gongkai.findings import Finding
from gongkai.model import Library, Placed, Waiver
from gongkai.rules.rule import Rule


def faults(waiver: Waiver, rules: Mapping[str, Rule]) -> Iterator[str]:
    """Why a waiver waives nothing (GK901)."""
    for field, name in (("reason", "理由"), ("approved_by", "批准人"), ("expires", "到期日期")):
        if getattr(waiver, field) is None:
            yield f"没有写明{name}（{field}）"
    rule = rules.get(waiver.rule)
    if rule is None:
        yield f"没有编号为“{waiver.rule}”的规则"
    elif not rule.waivable:
        yield f"规则 {waiver.rule}（{rule.title}）不能暂缓"


def sound_waivers(library: Library, rules: Mapping[str, Rule]) -> tuple[Placed[Waiver], ...]:
    """The waivers that are whole and for a rule that can be waived, expired ones too."""
    return tuple(p for p in library.entries(Waiver) if not any(True for _ in faults(p.entry, rules)))


def waived(
    findings: Iterable[Finding], waivers: Iterable[Placed[Waiver]], today: date
) -> tuple[Finding, ...]:
    """The findings, those with a waiver in force softened to warnings that name its approver."""
    approvers = {
        (p.entry.rule, p.entry.path): p.entry.approved_by for p in waivers if p.entry.in_force_on(today)
    }
    return tuple(
        replace(finding, severity="warning", waived_by=approvers[finding.code, finding.path])
        if (finding.code, finding.path) in approvers
        else finding
        for finding in findings
    )

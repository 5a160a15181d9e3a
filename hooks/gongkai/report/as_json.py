"""The report for scripts; the form is the contract's (version 1)."""

import json
from typing import Any

from gongkai.findings import Finding
from gongkai.report.report import Report

_ORDER = ("code", "name", "severity", "path", "line", "message", "basis", "fix", "waived_by")
_CAUSE = ("path", "line", "code")


def as_json(report: Report) -> str:
    """One JSON object, findings sorted by path, line, code; it names the bureau's own rules and those that are off,
    where there are any."""
    findings = [_told(finding) for finding in report.findings]
    whole = {
        "version": 1,
        "as_of": report.as_of.isoformat(),
        "documents": report.documents,
        "withheld": list(report.withheld),
        "findings": findings,
    }
    if report.house_rules:
        whole["house_rules"] = [{"code": code, "title": title} for code, title in report.house_rules]
    if report.rules_off:
        whole["rules_off"] = [{"code": code, "reason": reason} for code, reason in report.rules_off]
    return json.dumps(whole, ensure_ascii=False, indent=1)


def _told(finding: Finding) -> dict[str, Any]:
    cause = finding.follows_from
    told = {key: getattr(finding, key) for key in _ORDER}
    return told | {"follows_from": dict(zip(_CAUSE, cause, strict=True)) if cause else None}

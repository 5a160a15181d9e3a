"""The report as SARIF 2.1.0, for code scanning on GitHub, Gitea and in editors."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Protocol
from urllib.parse import quote

from gongkai.findings import Finding
from gongkai.report.report import Report
from gongkai.report.repository import Repository, cause_of, with_fingerprints

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
"""What SARIF's consumers replace by the root of the repository."""


class ToldRule(Protocol):
    """A rule as the report tells it: any object with these words."""

    @property
    def code(self) -> str:
        """GK104."""

    @property
    def name(self) -> str:
        """published-apart."""

    @property
    def title(self) -> str:
        """In Chinese, as short as a heading."""

    @property
    def says(self) -> str:
        """What breaks it, one sentence."""

    @property
    def basis(self) -> object:
        """The legal source; `str` says it."""

    @property
    def fix(self) -> str:
        """The remedy."""

    @property
    def severity(self) -> str:
        """error or warning."""


def as_sarif(report: Report, repository: Repository, rules: Iterable[ToldRule]) -> str:
    """One run with all rules and the findings; a waived finding is a suppressed result."""
    told, own = list(rules), [code for code, _title in report.house_rules]
    places = {rule.code: place for place, rule in enumerate(told)}
    results = [_result(f, name, repository, places) for f, name in with_fingerprints(report.findings)]
    off = {"rulesOff": dict(report.rules_off)} if report.rules_off else {}
    run = {
        "tool": {
            "driver": {
                "name": "Gongkai",
                "fullName": "公开（Gongkai）",
                "rules": [_rule(r, own) for r in told],
            }
        },
        "invocations": [{"executionSuccessful": True, "exitCode": int(report.blocked)}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "仓库的根目录"}}},
        "columnKind": "unicodeCodePoints",
        "language": "zh-CN",
        "results": results,
        "properties": {"asOf": report.as_of.isoformat(), "documents": report.documents, **off},
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(rule: ToldRule, own: Collection[str]) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.says},
        **({"properties": {"tags": ["本单位规则"]}} if rule.code in own else {}),
        "help": {"text": f"改法：{rule.fix}\n依据：{rule.basis}"},
        "defaultConfiguration": {"level": rule.severity},
    }


def _result(finding: Finding, name: str, repository: Repository, places: dict[str, int]) -> dict[str, Any]:
    """One result. Where any result tells of suppressions all must (SARIF 3.27.23), so all do."""
    waiver = {"kind": "external", "status": "accepted", "justification": f"已由{finding.waived_by}批准暂缓"}
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": finding.severity,
        "message": {"text": f"{finding.message}\n改法：{finding.fix}"},
        "locations": [_location(finding, repository)],
        "partialFingerprints": {"gongkai/v1": name},
        "suppressions": [waiver] if finding.waived_by else [],
        "properties": {"basis": finding.basis},
    }
    if finding.follows_from:
        path, line, _code = finding.follows_from
        cause = replace(finding, path=path, line=line)
        result["relatedLocations"] = [_location(cause, repository) | {"message": {"text": cause_of(finding)}}]
    return result | ({"ruleIndex": places[finding.code]} if finding.code in places else {})


def _location(finding: Finding, repository: Repository) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(repository.path(finding)), "uriBaseId": _ROOT},
            "region": {"startLine": repository.line(finding)},
        }
    }

"""The report as GitLab's Code Quality: what a merge request adds and mends, shown beside the change."""

import json

from gongkai.findings import Finding
from gongkai.report.report import Report
from gongkai.report.repository import Repository, cause_of, with_fingerprints

_SEVERITIES = {"error": "blocker", "warning": "minor"}
_WAIVED = "info"


def as_gitlab(report: Report, repository: Repository) -> str:
    """A list of issues, each with a fingerprint that stays when lines move."""
    return json.dumps(
        [
            {
                "description": _described(finding),
                "check_name": f"{finding.code} {finding.name}",
                "fingerprint": name,
                "severity": _WAIVED if finding.waived_by else _SEVERITIES[finding.severity],
                "location": {"path": repository.path(finding), "lines": {"begin": repository.line(finding)}},
            }
            for finding, name in with_fingerprints(report.findings)
        ],
        ensure_ascii=False,
        indent=1,
    )


def _described(finding: Finding) -> str:
    """GitLab shows one line."""
    waived = f"（已由{finding.waived_by}批准暂缓）" if finding.waived_by else ""
    cause = f"（{cause_of(finding)}）" if finding.follows_from else ""
    return f"{finding.message}{waived}{cause}。改法：{finding.fix}"

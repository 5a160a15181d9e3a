"""What the check says of a change before it is handed on: told early, for whatever is mended afterwards must be looked at anew."""

from collections.abc import Collection, Iterator

from gongkai.building.section import JudgedSection
from gongkai.findings import Finding
from gongkai.model.document import is_draft

OF_REVIEWS = ("GK405", "GK506")
"""What reviews themselves settle: no reason not to ask for them."""


def faults(judged: JudgedSection, paths: Collection[str]) -> list[Finding]:
    """The errors in these files that are to be mended before anybody reviews them."""
    return [
        one
        for one in judged.report.findings
        if one.path in paths and one.severity == "error" and one.code not in OF_REVIEWS
    ]


def finding_line(finding: Finding) -> str:
    """A finding in one line."""
    return f"{finding.path} 第 {finding.line} 行 {finding.code} {finding.message}　改法：{finding.fix}"


def warnings(judged: JudgedSection, paths: Collection[str]) -> Iterator[str]:
    """What whoever hands these files on, or agrees to them, should know first."""
    for one in faults(judged, paths):
        yield f"! 检查没有通过，改好再合并，改了要重新审：{finding_line(one)}"
    for path in sorted(paths):
        document = judged.library.get(path)
        if document is not None and is_draft(document):
            yield f"! {path} 还是草稿：定稿后删去 draft: true，再请人审"

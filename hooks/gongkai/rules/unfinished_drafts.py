"""A draft that is not finished stops nobody else: what is wrong with it is told, and is a warning."""

import re
from collections.abc import Iterable
from dataclasses import replace

from gongkai.findings import Finding
from gongkai.model import Library
from gongkai.model.kinds import kind_of
from gongkai.operating_system import is_portable
from gongkai.source import Front, SourceFile
from gongkai.source.draft_mark import YES

_OF_WRITING = {"GK001", "GK003", "GK004", "GK005", "GK006", "GK506"}
"""Rules on how a file is written. What must not lie in the repository at all (GK501-GK505) stops in a draft too."""
_AMONG_DRAFTS = re.compile(r"(?:^|/)(?:草稿|drafts?(?![a-z0-9]))", re.I)
_LET_BE = "这是草稿，不公开，也不妨碍别的文件发布；删去 draft 之前要改好。"
_LET_BE_ELSEWHERE = "这是草稿，放在这里不会公开，也不妨碍别的文件发布；要公开的，移到它那一类的文件夹。"


def with_drafts_let_be(findings: Iterable[Finding], library: Library) -> tuple[Finding, ...]:
    """The findings, those on how a draft is written as warnings."""
    drafts = {document.path for document in library.drafts}
    elsewhere = {source.path for source in library.written if _is_draft_elsewhere(source)}
    return tuple(
        _let_be(finding, _LET_BE)
        if finding.path in drafts
        else _let_be(finding, _LET_BE_ELSEWHERE)
        if finding.path in elsewhere
        else finding
        for finding in findings
    )


def _let_be(finding: Finding, why: str) -> Finding:
    if finding.code not in _OF_WRITING or not is_portable(finding.path):
        return finding
    return replace(finding, severity="warning", fix=f"{finding.fix}{why}")


def _is_draft_elsewhere(source: SourceFile) -> bool:
    """Whether a file of no kind, which is never published, says that it is a draft, or lies among drafts."""
    if source.is_link or kind_of(source.path) is not None:
        return False
    values = source.front.values if isinstance(source.front, Front) else None
    said = values.get("draft") if isinstance(values, dict) else None
    return source.says_draft or said in YES or _AMONG_DRAFTS.search(source.path) is not None

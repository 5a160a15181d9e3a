"""Where a finding sits for the tools of a repository: CI knows paths from the root, and lines that exist."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.findings import Finding

_MOVING = re.compile(r"第 ?\d+ ?行|\d+ ?天")
"""What of a message changes while the finding stays the same: another line's number when lines move, and how many
days something is overdue."""


@dataclass(frozen=True)
class Repository:
    """Where the section lies below the root of its repository."""

    content: str = ""
    """The content folder, ending in `/`; empty where it is the root itself."""
    settings: str = "mkdocs.yml"
    """The settings file: what concerns the section as a whole is told there."""

    def path(self, finding: Finding) -> str:
        """The file of a finding, from the root; a finding on the whole section sits on the settings file."""
        return f"{self.content}{finding.path}" if finding.path else self.settings

    def line(self, finding: Finding) -> int:
        """The line of a finding; where there is none, the first, for tools know no other."""
        return max(finding.line, 1)


def with_fingerprints(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Each finding with a name of its own (SHA-256) that stays the same when lines move and days pass."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for finding in findings:
        identity = finding.code, finding.path, _MOVING.sub("", finding.message)
        seen[identity] += 1
        name = "\n".join((*identity, str(seen[identity])))
        yield finding, hashlib.sha256(name.encode()).hexdigest()


def finding_in_words(finding: Finding) -> str:
    """All that an editor needs, a line each: what is wrong, how to mend it, why, and who let it pass."""
    lines = [finding.message, f"改法：{finding.fix}", f"依据：{finding.basis}"]
    if finding.follows_from:
        lines.insert(1, cause_of(finding))
    if finding.waived_by:
        lines.append(f"已由{finding.waived_by}批准暂缓")
    return "\n".join(lines)


def cause_of(finding: Finding) -> str:
    """Where to begin with a finding that follows from another; "" where it stands by itself."""
    if finding.follows_from is None:
        return ""
    path, line, code = finding.follows_from
    where = f"{path} 第 {line} 行" if line else path
    return f"由 {where}的 {code} 引起，先改那一处"

"""What a rule says, as a value: where, what, why and how to mend; and the exceptions that stop a build."""

import errno
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

Place = tuple[str, int, str]
"""Path, line and code: how one finding names another."""


@dataclass(frozen=True, order=True)
class Violation:
    """One broken rule at one place, before the rule signs it with its code, basis and remedy.

    `path` is relative to the content folder, `line` counts from 1 (0: no line). `fix` replaces the
    rule's general remedy where a better one is known; `warning` softens an error; `by_time`: the day
    alone brought it about, so that it counts as a clock finding whatever the rule's kind. `concerns` names what else
    it is about, a file that is missing or meant, say; `follows_from` the finding that brought this one about.
    """

    path: str
    line: int
    message: str
    fix: str | None = None
    warning: bool = False
    by_time: bool = False
    concerns: str = field(default="", compare=False)
    follows_from: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, order=True)
class Finding:
    """A violation signed by its rule; sorts by path, line, code."""

    path: str
    line: int
    code: str
    name: str
    severity: Severity
    message: str
    basis: str
    fix: str
    waived_by: str | None = None
    by_time: bool = False
    """Whether time alone broke the rule: such findings can be let through as warnings."""
    let_through: bool = False
    """Whether this one was: an error that became a warning."""
    follows_from: Place | None = field(default=None, compare=False)
    """The finding that brought this one about: mended together with it."""
    concerns: str = field(default="", compare=False)
    """What else it is about: a path, or a field of its file; for those who look for causes."""

    @property
    def place(self) -> Place:
        """What other findings call it."""
        return self.path, self.line, self.code


def blocking(findings: Iterable[Finding]) -> bool:
    """Whether any finding stops the build: errors do, warnings do not."""
    return any(finding.severity == "error" for finding in findings)


class WrongUse(Exception):
    """The command line or the settings are wrong (exit status 2); the message is Chinese, for the editor."""


_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EEXIST: "已经有同名的文件",
    errno.EISDIR: "它是文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已满",
    errno.EIO: "磁盘读写出错",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EADDRINUSE: "已被占用",
    errno.EADDRNOTAVAIL: "这台电脑没有这个地址",
}


def system_refusal(problem: OSError) -> str:
    """Why the system refused, for the editor."""
    return _REASONS.get(problem.errno or 0) or f"系统提示 {problem.strerror}"

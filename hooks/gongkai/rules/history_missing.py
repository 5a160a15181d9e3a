"""GK403: git cannot say what GK401 and GK402 need to know."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.rule import Case, Rule
from gongkai.source import HistoryMissing


def check(case: Case) -> Iterator[Violation]:
    """The settings want evidence from git, and there is none: told once, never passed over in silence (warning)."""
    if case.settings.evidence_since is not None and isinstance(case.past, HistoryMissing):
        said = f"{case.past.why}，没有核对发布日期是否真实（GK401、GK402）"
        yield Violation("", 0, said, fix=case.past.fix)


RULE = Rule(
    code="GK403",
    name="history-missing",
    title="没有 git 历史可查",
    says="设置了 evidence_since，但内容文件夹没有完整的 git 历史，查不了发布日期是否真实。",
    basis=law.EVIDENCE_KEPT,
    fix="取全 git 历史再检查；不在仓库里的文件夹，检查时加 --no-git。",
    check=check,
    severity="warning",
    can_wait=True,
)

"""GK403: git cannot say what GK401, GK402 and GK404 need to know."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.rule import Case, Rule
from gongkai.source import HistoryMissing


def check(case: Case) -> Iterator[Violation]:
    """The settings want evidence from git, and there is none: told once, never passed over in silence (warning). Where
    only the history is missing that there is elsewhere, old addresses would be forgotten: told whatever the settings."""
    past, wanted = case.past, case.settings.evidence_since is not None
    if isinstance(past, HistoryMissing) and (wanted or past.elsewhere):
        dates = "没有核对发布日期是否真实（GK401、GK402），也" if wanted else ""
        said = f"{past.why}，{dates}不知道公开过哪些网址（GK404），移动、删除过的文件不会跳转、没有说明"
        yield Violation("", 0, said, fix=past.fix)


RULE = Rule(
    code="GK403",
    name="history-missing",
    title="没有 git 历史可查",
    says="设置了 evidence_since，但内容文件夹没有完整的 git 历史，查不了发布日期是否真实；或者 git 历史没有取全，不知道公开过哪些网址。",
    basis=law.EVIDENCE_KEPT,
    fix="取全 git 历史再检查；不在仓库里的文件夹，检查时加 --no-git。",
    check=check,
    severity="warning",
    can_wait=True,
)

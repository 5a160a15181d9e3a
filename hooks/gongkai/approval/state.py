"""Which of a document's approvals count, why the others do not, and what is still missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.approval.record import Approval
from gongkai.settings.approvals import EVIDENCE, ApprovalSettings


@dataclass(frozen=True)
class Refusal:
    """An approval that does not count, and why."""

    approval: Approval
    why: str


@dataclass(frozen=True)
class ApprovalState:
    """How far the approval of one file has come."""

    digest: str
    """Of the content as it is."""
    authors: tuple[str, ...]
    """Who made the change, as far as git says."""
    recorded: tuple[Approval, ...]
    counted: tuple[Approval, ...]
    refused: tuple[Refusal, ...]
    missing: tuple[str, ...]
    """Steps that nobody took."""
    lacking: int = 0
    """How many people more have to look at it."""
    fault: str = ""
    """Why nothing can be judged."""

    @property
    def is_complete(self) -> bool:
        """Whether the file may go out."""
        return not (self.missing or self.lacking or self.fault)


def approval_state(
    digest: str,
    recorded: Sequence[Approval],
    authors: Collection[str],
    unsigned: Collection[Approval],
    asked: ApprovalSettings,
    today: date,
) -> ApprovalState:
    """Judge the approvals of one file; `unsigned`: those for which no signature stands."""
    counted: list[Approval] = []
    refused: list[Refusal] = []
    for one in recorded:
        why = _why_not(one, digest, authors, unsigned, counted, asked, today)
        if why:
            refused.append(Refusal(one, why))
        else:
            counted.append(one)
    taken = {one.step for one in counted}
    missing = tuple(step for step in asked.steps if step not in taken)
    lacking = max(asked.count - len(counted), len(missing), 0)
    return ApprovalState(
        digest, tuple(sorted(authors)), tuple(recorded), tuple(counted), tuple(refused), missing, lacking
    )


def _why_not(
    one: Approval,
    digest: str,
    authors: Collection[str],
    unsigned: Collection[Approval],
    counted: Sequence[Approval],
    asked: ApprovalSettings,
    today: date,
) -> str:
    """Why an approval does not count; "" where it does."""
    if one.digest != digest:
        return "审的不是现在的内容"
    if one.by in authors or one.by == one.author:
        return "是改稿人自己"
    if one.day > today:
        return f"日期 {one.day} 还没有到"
    if asked.people and one.by not in asked.people:
        return "不在审签人员名单里"
    if asked.steps and one.step not in asked.steps:
        return f"没有“{one.step}”这一步"
    if not asked.may_take(one.by, one.step):
        return f"不能审“{one.step}”这一步"
    if one.evidence not in asked.evidence:
        return f"本单位不认“{EVIDENCE.get(one.evidence, one.evidence)}”"
    if one in unsigned:
        return "没有本人签名的提交"
    if one.by in {other.by for other in counted}:
        return "同一个人只算一次"
    return "" if one.by else "没有写是谁"

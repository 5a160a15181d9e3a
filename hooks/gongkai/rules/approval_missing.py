"""GK405: a document went out, or is to, and fewer people than the settings ask for have looked at these very bytes."""

from collections.abc import Iterator

from gongkai import law
from gongkai.approval import ApprovalState, Refusal
from gongkai.approval.signers import faulty_lines
from gongkai.findings import Violation
from gongkai.rules.rule import Case, Rule
from gongkai.settings.approvals import FOLDER

_SHOWN = 2
"""Approvals that do not count, told one by one."""


def check(case: Case) -> Iterator[Violation]:
    """Fewer recorded approvals than asked for; those by an author, of other bytes, or twice by one person do not count.

    Why: what goes out under the bureau's name was seen by more than the one who wrote it.
    """
    yield from _signers(case)
    for path, standing in case.approvals.items():
        if case.looks_at(path) and not standing.is_complete:
            yield Violation(path, 1, _said(standing))


def _signers(case: Case) -> Iterator[Violation]:
    """Lines of the file of signers that let nobody in: else nobody would know why signatures do not count."""
    asked = case.settings.approvals
    if asked is None or "signature" not in asked.evidence or not asked.signers.is_file():
        return
    for line, why, fix in faulty_lines(asked.signers.read_bytes()):
        yield Violation(f"../{FOLDER}/{asked.signers.name}", line, f"审签人员的密钥：{why}", fix=f"{fix}。")


def _said(standing: ApprovalState) -> str:
    if standing.fault:
        return f"核对不了审签：{standing.fault}"
    missing = f"，缺：{'、'.join(standing.missing)}" if standing.missing else ""
    said = f"现在的内容还缺 {standing.lacking} 人审签{missing}"
    refused = standing.refused[-_SHOWN:]
    if refused:
        said += f"；不算数的：{'，'.join(map(_refused, refused))}"
    more = len(standing.refused) - len(refused)
    return said + (f"，另有 {more} 条" if more else "")


def _refused(refusal: Refusal) -> str:
    one = refusal.approval
    return (
        f"{one.by} {one.day} 审的“{one.step}”（{refusal.why}）"
        if one.step
        else f"{one.by} {one.day}（{refusal.why}）"
    )


RULE = Rule(
    code="GK405",
    name="approval-missing",
    title="没有审签",
    says="设置了 approvals，而审签记录里审过现在这一版的人不够：改稿人自己审的、审的是别的内容的（审后又有改动）、同一个人重复的，"
    "都不算；签名所用的 approvals/signers 里有读不懂的一行，也报；从设置写明的那天起发布或者改动的文件都要审签，草稿不用。",
    basis=law.LOOKED_AT,
    fix="请还没有审的人审这一版（在平台的合并请求里批准，或者运行 approve），再把记录提交上来："
    "本机签名的运行 approve --sign --step 步骤，或者在收文和审签的页面点“同意”。",
    check=check,
    asks_git=True,
)

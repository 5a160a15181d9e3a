"""GK901: a waiver that can waive nothing."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Waiver
from gongkai.rules.rule import Case, Rule
from gongkai.rules.waiving import faults


def check(case: Case) -> Iterator[Violation]:
    """Without reason, approver or expiry, or for a rule that cannot be waived.

    Why: an exception that nobody answers for, or that has no end, is no exception.
    """
    for placed in case.library.entries(Waiver):
        if said := "；".join(faults(placed.entry, case.rules)):
            yield placed.violation(None, f"对 {placed.entry.path} 的暂缓无效：{said}")


RULE = Rule(
    code="GK901",
    name="waiver-invalid",
    title="暂缓无效",
    says="暂缓事项没有理由、批准人或到期日期，或者所针对的规则不能暂缓。",
    basis=law.WAIVERS_PUBLIC,
    fix="补写 reason、approved_by、expires；不能暂缓的，删去这一条，按规则改正内容。",
    check=check,
    waivable=False,
)

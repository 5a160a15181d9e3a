"""GK101: a policy without an interpretation."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Policy
from gongkai.rules.rule import Case, Rule


def check(policy: Policy, case: Case) -> Iterator[Violation]:
    """A policy without interpretation and without exemption; follow-ups alone do not count.

    Why: 应解读、尽解读. Once `published` is past, `interpretation_late` says why it came late, in
    public, and a follow-up then serves. What another organ disclosed and what was taken down bind no longer.
    """
    if policy.of_another_organ or policy.interpretation_exempt or policy.withdrawn_on(case.today):
        return
    found = [i for i in case.library.interpretations_of(policy) if not i.withdrawn_on(case.today)]
    if any(not interpretation.followup for interpretation in found):
        return
    case.library.expect_subjects_known()
    past = policy.published < case.today
    if past and policy.interpretation_late and any(one.public_on(case.today) for one in found):
        return
    stem = policy.path.removeprefix("policies/")
    fix = f"新建 interpretations/{stem}，写 interprets: {policy.path}，三个日期与政策相同"
    if past and found:
        fix = "解读确实晚了的，在政策文件中用 interpretation_late 公开说明理由；与政策同步的，删去 followup: true"
    elif past:
        fix += "；来不及的，加写 followup: true，政策文件用 interpretation_late 公开理由"
    fix += "；确不需要解读的，用 interpretation_exempt 写明理由。"
    if found:
        yield policy.violation(None, "只有跟踪解读（followup），没有与政策文件同步的解读", fix=fix)
    else:
        yield policy.violation(None, "政策文件没有配套的解读，也没有写明不作解读的理由", fix=fix)


RULE = Rule(
    code="GK101",
    name="interpretation-missing",
    title="政策没有解读",
    says="政策文件没有配套的解读，也没有写明不作解读的理由；跟踪解读不能代替同步解读。",
    basis=law.EVERY_POLICY_INTERPRETED,
    fix="补上解读。",
    check=check,
    is_duty=True,
    subjects=(Policy,),
)

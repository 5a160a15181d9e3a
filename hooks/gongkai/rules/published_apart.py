"""GK104: an interpretation was not published the same day as its policy."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Interpretation
from gongkai.rules.rule import Case, Rule
from gongkai.rules.synchrony import policies_in_step


def check(interpretation: Interpretation, case: Case) -> Iterator[Violation]:
    """A policy and its interpretation are published on one day; `late_reason` does not help here.

    Why: 三同步. For an interpretation that came later there is an honest way: a follow-up, and the
    policy's `interpretation_late`.
    """
    for policy in policies_in_step(interpretation, case):
        if interpretation.published != policy.published:
            yield interpretation.violation(
                "published",
                f"解读 {interpretation.published} 发布，政策文件（{policy.path}）{policy.published} 发布，应为同一天",
                fix=_remedy(policy.published < case.today),
            )


def _remedy(past: bool) -> str:
    if not past:
        return "把两个发布日期改成同一天，一起发布。"
    return (
        "日期写错的，改成实际发布的同一天；解读确实晚了的，解读写 followup: true，"
        "政策文件用 interpretation_late 公开说明理由。"
    )


RULE = Rule(
    code="GK104",
    name="published-apart",
    title="解读没有同日发布",
    says="解读与政策文件不在同一天发布（跟踪解读除外）；写了逾期说明（late_reason）也不行。",
    basis=law.THREE_SYNCHRONIES,
    fix="把两个发布日期改成同一天，一起发布。",
    check=check,
    is_duty=True,
    waivable=False,
    subjects=(Interpretation,),
)

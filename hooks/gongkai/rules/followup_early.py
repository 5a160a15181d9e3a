"""GK105: a follow-up dated before the policy it follows."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Interpretation, Policy
from gongkai.rules.rule import Case, Rule


def check(interpretation: Interpretation, case: Case) -> Iterator[Violation]:
    """A follow-up answers questions that came up after the policy; it cannot be older.

    Why: 政策出台后开展动态跟踪解读.
    """
    if not interpretation.followup:
        return
    for policy in case.library.subjects_of(interpretation):
        if not isinstance(policy, Policy) or not case.library.bound(policy):
            continue
        if interpretation.published < policy.published:
            yield interpretation.violation(
                "published",
                f"跟踪解读 {interpretation.published} 发布，早于政策文件（{policy.path}）的 {policy.published}",
            )


RULE = Rule(
    code="GK105",
    name="followup-early",
    title="跟踪解读早于政策",
    says="跟踪解读的发布日期早于它所解读的政策文件。",
    basis=law.FOLLOW_UP,
    fix="核对发布日期；与政策同步的解读，删去 followup: true。",
    check=check,
    is_duty=True,
    subjects=(Interpretation,),
)

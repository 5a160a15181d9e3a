"""GK112: a condition, or a branch, that no case of the calculator tries on both sides."""

from collections.abc import Iterator

from gongkai import law
from gongkai.calculator.trial import uncovered
from gongkai.findings import Violation
from gongkai.model import Policy
from gongkai.rules.rule import Case, Rule


def check(policy: Policy, case: Case) -> Iterator[Violation]:
    """A condition of `eligible`, or of an `if`, that comes out the same way in all cases.

    Why: what no case tries can be changed by a slip, and nobody notices.
    """
    if policy.calculator is None or policy.withdrawn_on(case.today):
        return
    for flaw in uncovered(policy.calculator):
        yield policy.violation(("calculator", *flaw.place), flaw.message)


RULE = Rule(
    code="GK112",
    name="calculator-uncovered",
    title="算例不够",
    says="享受条件或者算式里的 if，没有算例两边都试到：符合的要有，只因为这一条不符合的也要有。",
    basis=law.AMOUNTS_TRIED,
    fix="补一个算例（cases）：其他条件都符合，只有这一条换成另一边。",
    check=check,
    is_duty=True,
    subjects=(Policy,),
)

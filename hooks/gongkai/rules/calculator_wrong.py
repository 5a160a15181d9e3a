"""GK111: a calculator that reckons otherwise than its cases, or rests on a clause that does not say so."""

from collections.abc import Iterator

from gongkai import law
from gongkai.calculator.trial import flaws
from gongkai.findings import Violation
from gongkai.model import Policy
from gongkai.rules.rule import Case, Rule


def check(policy: Policy, case: Case) -> Iterator[Violation]:
    """A case that comes out otherwise, a clause that is missing or does not state its number, an expression without meaning.

    Why: a citizen takes the amount on the page for the bureau's word.
    """
    if policy.calculator is None or policy.withdrawn_on(case.today):
        return
    for flaw in flaws(policy.calculator, case.text(policy)):
        yield policy.violation(("calculator", *flaw.place), flaw.message, fix=flaw.fix or None)


RULE = Rule(
    code="GK111",
    name="calculator-wrong",
    title="算得清算得不对",
    says="算例算出来的结果和写的不一样，依据的条款正文里没有、条款里没有这个数，或者条件、算式算不出来。",
    basis=law.AMOUNTS_TRUE,
    fix="对照正文，看是算例、标准还是条件、算式写错了，改成一致。",
    check=check,
    is_duty=True,
    subjects=(Policy,),
)

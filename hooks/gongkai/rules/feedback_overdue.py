"""GK207: ten working days after a decision, the public still does not know what became of its opinions."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.model.terms import feedback_term
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """`decided`, and its tenth working day is past without `feedback` (one dated later is absent yet).

    Why: the public is owed an answer in time.
    """
    term = feedback_term(docket, case.library.calendar, case.library.terms)
    if term and term.due and case.today > term.due and not docket.feedback_on(case.today):
        yield docket.violation(
            "decided",
            f"{docket.decided} 决策出台，意见采纳情况最迟应在 {term.due} 公开，至今没有公开{term.note}",
        )


RULE = Rule(
    code="GK207",
    name="feedback-overdue",
    title="意见采纳情况到期未公开",
    says="决策出台已过 {feedback}，还没有公开意见收集和采纳情况。",
    basis=law.FEEDBACK_IN_TIME,
    fix="补写 feedback，published 写实际公开的日期，并用 late_reason 公开说明逾期的原因；没有收到意见的，opinions 写 []。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
    kind="clock",
)

"""GK209: an opinion was turned down without a reason."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.model.decision import OUTCOMES
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, _case: Case) -> Iterator[Violation]:
    """An opinion `partly` adopted or `declined` without `reason`.

    Why: 公开较为集中意见不予采纳的原因.
    """
    for index, opinion in enumerate(docket.feedback.opinions if docket.feedback else ()):
        if opinion.outcome != "adopted" and not opinion.reason:
            yield docket.violation(
                ("feedback", "opinions", index),
                f"意见“{opinion.summary[:20]}”{OUTCOMES[opinion.outcome]}，没有说明理由",
            )


RULE = Rule(
    code="GK209",
    name="refusal-unexplained",
    title="未采纳意见没有说明理由",
    says="部分采纳（partly）或未采纳（declined）的意见没有写理由（reason）。",
    basis=law.REFUSAL_REASONS,
    fix="在这条意见下补写 reason，说明不采纳或部分采纳的理由。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)

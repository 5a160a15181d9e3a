"""GK204: the public had less time than the law gives it, and nothing says why."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """Fewer days than the law has from `opens` to `closes`, without `shortened_reason`; `major: false` binds not.

    Why: 重大行政决策程序暂行条例 art. 15. Each round has its own days; what was extended counts to its new end.
    """
    for place, consultation in docket.rounds_placed if docket.major else ():
        days = (consultation.closes - consultation.opens).days
        opens, terms = consultation.opens, case.library.terms
        least = terms.days(law.CONSULTATION, opens)
        if 0 <= days < least and not consultation.shortened_reason:
            earliest = law.consultation_earliest_close(opens, terms)
            yield docket.violation(
                (*place, "closes"),
                f"征求意见只有 {days} 天，应不少于 {least} 天{terms.note(law.CONSULTATION, opens)}",
                fix=f"把截止日期延到 {earliest} 或以后；情况紧急确需缩短的，用 shortened_reason 公开说明理由。",
            )


RULE = Rule(
    code="GK204",
    name="consultation-short",
    title="征求意见时间不足",
    says="公开征求意见从开始到截止不足 {consultation}，没有说明缩短的理由（shortened_reason）。",
    basis=law.CONSULTATION_TERM,
    fix="延长征求意见的时间，或者说明缩短的理由。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)

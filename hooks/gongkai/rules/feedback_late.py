"""GK208: the public was told late what became of its opinions, and not why."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.model.terms import feedback_term
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """`feedback.published` after the tenth working day from `decided`, without `late_reason`.

    Why: a duty met late passes once the reason is told, in public.
    """
    term = feedback_term(docket, case.library.calendar, case.library.terms)
    if docket.feedback is None or term is None or term.due is None or docket.late_reason:
        return
    if docket.feedback.published > term.due:
        yield docket.violation(
            ("feedback", "published"),
            f"意见采纳情况 {docket.feedback.published} 公开，晚于最后一天 {term.due}（{docket.decided} 后第 "
            f"{term.days} 个工作日{term.note}），没有说明原因",
        )


RULE = Rule(
    code="GK208",
    name="feedback-late",
    title="意见采纳情况逾期公开",
    says="意见采纳情况在决策出台 {feedback}之后才公开，没有写逾期说明（late_reason）。",
    basis=law.FEEDBACK_IN_TIME,
    fix="用 late_reason 写明逾期的原因，页面会公开显示。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)

"""GK307: a task of the year's plan is past its day and not done."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Plan
from gongkai.rules.rule import Case, Rule


def check(plan: Plan, case: Case) -> Iterator[Violation]:
    """A task past `due`, not `done` (warning).

    Why: the plan is public, and so is what became of it. One that was taken down is neither.
    """
    if plan.withdrawn_on(case.today):
        return
    for index, task in enumerate(plan.tasks):
        if case.today > task.due and not task.done_by(case.today):
            late = (case.today - task.due).days
            yield plan.violation(
                ("tasks", index),
                f"任务“{task.id} {task.title}”（{task.owner}）应在 {task.due} 前完成，已逾期 {late} 天",
            )


RULE = Rule(
    code="GK307",
    name="task-overdue",
    title="任务到期未完成",
    says="工作要点任务分解中的一项任务已过完成时限，还没有完成。",
    basis=law.PLAN_OF_WORK,
    fix="完成后填写 done 和 evidence（完成依据）；逾期的用 late_reason 说明原因。",
    check=check,
    is_duty=True,
    subjects=(Plan,),
    kind="clock",
    severity="warning",
)

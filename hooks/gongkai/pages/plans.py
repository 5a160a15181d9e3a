"""工作要点任务分解: a year's tasks by office, how far each has come, and what proves it; trainings with numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from gongkai.model import Plan, Task
from gongkai.model.planning import COMING, DONE, LATE, OVERDUE
from gongkai.pages.charts import Bar, bar_chart
from gongkai.pages.context import Context
from gongkai.pages.figures import Figure, percent
from gongkai.pages.notices import notices
from gongkai.pages.site import Page, index_page

PATH = "plans/"


@dataclass(frozen=True)
class ShownTask:
    """A task as it stands today; `evidence` are titles with addresses from the top of the site
    and marks."""

    task: Task
    state: str
    done: date | None
    evidence: tuple[tuple[str, str, str], ...]
    late_reason: str


@dataclass(frozen=True)
class Office:
    """An office with its tasks."""

    name: str
    tasks: tuple[ShownTask, ...]

    @property
    def done(self) -> int:
        """How many of its tasks are done, late ones too."""
        return count(self.tasks, DONE, LATE)


def plan_pages(context: Context) -> Iterator[Page]:
    """The list of plans, and one page for each that is out."""
    plans = context.library.public(Plan, context.today)
    yield _list(plans, context)
    for plan in plans:
        yield _plan(plan, context)


def count(tasks: Sequence[ShownTask], *states: str) -> int:
    """How many of the tasks are in one of these states."""
    return sum(one.state in states for one in tasks)


def _shown_tasks(plan: Plan, context: Context) -> tuple[ShownTask, ...]:
    if plan.withdrawn_on(context.today):
        return ()
    return tuple(_shown(task, context) for task in plan.tasks)


def _shown(task: Task, context: Context) -> ShownTask:
    """The task; what belongs to a day of completion that has not come is not told yet."""
    done = task.done_by(context.today)
    state = task.state_on(context.today)
    told = done is not None or task.done is None
    return ShownTask(
        task,
        state,
        done,
        tuple(_evidence(task, context)) if told else (),
        (task.late_reason or "") if told and state in (LATE, OVERDUE) else "",
    )


def _evidence(task: Task, context: Context) -> Iterator[tuple[str, str, str]]:
    for one in task.evidence:
        if one.startswith(("https://", "http://")):
            yield one, one, ""
        elif context.is_public(one):
            title, path, mark = context.link(context.library[one])
            yield title or "首页", path, mark


def _list(plans: tuple[Plan, ...], context: Context) -> Page:
    shown = ((plan, _shown_tasks(plan, context)) for plan in plans)
    rows = tuple(
        (context.link(plan), plan.published, len(tasks), count(tasks, DONE, LATE), count(tasks, OVERDUE))
        for plan, tasks in shown
    )
    html = context.render("plans.html", PATH, rows=rows)
    updated = max((plan.published for plan in plans), default=None)
    text = "各年度政务公开工作要点的任务分解和完成情况。"
    return Page(PATH, index_page(PATH), "工作要点任务", html, text, updated=updated)


def _plan(plan: Plan, context: Context) -> Page:
    tasks, today = _shown_tasks(plan, context), context.today
    shown = not plan.withdrawn_on(today)
    offices = _by_office(tasks)
    html = context.render(
        "plan.html",
        plan.url,
        document=plan,
        notices=tuple(notices(plan, context)),
        offices=offices,
        figures=_figures(tasks),
        chart=_chart(offices),
        trainings=tuple(t for t in plan.trainings if t.date <= today) if shown else (),
        body=context.localised(context.text(plan).html, plan) if shown else "",
        attachments=context.attach(plan) if shown else (),
        facts=(("年度", f"{plan.year} 年"), ("发布日期", plan.published)),
    )
    return Page(plan.url, plan.path, plan.title, html, updated=plan.published, kind="plan")


def _by_office(tasks: tuple[ShownTask, ...]) -> tuple[Office, ...]:
    """The offices in the order of their first task."""
    names = dict.fromkeys(one.task.owner for one in tasks)
    return tuple(Office(name, tuple(one for one in tasks if one.task.owner == name)) for name in names)


def _figures(tasks: tuple[ShownTask, ...]) -> tuple[Figure, ...]:
    done, late, overdue = count(tasks, DONE, LATE), count(tasks, LATE), count(tasks, OVERDUE)
    return (
        Figure("任务", f"{len(tasks)}", "项"),
        Figure("已完成", f"{done}", "项", f"其中逾期完成 {late} 项" if late else ""),
        Figure("完成率", percent(done, len(tasks))),
        Figure("逾期未完成", f"{overdue}", "项", f"未到期 {count(tasks, COMING)} 项"),
    )


def _chart(offices: tuple[Office, ...]) -> Markup:
    bars = [
        Bar(
            office.name,
            (office.done, count(office.tasks, OVERDUE), count(office.tasks, COMING)),
            f"{office.done} / {len(office.tasks)} 项",
        )
        for office in offices
    ]
    return bar_chart("gk-by-office", "各科室任务完成情况", bars, ("已完成", "逾期未完成", "未到期"))

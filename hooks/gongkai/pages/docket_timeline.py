"""The steps of a decision with their days, in the order in which they came."""

from collections.abc import Iterator
from datetime import date

from gongkai.model import Docket, Stage
from gongkai.model.decision import SUSPENDED, Ended
from gongkai.model.duties import State, feedback_state
from gongkai.model.progress import adjusted, ending_of, item_of, rounds_of
from gongkai.pages.context import Context
from gongkai.pages.timeline_picture import TimelineStep

CONSULTATION, REVIEW, DISCUSSION = "公开征求意见", "合法性审查", "集体讨论"


def timeline(docket: Docket, context: Context) -> Iterator[TimelineStep]:
    """The stages of a decision with their days; later ones are only announced by name."""
    today, stage = context.today, context.stage(docket)
    catalogue = context.library.catalogue(docket.listed_in) if docket.major else None
    item = item_of(docket, context.library, today)
    if (
        catalogue and item and item.status != "调入"
    ):  # what was taken in later is told by that day, with the others
        text = _in_catalogue(docket)
        yield TimelineStep("列入目录", "done", (catalogue.published,), text)
    yield from sorted(_dated(docket, context), key=lambda step: step.days)
    ending = ending_of(docket, context.library, today)
    if ending:
        yield TimelineStep(ending.how, "done", (ending.on,), ending.reason)
        return
    if stage in (Stage.PREPARING, Stage.POSTPONED) and docket.consultation is None:
        yield TimelineStep(CONSULTATION, "coming")
    decided = docket.decided if docket.decided and docket.decided <= today else None
    if docket.major and not decided:
        yield from _announced(docket, today)
    taken = "决策出台" if docket.major else "文件出台"
    yield TimelineStep(taken, "done", (decided,)) if decided else TimelineStep(taken, "coming")
    feedback = docket.feedback_on(today)
    late = "晚于规定期限，已公开说明原因" if _late(docket, context) else ""
    if feedback:
        yield TimelineStep("公开意见采纳情况", "done", (feedback.published,), late)
    else:
        yield TimelineStep("公开意见采纳情况", "now" if decided else "coming")
    stopped = _suspended(docket, today)
    if stopped and decided and decided <= stopped.on:
        yield TimelineStep("中止执行", "done", (stopped.on,), stopped.reason)


def _suspended(docket: Docket, today: date) -> Ended | None:
    """The suspension of a decision: before it was taken, or after (重大行政决策程序暂行条例 art. 37)."""
    ended = docket.ended
    return ended if ended and ended.how == SUSPENDED and ended.on <= today else None


def _dated(docket: Docket, context: Context) -> Iterator[TimelineStep]:
    """What came before the decision: how the public was heard, what was reviewed and discussed, what was put off."""
    today = context.today
    for one in rounds_of(docket, context.library, today):
        asked = one.consultation
        text = f"还有 {one.days_left} 天截止" if one.days_left else "没有到期就停止" if one.stopped else ""
        state = "now" if one.days_left else "done"
        yield TimelineStep(f"{one.which}{CONSULTATION}", state, (asked.opens, asked.closes), text)
    for heard in docket.participation:
        if heard.date <= today:
            yield TimelineStep(heard.form, "done", (heard.date,))
    for name, day in ((REVIEW, docket.legal_review), (DISCUSSION, docket.collective)):
        if isinstance(day, date) and day <= today:
            yield TimelineStep(name, "done", (day,))
    stopped, decided = _suspended(docket, today), docket.decided or date.max
    if stopped and stopped.on < decided and not ending_of(docket, context.library, today):
        yield TimelineStep(SUSPENDED, "done", (stopped.on,), stopped.reason)
    item = adjusted(docket, context.library, today)
    if item and item.changed and item.status in ("调入", "延期"):
        if item.status == "调入":
            told = "：".join(filter(None, (_in_catalogue(docket), item.reason)))
            yield TimelineStep("调入目录", "done", (item.changed,), told)
        else:
            yield TimelineStep("延期", "done", (item.changed,), item.reason or "")


def _in_catalogue(docket: Docket) -> str:
    return f"{docket.listed_in} 年度，编号 {docket.catalogue_item}"


def _announced(docket: Docket, today: date) -> Iterator[TimelineStep]:
    """What the law has done before a major decision (重大行政决策程序暂行条例 art. 25, 30), and was not yet."""
    for name, day in ((REVIEW, docket.legal_review), (DISCUSSION, docket.collective)):
        if not isinstance(day, str) and not (day and day <= today):
            yield TimelineStep(name, "coming")


def _late(docket: Docket, context: Context) -> bool:
    state = feedback_state(docket, context.library, context.today)
    return state is State.MET_LATE

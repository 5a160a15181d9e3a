"""What happened to a decision: when the public was asked and heard, what was decided, what became of the opinions."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law import in_words
from gongkai.model.decision import Docket, ResultElsewhere
from gongkai.model.library import Library
from gongkai.model.news import Kind, News, to, told
from gongkai.model.progress import adjusted, nth

_DAY = timedelta(days=1)


def docket_news(docket: Docket, library: Library, today: date) -> Iterator[News]:
    """Everything but its corrections, in no order. What was told stays told: a decision that was suspended may go on."""
    yield News(docket.published, Kind.PUBLISHED, "决策档案公开")
    ended = list(_ended(docket, library, today))
    yield from ended
    yield from _asked(docket, today, min((one.day for one in ended), default=date.max))
    for heard in docket.participation:
        if heard.date <= today:
            text = f"举行{heard.form}" if heard.form.endswith("会") else heard.form
            yield News(heard.date, Kind.HEARD, text)
    if docket.decided and docket.decided <= today:
        yield _decided(docket, docket.decided, library, today)
    if feedback := docket.feedback_on(today):
        count = len(feedback.opinions)
        said = f"，对 {count} 类意见逐一说明" if count else "，征求意见期间没有收到意见"
        yield News(feedback.published, Kind.FEEDBACK, f"公开意见采纳情况{said}")


def _ended(docket: Docket, library: Library, today: date) -> Iterator[News]:
    """That it was given up, suspended, put off: as the docket says, or the catalogue."""
    if docket.ended and docket.ended.on <= today:
        yield News(docket.ended.on, Kind.ENDED, f"{docket.ended.how}：{told(docket.ended.reason)}")
    item = adjusted(docket, library, today)
    reason = told(item.reason or "") if item else ""
    if item and item.changed and item.status == "延期":
        yield News(item.changed, Kind.POSTPONED, f"延期：{reason}")
    if item and item.changed and item.status == "取消" and not docket.given_up:
        yield News(item.changed, Kind.ENDED, f"取消：{reason}")


def _asked(docket: Docket, today: date, ended: date) -> Iterator[News]:
    """Each time that the public is asked. `ended`: the day by which what was open stopped."""
    for number, asked in enumerate(docket.rounds_on(today), 1):
        which = f"{nth(number) if number > 1 else ''}公开征求意见"
        until = in_words(asked.extended.from_ if asked.extended else asked.closes)
        yield News(asked.opens, Kind.OPENED, f"开始{which}，到{until}截止")
        if longer := asked.extended:
            reason = told(longer.reason)
            yield News(longer.on, Kind.PROLONGED, f"{which}延长到{in_words(asked.closes)}：{reason}")
        if asked.closes < today and not asked.opens <= ended <= asked.closes:
            yield News(asked.closes + _DAY, Kind.CLOSED, f"{which}结束")


def _decided(docket: Docket, day: date, library: Library, today: date) -> News:
    what = "作出决策" if docket.major else "文件出台"
    result = docket.result
    if isinstance(result, ResultElsewhere):
        return News(day, Kind.DECIDED, f"{what}：{result.title}" if result.title else what)
    found = library.get(result) if result else None
    if found is None or not found.public_on(today):
        return News(day, Kind.DECIDED, what)
    return News(day, Kind.DECIDED, f"{what}：", to(found))

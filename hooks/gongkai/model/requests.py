"""A request for information (依申请公开) as the register knows it: days and outcome, no personal data."""

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from gongkai.model.fields import Count, Day, Line, Record, Review, one_of
from gongkai.model.register import RegisterEntry

GRANTED = ("予以公开", "部分公开")
"""Outcomes that give information away, so that it must have been reviewed."""
REQUEST_OUTCOMES = (*GRANTED, "不予公开", "无法提供", "不予处理", "其他处理")


class Progress(StrEnum):
    """Where a request stands on a day."""

    ANSWERED = "已答复"
    WAITING = "待申请人补正"
    PAUSED = "期限中止"
    OPEN = "办理中"


class Pause(Record):
    """Days that do not count: opinions of third parties, checks by other organs."""

    from_: Day = Field(alias="from", title="开始日期")
    to: Day | None = Field(default=None, title="结束日期")
    why: Line = Field(title="事由")


class Extension(Record):
    """Working days added to the term, approved by whom; `art35` is the reason of 条例 art. 35 for more."""

    on: Day = Field(title="决定日期")
    days: Count = Field(title="延长的工作日", ge=1)
    approved_by: Line | None = Field(default=None, title="批准人")
    art35: Line | None = Field(default=None, title="合理延迟的理由（条例第三十五条）")


class Request(RegisterEntry):
    """One entry of `requests/YEAR.yml`."""

    KIND: ClassVar[str] = "依申请公开登记"

    no: Line = Field(title="登记号")
    received: Day = Field(title="收到日期")
    correction_asked: Day | None = Field(default=None, title="通知补正日期")
    correction_received: Day | None = Field(default=None, title="收到补正日期")
    paused: tuple[Pause, ...] = Field(default=(), title="期限中止")
    extended: Extension | None = Field(default=None, title="延长期限")
    reviewed: Review | None = Field(default=None, title="发布审查")
    replied: Day | None = Field(default=None, title="答复日期")
    outcome: Annotated[Line, one_of(*REQUEST_OUTCOMES)] | None = Field(default=None, title="办理结果")
    late_reason: Line | None = Field(default=None, title="逾期说明")

    @property
    def anchor(self) -> str:
        """Where on the page of its year the request stands."""
        return "no-" + "-".join(self.no.split())

    def replied_by(self, today: date) -> date | None:
        """The day of the answer, once it has come."""
        return self.replied if self.replied and self.replied <= today else None

    def counts_from(self, today: date) -> date | None:
        """Day 0 of the term: the day received, or the day the asked correction came; None while it is awaited.

        Source: 条例 art. 30, 31.
        """
        if self.correction_asked is None or self.correction_asked > today:
            return self.received
        received = self.correction_received
        return received if received and received <= today else None

    def progress_on(self, today: date) -> Progress:
        """Where the request stands."""
        if self.replied_by(today):
            return Progress.ANSWERED
        if self.counts_from(today) is None:
            return Progress.WAITING
        paused = any(p.from_ <= today and not (p.to and p.to <= today) for p in self.paused)
        return Progress.PAUSED if paused else Progress.OPEN

"""Public participation outside a docket (政民互动), and how enquiries were dealt with (办理情况)."""

from datetime import date, timedelta
from typing import Annotated, ClassVar

from pydantic import Field, ValidationInfo, field_validator

from gongkai.model.document import Document, optional, required
from gongkai.model.fields import Count, Day, Line, Month, Record, Reference, TopicName, fault, one_of
from gongkai.model.register import RegisterEntry

EVENT_FORMS = (
    "座谈会",
    "听证会",
    "实地走访",
    "民意调查",
    "人民意见征集",
    "实事项目征集",
    "政府开放活动",
)
CHANNELS = ("12345热线", "网上咨询", "意见建议", "领导信箱")
ONLINE = CHANNELS[1:]
"""Channels by which enquiries come over the web."""


class Outcome(Record):
    """What became of what the public said."""

    on: Day = Field(title="日期")
    text: Line = Field(title="结果")


class Event(Document):
    """A hearing, survey, call for opinions or open day; `participation/YEAR/SLUG.md`."""

    KIND: ClassVar[str] = "政民互动"

    form: Annotated[Line, one_of(*EVENT_FORMS)] = required("形式")
    opens: Day = required("开始日期")
    closes: Day = required("结束日期")
    summary: Line = required("内容概述")
    outcome: Outcome | None = optional("结果反馈")
    decision: Reference | None = optional("有关的决策档案")

    def open_on(self, today: date) -> bool:
        """Whether the public can take part today."""
        return self.opens <= today <= self.closes

    def outcome_on(self, today: date) -> Outcome | None:
        """What became of it, once that has been told."""
        return self.outcome if self.outcome and self.outcome.on <= today else None


class Interaction(RegisterEntry):
    """A month of one channel; an entry of `interactions/YEAR.yml`. Numbers are of enquiries."""

    KIND: ClassVar[str] = "政民互动办理情况"

    month: Month = Field(title="月份")
    channel: Annotated[Line, one_of(*CHANNELS)] = Field(title="渠道")
    received: Count = Field(title="收到件数")
    answered: Count = Field(title="办结件数")
    on_time: Count = Field(title="按期办结件数")
    satisfied: Count | None = Field(default=None, title="满意件数")
    topics: dict[TopicName, Count] = Field(default={}, title="各主题件数")

    def over_on(self, today: date) -> bool:
        """Whether the month is over, its last day included: its numbers are told from then on."""
        return self.month < f"{today + timedelta(days=1):%Y-%m}"

    @field_validator("on_time", "satisfied")
    @classmethod
    def _part_of_the_answered(cls, value: int | None, info: ValidationInfo) -> int | None:
        answered = info.data.get("answered")  # absent where it is itself at fault
        if value is not None and answered is not None and value > answered:
            raise fault(f"{value} 件，多于办结（answered）的 {answered} 件")
        return value

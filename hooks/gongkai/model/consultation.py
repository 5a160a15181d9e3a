"""公开征求意见: when the public can speak on a draft, and how; held once, held again, extended, or why it was not held."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Discriminator, Field, Tag

from gongkai.model.fields import Day, Line, Reachable, Reason, Record, fault, is_reason


class Channel(Record):
    """A way to speak that can be taken at once: a link, a number to call, a place to go or write to."""

    name: Line = Field(title="方式")
    url: Reachable | None = Field(default=None, title="网址")
    tel: Line | None = Field(default=None, title="电话")
    address: Line | None = Field(default=None, title="地址")

    def __str__(self) -> str:
        """The channel in words, as where it cannot be a link."""
        said = (self.url and self.url.removeprefix("mailto:"), self.tel, self.address)
        places = "，".join(filter(None, said))
        return f"{self.name}：{places}" if places else self.name


def _written_as(value: Any) -> str:
    return "channel" if isinstance(value, dict | Channel) else "text"


Channels = tuple[
    Annotated[Annotated[Line, Tag("text")] | Annotated[Channel, Tag("channel")], Discriminator(_written_as)],
    ...,
]
"""Each a text or a `Channel`; as text, `str` of it."""


class ConsultationExtension(Record):
    """The public was given more time than was said first: until when it was, since when that is known, and why."""

    from_: Day = Field(alias="from", title="原截止日期")
    on: Day = Field(title="决定延长的日期")
    reason: Line = Field(title="延长的理由")


class Consultation(Record):
    """One round: the public has from `opens` through `closes` to speak. `closes` is the new end of one extended."""

    opens: Day = Field(title="开始日期")
    closes: Day = Field(title="截止日期")
    extended: ConsultationExtension | None = Field(default=None, title="延长")
    channels: Channels = Field(title="提出意见的方式", min_length=1)
    shortened_reason: Line | None = Field(default=None, title="缩短期限的理由")

    def as_of(self, today: date) -> "Consultation":
        """The round as it stood on a day: an extension that is decided later has not happened."""
        if self.extended is None or self.extended.on <= today:
            return self
        return self.model_copy(update={"closes": self.extended.from_, "extended": None})

    def open_on(self, today: date) -> bool:
        """Whether the public can speak on a day."""
        return self.opens <= today <= self.closes


class NoConsultation(Record):
    """Why the public was not asked about a draft."""

    none_reason: Reason = Field(title="没有公开征求意见的理由")


def listed_rounds(value: Any) -> Any:
    """One round as a list of one; a reason in words as the group that holds it."""
    if isinstance(value, str):
        if not is_reason(value):
            raise fault(f"应写 opens、closes、channels 三项；依法不征求的，写一句理由；现为“{value}”")
        return {"none_reason": value}
    told = isinstance(value, dict) and "none_reason" in value
    return [value] if isinstance(value, dict) and not told else value


def _held(value: Any) -> str:
    return "reason" if isinstance(value, dict | NoConsultation) else "rounds"


Consultations = Annotated[
    Annotated[tuple[Consultation, ...], Tag("rounds")] | Annotated[NoConsultation, Tag("reason")],
    Discriminator(_held),
    BeforeValidator(listed_rounds),
]
"""One round or a list of them, or why there was none."""

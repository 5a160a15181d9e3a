"""Major decisions: the year's catalogue (目录) and one decision's docket (档案)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from gongkai.model.document import Document, NamesOffice, optional, required, required_when_bound
from gongkai.model.fields import (
    Audiences,
    Count,
    Day,
    Flag,
    Line,
    Lines,
    Link,
    Many,
    Reachable,
    Record,
    Reference,
    Topics,
    Year,
    fault,
    one_of,
)

DRAFT, EXPLANATION, RESULT, ATTENDANCE = "决策草案", "草案说明", "决策结果", "公众代表列席情况"
"""Level-2 headings of a docket's body that rules and pages ask for."""

PARTICIPATION = ("座谈会", "听证会", "实地走访", "民意调查", "书面征求意见", "问卷调查", "网上征集")
OUTCOMES = {"adopted": "采纳", "partly": "部分采纳", "declined": "未采纳"}


class Stage(StrEnum):
    """How far a decision has come on a day."""

    PLANNED = "尚未启动"
    PREPARING = "前期研究"
    OPEN = "征求意见中"
    CLOSED = "意见整理中"
    DECIDED = "已决策，意见采纳情况待公开"
    DONE = "已决策并反馈"
    CANCELLED = "已取消"
    POSTPONED = "已延期"


class Item(Record):
    """One item of the year's catalogue; an adjustment during the year needs its day, reason and approval."""

    id: Line = Field(title="编号")
    title: Line = Field(title="事项名称")
    department: Line = Field(title="承办科室")
    planned: Annotated[Line, Field(pattern=r"^\d{4}(-(0[1-9]|1[0-2]))?$")] = Field(title="计划完成时间")
    participation: Lines = Field(title="公众参与方式")
    status: Annotated[Line, one_of("调入", "延期", "取消")] | None = Field(default=None, title="调整情况")
    changed: Day | None = Field(default=None, title="调整日期")
    reason: Line | None = Field(default=None, title="调整理由")
    approved_by: Line | None = Field(default=None, title="批准单位")

    @model_validator(mode="after")
    def _adjustment_is_whole(self) -> "Item":
        if self.status and not (self.changed and self.reason and self.approved_by):
            raise fault(f"事项“{self.id}”有调整（{self.status}），要一并写明 changed、reason、approved_by")
        return self


class Catalogue(Document):
    """The year's catalogue of major decisions; `decisions/YEAR/catalogue.md`."""

    KIND: ClassVar[str] = "重大行政决策事项目录"

    year: Year = required("年度")
    approved_by: Line = required("批准单位")
    items: tuple[Item, ...] = required("决策事项", default=())
    none_reason: Line | None = optional("无决策事项的说明")
    late_reason: Line | None = optional("逾期说明")

    @classmethod
    def excused(cls, values: dict[str, Any]) -> frozenset[str]:
        """A year without major decisions says so in `none_reason` and lists none."""
        return frozenset({"items"} if "none_reason" in values else ())


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


class Consultation(Record):
    """公开征求意见: the public has from `opens` through `closes` to speak."""

    opens: Day = Field(title="开始日期")
    closes: Day = Field(title="截止日期")
    channels: Channels = Field(title="提出意见的方式", min_length=1)
    shortened_reason: Line | None = Field(default=None, title="缩短期限的理由")


class Participation(Record):
    """One way the public was heard."""

    form: Annotated[Line, one_of(*PARTICIPATION)] = Field(title="形式")
    date: Day = Field(title="日期")
    summary: Line = Field(title="情况")
    people: Count | None = Field(default=None, title="人数")


class Opinion(Record):
    """What the public said on one point, and what became of it."""

    summary: Line = Field(title="意见内容")
    count: Count | None = Field(default=None, title="条数")
    outcome: Annotated[Line, one_of(*OUTCOMES, labels=OUTCOMES)] = Field(title="采纳情况")
    reason: Line | None = Field(default=None, title="理由")


class Feedback(Record):
    """意见收集和采纳情况; an empty list says that no opinion came."""

    published: Day = Field(title="公开日期")
    opinions: tuple[Opinion, ...] = Field(title="意见")


class Attendance(Record):
    """公众代表列席: who attended the deciding meeting, or why nobody did."""

    date: Day | None = Field(default=None, title="日期")
    representatives: Many = Field(default=(), title="列席代表")
    summary: Line | None = Field(default=None, title="情况")
    none_reason: Line | None = Field(default=None, title="无代表列席的理由")

    @model_validator(mode="after")
    def _says_something(self) -> "Attendance":
        if not self.none_reason and not self.date:
            raise fault("要写明 date、representatives、summary，或者用 none_reason 说明没有代表列席的理由")
        return self


class ResultElsewhere(Record):
    """What the decision became, outside this section; or why it became nothing."""

    title: Line | None = Field(default=None, title="标题")
    url: Link | None = Field(default=None, title="网址")
    none_reason: Line | None = Field(default=None, title="未形成文件的理由")

    @model_validator(mode="after")
    def _says_something(self) -> "ResultElsewhere":
        if not self.none_reason and not (self.title and self.url):
            raise fault("要写明 title、url，或者用 none_reason 说明没有形成文件的理由")
        return self


def _shape(value: Any) -> str:
    return "elsewhere" if isinstance(value, dict | ResultElsewhere) else "reference"


Result = Annotated[
    Annotated[Reference, Tag("reference")] | Annotated[ResultElsewhere, Tag("elsewhere")],
    Discriminator(_shape),
]


class Docket(Document, NamesOffice):
    """One decision's docket, everything on one page; `decisions/YEAR/SLUG.md`."""

    KIND: ClassVar[str] = "决策档案"

    department: Line = required("承办科室")
    summary: Line | None = required_when_bound("内容概述")
    topics: Topics = required_when_bound("主题", default=())
    audiences: Audiences = required_when_bound("面向对象", default=())
    catalogue_item: Line | None = required("目录编号", default=None)
    catalogue_year: Year | None = optional("目录年度")
    major: Flag = optional("是否重大行政决策", True)
    consultation: Consultation | None = optional("公开征求意见")
    participation: tuple[Participation, ...] = optional("其他公众参与", ())
    feedback: Feedback | None = optional("意见收集和采纳情况")
    attendance: Attendance | None = optional("公众代表列席")
    decided: Day | None = optional("决策日期")
    result: Result | None = optional("决策结果")
    late_reason: Line | None = optional("逾期说明")

    @classmethod
    def excused(cls, values: dict[str, Any]) -> frozenset[str]:
        """A draft for comment that is no major decision stands in no catalogue."""
        return frozenset({"catalogue_item"} if str(values.get("major")).lower() == "false" else ())

    @property
    def listed_in(self) -> int:
        """The year whose catalogue lists this decision."""
        return self.catalogue_year or self.folder_year

    def consultation_open_on(self, today: date) -> bool:
        """Whether the public can speak today."""
        return self.consultation is not None and self.consultation.opens <= today <= self.consultation.closes

    def feedback_on(self, today: date) -> Feedback | None:
        """The feedback, once its day has come."""
        return self.feedback if self.feedback and self.feedback.published <= today else None

    def stage_on(self, today: date) -> Stage:
        """How far the decision has come; what is dated later has not happened."""
        if self.decided and self.decided <= today:
            return Stage.DONE if self.feedback_on(today) else Stage.DECIDED
        if self.consultation and self.consultation.opens <= today:
            return Stage.OPEN if self.consultation_open_on(today) else Stage.CLOSED
        return Stage.PREPARING

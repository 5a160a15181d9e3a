"""Major decisions: the year's catalogue (目录) and one decision's docket (档案)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Discriminator, Field, Tag, model_validator

from gongkai.model.consultation import Consultation, Consultations
from gongkai.model.document import Document, NamesOffice, optional, required, required_when_bound
from gongkai.model.fields import (
    Audiences,
    Count,
    Day,
    DayOrReason,
    Flag,
    Line,
    Lines,
    Link,
    Many,
    Record,
    Reference,
    Topics,
    Year,
    fault,
    one_of,
)
from gongkai.source import Front
from gongkai.source.front_matter import Place

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
    POSTPONED = "已延期"
    SUSPENDED = "已中止"
    CANCELLED = "已取消"
    ENDED = "已终止"
    HANDED_OVER = "已移交"


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

    def adjusted_by(self, today: date) -> bool:
        """Whether its adjustment has happened by then; False for an item that has none."""
        return bool(self.status and self.changed and self.changed <= today)


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


SUSPENDED = "中止"


class Ended(Record):
    """No decision will come of it, or for the time being none."""

    on: Day = Field(title="日期")
    how: Annotated[Line, one_of("终止", SUSPENDED, "移交")] = Field(title="方式")
    reason: Line = Field(title="理由")


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
    consultation: Consultations | None = optional("公开征求意见")
    participation: tuple[Participation, ...] = optional("其他公众参与", ())
    feedback: Feedback | None = optional("意见收集和采纳情况")
    attendance: Attendance | None = optional("公众代表列席")
    legal_review: DayOrReason | None = optional("合法性审查")
    collective: DayOrReason | None = optional("集体讨论")
    decided: Day | None = optional("决策日期")
    result: Result | None = optional("决策结果")
    ended: Ended | None = optional("终止、中止或者移交")
    late_reason: Line | None = optional("逾期说明")

    @classmethod
    def excused(cls, values: dict[str, Any]) -> frozenset[str]:
        """A draft for comment that is no major decision stands in no catalogue."""
        return frozenset({"catalogue_item"} if str(values.get("major")).lower() == "false" else ())

    @property
    def listed_in(self) -> int:
        """The year whose catalogue lists this decision."""
        return self.catalogue_year or self.folder_year

    @property
    def rounds(self) -> tuple[Consultation, ...]:
        """Every time the public is asked, the first in front; none where it says why not."""
        return tuple(consultation for _place, consultation in self.rounds_placed)

    @property
    def rounds_placed(self) -> tuple[tuple[Place, Consultation], ...]:
        """The rounds with the place of each in the front matter, the first in front."""
        asked = self.consultation if isinstance(self.consultation, tuple) else ()
        front = self.source.front
        listed = isinstance(front, Front) and ("consultation", 0) in front.lines
        places = ((("consultation", number) if listed else ("consultation",)) for number in range(len(asked)))
        return tuple(sorted(zip(places, asked, strict=True), key=lambda one: one[1].opens))

    def rounds_on(self, today: date) -> tuple[Consultation, ...]:
        """The rounds that have begun, as they stand on a day."""
        return tuple(one.as_of(today) for one in self.rounds if one.opens <= today)

    @property
    def given_up(self) -> bool:
        """Whether the docket says that no decision will come of it."""
        return self.ended is not None and self.ended.how != SUSPENDED

    def feedback_on(self, today: date) -> Feedback | None:
        """The feedback, once its day has come."""
        return self.feedback if self.feedback and self.feedback.published <= today else None

"""A policy document (政策文件) and its computed status."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from gongkai.model.calculator import Calculator
from gongkai.model.document import Document, NamesOffice, Reviewed, optional, required, required_when_bound
from gongkai.model.fields import (
    NO,
    Audiences,
    Day,
    Line,
    Link,
    Many,
    Olders,
    Record,
    References,
    Topics,
    fault,
)


class Status(StrEnum):
    """Where a policy stands on a day; computed, never written."""

    COMING = "尚未生效"
    VALID = "有效"
    AMENDED = "已修改"
    EXPIRED = "已失效"
    REPEALED = "已废止"


class ApplicationWindow(Record):
    """One of several periods in which applications are taken."""

    from_: Day = Field(alias="from", title="开始日期")
    until: Day = Field(title="截止日期")


class Apply(Record):
    """Where and when to apply; several windows for what is taken in twice a year, say."""

    url: Link | None = Field(default=None, title="办理网址")
    from_: Day | None = Field(default=None, alias="from", title="开始日期")
    until: Day | None = Field(default=None, title="截止日期")
    windows: tuple[ApplicationWindow, ...] = Field(default=(), title="各次申请期")
    called: Line = Field(default="申请期", title="这段时间叫什么")

    @model_validator(mode="after")
    def _windows_follow_one_another(self) -> "Apply":
        before: date | None = None
        for number, window in enumerate(self.windows, 1):
            told = f"第{number}段申请期（{window.from_} 至 {window.until}）"
            if window.from_ > window.until:
                raise fault(f"{told}截止早于开始")
            if before is not None and window.from_ <= before:
                raise fault(f"{told}没有排在前一段之后，各段应按先后排列，不能重叠")
            if (self.from_ and window.from_ < self.from_) or (self.until and window.until > self.until):
                raise fault(
                    f"{told}在 from、until 之外；分几次受理的，每一次都写进 windows，from、until 可以不写"
                )
            before = window.until
        return self

    @property
    def periods(self) -> tuple[tuple[date | None, date | None], ...]:
        """From when until when applications are taken, in order; None where an end is open."""
        return tuple((one.from_, one.until) for one in self.windows) or ((self.from_, self.until),)


class Repeal(Record):
    """Repealed by something outside this section."""

    on: Day = Field(title="废止日期")
    by: Line | None = Field(default=None, title="废止依据")
    reason: Line | None = Field(default=None, title="理由")


class Republication(Record):
    """Another organ's document, shown here."""

    from_: Line = Field(alias="from", title="来源机关")
    url: Link = Field(title="原文网址")


class Normative(Record):
    """What a 行政规范性文件 has besides; the record may be empty, for it is there that tells."""

    registered: Line | None = Field(default=None, title="登记号")
    review: Day | None = Field(default=None, title="评估日期")


def _record_or_told(value: Any) -> Any:
    if isinstance(value, dict | Normative):
        return value
    if isinstance(value, str) and value.lower() in NO:
        raise fault("不是规范性文件的，删去这一行，不写 false（否）")
    raise fault(
        f"应写成 {{registered: 登记号, review: 评估日期}}；两项都没有的写 {{}}，同样算规范性文件；现为“{value}”"
        if isinstance(value, str)
        else "应写成 {registered: 登记号, review: 评估日期}；两项都没有的写 {}，同样算规范性文件"
    )


class LeadingOrgan(Record):
    """The organ that led in making a joint document, and disclosed it (条例 art. 10 III)."""

    issuer: Line = Field(title="牵头机关")
    url: Link | None = Field(default=None, title="牵头机关公开的网址")


class Policy(Document, Reviewed, NamesOffice):
    """A policy document; `policies/YEAR/SLUG.md`."""

    KIND: ClassVar[str] = "政策文件"

    number: Line = required("发文字号")
    issuer: Many = required("发布机构", min_length=1)
    drafted: Day | None = required_when_bound("起草日期")
    signed: Day = required("签发日期")
    summary: Line | None = required_when_bound("内容概述")
    topics: Topics = required_when_bound("主题", default=())
    audiences: Audiences = required_when_bound("面向对象", default=())
    apply: Apply | None = optional("申报办理")
    index: Line | None = optional("索引号")
    effective: Day | None = optional("生效日期")
    expires: Day | None = optional("失效日期")
    repeals: Olders = optional("废止的文件", ())
    amends: Olders = optional("修改的文件", ())
    extends: References = optional("延长有效期的文件", ())
    repealed: Repeal | None = optional("废止情况")
    normative: Annotated[Normative | None, BeforeValidator(_record_or_told)] = optional("规范性文件")
    calculator: Calculator | None = optional("算得清")
    lead: LeadingOrgan | None = optional("牵头制作的机关")
    republished: Republication | None = optional("转载来源")
    interpretation_exempt: Line | None = optional("不作解读的理由")
    interpretation_late: Line | None = optional("解读逾期说明")
    late_reason: Line | None = optional("逾期说明")

    @property
    def of_another_organ(self) -> bool:
        """Whether another organ made and disclosed it, alone or with us: to interpret and disclose it is its duty."""
        return self.lead is not None or self.republished is not None

    @property
    def own_number(self) -> str:
        """发文字号; empty for a document that has none."""
        return "" if self.number == "无" else self.number

    @property
    def only_prolongs(self) -> bool:
        """Whether its `expires` is the new end of what it prolongs, and not its own: a notice, no 规范性文件."""
        return bool(self.extends) and self.normative is None

    @property
    def in_force_from(self) -> date:
        """The first day of effect: `effective`, else the day of publication."""
        return self.effective or self.published

    @property
    def index_number(self) -> str:
        """索引号: as written, else computed from where the document lies, so that it never moves."""
        return self.index or "-".join(("ZC", *self.path.removesuffix(".md").split("/")[1:])).upper()

    @property
    def is_cleanup(self) -> bool:
        """Whether its title says that it tells of a 清理 of 规范性文件: which go on, are changed, are over."""
        title = self.title if self.has("title") else ""
        return "清理" in title and "规范性文件" in title

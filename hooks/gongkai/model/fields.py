"""Types of single fields: how the text of a front-matter value becomes a day, a list, a reference."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
)
from pydantic_core import PydanticCustomError

from gongkai.source.draft_mark import YES

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
"""Days outside are slips of the pen, and no period could be counted from them."""


class Record(BaseModel):
    """A group of fields: frozen, and unknown names are errors. What reads it is built at its first use: no command reads
    all kinds of documents."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def fault(message: str) -> PydanticCustomError:
    """What is wrong with a value, in Chinese (braces stay as they are: pydantic fills them only from a context)."""
    return PydanticCustomError("gongkai", message)


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise fault(f"没有“{value}”这一天") from None
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise fault(f"“{value}”的年份不对")
        return day
    raise fault(f"“{value}”不是日期，应写成 2024-05-08 这样的形式")


NO = ("false", "no", "off", "否")
"""How an editor writes false."""


def _flag(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else ""
    if word in YES or word in NO:
        return word in YES
    raise fault(f"只能写 true（是）或 false（否），现为“{value}”")


def listed(value: Any) -> Any:
    """One value as a list of one."""
    return [value] if isinstance(value, str | dict) else value


@dataclass(frozen=True)
class InVocabulary:
    """The value is a word of a vocabulary in the settings: topics or audiences."""

    name: str

    def __call__(self, value: str, info: ValidationInfo) -> str:
        """The value; raises a fault for one that the vocabulary does not have."""
        allowed = (info.context or {}).get(self.name)
        if allowed is not None and value not in allowed:
            raise fault(f"“{value}”不在可选范围内（{'、'.join(allowed)}）")
        return value


@dataclass(frozen=True)
class OneOf:
    """The value is one of these words; `labels` say in Chinese what each means."""

    allowed: tuple[str, ...]
    labels: Mapping[str, str] | None = None

    def __call__(self, value: str) -> str:
        """The value; raises a fault for any other word."""
        if value not in self.allowed:
            shown = "、".join(f"{word} {self.labels[word]}" if self.labels else word for word in self.allowed)
            raise fault(f"“{value}”不在可选范围内（{shown}）")
        return value


def one_of(*allowed: str, labels: Mapping[str, str] | None = None) -> AfterValidator:
    """The value is one of these words; `labels` say in Chinese what each means."""
    return AfterValidator(OneOf(allowed, labels))


def _count(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int):
        return value
    raise fault(f"“{value}”不是数目，应写成 12 这样的形式")


def _amount(value: Any) -> Decimal:
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value):
        return Decimal(value)
    raise fault(f"“{value}”不是金额，应写成 12 或者 12.35 这样的形式，不写单位和千分位")


def _year(value: Any) -> int:
    if isinstance(value, int) or (isinstance(value, str) and re.fullmatch("(19|2[0-9])[0-9]{2}", value)):
        return int(value)
    raise fault(f"“{value}”不是年份，应写成 2024 这样的四位数字")


def _month(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch("(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])", value):
        return value
    raise fault(f"“{value}”不是月份，应写成 2024-05 这样的形式")


Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[int, BeforeValidator(_count)]
Amount = Annotated[Decimal, BeforeValidator(_amount)]
Year = Annotated[int, BeforeValidator(_year)]
Month = Annotated[str, BeforeValidator(_month)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Line = Annotated[str, Field(min_length=1)]
Lines = tuple[Line, ...]
Many = Annotated[Lines, BeforeValidator(listed)]
"""One value or a list of them."""
TopicName = Annotated[Line, AfterValidator(InVocabulary("topics"))]
Topics = tuple[TopicName, ...]
Audiences = tuple[Annotated[Line, AfterValidator(InVocabulary("audiences"))], ...]
Reference = Line
"""Another document's path below the content folder; whether it leads anywhere is for GK005."""
References = Annotated[tuple[Reference, ...], BeforeValidator(listed)]
Link = Annotated[Line, Field(pattern=r"^https?://[^\s]+$")]
Reachable = Annotated[Line, Field(pattern=r"^(https?://[^\s]+|mailto:[^\s@]+@[^\s@]+)$")]
"""The address of a page, or of a mailbox."""


class Elsewhere(Record):
    """A document that is not in this section."""

    number: Line = Field(title="发文字号")
    title: Line = Field(title="标题")


def _shape(value: Any) -> str:
    return "elsewhere" if isinstance(value, dict | Elsewhere) else "reference"


Older = Annotated[
    Annotated[Reference, Tag("reference")] | Annotated[Elsewhere, Tag("elsewhere")], Discriminator(_shape)
]
"""A document that is repealed or amended: in this section, or named by number and title."""
Olders = Annotated[tuple[Older, ...], BeforeValidator(listed)]


class Attachment(Record):
    """A file that goes with the document; `file` is relative to the document's own folder."""

    file: Line = Field(title="文件")
    title: Line = Field(title="名称")


class Correction(Record):
    """A public note of what was changed after publication."""

    on: Day = Field(title="日期")
    what: Line = Field(title="更正内容")


class Withdrawal(Record):
    """The document was taken down; a notice stays."""

    on: Day = Field(title="日期")
    reason: Line = Field(title="理由")


_REASON = re.compile(
    r"(?![0-9０-９]|[\s〇○零一二三四五六七八九十廿]+[年月日号][\s〇○零一二三四五六七八九十廿年月日号]*$)(?=.*[\u4e00-\u9fff]).{4,}"
)
"""Words of some length: no day that was mistyped or written in Chinese numbers, and no 无."""


def is_reason(value: str) -> bool:
    """Whether the words say why there is none of something."""
    return _REASON.fullmatch(value.strip()) is not None


def _reason(value: str) -> str:
    if not is_reason(value):
        raise fault(f"“{value}”不是理由，应写一句话说明")
    return value


def _day_or_reason(value: Any) -> date | str:
    if isinstance(value, str) and is_reason(value):
        return value
    if isinstance(value, str) and value.strip() and not re.search(r"[0-9０-９年月日]", value):
        raise fault(f"“{value}”既不是日期，也不是理由：做过的写日期，依法不需要的写一句话说明")
    return _day(value)


Reason = Annotated[Line, AfterValidator(_reason)]
DayOrReason = Annotated[date | str, BeforeValidator(_day_or_reason)]
"""A day, or in words why there is none."""


class Review(Record):
    """The days of the secrecy review (保密审查) and the legal review (合法性审查), or why none was due."""

    secrecy: DayOrReason | None = Field(default=None, title="保密审查")
    legal: DayOrReason | None = Field(default=None, title="合法性审查")

    @property
    def named(self) -> tuple[tuple[str, date | str | None], ...]:
        """The two by name, each with its day, or why it was not due."""
        return (("保密审查", self.secrecy), ("合法性审查", self.legal))

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Which of the two was not due, and why."""
        return tuple((name, value) for name, value in self.named if isinstance(value, str))


class DateCorrection(Record):
    """`published` was set right."""

    from_: Day = Field(alias="from", title="原发布日期")
    on: Day = Field(title="更正日期")
    reason: Line = Field(title="更正理由")

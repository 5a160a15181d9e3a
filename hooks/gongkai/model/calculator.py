"""算得清: who is entitled, and to how much, as an editor writes it. What its expressions mean is for `calculator/`."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from gongkai.model.fields import Amount, Day, Line, Many, Record, fault, one_of
from gongkai.patterns import pattern

NOT_ENTITLED = "不符合"
"""What a case expects that is not entitled."""
HELPED = "另有帮助"
"""What a case expects that gets no money, but what the condition tells of instead."""
NAME = pattern(r"[a-z_\u4e00-\u9fff][a-z0-9_\u4e00-\u9fff]*")
"""How what is asked, and a rate, may be named."""
RESERVED = frozenset(
    {"and", "or", "not", "min", "max", "round", "if", "true", "false", "yes", "no", "是", "否"}
)
BATCHES = {"季度": 3, "半年": 6, "年": 12}
"""The months whose amounts are paid out together, by what a clause calls them."""
TYPES = {"number": "数字", "choice": "选择", "yes-no": "是或否", "date": "日期"}


def _name(value: Any) -> Any:
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise fault(f"“{value}”不能作名称：用小写字母、数字、下划线或者汉字，不以数字开头")
    if value in RESERVED:
        raise fault(f"“{value}”是算式里的词，不能作名称，换一个")
    return value


def _rate(value: Any) -> Any:
    """A share may be written as one: 50%."""
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,4})?%", value):
        return Decimal(value[:-1]) / 100
    return value


def _expected(value: Any) -> Any:
    if value in (NOT_ENTITLED, HELPED) or isinstance(value, Decimal):
        return value
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", value):
        return Decimal(value)
    raise fault(
        f"“{value}”应为算出来的数（不写单位和千分位），不能享受的写“{NOT_ENTITLED}”，不领钱、另有帮助的写“{HELPED}”"
    )


Answer = Annotated[Line, WithJsonSchema({"type": ["string", "number", "boolean"]})]
"""What a case gives for what is asked; its kind is that of the ask."""
Name = Annotated[str, BeforeValidator(_name)]
Rate = Annotated[Amount, BeforeValidator(_rate)]
Expected = Annotated[Decimal | str, BeforeValidator(_expected)]


class Ask(Record):
    """One question to who wants to know."""

    id: Name = Field(title="名称")
    label: Line = Field(title="问题")
    type: Annotated[Line, one_of(*TYPES, labels=TYPES)] = Field(title="填写方式")
    unit: Line | None = Field(default=None, title="单位")
    min: Rate | None = Field(default=None, title="最小")
    max: Rate | None = Field(default=None, title="最大")
    choices: Many = Field(default=(), title="选项")
    help: Line | None = Field(default=None, title="说明")
    short: Line | None = Field(default=None, title="简称")
    """What steps and worked cases call it, where the question is long."""

    @model_validator(mode="after")
    def _fits_its_type(self) -> "Ask":
        if (self.type == "choice") != bool(self.choices):
            raise fault("填写方式是选择（choice）的，才有选项（choices），也要有选项")
        if len(set(self.choices)) < len(self.choices):
            raise fault("选项（choices）有重复的")
        if self.type != "number" and (self.unit or self.min is not None or self.max is not None):
            raise fault("单位（unit）、最小（min）、最大（max）只用于数字（number）")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise fault("最小（min）大于最大（max）")
        return self


class Rates(Record):
    """Numbers that hold from a day on, with the clause that states them; each under a name of its own."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Rate] = Field(init=False)

    from_: Day = Field(alias="from", title="开始日期")
    basis: Line = Field(title="依据条款")

    @property
    def numbers(self) -> Mapping[str, Decimal]:
        """The numbers by their names."""
        return self.__pydantic_extra__

    @model_validator(mode="after")
    def _has_named_numbers(self) -> "Rates":
        for name in self.numbers:
            _name(name)
        if not self.numbers:
            raise fault("没有一个数：在 from 和 basis 之外，每个数写成“名称: 数”，例如 monthly: 816")
        return self


class Condition(Record):
    """What must be so; `otherwise` tells whoever is not entitled why."""

    when: Line = Field(title="条件")
    otherwise: Line = Field(title="不符合的说明")
    instead: Line | None = Field(default=None, title="另外给的帮助")
    """What the policy gives to who gets no money for want of this."""
    basis: Line = Field(title="依据条款")

    @property
    def reason(self) -> str:
        """What who is not entitled is told."""
        return f"{self.instead}。{self.otherwise}" if self.instead else self.otherwise


class PaidElsewhere(Record):
    """What is paid to another beside."""

    to: Line = Field(title="付给谁")
    formula: Line = Field(title="算式")


class Payment(Record):
    """How much."""

    formula: Line = Field(title="算式")
    unit: Line = Field(title="单位")
    per: Line | None = Field(default=None, title="按什么计")
    times: Line | None = Field(default=None, title="领几次")
    since: Line | None = Field(default=None, title="从哪个月起算")
    """A day: the months from its own on are reckoned, each by the rates of its first day."""
    elsewhere: PaidElsewhere | None = Field(default=None, title="付给别人的")
    called: Line | None = Field(default=None, title="这笔钱叫什么")
    """An expression that yields its name: by what was answered it may be another."""
    every: Annotated[Line, one_of(*BATCHES)] | None = Field(default=None, title="多久发一次")
    """For what is paid by the month, and paid out for several at once."""

    @model_validator(mode="after")
    def _is_paid_by_something(self) -> "Payment":
        if self.times and not self.per:
            raise fault("写了领几次（times），要写按什么计（per），例如 每月")
        if self.every and not (self.per or "").endswith("月"):
            raise fault("写了多久发一次（every）的，要按月计（per: 每月）")
        if self.since and not (self.times and self.per and self.per.endswith("月")):
            raise fault("写了从哪个月起算（since）的，要按月计（per: 每月），并写领几次（times）")
        return self


class Reminder(Record):
    """What else to know with some answers, or with any: from which month, until when to apply, what is left out."""

    when: Line | None = Field(default=None, title="条件")
    says: Line = Field(title="提示")
    basis: Line = Field(title="依据条款")
    opens: Day | None = Field(default=None, title="从哪天起受理")
    closes: Day | None = Field(default=None, title="到哪天止受理")
    """In these cases no application is taken before or after: of the policy's application periods the others are left out."""


class WorkedCase(Record):
    """A worked example, shown to everybody and tried at every check."""

    title: Line = Field(title="情形")
    on: Day = Field(title="日期")
    given: dict[str, Answer] = Field(default={}, title="填写的内容")
    expect: Expected = Field(title="应得的结果")
    times: Rate | None = Field(default=None, title="领几次")
    elsewhere: Rate | None = Field(default=None, title="付给别人的")


class Calculator(Record):
    """What is asked, the numbers of each day, the conditions, the amount, and cases that show it is right."""

    asks: tuple[Ask, ...] = Field(default=(), title="要问的")
    rates: tuple[Rates, ...] = Field(default=(), title="标准")
    eligible: tuple[Condition, ...] = Field(default=(), title="享受条件")
    amount: Payment = Field(title="金额")
    notes: tuple[Reminder, ...] = Field(default=(), title="提示")
    cases: tuple[WorkedCase, ...] = Field(default=(), title="算例")

    @model_validator(mode="after")
    def _names_once(self) -> "Calculator":
        names = [ask.id for ask in self.asks]
        twice = {name for name in names if names.count(name) > 1}
        twice |= set(names) & {name for rates in self.rates for name in rates.numbers}
        if twice:
            raise fault(f"名称“{'、'.join(sorted(twice))}”用了两次；要问的、标准里的数，名称各不相同")
        return self

    def rates_on(self, day: date) -> dict[str, tuple[Decimal, str]]:
        """Each number that holds on a day, with the clause that states it: of each name, the one that began last."""
        begun = sorted((one for one in self.rates if one.from_ <= day), key=lambda one: one.from_)
        return {name: (number, one.basis) for one in begun for name, number in one.numbers.items()}

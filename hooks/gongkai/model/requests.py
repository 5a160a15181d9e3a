"""A request for information (依申请公开) as the register knows it: days and outcome, no personal data."""

import difflib
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from gongkai.model.fields import Count, Day, Line, OneOf, Record, Reference, Review, fault, one_of
from gongkai.model.register import RegisterEntry

GRANTED = ("予以公开", "部分公开")
"""Outcomes that give information away, so that it must have been reviewed."""
GROUNDS = {
    "不予公开": (
        "属于国家秘密",
        "其他法律行政法规禁止公开",
        "危及“三安全一稳定”",
        "保护第三方合法权益",
        "属于三类内部事务信息",
        "属于四类过程性信息",
        "属于行政执法案卷",
        "属于行政查询事项",
    ),
    "无法提供": (
        "本机关不掌握相关政府信息",
        "没有现成信息需要另行制作",
        "补正后申请内容仍不明确",
    ),
    "不予处理": (
        "信访举报投诉类申请",
        "重复申请",
        "要求提供公开出版物",
        "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息",
    ),
    "其他处理": (
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
    ),
}
"""What the annual report's national format (国办公开办函〔2021〕30号, part 3) counts below an outcome, row by row."""
REQUEST_OUTCOMES = (*GRANTED, *GROUNDS)
WITHDRAWN, UNCORRECTED, UNPAID = "申请人撤回", "逾期不补正", "逾期不缴费"
CLOSED_AS = dict(zip((UNCORRECTED, UNPAID, WITHDRAWN), GROUNDS["其他处理"], strict=True))
"""Why a request ends without an answer, and in which row below 其他处理 the report counts it."""
PAUSES = ("征求第三方意见", "征求其他机关意见")
"""What stops the term (条例 art. 33 III); nothing else does."""
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
"""The columns of the report's table."""
DISCLOSED_WHY = ("多个申请人申请", "申请人建议")
"""Why information that was asked for is disclosed to everybody (条例 art. 44 I, II)."""
REQUEST_CHANNELS = ("当面", "邮寄", "网络", "传真", "其他")


class Progress(StrEnum):
    """Where a request stands on a day."""

    ANSWERED = "已答复"
    CLOSED = "未答复办结"
    WAITING = "待申请人补正"
    PAUSED = "期限中止"
    OPEN = "办理中"


class _GroundName(OneOf):
    """A row of the format, with or without its number and marks; the two long ones may end where they say why."""

    def __call__(self, value: str) -> str:
        plain = _plain(value)
        for row in self.allowed:
            if plain in (_plain(row), _plain(row.split("、", maxsplit=1)[0])):
                return row
        near = difflib.get_close_matches(value, self.allowed, n=1, cutoff=0.3)
        meant = f"，是不是“{near[0]}”？" if near else ""
        raise fault(f"年度报告统一格式里没有“{value}”这一种情形{meant}全部情形见字段表")


def _plain(text: str) -> str:
    return re.sub(r"^\s*\d+\s*[.．、]|[\s“”\"'‘’「」、，,]", "", text)


_Ground = Annotated[
    Line, AfterValidator(_GroundName(tuple(row for rows in GROUNDS.values() for row in rows)))
]


class _PauseReason(OneOf):
    """One of the two reasons; GK003 tells of any other, for then all else of the entry is judged too."""

    def __call__(self, value: str) -> str:
        return value


class Pause(Record):
    """Days that do not count: the opinion of a third party or of another organ is asked for (条例 art. 32-34)."""

    from_: Day = Field(alias="from", title="开始日期")
    arrived: Day | None = Field(default=None, title="征求意见书送达日期")
    to: Day | None = Field(default=None, title="结束日期")
    why: Annotated[Line, AfterValidator(_PauseReason(PAUSES))] = Field(title="事由")


class Closing(Record):
    """The request came to an end without an answer."""

    on: Day = Field(title="办结日期")
    why: Annotated[Line, one_of(*CLOSED_AS)] = Field(title="原因")


class Extension(Record):
    """Working days added to the term, approved by whom; `art35` is the reason of 条例 art. 35 for more."""

    on: Day = Field(title="批准并告知日期")
    days: Count = Field(title="延长的工作日", ge=1)
    approved_by: Line | None = Field(default=None, title="批准人")
    art35: Line | None = Field(default=None, title="合理延迟的理由（条例第三十五条）")


class Disclosure(Record):
    """The information was then disclosed to everybody (条例 art. 44): in which document, and why."""

    document: Reference = Field(title="公开在哪份文件")
    why: Annotated[Line, one_of(*DISCLOSED_WHY)] | None = Field(default=None, title="转为主动公开的缘由")


class Request(RegisterEntry):
    """One entry of `requests/YEAR.yml`."""

    KIND: ClassVar[str] = "依申请公开登记"

    no: Line = Field(title="登记号")
    received: Day = Field(title="收到日期")
    channel: Annotated[Line, one_of(*REQUEST_CHANNELS)] | None = Field(default=None, title="申请渠道")
    applicant: Annotated[Line, one_of(*APPLICANTS)] | None = Field(default=None, title="申请人类别")
    correction_asked: Day | None = Field(default=None, title="通知补正日期")
    correction_received: Day | None = Field(default=None, title="收到补正日期")
    paused: tuple[Pause, ...] = Field(default=(), title="期限中止")
    extended: Extension | None = Field(default=None, title="延长期限")
    reviewed: Review | None = Field(default=None, title="答复前审查")
    replied: Day | None = Field(default=None, title="答复日期")
    outcome: Annotated[Line, one_of(*REQUEST_OUTCOMES)] | None = Field(default=None, title="办理结果")
    ground: _Ground | None = Field(default=None, title="办理结果的具体情形")
    forwarded: Line | None = Field(default=None, title="告知的负责机关")
    closed: Closing | None = Field(default=None, title="未答复办结")
    late_reason: Line | None = Field(default=None, title="逾期说明")
    disclosed: Disclosure | None = Field(default=None, title="转为主动公开")

    @property
    def anchor(self) -> str:
        """Where on the page of its year the request stands."""
        return "no-" + "-".join(self.no.split())

    def replied_by(self, today: date) -> date | None:
        """The day of the answer, once it has come."""
        return self.replied if self.replied and self.replied <= today else None

    def closed_by(self, today: date) -> Closing | None:
        """How it ended without an answer, once it has."""
        return self.closed if self.closed and self.closed.on <= today else None

    def ended_by(self, today: date) -> date | None:
        """The day of the answer, or of the end without one."""
        closed = self.closed_by(today)
        return self.replied_by(today) or (closed.on if closed else None)

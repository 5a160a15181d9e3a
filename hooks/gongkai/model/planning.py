"""What a year owes and gives account of: the work plan (工作要点任务分解) and the annual report (年度报告)."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from gongkai.model.document import Document, optional, required
from gongkai.model.fields import Amount, Count, Day, Line, Many, Record, Year

DONE, LATE, OVERDUE, COMING = "已完成", "逾期完成", "逾期未完成", "未到期"
"""How a task can stand."""


class Task(Record):
    """One task of the plan; `evidence` are references to documents here, or links."""

    id: Line = Field(title="编号")
    title: Line = Field(title="任务")
    owner: Line = Field(title="责任科室")
    due: Day = Field(title="完成时限")
    done: Day | None = Field(default=None, title="完成日期")
    evidence: Many = Field(default=(), title="完成依据")
    late_reason: Line | None = Field(default=None, title="逾期说明")

    @property
    def anchor(self) -> str:
        """Where on its plan's page the task stands."""
        return "task-" + "-".join(self.id.split())

    def done_by(self, today: date) -> date | None:
        """The day the task was done, once it has come."""
        return self.done if self.done and self.done <= today else None

    def state_on(self, today: date) -> str:
        """How the task stands."""
        if done := self.done_by(today):
            return DONE if done <= self.due else LATE
        return OVERDUE if today > self.due else COMING


class Training(Record):
    """A training on openness of government affairs."""

    date: Day = Field(title="日期")
    title: Line = Field(title="内容")
    people: Count = Field(title="人数")


class Plan(Document):
    """The year's work points, split into tasks; `plans/YEAR.md`."""

    KIND: ClassVar[str] = "工作要点任务分解"

    year: Year = required("年度")
    tasks: tuple[Task, ...] = required("任务")
    trainings: tuple[Training, ...] = optional("培训", ())


class Administration(Record):
    """What a year brought in decisions and fees (条例 art. 20 (5), (6), (8)); other offices than the editor's count it."""

    licences: Count = Field(title="行政许可处理决定数量")
    penalties: Count = Field(title="行政处罚处理决定数量")
    coercions: Count = Field(title="行政强制处理决定数量")
    fees: Amount = Field(title="行政事业性收费金额（万元）")


class DisputeResults(Record):
    """How the cases of one kind ended."""

    upheld: Count = Field(title="结果维持")
    corrected: Count = Field(title="结果纠正")
    other: Count = Field(title="其他结果")
    pending: Count = Field(title="尚未审结")

    @property
    def counts(self) -> tuple[int, ...]:
        """The four and their sum, in the order of the format."""
        four = self.upheld, self.corrected, self.other, self.pending
        return *four, sum(four)


class Disputes(Record):
    """Cases about openness of information that were brought against the bureau (条例 art. 50 (3))."""

    reconsideration: DisputeResults = Field(title="行政复议")
    litigation: DisputeResults = Field(title="行政诉讼（未经复议直接起诉）")
    litigation_after: DisputeResults = Field(title="行政诉讼（复议后起诉）")


class AnnualReport(Document):
    """政府信息公开工作年度报告 on a year; `reports/YEAR.md`. Its tables are computed (`model/annual_figures.py`)."""

    KIND: ClassVar[str] = "政府信息公开工作年度报告"

    year: Year = required("年度")
    late_reason: Line | None = optional("逾期说明")
    administration: Administration | None = optional("行政许可、处罚、强制和收费")
    disputes: Disputes | None = optional("行政复议、行政诉讼")

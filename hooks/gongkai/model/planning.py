"""What a year owes and gives account of: the work plan (工作要点任务分解) and the annual report (年度报告)."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from gongkai.model.document import Document, optional, required
from gongkai.model.fields import Count, Day, Line, Many, Record, Year


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


class AnnualReport(Document):
    """政府信息公开工作年度报告 on a year; `reports/YEAR.md`. Its tables are computed from the register."""

    KIND: ClassVar[str] = "政府信息公开工作年度报告"

    year: Year = required("年度")
    late_reason: Line | None = optional("逾期说明")

"""A waiver (暂缓): a public, dated exception from one rule for one file; an entry of `waivers.yml`."""

from datetime import date
from typing import ClassVar

from pydantic import Field

from gongkai.model.fields import Day, Line
from gongkai.model.register import RegisterEntry


class Waiver(RegisterEntry):
    """One exception. Without reason, approver or expiry it waives nothing (GK901)."""

    KIND: ClassVar[str] = "暂缓事项"

    rule: Line = Field(title="规则编号")
    path: Line = Field(title="文件")
    reason: Line | None = Field(default=None, title="理由")
    approved_by: Line | None = Field(default=None, title="批准人")
    expires: Day | None = Field(default=None, title="到期日期")

    def in_force_on(self, today: date) -> bool:
        """Whether the waiver counts on this day; its last day is `expires`."""
        return self.expires is not None and today <= self.expires

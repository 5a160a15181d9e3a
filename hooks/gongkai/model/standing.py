"""Standing pages, the home page's words, and a year's working days."""

from typing import ClassVar

from pydantic import Field

from gongkai.model.document import Document, optional
from gongkai.model.fields import Day, Line, Record

GUIDE = "about/guide.md"
"""The guide that 条例 art. 12 asks for (政府信息公开指南)."""
SYSTEM = "about/rules.md"
"""How the bureau works on openness, which 条例 art. 4 asks for (政府信息公开制度)."""
ORGANISATION = "about/organisation.md"
"""What the organ is (条例 art. 20, item 2)."""


class About(Document):
    """A standing page: 指南, 制度 and the like; `about/SLUG.md`."""

    KIND: ClassVar[str] = "固定页面"

    updated: Day | None = optional("更新日期")


class Index(Document):
    """The home page's own words; `index.md`."""

    KIND: ClassVar[str] = "首页"

    title: Line = optional("标题", "")
    published: Day = optional("发布日期", "1949-10-01", validate_default=True)
    summary: Line | None = optional("栏目简介")

    @property
    def url(self) -> str:
        """The home page is the site's first."""
        return ""


class CalendarYear(Record):
    """A year's working days by the State Council's notice; `calendar/YEAR.yml`."""

    KIND: ClassVar[str] = "工作日历"

    notice: Line = Field(title="通知文号")
    holidays: tuple[Day, ...] = Field(title="放假日期")
    workdays: tuple[Day, ...] = Field(default=(), title="调休上班日期")

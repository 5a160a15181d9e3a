"""An editor who changes a section at random, mostly in valid ways: what incremental builds are tried on."""

import random
import re
from collections.abc import Callable
from datetime import date, timedelta

from tests import whole_section as whole

FIRST_DAY, LAST_DAY = date(2024, 4, 1), date(2024, 12, 20)

_POLICY = """---
title: {title}
number: 示人社〔2024〕{number}号
issuer: 示例区人力资源和社会保障局
drafted: 2024-01-10
signed: {day}
published: {day}
reviewed: {{secrecy: 2024-01-11, legal: 2024-01-11}}
summary: {title}的内容概述。
topics: [{topic}]
audiences: [社会公众]
{more}---

## 一、对象

本区居民，见[就业补贴办法](../2024/job-subsidy.md)。
"""
_INTERPRETATION = """---
title: {title}解读
interprets: policies/2024/{slug}.md
form: qa
drafted: 2024-01-10
signed: {day}
published: {day}
summary: 回答问题。
covers: [适用范围, 办事指引, 惠民利企]
---

## 谁可以申请{slug}？

本区居民。
"""


class Editor:
    """A section as it stands, and the next thing that is done to it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.files: dict[str, str] = dict(whole.whole_section())
        self.today = whole.TODAY
        self.organisation = "示例区人力资源和社会保障局"
        self._count = 20
        for _ in range(3):
            self.add_pair()

    def act(self) -> str:
        """Do something; returns what it was."""
        acts: tuple[Callable[[], object], ...] = (
            *(self.add_pair, self.remove_pair, self.retitle, self.reword, self.repeal, self.withdraw),
            *(self.expire, self.another_day, self.another_attachment, self.rename_organisation, self.nothing),
            *(self.correct, self.break_it, self.another_calendar),
        )
        act = self.chance.choice(acts)
        act()
        return act.__name__

    def add_pair(self) -> None:
        """A policy with its interpretation; it may come out later."""
        self._count += 1
        slug = f"added-{self._count}"
        day = self.today + timedelta(days=self.chance.choice((-9, -2, 0, 3, 20)))
        values = {
            "title": f"新办法{self._count}",
            "number": self._count,
            "day": max(day, date(2024, 1, 12)),
            "topic": self.chance.choice(("就业", "培训", "社会保险")),
            "slug": slug,
            "more": "",
        }
        self.files[f"policies/2024/{slug}.md"] = _POLICY.format(**values)
        self.files[f"interpretations/2024/{slug}.md"] = _INTERPRETATION.format(**values)

    def remove_pair(self) -> None:
        """A policy of those that were added goes, with its interpretation."""
        if path := self._added():
            del self.files[path]
            del self.files[path.replace("policies/", "interpretations/")]

    def retitle(self) -> None:
        """A title changes: other pages show it."""
        path = self._any()
        self.files[path] = re.sub(r"(?m)^title: (.*)$", r"title: \1改", self.files[path], count=1)

    def reword(self) -> None:
        """A body changes."""
        path = self._any()
        links = [
            "",
            "见[指南](/about/guide.md)。",
            "[附件](/policies/2024/files/form.csv)",
            "电话以公布为准。",
        ]
        more = self.chance.choice(links).replace("](/", f"]({'../' * path.count('/')}")
        self.files[path] += f"\n补充说明{self.chance.randrange(1000)}。{more}\n"

    def repeal(self) -> None:
        """An added policy repeals another one, from a day of its own."""
        newer, older = self._added(), self._added()
        if newer and older and newer != older and "repeals" not in self.files[newer]:
            self._insert(newer, self.chance.choice((f"repeals: [{older}]", f"amends: [{older}]")))

    def withdraw(self) -> None:
        """A document is taken down, today or in a while."""
        path = self._any()
        if "withdrawn" not in self.files[path] and path != whole.GUIDE:
            day = self.today + timedelta(days=self.chance.choice((-1, 0, 7)))
            self._insert(path, f"withdrawn: {{on: {day}, reason: 内容有误}}")

    def correct(self) -> None:
        """A public note of a change."""
        path = self._any()
        if "corrected" not in self.files[path]:
            self._insert(path, f"corrected: [{{on: {self.today}, what: 更正一处}}]")

    def expire(self) -> None:
        """A policy ends on a day near today."""
        path = self._added()
        if path and "expires" not in self.files[path]:
            day = self.today + timedelta(days=self.chance.choice((-1, 0, 5, 40)))
            self._insert(path, f"expires: {max(day, date(2024, 12, 31) if day < self.today else day)}")

    def another_day(self) -> None:
        """Time passes; sometimes somebody builds as of an earlier day."""
        self.today += timedelta(days=self.chance.choice((-20, -1, 1, 1, 2, 5, 30, 60)))
        self.today = min(max(self.today, FIRST_DAY), LAST_DAY)

    def another_attachment(self) -> None:
        """An attachment gets another size."""
        self.files[whole.FORM] = "企业名称,招用人数\n" * self.chance.randrange(1, 500)

    def rename_organisation(self) -> None:
        """The settings change."""
        self.organisation = f"示例区人社局{self.chance.randrange(3)}"

    def break_it(self) -> None:
        """A rule is broken, or mended again: nothing comes out in between."""
        broken = "policies/2024/broken.md"
        if self.files.pop(broken, None) is None:
            self.files[broken] = "没有开头的信息\n"

    def another_calendar(self) -> None:
        """The calendar is given or taken away."""
        calendar = whole.whole_section()[whole.CALENDAR]
        if self.files.pop(whole.CALENDAR, None) is None:
            self.files[whole.CALENDAR] = calendar

    def nothing(self) -> None:
        """The same again."""

    def _added(self) -> str:
        added = sorted(path for path in self.files if path.startswith("policies/2024/added-"))
        return self.chance.choice(added) if added else ""

    def _any(self) -> str:
        shown = sorted(
            path for path in self.files if path.endswith(".md") and path.count("/") and "broken" not in path
        )
        return self.chance.choice(shown)

    def _insert(self, path: str, line: str) -> None:
        self.files[path] = self.files[path].replace("---\n", f"---\n{line}\n", 1)

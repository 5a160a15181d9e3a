"""A section that changes at random in every way that can put whoever follows it out of step, commit by commit, with
merges and days on which nothing happens; and a platform that follows it by `changes.json` alone.

Nothing of what the editor leaves behind need be sensible, only legible: what the rules would refuse makes no
difference to whether the record is right.
"""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from hashlib import sha256
from typing import Any

import yaml

from tests.repositories import Repository

START = date(2024, 3, 1)
TOPICS = ("就业", "创业", "培训", "社会保险")
AUDIENCES = ("高校毕业生", "失业人员", "农民工", "社会公众")
Rows = dict[str, dict[str, Any]]


class _Plain(yaml.SafeDumper):
    """Writes what two fields share twice."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


@dataclass
class Page:
    """A document as an editor has it."""

    front: dict[str, Any]
    body: list[str]

    def written(self) -> str:
        front = yaml.dump(self.front, Dumper=_Plain, allow_unicode=True, sort_keys=False)
        return f"---\n{front}---\n\n" + "\n\n".join(self.body) + "\n"


class Section:
    """The content folder as it stands, and what is done to it next."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.today = START
        self.pages: dict[str, Page] = {}
        self.files: dict[str, str] = {}
        self._past: list[dict[str, str]] = []
        self._count = 0
        for act in (
            self.add_policy,
            self.add_policy,
            self.add_interpretation,
            self.add_docket,
            self.add_guide,
        ):
            act()

    def written(self) -> dict[str, str]:
        """Every file, as it is committed."""
        return {path: page.written() for path, page in self.pages.items()} | self.files

    @property
    def is_refused(self) -> bool:
        """Whether an interpretation explains, or a reply rests on, what is not there (GK005): no site is built of that."""
        fronts = (page.front for page in self.pages.values())
        named = (set(front.get("interprets", front.get("based_on", ()))) for front in fronts)
        return any(one - self.pages.keys() for one in named)

    def act(self) -> str:
        """Do something; returns what it was."""
        acts: tuple[Callable[[], object], ...] = (
            *(self.add_policy, self.add_interpretation, self.add_follow_up, self.add_docket, self.add_guide),
            self.add_reply,
            *(self.set_field, self.set_field, self.set_field, self.repeal, self.repeal, self.take_back),
            *(self.set_validity, self.set_validity, self.withdraw, self.withdraw, self.redate, self.redraft),
            *(
                self.move,
                self.move,
                self.delete,
                self.ask,
                self.ask,
                self.reword,
                self.drop,
                self.link,
                self.link,
            ),
            *(self.decide, self.decide, self.attach, self.interpret_other, self.remark, self.reorder),
        )
        act = self.chance.choice(acts)
        act()
        return act.__name__

    def day(self, *offsets: int) -> date:
        return self.today + timedelta(days=self.chance.choice(offsets))

    # What comes

    def add_policy(self) -> None:
        day = self.day(-9, -1, 0, 0, 0, 1, 3)
        front: dict[str, Any] = {
            "title": f"办法{self._next()}",
            "number": f"示人社〔2024〕{self._count}号",
            "issuer": "示例区人力资源和社会保障局",
            "signed": day,
            "published": day,
            "topics": [self.chance.choice(TOPICS)],
            "audiences": [self.chance.choice(AUDIENCES)],
        }
        if self.chance.random() < 0.1:
            front["withdrawn"] = {"on": self.day(-3, 0), "reason": "内容有误"}
        if self.chance.random() < 0.2:
            front["number"] = "无"
        if self.chance.random() < 0.3:
            front["effective"] = self.day(0, 1, 4)
        body = ["## 一、对象", "本区居民。", "## 二、标准", f"每人{self._count}元。"]
        self.pages[f"policies/2024/p-{self._count}.md"] = Page(front, body)

    def add_interpretation(self, **more: Any) -> None:
        subjects = [self._any("policies/"), *self.chance.choice(([], [self._any("policies/", "decisions/")]))]
        day = self.day(-2, 0, 0, 1)
        front = {
            "title": f"解读{self._next()}",
            "interprets": list(dict.fromkeys(subjects)),
            "form": "qa",
            **dict.fromkeys(("drafted", "signed", "published"), day),
            "summary": "回答问题。",
            "covers": ["适用范围"],
            **more,
        }
        page = self.pages[f"interpretations/2024/i-{self._count}.md"] = Page(front, [])
        for _ in range(self.chance.randrange(1, 4)):
            page.body += self._question()

    def add_follow_up(self) -> None:
        self.add_interpretation(followup=True)

    def add_reply(self) -> None:
        """Answers to enquiries, with topics of their own or those of what they rest on."""
        front: dict[str, Any] = {
            "title": f"答复{self._next()}",
            "published": self.day(-2, 0, 0, 1),
            "summary": "概述",
            "based_on": sorted({self._any("policies/"), self._any("policies/", "decisions/")}),
            **self.chance.choice(({}, {"topics": [self.chance.choice(TOPICS)]})),
        }
        self.pages[f"replies/2024/r-{self._count}.md"] = Page(front, self._question() + self._question())

    def add_docket(self) -> None:
        front = {
            "title": f"事项{self._next()}",
            "department": "就业促进科",
            "published": self.day(-5, 0, 2),
            "summary": "概述",
            "topics": [self.chance.choice(TOPICS)],
            "audiences": [self.chance.choice(AUDIENCES)],
            "major": False,
            "consultation": {"opens": self.day(0, 1, 3), "closes": self.day(4, 9), "channels": ["电子邮件"]},
        }
        body: list[str] = []
        for part in ("决策草案", "草案说明", "决策结果", "公众代表列席情况"):
            body += [f"## {part}", "内容。", *(self._question("###") if self.chance.random() < 0.5 else ())]
        self.pages[f"decisions/2024/d-{self._count}.md"] = Page(front, body)

    def add_guide(self) -> None:
        front = {"title": f"指南{self._next()}", "published": self.day(0, 0, 2)}
        self.pages[f"about/g-{self._count}.md"] = Page(front, ["可以网上申请。", *self._question()])

    # What changes in a field

    def set_field(self) -> None:
        page = self.pages[self._any(*KINDS)]
        values: dict[str, Any] = {
            "title": f"新名{self._next()}",
            "number": self.chance.choice(("无", f"示人社〔2024〕{self._count}号")),
            "topics": self.chance.sample(TOPICS, 2),
            "audiences": self.chance.sample(AUDIENCES, 2),
            "summary": f"概述{self._count}",
            "department": f"科室{self._count}",
            "index": f"ZC-{self._count}",
            "followup": self.chance.random() < 0.5,
            "corrected": [{"on": self.day(-1, 0, 2), "what": f"更正{self._count}"}],
        }
        known = set(page.front) | {"corrected", *(() if "form" in page.front else ("summary",))}
        if "form" not in page.front and "major" not in page.front and "number" not in page.front:
            known.discard("summary")
        name = self.chance.choice(sorted(known & values.keys()))
        page.front[name] = values[name]

    def repeal(self) -> None:
        newer, older = self._any("policies/"), self._any("policies/")
        if newer != older:
            name = self.chance.choice(("repeals", "amends", "extends"))
            elsewhere = {"number": "市人社〔2020〕1号", "title": "旧办法"}
            self.pages[newer].front.pop(self.chance.choice(("repeals", "amends")), None)
            several = [older] if name == "extends" else [older, elsewhere]
            self.pages[newer].front[name] = self.chance.choice(([older], several))
            if self.chance.random() < 0.5:
                self.pages[newer].front["effective"] = self.day(-1, 0, 1, 4)

    def take_back(self) -> None:
        """A repeal, an amendment, a withdrawal, a validity is no more."""
        names = (
            "repeals",
            "amends",
            "extends",
            "withdrawn",
            "repealed",
            "expires",
            "effective",
            "corrected",
            "decided",
        )
        pages = [page for page in self.pages.values() if any(name in page.front for name in names)]
        if pages:
            page = self.chance.choice(pages)
            del page.front[self.chance.choice([name for name in names if name in page.front])]

    def set_validity(self) -> None:
        front = self.pages[self._any("policies/")].front
        name = self.chance.choice(("expires", "effective", "repealed", "apply", "normative"))
        day = self.day(-3, 0, 1, 5)
        front[name] = {
            "repealed": {"on": day, "reason": "期满"},
            "normative": {"review": day},
            "apply": {"from": self.day(-1, 2), "until": self.day(3, 6)},
        }.get(name, day)

    def withdraw(self) -> None:
        page = self.pages[self._any(*KINDS)]
        page.front["withdrawn"] = {"on": self.day(-4, 0, 0, 2), "reason": "内容有误"}

    def redate(self) -> None:
        page = self.pages[self._any(*KINDS)]
        page.front["published"] = self.day(-6, -1, 0, 1, 2)

    def redraft(self) -> None:
        page = self.pages[self._any(*KINDS)]
        page.front["draft"] = not page.front.get("draft", False)

    def decide(self) -> None:
        front = self.pages[self._any("decisions/")].front
        front["decided"] = self.day(-1, 0, 2)
        front["attendance"] = self.chance.choice(
            ({"date": self.day(-1, 1, 3), "summary": "情况"}, {"none_reason": "书面"})
        )
        front["result"] = self.chance.choice((self._any("policies/"), {"none_reason": "未形成"}))
        front["feedback"] = {"published": self.day(0, 3), "opinions": []}

    def interpret_other(self) -> None:
        page = self.pages[self._any("interpretations/")]
        page.front["interprets"] = [self._any("policies/", "decisions/")]

    # What becomes of a file

    def move(self) -> None:
        """A file gets another name; what refers to it follows, or not."""
        old = self._any(*KINDS)
        new = f"{old.rpartition('/')[0]}/moved-{self._next()}.md"
        self.pages[new] = self.pages.pop(old)
        if self.chance.random() < 0.7:
            for page in self.pages.values():
                page.front = json.loads(
                    json.dumps(page.front, default=_tagged).replace(old, new), object_hook=_days
                )

    def delete(self) -> None:
        kinds = [kind for kind in KINDS if sum(path.startswith(kind) for path in self.pages) > 2]
        if kinds:
            del self.pages[self._any(*kinds)]

    def attach(self) -> None:
        path = self._any("policies/", "about/")
        name = f"files/{self.chance.choice('abc')}.csv"
        self.pages[path].front["attachments"] = [{"file": name, "title": "申请表"}]
        self.files[f"{path.rpartition('/')[0]}/{name}"] = f"姓名,{self._next()}\n"

    # What changes in a text

    def ask(self) -> None:
        self.pages[self._any("interpretations/", "about/", "policies/", "replies/")].body += self._question()

    def reword(self) -> None:
        body = self.pages[self._any("interpretations/", "about/", "policies/", "decisions/")].body
        if body:
            place = self.chance.randrange(len(body))
            body[place] = (
                body[place].replace("？", f"{self._next()}？", 1)
                if "？" in body[place]
                else f"改为{self._next()}。"
            )

    def drop(self) -> None:
        body = self.pages[self._any("interpretations/", "about/")].body
        if body:
            del body[self.chance.randrange(len(body))]

    def reorder(self) -> None:
        """A question moves to another document."""
        source, target = (self.pages[self._any("interpretations/", "about/")].body for _ in range(2))
        if len(source) > 1 and source is not target:
            target += [source.pop(-2), source.pop(-1)]

    def link(self) -> None:
        path = self._any("interpretations/", "about/")
        other = self._any("policies/", "about/", "decisions/")
        up = "../" * path.count("/")
        anchor = self.chance.choice(("", "#c-1", "#c-2"))
        self.pages[path].body.append(f"见[有关规定]({up}{other}{anchor})。")

    def remark(self) -> None:
        """Markdown in which a heading may be none, and words come from elsewhere in the text."""
        more = self.chance.choice(
            (
                ["```\n## 这是问题吗？\n```"],
                ["<!--\n## 这也是吗？\n-->"],
                [f"见注。[^n{self._next()}]", f"[^n{self._count}]: 注文{self._count}。"],
                ["| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n## 表后问什么？"],
                ["### 小标题", "内容。"],
                ["问题在下面？\n------", "下面。"],
                ["- 项目\n\n    ## 里面的问题？"],
            )
        )
        self.pages[self._any("interpretations/", "about/")].body += more

    def _question(self, level: str = "##") -> list[str]:
        number = self._next()
        named = self.chance.choice((f" {{#q-{number}}}", ""))
        return [f"{level} 问题{number}怎样办？{named}", f"到窗口办理，第{number}号。"]

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _any(self, *kinds: str) -> str:
        return self.chance.choice(sorted(path for path in self.pages if path.startswith(kinds)))


KINDS = ("policies/", "interpretations/", "decisions/", "about/", "replies/")


def _tagged(day: date) -> dict[str, str]:
    return {"day": day.isoformat()}


def _days(found: dict[str, Any]) -> Any:
    return date.fromisoformat(found["day"]) if found.keys() == {"day"} else found


class History:
    """A repository to which a section is committed as it changes, hour by hour."""

    def __init__(self, repository: Repository, seed: int) -> None:
        self.repository, self.section = repository, Section(seed)
        self.chance = self.section.chance
        self._minute = 0
        self._lies: dict[str, str] = {}
        self._branches = 0
        self.commit()

    def commit(self) -> None:
        """Commit the section as it stands."""
        now = self.section.written()
        changed = {path: text for path, text in now.items() if self._lies.get(path) != text}
        gone: dict[str, str | bytes | None] = dict.fromkeys(self._lies.keys() - now.keys())
        self._minute += 1
        self.repository.commit(
            self.section.today, changed | gone, time(9 + self._minute // 60, self._minute % 60)
        )
        self._lies = now

    def go_on(self) -> str:
        """The next thing that happens."""
        kind = self.chance.choices(("edit", "edits", "merge", "days", "come and go"), (12, 3, 3, 5, 1))[0]
        if kind == "days":
            self.section.today += timedelta(days=self.chance.choice((1, 1, 1, 2, 6)))
            self._minute = 0
            return kind
        if kind == "merge":
            return f"merge of {self._merge()}"
        done = [self.section.act() for _ in range(3 if kind == "edits" else 1)]
        if kind == "come and go":
            before = dict(self.section.pages)
            self.section.add_policy()
            self.section.add_interpretation()
            self.commit()
            self.section.pages = before
            done.append(kind)
        self.commit()
        return ", ".join(done)

    def _merge(self) -> str:
        """Some edits on a branch, on which a day may pass, and their merge."""
        self._branches += 1
        self.repository.branch(f"b{self._branches}")
        done = []
        for _ in range(self.chance.randrange(1, 4)):
            done.append(self.section.act())
            self.commit()
        if self.chance.random() < 0.3:
            self.section.today += timedelta(days=1)
            self._minute = 0
        self.repository.merge(f"b{self._branches}", self.section.today)
        return ", ".join(done)


@dataclass
class Platform:
    """Whoever follows the section: holds both lists, and takes what is new at each visit."""

    cursor: int = 0
    chain: str = ""
    lists: dict[str, Rows] = field(default_factory=lambda: {"documents": {}, "questions": {}})
    whole: int = 0
    """How often both lists were taken whole, the first visit apart."""

    def visit(self, files: Mapping[str, bytes]) -> None:
        """Do what docs/api.md says."""
        told = json.loads(files["api/v1/changes.json"])
        there = {name: _rows(files, name) for name in self.lists}
        records = self._since(told, files)
        for record in records or ():
            name = f"{record['type']}s"
            self.lists[name].pop(record["id"], None)
            if record["id"] in there[name]:
                self.lists[name][record["id"]] = there[name][record["id"]]
        digests = {name: _digest(rows) for name, rows in self.lists.items()}
        if records is None or digests != {name: one["digest"] for name, one in told["lists"].items()}:
            self.lists, self.whole = there, self.whole + bool(self.chain)
        self.cursor, self.chain = told["cursor"], told["chain"]

    def follow(self, files: Mapping[str, bytes]) -> None:
        """A visit after which the lists are right, and were not taken whole."""
        before = self.whole
        self.visit(files)
        assert self.lists == {name: _rows(files, name) for name in self.lists}
        assert self.whole == before, "taken whole"

    def _since(self, told: dict[str, Any], files: Mapping[str, bytes]) -> list[dict[str, Any]] | None:
        """The records after the cursor; None where the record has become another, or this is the first visit."""
        parts = [
            part for part in told["parts"] if part["cursor"] > self.cursor and part["cursor"] <= told["after"]
        ]
        found = [json.loads(files[part["url"].partition("/zwgk/")[2]]) for part in parts] + [told]
        known = {one["after"]: one["after_chain"] for one in found}
        records = [record for one in found for record in one["changes"]]
        known |= {record["cursor"]: record["chain"] for record in records}
        if known.get(self.cursor) != self.chain:
            return None
        return [record for record in records if record["cursor"] > self.cursor]


def _rows(files: Mapping[str, bytes], name: str) -> Rows:
    return {row.get("id") or row["path"]: row for row in json.loads(files[f"api/v1/{name}.json"])[name]}


def _digest(rows: Rows) -> str:
    lines = sorted(f"{name} {row['hash']}\n".encode() for name, row in rows.items())
    return sha256(b"".join(lines)).hexdigest()

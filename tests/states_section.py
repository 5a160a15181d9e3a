"""A section that holds one document in each state a document can be in, and what a reader must be told of each."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

TODAY = date(2025, 6, 15)

EXTRA = {
    "duties_since": 2030,
    "clock_failures": "report",
    "terms": {
        "validity": [{"from": date(2010, 1, 1), "years": 5, "presumed": True, "basis": "《某市规定》第三条"}]
    },
}
"""No duty binds anybody: the section is about what became of documents."""


class _Plain(yaml.SafeDumper):
    """Writes what occurs twice twice: front matter knows no aliases."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002
        return True


def in_yaml(head: dict[str, Any]) -> str:
    """Front matter."""
    return yaml.dump(head, Dumper=_Plain, allow_unicode=True, sort_keys=False)


@dataclass(frozen=True)
class Made:
    """A document: its short name (all its words begin with it), and whether what it says is over. `words`: one of
    these must be in sight wherever it is shown and does not simply hold."""

    path: str
    name: str
    over: bool = False
    words: tuple[str, ...] = ()
    asks: bool = True
    out: bool = True
    fields: dict[str, Any] = field(default_factory=dict)
    body: str = ""

    @property
    def title(self) -> str:
        return f"{self.name}标题"

    @property
    def summary(self) -> str:
        return f"{self.name}概述"

    @property
    def question(self) -> str:
        return f"{self.name}每月多少钱？"

    @property
    def answer(self) -> str:
        return f"{self.name}每月六百八十元"

    @property
    def url(self) -> str:
        return self.path.removesuffix(".md") + "/"

    def text(self) -> str:
        asked = f"## {self.question}\n\n{self.answer}。\n" if self.asks else ""
        head = {"title": self.title, "published": "2024-02-05", "summary": self.summary, **self.fields}
        return f"---\n{in_yaml(head)}---\n\n{self.name}开头。\n\n{self.body}\n\n{asked}"


GONE = ("已废止",)
numbers = iter(range(1, 100))


def policy(
    slug: str, name: str, over: bool = False, words: tuple[str, ...] = (), body: str = "", **fields: Any
) -> Made:
    year = str(fields.get("published", "2024-02-05"))[:4]
    out = not fields.get("draft") and str(fields.get("published", "")) <= str(TODAY)
    own = {
        "number": f"示人社〔{year}〕{next(numbers)}号",
        "issuer": "示例区人力资源和社会保障局",
        "drafted": f"{year}-02-01",
        "signed": f"{year}-02-02",
        "topics": ["就业"],
        "audiences": ["失业人员"],
        **fields,
    }
    return Made(f"policies/{year}/{slug}.md", name, over, words, asks=False, out=out, fields=own, body=body)


def reading(
    slug: str, name: str, of: str | list[str], over: bool = False, words: tuple[str, ...] = (), **fields: Any
) -> Made:
    year = str(fields.get("published", "2024-02-05"))[:4]
    own = {
        "interprets": of,
        "form": "qa",
        "drafted": f"{year}-02-01",
        "signed": f"{year}-02-02",
        "covers": ["适用范围", "办事指引", "核心概念"],
        **fields,
    }
    return Made(f"interpretations/{year}/{slug}.md", name, over, words, fields=own)


def response(
    folder: str,
    slug: str,
    name: str,
    of: str | list[str],
    over: bool = False,
    words: tuple[str, ...] = (),
    **fields: Any,
) -> Made:
    heard = {"heard": f"{name}停发", "verdict": "不实"} if folder == "clarifications" else {}
    own = {"based_on": of, **heard, **fields}
    return Made(f"{folder}/2024/{slug}.md", name, over, words, fields=own)


def docket(slug: str, name: str, over: bool = False, words: tuple[str, ...] = (), **fields: Any) -> Made:
    own = {
        "department": "就业促进科",
        "topics": ["就业"],
        "audiences": ["失业人员"],
        "catalogue_item": slug,
        "consultation": {"opens": "2025-01-06", "closes": "2025-02-10", "channels": ["来信"]},
        "published": "2025-01-06",
        **fields,
    }
    body = f"## 决策草案\n\n{name}草案。\n\n## 草案说明\n\n### {name}草案多少钱？\n\n{name}草案六百元。\n"
    if "decided" in fields:
        body += f"\n## 决策结果\n\n{name}结果。\n"
    return Made(f"decisions/2025/{slug}.md", name, over, words, asks=False, fields=own, body=body)


def p(slug: str, year: int = 2024) -> str:
    return f"policies/{year}/{slug}.md"


NOW: dict[str, Any] = {"published": "2025-04-07"}
DECIDED: dict[str, Any] = {"decided": "2025-03-10", "attendance": {"none_reason": "没有"}}
POLICIES = (
    policy("valid", "现行甲", body="按照[旧规](repealed.md)第一条和[新规](../2025/successor.md)办理。"),
    policy("coming", "将来乙", words=("尚未生效",), effective="2025-09-01"),
    policy("amended", "改动丙", words=("已修改",)),
    policy("amender", "修正丁", published="2025-03-03", amends=[p("amended")]),
    policy("kept", "留用未", words=("已修改",)),
    policy("passing", "临改申", True, ("已失效",), amends=[p("kept")], expires="2024-12-31"),
    policy("expired", "到期戊", True, ("已失效",), expires="2025-01-31"),
    policy("repealed", "旧规己", True, GONE, apply={"url": "https://x.example/", "until": "2025-12-31"}),
    policy("middle", "中规庚", True, GONE, repeals=[p("first", 2015)], published="2024-03-04"),
    policy("first", "初规辛", True, GONE, published="2015-03-04"),
    policy("successor", "新规壬", repeals=[p("repealed"), p("middle")], effective="2025-05-01", **NOW),
    policy(
        "outside", "外废癸", True, GONE, repealed={"on": "2025-04-01", "by": "区政府令", "reason": "清理"}
    ),
    policy("withdrawn", "撤文子", True, ("已撤下",), withdrawn={"on": "2025-02-03", "reason": "发错"}),
    policy("ending", "将废丑"),
    policy("ender", "后规寅", words=("尚未生效",), repeals=[p("ending")], effective="2025-12-01", **NOW),
    policy("closed", "截止卯", words=("受理已截止",), apply={"until": "2025-03-31"}),
    policy("prolonged", "延期木", expires="2025-02-28", normative={"registered": "示规备〔2024〕1号"}),
    policy("lapsed", "届满水", True, ("已失效",), expires="2025-01-31", normative={}),
    policy("presumed", "推定火", True, ("已失效",), published="2015-03-04", normative={}),
    policy("replaced", "旧规土", True, GONE, normative={}, expires="2028-01-31"),
    policy(
        "cleanup",
        "规范性文件清理",
        published="2025-02-03",
        repeals=[p("replaced")],
        extends=[p("prolonged")],
        expires="2027-01-31",
        body="## 继续有效\n\n[现行甲](../2024/valid.md)。\n\n## 失效\n\n[推定火](../2015/presumed.md)。",
    ),
    policy("archive", "档案辰", True, ("已失效",), published="2012-02-06", expires="2014-12-31"),
    policy("draft", "草稿巳", draft=True),
    policy("withheld", "预定午", published="2025-12-08", repeals=[p("valid")]),
)
READINGS = (
    reading("valid", "现行甲解", p("valid")),
    reading("coming", "将来乙解", p("coming"), words=("尚未生效",)),
    reading("amended", "改动丙解", p("amended"), words=("已修改",)),
    reading("amended-later", "改动丙续", p("amended"), published="2025-03-05", followup=True),
    reading("expired", "到期戊解", p("expired"), True, ("已失效",)),
    reading("prolonged", "延期木解", p("prolonged")),
    reading("presumed", "推定火解", p("presumed", 2015), True, ("已失效",), published="2015-03-04"),
    reading("repealed", "旧规己解", p("repealed"), True, GONE),
    reading("repealed-later", "旧规己续", p("repealed"), True, GONE, published="2024-08-01", followup=True),
    reading("middle", "中规庚解", p("middle"), True, GONE),
    reading("first", "初规辛解", p("first", 2015), True, GONE, published="2015-03-04"),
    reading("successor", "新规壬解", p("successor", 2025), **NOW),
    reading("outside", "外废癸解", p("outside"), True, GONE),
    reading("withdrawn-policy", "撤文子解", p("withdrawn"), True, ("已撤下",)),
    reading(
        "withdrawn",
        "现行甲撤",
        p("valid"),
        True,
        ("已撤下",),
        withdrawn={"on": "2025-02-03", "reason": "有误"},
    ),
    reading("ending", "将废丑解", p("ending")),
    reading("closed", "截止卯解", p("closed"), words=("受理已截止",)),
    reading("two", "双文解", [p("valid"), p("repealed")], words=("部分原文件已废止",)),
    reading("both", "双废解", [p("expired"), p("repealed")], True, ("不再执行",)),
    reading("open", "征询未解", "decisions/2025/open.md", words=("尚未决定",), published="2025-06-02"),
    reading("undecided", "未决申解", "decisions/2025/undecided.md", words=("尚未决定",)),
    reading("decided", "已决酉解", "decisions/2025/decided.md", True, ("草案已有结果",)),
    reading("no-result", "无果戌解", "decisions/2025/no-result.md", True, ("草案已有结果",)),
    reading("cancelled", "取消亥解", "decisions/2025/cancelled.md", True, ("已取消",)),
    reading("withdrawn-docket", "撤档金解", "decisions/2025/withdrawn.md", True, ("已撤下",)),
)
DOCKETS = (
    docket(
        "open",
        "征询未",
        published="2025-06-02",
        consultation={"opens": "2025-06-02", "closes": "2025-07-10", "channels": ["来信"]},
    ),
    docket("undecided", "未决申"),
    docket("decided", "已决酉", result=p("successor", 2025), **DECIDED),
    docket("no-result", "无果戌", result={"none_reason": "不再制定"}, **DECIDED),
    docket(
        "cancelled",
        "取消亥",
        True,
        ("已取消",),
        consultation={"opens": "2025-06-02", "closes": "2025-07-10", "channels": ["来信"]},
    ),
    docket("withdrawn", "撤档金", True, ("已撤下",), withdrawn={"on": "2025-04-01", "reason": "有误"}),
)
RESPONSES = (
    response("replies", "valid", "现行甲答", p("valid")),
    response("replies", "amended", "改动丙答", p("amended"), words=("已修改",)),
    response("replies", "expired", "到期戊答", p("expired"), True, ("已失效",)),
    response("replies", "two", "双文答", [p("valid"), p("repealed")], words=("部分所依据文件已废止",)),
    response("clarifications", "valid", "现行甲清", p("valid")),
    response("clarifications", "repealed", "旧规己清", p("repealed"), True, GONE),
    response("clarifications", "open", "征询未清", "decisions/2025/open.md", words=("尚未决定",)),
    response("clarifications", "alone", "无据清", []),
    response(
        "clarifications",
        "withdrawn",
        "现行甲撤清",
        p("valid"),
        True,
        ("已撤下",),
        withdrawn={"on": "2025-02-03", "reason": "有误"},
    ),
)
ABOUT = Made(
    "about/guide.md",
    "指南",
    fields={"published": "2025-01-02"},
    body="见[旧规](../policies/2024/repealed.md)和[新规](../policies/2025/successor.md)。",
    asks=False,
)
OLD_PAGE = Made(
    "about/old.md",
    "旧页",
    True,
    ("已撤下",),
    asks=False,
    fields={"published": "2024-01-02", "withdrawn": {"on": "2025-01-02", "reason": "过时"}},
)
DOCUMENTS = (*POLICIES, *READINGS, *DOCKETS, *RESPONSES, ABOUT, OLD_PAGE)
OVER = tuple(one for one in DOCUMENTS if one.over and one.out)

_ITEM = {"department": "就业促进科", "planned": "2025", "participation": ["来信"]}
_OFF = {"status": "取消", "changed": "2025-06-10", "reason": "条件变化", "approved_by": "局长办公会议"}


def files() -> dict[str, str]:
    """The content folder."""
    items = [
        {"id": one.fields["catalogue_item"], "title": f"事项{number}", **_ITEM}
        for number, one in enumerate(DOCKETS)
    ]
    items[4] |= _OFF
    catalogue = {
        "title": "年度目录",
        "year": 2025,
        "published": "2025-01-02",
        "approved_by": "局",
        "items": items,
    }
    task = {"id": "T1", "title": "任务", "owner": "办公室", "due": "2025-02-28", "done": "2025-02-20"}
    plan = {
        "title": "任务分解",
        "year": 2025,
        "published": "2025-01-03",
        "tasks": [task | {"evidence": [p("repealed"), p("valid")]}],
    }
    event = {
        "title": "座谈",
        "form": "座谈会",
        "published": "2025-03-03",
        "opens": "2025-03-10",
        "closes": "2025-03-10",
        "summary": "座谈概述",
        "decision": "decisions/2025/cancelled.md",
    }
    plain: dict[str, dict[str, Any]] = {
        "decisions/2025/catalogue.md": catalogue,
        "plans/2025.md": plan,
        "participation/2025/talk.md": event,
    }
    written = {path: f"---\n{in_yaml(head)}---\n\n正文。\n" for path, head in plain.items()}
    standing = {one.path: one.text().replace(f"summary: {one.summary}\n", "") for one in (ABOUT, OLD_PAGE)}
    return written | {one.path: one.text() for one in DOCUMENTS} | standing

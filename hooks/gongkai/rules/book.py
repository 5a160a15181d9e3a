"""The rule book: each rule with its basis and its marked examples, which the tests run too.

An example stands in rules/examples/CODE.md under a heading that begins 错误：or 正确：. It is a whole small
section: fenced blocks, each with the file's path behind the fence. A line that ends in a mark,
`# GK104` (or `<!-- GK104 -->` in a body), is where that finding sits; findings on files that are not
there, and settings, stand in a line `预期：PATH:LINE CODE`, `日期：2024-04-01`, `设置：duties_since: 2023`.

Where git has a say: all blocks after a line `提交：2024-05-08` came to the default branch on that day, those
after `提交：尚未` have not come there; a block with the path of an earlier one is a new version of that file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from gongkai.findings import WrongUse
from gongkai.law.bureau import LocalRule
from gongkai.rules import BY_CODE, RULES, rules_of
from gongkai.rules.rule import Rule
from gongkai.settings import Settings
from gongkai.settings.typed_values import nearest, word

EXAMPLES = Path(__file__).resolve().parent / "examples"
DEFAULT_DAY = date(2024, 3, 1)
"""The day of an example that names none: before any yearly duty falls due."""

_MARK = re.compile(r"[ \t]*(?:#|<!--)[ \t]*((?:(?:GK|HR)\d{3}[ ]?)+)(?:-->)?$")
_BLOCK = re.compile(r"^(~{3,}|`{3,})(?:\w+ )?(\S+\.\w+)\n(.*?)^\1$\n?", re.M | re.S)
_SETTING = re.compile(r"^(预期|日期|设置)：(.+)$", re.M)
_COMMIT = re.compile(r"^提交：(\d{4}-\d{2}-\d{2}|尚未)$", re.M)
_EXAMPLE = re.compile(r"^## (错误|正确)：(.+)$", re.M)

_WEIGHTS = {"error": "阻止发布", "warning": "只作提醒", "off": "已停用"}

Expected = tuple[str, int, str]
"""Path, line and code of a finding."""

Commit = tuple[date | None, dict[str, str]]
"""Files that came to the default branch on a day; None: that have not come there."""


@dataclass(frozen=True)
class Example:
    """A small section, good or bad, with the findings that it must yield."""

    code: str
    good: bool
    title: str
    today: date
    files: dict[str, str] = field(hash=False)
    expected: tuple[Expected, ...]
    settings: dict[str, Any] = field(hash=False)
    commits: tuple[Commit, ...] = field(hash=False)
    """Without any, the section is in no repository."""
    shown: str
    """The example as it is written, marks included, for people."""


def examples(code: str, file: Path | None = None) -> tuple[Example, ...]:
    """The marked examples of a rule, from the product's or in `file`; raises `FileNotFoundError` when it has none."""
    text = (file or EXAMPLES / f"{code}.md").read_text(encoding="utf-8")
    heads = list(_EXAMPLE.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return tuple(_example(code, head, text[head.end() : end]) for head, end in zip(heads, ends, strict=True))


def explained(code: str, settings: Settings | None = None) -> str:
    """The rule for an editor at a terminal, with a good and a bad example, as the settings have it; raises
    `WrongUse`.

    `code` may also be its number alone, or the rule's name.
    """
    rules = rules_of(settings).by_code if settings else BY_CODE
    written = word(code).strip()
    number = re.fullmatch(r"(?:gk)?[ -]?(\d{1,3})", written)
    known = {name: rule for rule in rules.values() for name in (rule.code.lower(), rule.name, rule.title)}
    rule = known.get(f"gk{number[1]:0>3}" if number else written)
    if rule is None:
        hint = nearest(written, known).replace("gk", "GK").replace("hr", "HR")
        first, *_others, last = rules
        hint = hint or f"；现有 {first} 至 {last}，见 docs/rules/"
        raise WrongUse(f"没有“{code}”这条规则{hint}")
    local = settings.rules if settings else ()
    return rule_page(rule, next((one for one in local if one.code == rule.code), None))


def rule_page(rule: Rule, local: LocalRule | None = None) -> str:
    """The rule's page in the rule book, in Markdown; `local`: what the bureau's settings make of it."""
    nature = "到期类（文件没有变，时间到了也会出现）" if rule.kind == "clock" else "内容类"
    effect = "阻止发布" if rule.severity == "error" else "只作提醒"
    exception = "可以" if rule.waivable else "不可以"
    parts = [
        f"# {rule.code} {rule.title}（{rule.name}）",
        f"**什么情况：**{rule.says}",
        f"**怎么改：**{rule.fix}",
        f"**依据：**{rule.basis}。",
        f"**性质：**{nature}；{effect}；{exception}公开申请暂缓。",
    ]
    if rule.examples:
        parts.append("这是本单位自己的规则。")
    if rule.code in BY_CODE and rule.says != BY_CODE[rule.code].says:
        parts.append("例子按法定的期限计算。")
    if local:
        reason = f"，理由：{local.reason}" if local.reason else ""
        parts.append(f"**本单位：**{_WEIGHTS[local.severity]}{reason}。")
    for example in examples(rule.code, rule.examples):
        parts += [f"## {'正确' if example.good else '错误'}：{example.title}", example.shown]
    return "\n\n".join(parts) + "\n"


def contents_page() -> str:
    """The rule book's contents, in Markdown."""
    rows = [
        f"| [{r.code}]({r.code}.md) | {r.title} | {'提醒' if r.severity == 'warning' else '阻止发布'} | {r.says} |"
        for r in RULES
    ]
    return "\n".join(
        ["# 规则手册", "", "| 编号 | 名称 | 作用 | 什么情况 |", "| --- | --- | --- | --- |", *rows, ""]
    )


def _example(code: str, head: re.Match[str], text: str) -> Example:
    files: dict[str, str] = {}
    marked: dict[str, list[Expected]] = {}
    commits: list[Commit] = []
    for place in sorted((*_BLOCK.finditer(text), *_COMMIT.finditer(text)), key=re.Match.start):
        if place.re is _COMMIT:
            commits.append((None if place[1] == "尚未" else date.fromisoformat(place[1]), {}))
            continue
        path, marked[place[2]] = place[2], []
        files[path] = "".join(_lines(path, place[3], marked[path]))
        if commits:
            commits[-1][1][path] = files[path]
    expected = [mark for marks in marked.values() for mark in marks]
    outside = _BLOCK.sub("", text)
    today = DEFAULT_DAY
    settings: dict[str, Any] = {}
    for name, value in _SETTING.findall(outside):
        if name == "日期":
            today = date.fromisoformat(value.strip())
        elif name == "设置":
            settings |= yaml.safe_load(value)
        else:
            place, found = value.split()
            path, line = place.rsplit(":", 1)
            expected.append((path, int(line), found))
    good = head[1] == "正确"
    return Example(
        code=code,
        good=good,
        title=head[2].strip(),
        today=today,
        files=files,
        expected=tuple(sorted(expected)),
        settings=settings,
        commits=tuple(commits),
        shown=text.strip(),
    )


def _lines(path: str, text: str, expected: list[Expected]) -> Iterator[str]:
    """The file's lines without their marks, which are noted in `expected`."""
    for number, line in enumerate(text.splitlines(), 1):
        mark = _MARK.search(line)
        if mark:
            expected += [(path, number, found) for found in mark[1].split()]
        yield (line[: mark.start()] if mark else line) + "\n"

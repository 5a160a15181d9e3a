"""Sections of random documents, built whole: whatever `check` lets through must come out as a site."""
# ruff: noqa: E501 (tables)

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from xml.etree import ElementTree as ET

from gongkai.building import pipeline
from gongkai.findings import Finding
from gongkai.settings import Settings
from tests.hostile import random_body
from tests.sample import renderer
from tests.sections import Files, Section
from tests.whole_section import FORM, JOB, TODAY, whole_section

HEADS = {
    "about": "title: {title}\npublished: 2024-03-01\n",
    "policies": "title: {title}\nnumber: 示人社〔2024〕{number}号\nissuer: 示例区人力资源和社会保障局\ndrafted: 2024-03-01\n"
    "signed: 2024-03-04\npublished: 2024-03-05\nreviewed: {{secrecy: 2024-03-04, legal: 2024-03-04}}\nsummary: {summary}\n"
    "topics: [就业]\naudiences: [社会公众]\ninterpretation_exempt: 内容简单\n",
    "interpretations": f"title: {{title}}\ninterprets: {JOB}\nform: article\nfollowup: true\ndrafted: 2024-04-20\n"
    "signed: 2024-04-22\npublished: 2024-04-23\nsummary: {summary}\ncovers: [执行口径, 操作方法, 关键词]\n",
    "decisions": "title: {title}\ndepartment: 办公室\npublished: 2024-05-01\nsummary: {summary}\ntopics: [就业]\n"
    "audiences: [社会公众]\nmajor: false\n",
    "participation": "title: {title}\nform: 座谈会\npublished: 2024-05-01\nopens: 2024-05-02\ncloses: 2024-05-10\nsummary: {summary}\n",
}
VALUES = (
    *("标题", "关于“甲”的通知", "甲 & 乙 < 丙", "'单引号'", '"a\\u202eb"', '"a\\vb"', "a: b", "#1", "第 #1 批", "“全角”", "《甲》", "{{ x }}"),
    *("<b>粗</b>", "[链](x)", "2024", "true", "~", "''", "|\n  多行\n  文字", ">-\n  折行\n  文字", "\u200b", "a\u00adb", "😀", "&amp;", "\\", "*a", "%"),
)  # fmt: skip
"""What stands in a field of one line."""
FILES = (
    "files/a.csv",
    "files/附件1#.csv",
    "files/100%.csv",
    "files/甲 乙.csv",
    "files/a&b=c;+~.csv",
    "files/[1]'.csv",
    "files/a%23.csv",
)
"""Attachments that every folder has."""
SITE = "https://www.example.gov.cn/zwgk/"
DAYS = (TODAY, date(2024, 3, 6), date(2024, 5, 3), date(2024, 12, 2))
"""Some on which a part of the documents is out, or of one document."""
_NOT_OUT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def random_document(chance: Random, number: int) -> tuple[str, str]:
    """A document of some kind, its path and its text."""
    kind = chance.choice(list(HEADS))
    path = f"about/f{number}.md" if kind == "about" else f"{kind}/2024/f{number}.md"
    plain = f"标题{number}"
    title, summary = (chance.choice(VALUES) if chance.random() < 0.2 else plain for _ in range(2))
    head = HEADS[kind].format(title=title, summary=summary, number=100 + number)
    if chance.random() < 0.3:
        head += (
            f"attachments: [{{file: {json.dumps(chance.choice(FILES), ensure_ascii=False)}, title: 附件}}]\n"
        )
    if chance.random() < 0.1:
        head += "withdrawn: {on: 2024-05-10, reason: 核对}\n"
    if kind == "decisions" and chance.random() < 0.5:
        head += f"decided: {chance.choice(('2024-05-06', '2024-09-01'))}\nattendance: {{none_reason: 书面}}\nresult: {{none_reason: 无}}\n"
        return (
            path,
            f"---\n{head}---\n\n## 决策结果\n\n{random_body(chance)}\n\n## 专家论证\n\n{random_body(chance)}\n",
        )
    return path, f"---\n{head}---\n\n{random_body(chance)}\n"


def built(root: Path, files: Files, day: date = TODAY) -> tuple[set[str], Settings]:
    """Build the files, less those that `check` refuses, which are left out, or as they are in the whole section;
    gives what was built."""
    whole: dict[str, str | bytes] = {**whole_section(), **files}
    for folder in ("about", *(f"{kind}/2024" for kind in HEADS if kind != "about")):
        whole |= {f"{folder}/{name}": whole_section()[FORM] for name in FILES}
    settings = Section(root, whole, day, {"clock_failures": "report"}).write()
    settings = replace(settings, site_url=SITE)
    left = set(files)
    while blamed := _blamed(pipeline.check(settings).report.findings, left):
        for path in blamed:
            (settings.content / path).unlink()
            if path in whole_section():
                (settings.content / path).write_text(whole_section()[path], encoding="utf-8")
        left -= blamed
    pipeline.build(settings, renderer(settings))
    return left, settings


def _blamed(findings: tuple[Finding, ...], left: set[str]) -> set[str]:
    """The documents on which something is wrong that stops a build."""
    stopping = [finding for finding in findings if finding.severity == "error"]
    blamed = {finding.path for finding in stopping}
    if stopping and not blamed & left:  # what is wrong is another's fault: nobody is let through
        return left
    return blamed & left


def crash(root: Path, files: Mapping[str, str], day: date = TODAY) -> str:
    """Why a build of these files ends in a traceback, "" where it does not; judged by the smallest part that does."""
    try:
        _left, settings = built(root, files, day)
        looked_through(settings.site)
    except Exception as problem:
        if len(files) == 1:
            return f"{problem!r}\n{files}"
        items = list(files.items())
        halves = dict(items[: len(items) // 2]), dict(items[len(items) // 2 :])
        parts = [crash(root.parent / f"{root.name}{place}", half, day) for place, half in enumerate(halves)]
        return next(filter(None, parts), f"{problem!r}\nonly together: {files}")
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return ""


def looked_through(site: Path) -> None:
    """What machines read can be read, and nothing goes out that nobody sees."""
    for file in site.resolve().rglob("*"):
        if file.suffix in (".html", ".xml", ".json", ".ics"):
            text = file.read_text(encoding="utf-8")
            assert not (found := _NOT_OUT.search(text)), (file, found)
            if file.suffix == ".xml":
                ET.fromstring(text)
            elif file.suffix == ".json":
                json.loads(text)

"""`due` and `patrol`: what a keeper of the section asks every morning, and every week."""

import json
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli import command_line as command
from gongkai.findings import WrongUse
from tests.sections import Section
from tests.states_section import policy

TODAY = date(2024, 6, 10)
REGISTER = """\
- no: 2024-001
  received: 2024-06-03
- no: 2024-002
  received: 2024-04-01
  replied: 2024-04-30
  outcome: 不予公开
  ground: 属于四类过程性信息
  late_reason: 经办人员病休，移交不及时
- no: 2024-003
  received: 2024-07-01
"""
PLAN = """\
---
title: 2024年政务公开工作要点任务分解
year: 2024
published: 2024-04-01
tasks:
  - {id: "1", title: 完善依申请公开登记, owner: 办公室, due: 2024-05-31}
  - {id: "2", title: 编制年度报告, owner: 办公室, due: 2024-12-31}
---
"""
CATALOGUE = """\
---
title: 2024年度重大行政决策事项目录
year: 2024
published: 2024-03-20
approved_by: 局长办公会
items: []
none_reason: 本年度没有重大行政决策事项
---
"""
FILES = {"requests/2024.yml": REGISTER, "plans/2024.md": PLAN, "decisions/2024/catalogue.md": CATALOGUE}


def _section(root: Path, files: dict[str, str] = FILES, **extra: object) -> Section:
    section = Section(root, files, TODAY, extra)
    section.write()
    return section


def _run(section: Section, *arguments: str) -> int:
    return command.main([*arguments, "--config", str(section.config)])


def test_due_tells_scripts_every_duty_in_the_promised_form(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(_section(tmp_path), "due", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["version"], told["as_of"]) == (1, "2024-06-10")
    assert all(
        list(duty) == ["code", "path", "line", "title", "start", "due", "state", "met", "counted"]
        for duty in told["duties"]
    )
    shown = [(d["code"], d["line"], d["start"], d["due"], d["state"], d["met"]) for d in told["duties"]]
    assert shown == [
        ("GK201", 1, "2024-01-01", "2024-03-31", "met", "2024-03-20"),
        ("GK302", 3, "2024-04-01", "2024-04-29", "met-late", "2024-04-30"),
        ("GK307", 6, "2024-04-01", "2024-05-31", "overdue", None),
        ("GK302", 1, "2024-06-03", "2024-07-02", "upcoming", None),
        ("GK307", 7, "2024-04-01", "2024-12-31", "upcoming", None),
    ]


def test_due_tells_people_what_comes_next_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(_section(tmp_path), "due") == 0
    told = capsys.readouterr().out
    order = [
        told.index(words)
        for words in ("今后 30 天内到期：1 项", "已逾期：1 项", "以后到期：1 项", "已办结：2 项")
    ]
    assert order == sorted(order)
    assert "2024-07-02（还有 22 天）  未到期  依申请公开 2024-001" in told
    assert "第 20 个工作日；放假 6月10日不计入" in told
    assert "2024-003" not in told  # not received yet


def test_due_tells_which_normative_documents_are_evaluated_and_end_soon(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = (
        policy("a", "甲", normative={"review": "2024-06-30"}, expires="2024-10-31"),
        policy("b", "乙", normative={"review": "2024-05-31"}, expires="2026-06-30"),
        policy("c", "丙", normative={"review": "2024-05-31"}, expires="2024-07-31"),
        policy("d", "丁", expires="2026-12-31", extends=["policies/2024/c.md"]),
        policy("e", "戊", normative={}, expires="2024-05-31"),
        policy("f", "己", expires="2024-07-31"),
    )
    section = _section(tmp_path, {one.path: one.text() for one in made})
    assert _run(section, "due", "--format", "json") == 0
    steps = json.loads(capsys.readouterr().out)["validity"]
    assert [(step["title"][0], step["what"][:2], step["by"]) for step in steps] == [
        ("乙", "评估", "2024-05-31"),
        ("甲", "评估", "2024-06-30"),
        ("甲", "有效", "2024-10-31"),
    ]
    assert _run(section, "due") == 0
    told = capsys.readouterr().out
    assert "规范性文件的评估和到期：3 项" in told and "2024-05-31（已过）  《乙标题》：评估" in told


NEXT = """\
- {no: A, received: 2024-06-05}
- {no: B, received: 2024-05-27, correction_asked: 2024-05-30}
- {no: C, received: 2024-05-20, paused: [{from: 2024-05-27, arrived: 2024-05-29, why: 征求其他机关意见}]}
- {no: D, received: 2024-05-20, extended: {on: 2024-06-03, days: 10, approved_by: 局办公室负责人}}
- {no: E, received: 2024-05-20, closed: {on: 2024-06-03, why: 申请人撤回}}
"""


def test_due_tells_what_comes_next_in_each_open_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    section = _section(tmp_path, FILES | {"requests/2024.yml": NEXT})
    assert _run(section, "due", "--format", "json") == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert [(step["no"], step["to"], step["by"]) for step in steps] == [
        ("A", "申请人", "2024-06-17"),  # a correction: 6/6, 7, 11-14, 17 (June 10 is 端午节)
        ("C", "被征求意见的机关", "2024-06-20"),  # 5/30, 31, 6/3-7, 11-14, 17-20
        ("C", "申请人", "2024-07-01"),  # an extension; nine days spared so far
        ("A", "申请人", "2024-07-04"),
        ("B", "申请人", None),
    ]
    assert (steps[0]["path"], steps[0]["line"]) == ("requests/2024.yml", 1)
    assert _run(section, "due") == 0
    told = capsys.readouterr().out
    assert "依申请公开的下一步：5 项" in told
    assert "最迟 2024-06-17  申请 A，申请人：内容不明确、需要补正的，一次性告知" in told
    assert "没有固定日期  申请 B，申请人：2024-05-30 已通知补正，等待补正" in told


def test_due_says_what_it_had_to_leave_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = _section(tmp_path, FILES | {"plans/2024.md": PLAN.replace("2024-05-31", "2024-05-32")})
    assert _run(section, "due") == 0
    said = capsys.readouterr()
    assert "GK307" not in said.out
    assert "1 个文件填写有误" in said.err


def test_patrol_sums_up_what_was_found_and_when_columns_were_updated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    guide = "---\ntitle: 指南\npublished: 2024-01-02\n---\n\n[旧表格](missing.docx)\n"
    section = _section(tmp_path, FILES | {"about/guide.md": guide}, stale_days={"about": 30, "policies": 90})
    assert _run(section, "patrol") == 0
    told = capsys.readouterr().out
    assert "| 链接和图片 | 1 个问题 |" in told
    assert "about/guide.md 第 6 行：链接“missing.docx”所指的文件不存在（GK601）" in told
    assert "| 指南与制度 | 2024-01-02 | 160 天 | 30 天 |" in told
    assert "| 政策文件 | 空白 | — | 90 天 |" in told
    assert "- plans/2024.md 第 6 行：" in told


def test_patrol_writes_a_file(tmp_path: Path) -> None:
    report = tmp_path / "patrol.md"
    assert _run(_section(tmp_path), "patrol", "--report", str(report)) == 0
    assert report.read_text(encoding="utf-8").startswith("# 巡查报告（2024-06-10）")


@pytest.mark.parametrize("given", [{"policy": 90}, {"policies": 0}, {"policies": "90"}, [90]])
def test_a_limit_that_makes_no_sense_is_refused(tmp_path: Path, given: object) -> None:
    with pytest.raises(WrongUse, match="stale_days"):
        _section(tmp_path, stale_days=given)

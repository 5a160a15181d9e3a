"""A draft that is not finished stops nobody else: what is wrong with it is told, and the site is as if it were not there."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.report.scope import limited_report
from tests import whole_section as whole
from tests.building.test_build import tree
from tests.sample import renderer
from tests.sections import Files, Section

DRAFTS: dict[str, tuple[str | bytes, str]] = {
    "policies/2024/a.md": ("---\ndraft: true\ntitle: 促进“就业: 若干措施\nnumber: [示人社\n---\n\n正文。\n", "GK001"),
    "policies/2024/b.md": ("---\ndraft: true\npublished: 2024-02-30\neffective: 下月\n---\n", "GK003"),
    "policies/2024/c.md": ("---\ndraft: true\nsumary: 简介\ntopics: [修路]\n---\n", "GK004"),
    "policies/2024/d.md": ("---\ndraft: true\ntitle: 通知\nnumber: 示人社（2024）1号\n---\n", "GK006"),
    "policies/2024/e.md": ("draft: true\ntitle: 没有横线\n\n正文。\n", "GK001"),
    "policies/2024/f.md": ("---\ntitle: 没有结束\ndraft: 是  # 还在写\n\n## 一、总则\n", "GK001"),
    "policies/2024/g.md": ("---\ndraft: true\ntitle: 编码不对的通知\n---\n\n正文。\n".encode("gbk"), "GK001"),
    "policies/2024/h.md": ("---\ndraft: true\ntitle: 甲\ntitle: 乙\n---\n", "GK001"),
    "policies/2024/i.md": (
        "---\ndraft: true\n<<<<<<< HEAD\ntitle: 甲\n=======\ntitle: 乙\n>>>>>>> b\n---\n",
        "GK001",
    ),
    "policies/2024/j.md": (
        "---\ndraft: true\ntitle: 稿\npublished: 2024-05-20\nreviewed: {secrecy: 2024-05-21}\n---\n",
        "GK506",
    ),
    "policies/2023/k.md": ("---\ndraft: true\npublished: 2024-05-20\n---\n\n正文\x0b。\n", "GK001"),
    "policies/2024/l.md": (
        "---\ndraft: true\nformerly: 旧网址\nrepeals: [policies/2024/gone.md]\nattachments: [{file: 无.docx}]\n---\n",
        "GK005",
    ),
    "interpretations/2024/a.md": ("---\ndraft: true\ninterprets: policies/2024/gone.md\nform: 问答\n---\n", "GK003"),
    "decisions/2024/a.md": ("---\ndraft: true\nconsultation: 下月\nfeedback: 还没有\n---\n", "GK003"),
    "decisions/2025/catalogue.md": ("---\ndraft: true\nitems: 还没有\n---\n", "GK003"),
    "reports/2025.md": ("---\ndraft: true\nyear: 二〇二五\n---\n", "GK003"),
    "plans/2025.md": ("---\ndraft: true\ntasks: [甲]\n---\n", "GK003"),
    "participation/2024/a.md": ("---\ndraft: true\nopens: 下周\ndecision: decisions/2024/gone.md\n---\n", "GK003"),
    "replies/2024/a.md": ("---\ndraft: true\nbased_on: [policies/2024/gone.md]\n---\n", "GK005"),
    "about/a.md": ("---\ndraft: true\npublished: 明天\nformerly: [a]\n---\n", "GK003"),
    "policies/2024/新稿.md": ("---\ntitle: 名字还没有取好\ndraft: true\n---\n", "GK004"),
    "草稿/想法.md": ("记几句。\n", "GK004"),
    "drafts/idea.md": ("记几句。\n", "GK004"),
}  # fmt: skip
"""By path: what is written, and the rule that it breaks first."""


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Section:
    files: Files = {**whole.whole_section(), **{path: text for path, (text, _code) in DRAFTS.items()}}
    return Section(tmp_path_factory.mktemp("with"), files, whole.TODAY)


def test_what_is_wrong_with_a_draft_is_told_and_is_a_warning(section: Section) -> None:
    report = section.check()
    assert {finding.path for finding in report.findings if finding.severity == "error"} == set()
    for path, (_text, code) in DRAFTS.items():
        told = [finding for finding in report.findings if finding.path == path]
        assert code in {finding.code for finding in told}, path
        assert all("这是草稿" in finding.fix for finding in told if finding.code == code)
    assert set(DRAFTS) - {"草稿/想法.md", "drafts/idea.md", "policies/2024/新稿.md"} <= set(report.withheld)


def test_check_of_the_draft_itself_still_says_what_is_missing(section: Section) -> None:
    judged = section.judged()
    told = limited_report(judged.library, judged.report, ["policies/2024/d.md"])
    assert ("policies/2024/d.md", "GK006") in {(finding.path, finding.code) for finding in told.findings}
    assert not told.blocked


@pytest.mark.long
def test_the_site_is_as_if_the_drafts_were_not_there(section: Section, tmp_path: Path) -> None:
    trees = []
    for one in (section, Section(tmp_path, whole.whole_section(), whole.TODAY)):
        settings = one.write()
        pipeline.build(settings, renderer(settings))
        trees.append(tree(settings.site))
    assert trees[0] == trees[1]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: 甲: 乙\n---\n\n正文。\n",
        "---\ntitle: 甲: 乙\n---\n\ndraft: true\n",
        "---\ndraft: true\ndraft: false\n---\n",
        "---\n<<<<<<< HEAD\ndraft: true\n=======\n>>>>>>> b\ntitle: 甲\n---\n",
        "---\ndraft: 待定\ntitle: 甲\n---\n",
    ],
)
def test_what_may_be_meant_to_go_out_stops(text: str, tmp_path: Path) -> None:
    report = Section(tmp_path, {"policies/2024/a.md": text}, date(2024, 5, 20)).check()
    assert report.blocked


def test_nothing_out_may_rest_on_a_draft_that_cannot_be_read(tmp_path: Path) -> None:
    guide = "---\ntitle: 指南\npublished: 2024-05-01\n---\n\n见[通知](../policies/2024/a.md)。\n"
    files = {"policies/2024/a.md": "---\ndraft: true\ntitle: [\n---\n", "about/guide.md": guide}
    report = Section(tmp_path, files, date(2024, 5, 20)).check()
    errors = {(finding.path, finding.code) for finding in report.findings if finding.severity == "error"}
    assert ("about/guide.md", "GK601") in errors


def test_what_must_not_lie_in_the_repository_stops_in_a_draft_too(tmp_path: Path) -> None:
    draft = "---\ndraft: true\ntitle: [\n---\n\n联系人手机13800000000。\n"
    report = Section(tmp_path, {"policies/2024/a.md": draft}, date(2024, 5, 20)).check()
    assert ("policies/2024/a.md", "GK501") in {
        (one.path, one.code) for one in report.findings if one.severity == "error"
    }

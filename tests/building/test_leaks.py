"""Nothing gets out before its day, and nothing gets past the eye: what a reviewer once found."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.incremental.run import begin_run
from gongkai.pages import Page, make_site
from gongkai.report.scope import limited_report
from tests import whole_section as whole
from tests.model.test_model import policy
from tests.sections import Section, places

JOB = "policies/2024/job.md"


def shown(folder: Path, path: str, today: date, files: dict[str, str]) -> Page:
    settings = Section(folder, files, today).write()
    return next(
        page for page in pipeline.plan_site(*begin_run(settings))[0].pages if page.path == path
    ).page()


DOCKET = """\
---
title: 决定
department: 办公室
published: 2024-05-01
summary: 概述
topics: [就业]
audiences: [社会公众]
major: false
decided: 2024-08-01
attendance: {none_reason: 书面审议}
result: {none_reason: 未形成文件}
---
## 决策结果

结果是这样[^r]。

# 结果附件

附件的内容。

[^r]: 结果的脚注。

## 专家论证

论证是那样[^e]。

[^e]: 论证的脚注。
"""


def test_footnotes_and_lower_parts_of_what_has_not_happened_are_not_on_the_page(tmp_path: Path) -> None:
    files = {"decisions/2024/d.md": DOCKET}
    none = "---\ntitle: 目录\nyear: 2024\npublished: 2024-03-01\napproved_by: 区政府\nnone_reason: 无\nitems: []\n---\n"
    files["decisions/2024/catalogue.md"] = none
    before = shown(tmp_path, "decisions/2024/d/", date(2024, 5, 10), files).html
    assert "论证的脚注" in before
    assert 'id="fn:e"' in before
    for words in ("结果是这样", "结果的脚注", "附件的内容", "fn:r"):
        assert words not in before


@pytest.mark.parametrize("footnote", ["", "另有[^n]。\n\n[^n]: 脚注不是正文。\n"])
def test_a_footnote_is_no_text_of_an_empty_part(tmp_path: Path, footnote: str) -> None:
    body = f"## 专家论证\n\n论证。{footnote}\n\n## 决策结果\n"
    text = DOCKET.split("## 决策结果", maxsplit=1)[0].replace("major: false", "catalogue_item: a") + body
    section = Section(tmp_path, {"decisions/2024/d.md": text}, date(2024, 3, 1))
    assert "GK210" in [code for _path, _line, code in places(section.check().findings)]


def test_the_topics_of_a_draft_are_on_no_page(tmp_path: Path) -> None:
    interpretation = whole.whole_section()[whole.JOB_QA].replace("三十日内发放", "发放")
    lines = [
        line
        for line in interpretation.split("\n")
        if not line.startswith(("interprets", "drafted", "signed", "published"))
    ]
    dates = [
        "interprets: [policies/2024/job.md, policies/2024/draft.md]",
        "drafted: 2024-01-02",
        "signed: 2024-01-10",
    ]
    text = "\n".join([lines[0], *dates, "published: 2024-01-12", *lines[1:]])
    draft = (
        policy(9)
        .replace("topics: [就业]", "topics: [人才人事]")
        .replace("---\n正文", "draft: true\n---\n正文")
    )
    files = {JOB: policy(7), "policies/2024/draft.md": draft, "interpretations/2024/job.md": text}
    assert "人才人事" not in shown(tmp_path, "interpretations/2024/job/", date(2024, 3, 1), files).html


@pytest.mark.parametrize(
    "names", [("interpretations/2024/a.md",), ("interpretations/2024/a.md", "interpretations/2024/b.md")]
)
def test_interpretations_that_interpret_each_other_are_told(tmp_path: Path, names: tuple[str, ...]) -> None:
    text = "---\ntitle: 解读\ninterprets: {}\nform: article\ndrafted: 2024-01-02\nsigned: 2024-01-02\n"
    text += "published: 2024-01-02\nsummary: 概述\ncovers: [核心概念, 适用范围, 办事指引]\n---\n文字。\n"
    files = {name: text.format(names[(index + 1) % len(names)]) for index, name in enumerate(names)}
    found = places(Section(tmp_path, files, date(2024, 3, 1)).check().findings)
    assert found == [(name, 3, "GK005") for name in names]


@pytest.mark.parametrize(
    "link",
    [
        "[x](http://[abc)",
        "<a href='nowhere.md'>x</a>",
        "<a href=nowhere.md>x</a>",
        '<A HREF="nowhere.md">x</A>',
        '<a\nhref="nowhere.md">x</a>',
        "<img src='nowhere.png' alt='图'>",
    ],
)
def test_a_dead_link_is_seen_however_it_is_written(tmp_path: Path, link: str) -> None:
    text = f"---\ntitle: 指南\npublished: 2024-01-10\n---\n一\n\n{link}\n"
    found = places(Section(tmp_path, {"about/a.md": text}, date(2024, 3, 1)).check().findings)
    assert found == [("about/a.md", 7, "GK601")]


def test_a_document_and_a_page_of_a_list_never_share_an_address(tmp_path: Path) -> None:
    files = {f"policies/2024/page-{n}.md": policy(n) for n in range(1, 30)} | {
        "policies/2024/page.md": policy(99)
    }
    settings = Section(tmp_path, files, date(2024, 3, 1)).write()
    paths = [page.path for page in pipeline.plan_site(*begin_run(settings))[0].pages]
    assert len(paths) == len(set(paths))
    assert "policies/2024/page/2/" in paths


def test_asking_the_same_twice_is_found(tmp_path: Path) -> None:
    text = (
        "---\ntitle: 指南\npublished: 2024-01-10\n---\n## 谁可以？\n\n都可以。\n\n## 谁可以？\n\n都可以。\n"
    )
    found = places(Section(tmp_path, {"about/a.md": text}, date(2024, 3, 1)).check().findings)
    assert found == [("about/a.md", 5, "GK007"), ("about/a.md", 9, "GK007")]


def test_both_that_repeal_a_policy_are_named(tmp_path: Path) -> None:
    repealed = policy(1, "repealed: {on: 2024-02-01, by: 示例区人民政府令}\n")
    newer = policy(
        2, f"repeals: [{JOB}]\neffective: 2024-09-01\n", signed="2024-02-20", published="2024-02-22"
    )
    files = {JOB: repealed, "policies/2024/new.md": newer}
    html = shown(tmp_path, "policies/2024/job/", date(2024, 3, 1), files).html
    assert "示例区人民政府令" in html
    assert "将被以下文件废止" in html


def test_a_linked_folder_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    section = Section(tmp_path, {JOB: policy(7)}, date(2024, 3, 1))
    section.write()
    (section.content / "reports").mkdir()
    (section.content / "policies" / "2025").symlink_to(tmp_path)
    assert places(section.check().findings) == [("policies/2025", 1, "GK001")]


def test_a_limited_check_still_tells_what_cannot_be_read(tmp_path: Path) -> None:
    section = Section(
        tmp_path, {JOB: policy(7).replace("interpretation_exempt: 内部工作\n", "")}, date(2024, 3, 1)
    )
    section.write()
    (section.content / "interpretations" / "2024").mkdir(parents=True)
    (section.content / "interpretations" / "2024" / "x.md").write_bytes("---\ntitle: 解读\n".encode("gbk"))
    judged = pipeline.check(section.write())
    assert limited_report(judged.library, judged.report, [JOB]).blocked


def test_links_and_headings_by_the_thousand_cost_no_more_than_their_number(tmp_path: Path) -> None:
    body = "".join(f"## 标题 {n} {{#c{n}}}\n\n[见](#c{n})\n\n" for n in range(999))
    text = f"---\ntitle: 指南\npublished: 2024-01-10\n---\n{body}"
    assert not Section(tmp_path, {"about/a.md": text}, date(2024, 3, 1)).check().findings


WITHHELD = {
    "participation/2024/withheld-event.md": (
        "---\ntitle: 秋收听证会\nform: 听证会\npublished: 2024-08-01\nopens: 2024-08-02\ncloses: 2024-08-02\n"
        "summary: 秋收概述\nattachments: [{file: files/withheld.csv, title: 秋收附件}]\n---\n秋收正文。\n"
    ),
    "participation/2024/files/withheld.csv": "秋收\n",
    "plans/2023.md": (
        "---\ntitle: 秋收计划\nyear: 2023\npublished: 2024-08-01\ntasks:\n"
        '  - {id: "1", title: 秋收任务, owner: 秋收科, due: 2024-03-01}\n---\n秋收正文。\n'
    ),
    "reports/2022.md": "---\ntitle: 秋收年报\nyear: 2022\npublished: 2024-08-01\n---\n秋收正文。\n",
    "about/statutory-7-withheld.md": "---\ntitle: 秋收预算\npublished: 2024-08-01\n---\n秋收正文。\n",
    "about/statutory-8-draft.md": "---\ntitle: 秋收收费\npublished: 2024-01-01\ndraft: true\n---\n秋收正文。\n",
    "clarifications/2024/withheld-rumour.md": (
        "---\ntitle: 秋收澄清\npublished: 2024-08-01\nheard: 秋收传言\nverdict: 不实\nsummary: 秋收概述\n"
        f"based_on: {JOB.replace('job', 'job-subsidy')}\n---\n## 秋收吗？\n\n秋收正文。\n"
    ),
    "replies/2024/withheld-reply.md": (
        "---\ntitle: 秋收答复\npublished: 2024-08-01\nsummary: 秋收概述\n"
        f"based_on: {JOB.replace('job', 'job-subsidy')}\n---\n## 秋收几天？\n\n秋收正文。\n"
    ),
    "clarifications/2024/out-already.md": (
        "---\ntitle: 已出澄清\npublished: 2024-05-02\nheard: 传言\nverdict: 不完整\nsummary: 概述\n"
        "based_on: decisions/2024/withheld-docket.md\n---\n正文。\n"
    ),
    "decisions/2024/withheld-docket.md": (
        "---\ntitle: 秋收决策\ndepartment: 秋收科\npublished: 2024-08-01\nsummary: 秋收概述\ntopics: [就业]\n"
        "audiences: [社会公众]\nmajor: false\n---\n## 专家论证\n\n秋收正文。\n"
    ),
    "requests/2024.yml": (
        "- {no: 秋收-1, received: 2024-08-01}\n"
        "- {no: 2024-009, received: 2024-05-10, disclosed: {document: about/statutory-7-withheld.md}}\n"
    ),
    "interactions/2024.yml": "- {month: 2024-08, channel: 12345热线, received: 8, answered: 8, on_time: 8}\n",
    "waivers.yml": "".join(
        f"- {{rule: GK107, path: {path}, reason: 秋收以后再办, approved_by: 秋收科, expires: 2024-12-31}}\n"
        for path in ("participation/2024/withheld-event.md", "participation/2024/files/withheld.csv")
    ),
}


def test_withheld_documents_of_every_new_kind_leave_no_trace(tmp_path: Path) -> None:
    settings = Section(tmp_path, {**whole.whole_section(), **WITHHELD}, whole.TODAY).write()
    site = pipeline.plan_site(*begin_run(settings))[0]
    written = {page.path: f"{page.html}{page.title}{page.tags}{page.crumbs}" for page in site.pages}
    written |= {path: data.decode("utf-8", "replace") for path, data in site.made_files()}
    for path, text in written.items():
        for trace in ("秋收", "withheld", "statutory-8", "plans/2023", "reports/2022"):
            assert trace not in path
            assert trace not in text, f"{trace} in {path}"
    assert not [path for path in site.context.assets if "withheld" in path]
    later = Section(tmp_path / "later", {**whole.whole_section(), **WITHHELD}, date(2024, 9, 1)).write()
    judged = pipeline.check(later)
    pages = {page.path: page.html for page in make_site(judged.library, judged.texts, later).pages}
    for path in (
        *("participation/", "plans/", "reports/", "statutory/", "requests/2024/", "requests/", "disclosure/"),
        *("clarifications/", "replies/", "policies/2024/job-subsidy/", "clarifications/2024/out-already/"),
    ):
        assert "秋收" in pages[path], path
    assert "interactions/2024/" in pages
    assert "statutory-8" not in "".join(pages.values())

"""What must not go out, or would stop a build, told at its line: characters, conflicts, links to nothing, names."""
# ruff: noqa: E501 (a fault is a row of a table)

from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.source.folder import read_source
from gongkai.source.front_matter import Unreadable
from gongkai.source.slips import conflicts, control_characters
from tests.faults import At, Fault, add, at, change, changes
from tests.sample import renderer
from tests.sections import Section, line_of
from tests.whole_section import (
    CALENDAR,
    DECIDED,
    FORM,
    GUIDE,
    JOB,
    JOB_QA,
    LOAN,
    REQUESTS,
    TODAY,
    whole_section,
)

WORDS = "招用登记失业人员并缴纳社会保险费满三个月的企业。"
"""A paragraph of the policy."""
CONFLICT = "<<<<<<< HEAD\n甲。\n=======\n乙。\n>>>>>>> branch\n"


def body(name: str, text: str, *expected: str | At) -> Fault:
    """A policy with `text` instead of one of its paragraphs; what is wrong sits on its first line."""
    return change(name, JOB, WORDS, text, *expected)


# fmt: off
CHARACTERS = [
    body("a control character in a body", "招用登记\v失业人员。", "GK001"),
    body("an order reversed by its number", "招用登记&#x202e;失业人员。", "GK001"),
    *(
        change(f"{name} in front matter", GUIDE, "title: 政府信息公开指南", f"title: 政府信息{sign}公开指南", "GK001")
        for name, sign in {"vertical tab": "\v", "override": "\u202e", "delete": "\x7f", "noncharacter": "\ufdd1", "tag": "\U000e0041"}.items()
    ),
    *(
        change(f"{name} by an escape", JOB, "summary: 企业招用登记失业人员的，按每人2000元给予一次性补贴。", f'summary: "企业招用{escape}登记失业人员的，按每人2000元给予一次性补贴。"', "GK001")
        for name, escape in {"vertical tab": r"\v", "NUL": r"\0", "override": r"\u202E", "bell": r"\x07", "zero width space": r"\u200b", "U+FFFE": r"\uFFFE", "private plane": r"\U00100000"}.items()
    ),
    change("an escape in a list", JOB, "audiences: [重点企业, 失业人员]", 'audiences:\n  - 重点企业\n  - "失业人员\\v"', at("GK001", JOB, "失业人员\\v"), at("GK003", JOB, "失业人员\\v")),
    change("a control character in a register", REQUESTS, "- no: 2024-001", "- no: 2024-001\u202e", "GK001"),
    change("an escape in a register", REQUESTS, "- no: 2024-001", '- no: "2024-001\\v"', "GK001"),
    change("a control character in a calendar", CALENDAR, "国办发明电〔2023〕7号", "国办发明电\u202e〔2023〕7号", "GK001"),
    change("a control character in a draft", GUIDE, "updated: 2024-03-01\n---\n\n", "updated: 2024-03-01\ndraft: true\n---\n\n\x0b", at("GK001", GUIDE, "\x0b")),
    *(
        changes(f"a name with {name}", [], at("GK001", f"about/gui{sign}de.md"), added={f"about/gui{sign}de.md": whole_section()[GUIDE]})
        for name, sign in {"an override": "\u202e", "a zero width space": "\u200b", "a line end": "\n"}.items()
    ),
    change("escapes that are no fault", GUIDE, "title: 政府信息公开指南", r'title: "政府信息\u516c开\x20指南"'),
    body("a mark without effect is taken out", WORDS.replace("登记", "登\u200b记")),
    body("a joined emoji and a variant are no fault", WORDS + "👨‍👩‍👧 葛\U000e0100"),
    body("an entity that is a letter is no fault", WORDS + "&#x4e2d;&#169;&lt;"),
]

CONFLICTS = [
    body("a conflict in a body", CONFLICT, "GK001"),
    body("with the common ancestor", CONFLICT.replace("=======", "||||||| 1a2b3c\n丙。\n======="), "GK001", at("GK606", JOB, "|||||||")),
    body("two conflicts", f"{CONFLICT}\n丙。\n\n<<<<<<< 丁\n丁。\n>>>>>>> branch\n", "GK001", at("GK001", JOB, "<<<<<<< 丁")),
    body("only its end is left", "甲。\n\n>>>>>>> branch\n", at("GK001", JOB, ">>>>>>> branch")),
    body("only its beginning is left", "<<<<<<< HEAD\n甲。\n", "GK001"),
    body("in a drawing", "```mermaid\nflowchart TD\n<<<<<<< HEAD\nA --> B\n```\n\n图示说明：甲到乙。", at("GK001", JOB, "<<<<<<<"), at("GK108", JOB, "```mermaid")),
    change("in front matter", GUIDE, "title: 政府信息公开指南", "<<<<<<< HEAD\ntitle: 政府信息公开指南\n=======\ntitle: 公开指南\n>>>>>>> branch", "GK001"),
    add("over all of a file", GUIDE, "<<<<<<< HEAD\n" + whole_section()[GUIDE] + "=======\n>>>>>>> branch\n", at("GK001", GUIDE)),
    change("in a register", REQUESTS, "- no: 2024-001", "<<<<<<< HEAD\n- no: 2024-001\n=======\n- no: 2024-900\n>>>>>>> branch", "GK001"),
    body("shown in a fence is no fault", f"{WORDS}\n\n```text\n{CONFLICT}```"),
    body("an underlined heading is no fault", f"小标题\n=======\n\n{WORDS}"),
    body("seven signs within a line are no fault", f"{WORDS}a <<<<<<< b"),
]

LINKS_TO_NOTHING = (
    *("[申请表]()", "[申请表]( )", "[申请表](<>)", "[申请表](https://)", "[申请表](http://)", "[申请表](//)", "[申请表](mailto:)", "[申请表](tel:)"),
    *("[申请表](https:///form)", "[申请表](https://.)", "[申请表](https://https://a.cn)", "[申请表](mailto:局办公室)", "[申请表](tel:局办公室)", "![申请表](mailto:a@example.gov.cn)"),
    *("[申请表](www.gov.cn)", "[申请表](https//www.gov.cn)", '<a href="">申请表</a>'),
)
NOWHERE = [
    Fault("links to nothing", ((JOB, WORDS, "\n\n".join(f"填写{link}，交到窗口。" for link in LINKS_TO_NOTHING)),), tuple(at("GK601", JOB, f"填写{link}，") for link in LINKS_TO_NOTHING)),
    body("an image of nothing", "![申请流程]()", "GK601"),
    body("an image of a page", "![申请流程](job-subsidy-change.md)", "GK601"),
    body("a place in a list", "[全部问题](../../questions/#gk-topic-1)", "GK602"),
    body("a place that the page has not", "[附件](startup-loan.md#gk-attachments)", "GK602"),
    changes("a place in what was taken down", [(JOB, WORDS, "[额度](startup-loan.md#gk-text)"), (LOAN, "topics: [创业]", "topics: [创业]\nwithdrawn: {on: 2024-05-01, reason: 核对中}")], "GK602"),
    body("a place that the page has is no fault", "[附件](#gk-attachments)、[解答](#gk-answers)、[来历](../../decisions/2024/job-subsidy.md#gk-feedback)"),
    change("a place in the words of the home page is no fault", JOB, WORDS, "[欢迎](../../index.md#欢迎)、[又](../../#欢迎)", added={"index.md": "---\ntitle: 政务公开\n---\n\n## 欢迎\n\n欢迎。\n"}),
    body("links that lead out are no fault", "[网站](https://www.gov.cn)、<https://www.gov.cn/>、[邮箱](mailto:a@example.gov.cn)、[电话](tel:12333)"),
]

TITLE = "title: 政府信息公开指南"
SUMMARY = "summary: 企业招用登记失业人员的，按每人2000元给予一次性补贴。"
VALUES = [
    *(
        change(f"a value cut off: {written}", GUIDE, TITLE, f"title: {written}", "GK003")
        for written in ("关于2026年第 #1 批补贴的通知", "指南 # 1", "指南  #1", "指南\t#1", "A #1", "关于2026年第3号 #1 号窗口")
    ),
    change("a value cut off in a group", JOB, "    title: 补贴申请表", "    title: 表 #1", "GK003"),
    change("a value cut off in a list", JOB, "issuer: 示例区人力资源和社会保障局", "issuer:\n  - 示例区人力资源和社会保障局 #1 科", at("GK003", JOB, "#1 科")),
    change("a value cut off in a register", REQUESTS, "- no: 2024-001", "- no: 甲 #001", "GK003"),
    *(
        change(f"a comment: {new}", path, old, new)
        for path, old, new in (
            (GUIDE, TITLE, f'title: "{TITLE[7:]}" # 标题'),
            (GUIDE, TITLE, f"title: '{TITLE[7:]}'  #标题"),
            (GUIDE, TITLE, f"# 标题\n{TITLE}"),
            (GUIDE, TITLE, "title: 政府信息#公开指南"),
            (JOB, "topics: [就业]", "topics: [就业] # 主题"),
            (JOB, "topics: [就业]", "topics:\n  - 就业 # 主题"),
            (JOB, "signed: 2024-03-18", "signed: 2024-03-18 # 成文日期"),
            (JOB, "number: 示人社〔2024〕11号", "number: 示人社〔2024〕11号 # 已核"),
            (JOB, "file: files/form.csv", "file: files/form.csv # 表"),
            (JOB_QA, "interprets: policies/2024/job-subsidy.md", "interprets: policies/2024/job-subsidy.md #政策"),
            (JOB_QA, "form: qa", "form: qa # 一问一答"),
            (JOB_QA, "form: qa", "form: qa #一问一答"),
            (REQUESTS, "- no: 2024-001", "- no: 2024-001 # 第一件"),
        )
    ),
    *(
        change(f"full-width quotation marks: {written}", GUIDE, TITLE, f"title: {written}", "GK003")
        for written in ("“政府信息公开指南”", "”政府信息公开指南“", "‘指南’", "「指南」", "＂指南＂", '“指南"', "“印发“甲”的通知”")
    ),
    *(
        change(f"not finished: {words}", path, old, old + words, "GK009")
        for path, old, words in (
            (GUIDE, TITLE, "  # 待核对：与印发稿一致"),
            (GUIDE, TITLE, " #待补：副标题"),
            (GUIDE, TITLE, "（待核对）"),
            (JOB, "effective: 2024-04-01", " # 待核对"),
            (JOB, "signed: 2024-03-18", "  # 待核对 落款"),
            (REQUESTS, "- no: 2024-001", " # 待补：申请人类别"),
            (CALENDAR, "notice: 国办发明电〔2023〕7号", " # 待核对：与通知一致"),
            (JOB, WORDS, "（待补充：豁免情形）"),
        )
    ),
    body("not finished: a paragraph", "待补。", "GK009"),
    body("not finished: an item", "- 待补：申请材料", "GK009"),
    body("not finished: a comment", f"<!-- 待核对 -->{WORDS}", "GK009"),
    body("not finished: a heading", "## 待核对：金额\n\n甲。", "GK009"),
    body("not finished: marked", f"{WORDS}【待核对：标准】", "GK009"),
    body("what is still to be corrected is no fault", "材料待补正的（待补正通知书发出后），一次性告知；补贴名单待核对。\n\n## 待补正的材料\n\n待核对的数据另行公布。"),
    changes("a note in a draft is no fault", [], added={"about/later.md": "---\ntitle: 稿\ndraft: true\n# 待补：日期\n---\n\n（待补）\n"}),
    change("full-width quotation marks in a list are told once", JOB, "topics: [就业]", "topics: [“就业”]", "GK003"),
    change("full-width quotation marks around a day", JOB, "signed: 2024-03-18", "signed: “2024-03-18”", "GK003"),
    change("one mark of each kind", GUIDE, TITLE, 'title: "政府信息公开指南”', "GK001"),
    *(
        change(f"quotation marks that are no fault: {written}", GUIDE, TITLE, f"title: {written}")
        for written in ("“放管服”改革指南", "关于“放管服”", "“放管服”与“一网通办”", '"“放管服”"', "《指南》")
    ),
    change("an opinion in its own words is no fault", DECIDED, "summary: 建议一次发放三年。", "summary: “建议一次发放三年。”"),
]

NAMES = [
    *(
        changes(f"an attachment that may be called {name}", [(JOB, "file: files/form.csv", f"file: 'files/{name}'")], added={f"policies/2024/files/{name}": whole_section()[FORM]}, removed=(FORM,))
        for name in ("附件1#.csv", "100%.csv", "申请 表.csv", "a&b.csv", "甲+乙=丙.csv", "a%23b.csv", "[1]；~.csv")
    ),
    *(
        changes(f"an attachment that may not be called {name}", [(JOB, "file: files/form.csv", f"file: 'files/{name}'")], "GK505", added={f"policies/2024/files/{name}": whole_section()[FORM]}, removed=(FORM,))
        for name in ("甲?.csv", "a:b.csv", "甲*.csv", '甲"乙".csv', "<甲>.csv", "甲|乙.csv", "CON.csv", "com1.a.csv", " 甲.csv")
    ),
    *(
        changes(f"an attachment where the site has its own: {path}", [(JOB, "file: files/form.csv", f"file: ../../{path}")], "GK505", added={path: whole_section()[FORM]}, removed=(FORM,))
        for path in ("api/v1/questions.csv", "search/a.csv", "feed.xml/a.csv", "policies/index.html/a.csv")
    ),
    change("a sign in a link that must be written by its number", JOB, WORDS, "[附件](files/附件1#.csv)", "GK601", at("GK604", "policies/2024/files/附件1#.csv"), added={"policies/2024/files/附件1#.csv": whole_section()[FORM]}),
    change("that sign by its number is no fault", JOB, WORDS, "[附件](files/附件1%23.csv)", added={"policies/2024/files/附件1#.csv": whole_section()[FORM]}),
]
# fmt: on


FAULTS = [*CHARACTERS, *CONFLICTS, *NOWHERE, *VALUES, *NAMES]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_fault_yields_exactly_what_follows_from_it(fault: Fault, tmp_path: Path) -> None:
    assert fault.judged(tmp_path) == fault.found()


UNSEEN = {
    "vertical tab": "\v",
    "form feed": "\f",
    "NUL": "\0",
    "escape": "\x1b",
    "delete": "\x7f",
    "C1": "\x9b",
    "embedding": "\u202a",
    "override": "\u202e",
    "isolate": "\u2066",
    "end of isolate": "\u2069",
    "right-to-left mark": "\u200f",
    "annotation": "\ufff9",
    "noncharacter": "\ufdd0",
    "U+FFFF": "\uffff",
    "noncharacter of another plane": "\U0002fffe",
    "a plane without characters": "\U00050000",
    "private plane": "\U00100005",
    "tag": "\U000e0041",
    "lost character": "\ufffd",
    "override by its number": "&#x202e;",
    "tab by its decimal number": "&#11;",
    "mark by its name": "&rlm;",
}
MARKS = {
    "soft hyphen": "\u00ad",
    "zero width space": "\u200b",
    "word joiner": "\u2060",
    "byte order mark": "\ufeff",
    "left-to-right mark": "\u200e",
}


@pytest.mark.parametrize("name", UNSEEN)
def test_a_character_that_nobody_sees_is_told_at_its_line(name: str) -> None:
    text = f"---\ntitle: 指南\npublished: 2024-01-02\n---\n\n一。\n\n登记{UNSEEN[name]}失业。\n"
    (told,) = read_source(GUIDE, text.encode()).slips
    assert told.line == 8
    assert "“登记”后面有" in told.message


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_without_effect_is_taken_out_for_all_readers(name: str) -> None:
    text = f"---\ntitle: 指{MARKS[name]}南\npublished: 2024-01-02\n---\n\n登记{MARKS[name]}失业。\n"
    source = read_source(GUIDE, text.encode())
    assert source.slips == ()
    assert (source.head.split("\n")[0], source.body.strip()) == ("title: 指南", "登记失业。")


ENCODINGS = {
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "utf-32-le": "UTF-32",
    "gbk": "GBK",
}


@pytest.mark.parametrize("codec", ENCODINGS)
@pytest.mark.parametrize("path", [GUIDE, REQUESTS])
def test_an_encoding_is_named_with_the_remedy(codec: str, path: str) -> None:
    front = read_source(path, whole_section()[path].encode(codec)).front
    assert isinstance(front, Unreadable)
    assert ENCODINGS[codec] in front.message
    assert "UTF-8" in (front.fix or "")
    assert "记事本" in (front.fix or "")


@pytest.mark.parametrize(
    "start", [b"PK\x03\x04\x14\0", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF-1.7\n\xe2"]
)
def test_a_document_under_another_name_is_told_as_such(start: bytes) -> None:
    front = read_source(GUIDE, start + bytes(range(256))).front
    assert isinstance(front, Unreadable)
    assert "只是后缀名改了" in front.message
    assert "import" in (front.fix or "")


def test_a_conflict_says_from_where_to_where_and_what_to_do() -> None:
    (told,) = conflicts(f"标题\n\n{CONFLICT}")
    assert told.line == 3
    assert "从第 3 行起到第 7 行的 >>>>>>>" in told.message
    assert "=======" in told.fix


def test_a_file_full_of_control_characters_is_told_by_some_of_its_lines() -> None:
    told = control_characters("招用\v企业\n" * 5_000)
    assert [slip.line for slip in told] == list(range(1, 21))
    assert told[-1].message.endswith("后面还有")
    assert "“招用”后面有看不见的控制字符（U+000B 竖向制表符，Word 的手动换行）" in told[0].message


OWN = "https://www.example.gov.cn/zwgk/"


ADDRESSES = {
    OWN: "",
    OWN.removesuffix("/"): "",
    f"{OWN}policies/2024/startup-loan/": "",
    f"{OWN}policies/2024/startup-loan": "",
    f"{OWN}policies/2024/startup-loan/index.html#gk-text": "",
    f"{OWN}policies/2024/": "",
    f"{OWN}topics/employment/feed.xml": "",
    f"{OWN}api/v1/documents.json": "",
    f"{OWN}search/?q=补贴": "",
    f"{OWN}status.json": "",
    f"{OWN}policies/2024/files/form.csv": "",
    "https://www.example.gov.cn/xxgk/gone/": "",
    "https://www.example.com/zwgk/gone/": "",
    f"{OWN}policies/2024/gone/": "GK601",
    f"{OWN}policies/2024/startup-loan/versions/2024-04-16/": "GK601",
    f"{OWN}status.json.gone": "GK601",
    f"{OWN.replace('https', 'http')}gone": "GK601",
    OWN.removeprefix("https:") + "gone/": "GK601",
    f"{OWN}policies/2024/startup-loan.md": "GK601",
    f"{OWN}policies/2024/files/gone.csv": "GK601",
    f"{OWN}policies/2024/startup-loan/#gone": "GK602",
}


def test_a_whole_address_of_the_site_itself_must_lead_somewhere(tmp_path: Path) -> None:
    links = "\n".join(f"[页面]({address})" for address in ADDRESSES)
    files = {**whole_section(), JOB: whole_section()[JOB].replace(WORDS, links)}
    settings = replace(Section(tmp_path, files, TODAY).write(), site_url=OWN)
    found = {f.line: f.code for f in pipeline.check(settings).report.findings if f.path == JOB}
    first = line_of(files[JOB], f"[页面]({OWN})")
    assert {line - first: code for line, code in found.items()} == {
        place: code for place, code in enumerate(ADDRESSES.values()) if code
    }


def test_an_attachment_named_with_backslashes_goes_out_under_its_own_name(tmp_path: Path) -> None:
    text = whole_section()[JOB].replace("file: files/form.csv", "file: 'files\\form.csv'")
    settings = Section(tmp_path, {**whole_section(), JOB: text}, TODAY).write()
    pipeline.build(settings, renderer(settings))
    page = (settings.site / "policies/2024/job-subsidy/index.html").read_text("utf-8")
    row = (settings.site / "api/v1/documents.json").read_text("utf-8")
    assert 'href="../../../policies/2024/files/form.csv"' in page
    assert '"url": "policies/2024/files/form.csv"' in row
    assert (settings.site / FORM).read_text("utf-8") == whole_section()[FORM]

"""A bureau's own law: its work points, shorter terms, severities, rules of its own, on every surface that tells of them;
and the settings that are refused."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.building import pipeline
from gongkai.building.house_rule_trial import try_house_rules
from gongkai.building.section import JudgedSection
from gongkai.cli import command_line
from gongkai.editing.cms import cms_config
from gongkai.editing.section import Founding, repository
from gongkai.exports.calendar import duties_ics
from gongkai.findings import WrongUse
from gongkai.incremental.fingerprint import fingerprint_of
from gongkai.law import (
    STATUTORY,
    STATUTORY_TERMS,
    LocalTerm,
    Terms,
    ValidityLimit,
    consultation_earliest_close,
    years_later,
)
from gongkai.law.bureau import read_terms
from gongkai.model.duties import Duty, all_duties
from gongkai.pages import make_site
from gongkai.preview.state import PreviewState
from gongkai.report import Repository, as_json, as_sarif, as_text
from gongkai.rules import RULES, rules_of
from gongkai.rules.book import explained
from gongkai.settings import Settings, read_settings
from tests.sample import ROOT
from tests.sections import Section

POINTS_2025 = "2025年政务公开工作要点（某政办〔2025〕3号）"
POINTS_2026 = "2026年政务公开工作要点（某政办〔2026〕2号）"
OWN_RULE = "《某区依申请公开办法》第八条"
OWN_LAW: dict[str, Any] = {
    "duties_since": 2025,
    "basis": {
        2025: {"work_points": POINTS_2025, "rules": {"GK302": "二（三）：依申请公开"}},
        2026: {
            "work_points": POINTS_2026,
            "rules": {
                "GK101": ["三（四）：加强解读", "《某区解读办法》第二条"],
                "GK302": f"{OWN_RULE}：及时答复",
            },
        },
    },
    "terms": {
        "request": [{"from": date(2026, 1, 1), "days": 15, "basis": OWN_RULE}],
        "disclosure": [{"from": date(2026, 1, 1), "days": 10}],
        "feedback": [{"from": date(2026, 1, 1), "days": 5}],
        "consultation": [{"from": date(2026, 1, 1), "days": 40}],
    },
    "rules": {
        "GK604": {"severity": "off", "reason": "附件由档案室统一清理"},
        "GK107": "error",
        "GK209": {"severity": "warning"},
    },
}
POLICY = """---
title: 关于发放补贴的通知
number: 某民〔2026〕2号
issuer: 某区民政局
drafted: 2026-01-10
signed: 2026-01-22
published: 2026-02-06
reviewed: {secrecy: 2026-01-22, legal: 2026-01-22}
summary: 对企业给予一次性补贴。
topics: [就业]
audiences: [重点企业]
---

一、发放补贴。
"""
DOCKET = """---
title: 养老服务补贴办法
department: 养老服务科
published: 2026-01-05
summary: 提高补贴。
topics: [就业]
audiences: [社会公众]
catalogue_item: 2026-1
consultation: {opens: 2026-01-05, closes: 2026-02-04, channels: [信函]}
decided: 2026-02-10
feedback: {published: 2026-02-25, opinions: []}
attendance: {none_reason: 书面征求意见。}
result: {none_reason: 正在印发。}
---

## 决策草案

草案。

## 草案说明

说明。

## 决策结果

结果。
"""
FILES = {
    "policies/2026/a.md": POLICY,
    "decisions/2026/b.md": DOCKET,
    "requests/2025.yml": "- {no: A, received: 2025-12-31}\n",
    "requests/2026.yml": "- {no: B, received: 2026-01-05}\n- {no: C, received: 2026-02-24}\n",
    "policies/2026/lost.txt": "没有人引用。\n",
}
TODAY = date(2026, 3, 2)
VALIDITY = {"from": TODAY, "years": 5, "basis": "《某市规范性文件管理规定》第三十条"}


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Section:
    return Section(tmp_path_factory.mktemp("bureau"), FILES, TODAY, OWN_LAW)


@pytest.fixture(scope="module")
def judged(section: Section) -> JudgedSection:
    return section.judged()


def duty(judged: JudgedSection, title: str) -> Duty:
    return next(one for one in all_duties(judged.library, TODAY) if title in one.title)


def messages(judged: JudgedSection) -> dict[tuple[str, str], str]:
    return {(f.path, f.code): f.message for f in judged.report.findings}


def bases(judged: JudgedSection) -> dict[tuple[str, str], str]:
    return {(f.path, f.code): f.basis for f in judged.report.findings}


# --- basis ------------------------------------------------------------------------------------------


def test_findings_cite_the_bureau_s_own_work_points_of_the_year(judged: JudgedSection) -> None:
    cited = bases(judged)
    national = "《政府信息公开条例》第三十三条第二款：自收到申请之日起20个工作日内予以答复；"
    assert cited["requests/2025.yml", "GK302"] == f"{national}{POINTS_2025}二（三）：依申请公开"
    assert cited["requests/2026.yml", "GK302"] == f"{national}{OWN_RULE}：及时答复"
    assert cited["policies/2026/a.md", "GK101"] == f"{POINTS_2026}三（四）：加强解读；《某区解读办法》第二条"


def test_a_rule_that_the_bureau_does_not_name_cites_what_holds_everywhere(judged: JudgedSection) -> None:
    cited = bases(judged)
    assert cited["policies/2026/a.md", "GK301"].startswith("《政府信息公开条例》第二十六条")
    assert cited["decisions/2025/catalogue.md", "GK201"].startswith(
        "《重大行政决策程序暂行条例》第三条第三款："
    )
    assert cited["decisions/2026/b.md", "GK208"].startswith("本系统的要求（不是法规条文）")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_another_district_s_work_points_are_cited_nowhere(rule: Any) -> None:
    assert rule.cited("policies/2024/a.md", TODAY)
    assert "工作要点（" not in f"{rule.basis}{explained(rule.code)}"


def test_the_sample_cites_its_own() -> None:
    sample = rules_of(read_settings(ROOT / "mkdocs.yml")).by_code
    assert "青人社〔2024〕11号）三（一）" in sample["GK104"].cited("policies/2026/a.md", TODAY)
    assert "青人社" not in sample["GK506"].cited("policies/2019/a.md", TODAY), "older than the work points"


# --- terms ------------------------------------------------------------------------------------------


def test_a_duty_is_judged_by_the_term_in_force_on_its_first_day(judged: JudgedSection) -> None:
    before, after = duty(judged, "依申请公开 A"), duty(judged, "依申请公开 B")
    assert (before.due, after.due) == (date(2026, 1, 29), date(2026, 1, 26))
    assert "第 20 个工作日；放假" in before.counted
    assert (
        f"第 15 个工作日；本单位自 2026年1月1日起为 15 个工作日，法定 20 个工作日，依据{OWN_RULE}"
        in after.counted
    )
    assert "40 天，法定 30 天" in duty(judged, "征求意见截止").counted


def test_a_shorter_term_makes_findings_that_say_why(judged: JudgedSection) -> None:
    said = messages(judged)
    assert "第 10 个工作日；本单位自 2026年1月1日起为 10 个工作日" in said["policies/2026/a.md", "GK301"]
    assert "第 5 个工作日；本单位自" in said["decisions/2026/b.md", "GK208"]
    assert "征求意见只有 30 天，应不少于 40 天；" in said["decisions/2026/b.md", "GK204"]


def test_due_calendar_and_pages_tell_the_shorter_term(section: Section, judged: JudgedSection) -> None:
    settings = read_settings(section.config)
    calendar = duties_ics(judged.library, settings).decode().replace("\r\n ", "")
    assert "本单位自 2026年1月1日起为 15 个工作日" in calendar
    site = make_site(judged.library.whole, judged.texts, settings)
    pages = {page.path: page.page().html for page in site.ours}
    assert "20 个工作日（2026年1月1日起起算的，15 个工作日）" in pages["requests/"]
    assert "自签发之日起 20 个工作日（2026年1月1日起签发的，10 个工作日）内公开" in pages["disclosure/"]
    assert "本单位自 2026年1月1日起为 15 个工作日" in pages["requests/2026/"]
    assert "为 15 个工作日" not in pages["requests/2025/"]


def test_explanations_and_forms_tell_the_shorter_term(section: Section) -> None:
    settings = read_settings(section.config)
    told = explained("GK208", settings)
    assert "10 个工作日（2026年1月1日起出台的，5 个工作日）之后" in told
    assert "例子按法定的期限计算" in told
    assert "2026年1月1日起开始的，40 天" in json.dumps(cms_config(settings, {}), ensure_ascii=False)


def test_numbers_are_looked_up_for_the_day() -> None:
    term = STATUTORY_TERMS["request"]
    steps = (LocalTerm(date(2026, 1, 1), 15), LocalTerm(date(2027, 1, 1), 18))
    terms = Terms((("request", steps),))
    days = [
        terms.days(term, date(*day)) for day in ((2025, 12, 31), (2026, 1, 1), (2026, 12, 31), (2027, 1, 1))
    ]
    assert days == [20, 15, 15, 18]
    assert [STATUTORY.days(one, TODAY) for one in STATUTORY_TERMS.values()] == [20, 20, 20, 10, 30]
    assert terms.filled("在 {request}内，{#id}") == f"在 {terms.phrase(term)}内，{{#id}}"


def test_no_word_of_a_rule_keeps_a_name_for_a_number() -> None:
    for rule in RULES:
        assert not any(f"{{{name}}}" in f"{rule.says}{rule.fix}{rule.basis}" for name in STATUTORY_TERMS), (
            rule.code
        )


def test_the_rule_on_validity_is_looked_up_for_the_day_and_the_name() -> None:
    older = ValidityLimit(date(2010, 5, 1), 5, "《甲规定》", (("暂行", 2), ("试行", 2), ("通告", 1)))
    terms = Terms(validity=(older, ValidityLimit(date(2020, 1, 1), 3, "《乙规定》")))
    assert terms.validity_from(date(2010, 4, 30)) is None
    assert terms.validity_from(date(2019, 12, 31)) is older
    assert terms.validity_from(date(2020, 1, 1)) is terms.validity[1]
    names = ("补贴办法", "补贴办法（试行）", "关于试行禁停的通告")
    assert [older.years_of(name) for name in names] == [(5, ""), (2, "试行"), (1, "通告")]
    assert years_later(date(2024, 2, 29), 2) == date(2026, 2, 28)
    assert years_later(date(2024, 4, 1), 5) == date(2029, 4, 1)


def test_the_example_that_a_new_section_shows_is_a_setting(tmp_path: Path) -> None:
    founded = repository(Founding("某区民政局", "https://www.example.com/zwgk/", 2026))
    shown = founded.files["mkdocs.yml"].decode().split("\n")
    line = next(line for line in shown if line.startswith("    #   validity:"))
    (limit,) = read_terms(yaml.safe_load(line.replace("#", "", 1)), tmp_path).validity
    assert (limit.years, limit.presumed, limit.years_of("办法（试行）")) == (5, True, (2, "试行"))
    assert "第26号）第二十六条" in limit.basis


# --- severities -------------------------------------------------------------------------------------


def test_a_rule_that_is_off_is_silent_and_named_with_its_reason(
    section: Section, judged: JudgedSection
) -> None:
    assert "GK604" not in {finding.code for finding in judged.report.findings}
    assert "本单位停用的规则 1 条：GK604 附件由档案室统一清理" in as_text(judged.report)
    assert json.loads(as_json(judged.report))["rules_off"] == [
        {"code": "GK604", "reason": "附件由档案室统一清理"}
    ]
    settings = read_settings(section.config)
    site = make_site(judged.library.whole, judged.texts, settings)
    page = next(page for page in site.ours if page.path == "disclosure/").page().html
    assert "GK604" in page and "附件由档案室统一清理" in page and "GK209" in page and "GK107" not in page
    assert "已停用，理由：附件由档案室统一清理" in explained("GK604", settings)


def test_severities_are_the_bureau_s(section: Section) -> None:
    rules = rules_of(read_settings(section.config)).by_code
    assert (rules["GK107"].severity, rules["GK209"].severity) == ("error", "warning")


# --- rules of its own -------------------------------------------------------------------------------

HOUSE_RULE = '''"""HR001: a title that shouts."""

from gongkai.model import Policy
from gongkai.rules.rule import Rule


def check(policy, case):
    if "！" in policy.title:
        yield policy.violation("title", f"标题“{policy.title}”有感叹号")


RULE = Rule(
    code="HR001",
    name="title-shouting",
    title="标题有感叹号",
    says="政策文件的标题有感叹号。",
    basis="《某区公文处理规定》第十二条",
    fix="删去感叹号。",
    check=check,
    subjects=(Policy,),
)
'''
EXEMPT = POLICY.replace("---\n\n", "interpretation_exempt: 一次性事项。\n---\n\n").replace("02-06", "01-23")
EXAMPLES = "标题不喊口号。\n\n" + "\n".join(
    f"## {word}\n\n~~~~markdown policies/2026/subsidy.md\n{EXEMPT.replace('的通知', end)}~~~~\n"
    for word, end in (("错误：有感叹号", "的通知！  # HR001"), ("正确：没有", "的通知"))
)


def house(tmp_path: Path, rule: str = HOUSE_RULE, marked: str = EXAMPLES, **more: Any) -> Settings:
    folder = tmp_path / "own"
    folder.mkdir(exist_ok=True)
    (folder / "shouting.py").write_text(rule, encoding="utf-8")
    (folder / "HR001.md").write_text(marked, encoding="utf-8")
    files = {"policies/2026/a.md": EXEMPT.replace("的通知", "的通知！")}
    extra = {"duties_since": 2026, **more, "house_rules": folder.name}
    return Section(tmp_path, files, date(2026, 2, 7), extra).write()


def command(settings: Settings, *arguments: str) -> int:
    return command_line.main(["--config", str(settings.config_file), "--no-git", *arguments])


def test_a_house_rule_judges_and_is_named_in_every_report(tmp_path: Path) -> None:
    settings = house(tmp_path)
    report = pipeline.check(settings).report
    found = [(f.path, f.line, f.code, f.basis) for f in report.findings]
    assert found == [("policies/2026/a.md", 2, "HR001", "《某区公文处理规定》第十二条")]
    assert report.blocked
    assert "本单位规则 1 条：HR001 标题有感叹号" in as_text(report)
    assert json.loads(as_json(report))["house_rules"] == [{"code": "HR001", "title": "标题有感叹号"}]
    sarif = json.loads(as_sarif(report, Repository("", "mkdocs.yml"), rules_of(settings).by_code.values()))
    rules, result = sarif["runs"][0]["tool"]["driver"]["rules"], sarif["runs"][0]["results"][0]
    assert rules[result["ruleIndex"]]["id"] == "HR001"
    assert rules[-1]["properties"] == {"tags": ["本单位规则"]}
    assert "这是本单位自己的规则" in explained("hr001", settings)
    assert pipeline.report_of(settings) == report
    assert not list(settings.config_file.parent.rglob("__pycache__"))


def test_a_house_rule_can_be_waived_turned_down_and_given_a_basis(tmp_path: Path) -> None:
    own = {2026: {"work_points": POINTS_2026, "rules": {"HR001": "六：文风"}}}
    settings = house(tmp_path, rules={"HR001": "warning"}, basis=own)
    (finding,) = pipeline.check(settings).report.findings
    assert (finding.severity, finding.basis) == (
        "warning",
        f"《某区公文处理规定》第十二条；{POINTS_2026}六：文风",
    )


def test_a_changed_house_rule_is_read_again_and_nothing_old_is_believed(tmp_path: Path) -> None:
    settings = house(tmp_path)
    assert pipeline.report_of(settings).blocked
    before = fingerprint_of(settings).whole
    mended = HOUSE_RULE.replace('"！" in', '"？" in')
    settings = house(tmp_path, mended, EXAMPLES.replace("！", "？"))
    assert fingerprint_of(settings).whole != before
    assert not pipeline.report_of(settings).blocked


@pytest.mark.parametrize(
    ("rule", "marked", "said"),
    [
        (HOUSE_RULE, EXAMPLES.replace("  # HR001", ""), "没有标出 HR001"),
        (
            HOUSE_RULE.replace('"！" in', '"？" in'),
            EXAMPLES,
            "标出的 policies/2026/subsidy.md 第 2 行 HR001 没有查出来",
        ),
        (
            HOUSE_RULE.replace('"！" in', '"的" in'),
            EXAMPLES,
            "查出了没有标出的 policies/2026/subsidy.md 第 2 行 HR001",
        ),
        (HOUSE_RULE, EXAMPLES[: EXAMPLES.index("## 正确")], "没有“## 正确：”的例子"),
        (HOUSE_RULE, EXAMPLES.replace("01-10", "01-32"), "GK003"),
        (HOUSE_RULE.replace('"HR001"', '"GK777"'), EXAMPLES, "HR 加三位数字"),
        (HOUSE_RULE.replace('"HR001"', '"HR002"'), EXAMPLES, "没有例子 HR002.md"),
        (HOUSE_RULE.replace("RULE =", "OTHER ="), EXAMPLES, "没有 RULE = Rule"),
        (HOUSE_RULE.replace('"删去感叹号。"', '""'), EXAMPLES, "没有写 fix"),
    ],
)
def test_a_house_rule_that_does_not_do_what_it_shows_is_refused(
    tmp_path: Path, rule: str, marked: str, said: str
) -> None:
    settings = house(tmp_path, rule, marked)
    for attempt in range(2):  # what was refused once is not believed the second time
        with pytest.raises(WrongUse, match=said):
            pipeline.report_of(settings)
        with pytest.raises(WrongUse, match=said):
            try_house_rules(settings)
        assert attempt < 2


@pytest.mark.parametrize("content", ["../elsewhere", "content"])
def test_examples_of_house_rules_lie_in_no_folder_of_the_section(tmp_path: Path, content: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    settings = house(home, content=content, site="../out")
    if settings.content != home / "content":
        (home / "content").rename(settings.content)
    try_house_rules(settings)
    assert [f.code for f in pipeline.check(settings).report.findings] == ["HR001"]


@pytest.mark.parametrize(
    "fault", ["import nowhere_to_be_found", "def broken(:", "from gongkai.rules.rule import Nothing"]
)
def test_a_house_rule_that_does_not_import_shows_its_traceback_and_exits_with_3(
    tmp_path: Path, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(house(tmp_path, f"{fault}\n{HOUSE_RULE}"), "check") == 3
    told = capsys.readouterr()
    assert "Traceback" in told.err
    assert "shouting.py" in told.err
    assert "own/shouting.py 出错，原来的网站没有变动" in told.err
    assert told.out == ""


def test_a_fault_in_a_house_rule_shows_its_line_and_exits_with_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = HOUSE_RULE.replace(
        '    if "！"', '    if policy.path.endswith("/a.md"):\n        1 / 0\n    if "！"'
    )
    settings = house(tmp_path, faulty)
    assert command(settings, "check") == 3
    told = capsys.readouterr().err
    assert "ZeroDivisionError" in told
    assert "1 / 0" in told
    assert "本单位规则 HR001（" in told
    assert "shouting.py）出错，原来的网站没有变动" in told
    assert command(settings, "explain", "HR001") == 0


def test_explain_and_sarif_know_house_rules_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = house(tmp_path)
    assert command(settings, "explain", "HR001") == 0
    assert "# HR001 标题有感叹号" in capsys.readouterr().out
    assert command_line.main(["explain", "标题有感叹号", "--config", str(settings.config_file)]) == 0
    assert "# HR001 标题有感叹号" in capsys.readouterr().out
    with pytest.raises(SystemExit):  # never the law of others instead, in silence
        command_line.main(["explain", "GK104", "--config", str(tmp_path / "gone.yml")])
    assert "gone.yml”这个文件" in capsys.readouterr().err
    assert command(settings, "check", "--format", "sarif") == 1
    assert '"id": "HR001"' in capsys.readouterr().out


# --- what is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"terms": {"reply": [{"from": TODAY, "days": 5}]}}, "没有名为“reply”的期限；可用的有：disclosure（"),
        ({"terms": {"request": [{"days": 15}]}}, "request 没有写从哪一天起（from），例如 from: 2026-01-01"),
        ({"terms": {"request": [{"from": "今年", "days": 15}]}}, "from 应为日期，现为“今年”"),
        (
            {"terms": {"request": [{"from": TODAY, "days": 21}]}},
            "不能超过法定的 20 个工作日，只能缩短，现为 21",
        ),
        (
            {"terms": {"consultation": [{"from": TODAY, "days": 29}]}},
            "不能少于法定的 30 天，只能延长，现为 29",
        ),
        ({"terms": {"request": [{"from": TODAY, "days": 0}]}}, "大于 0 的整数，现为“0”"),
        ({"terms": {"request": [{"from": TODAY, "days": "15"}]}}, "大于 0 的整数"),
        ({"terms": {"request": [{"from": TODAY, "days": 15}, {"from": TODAY, "days": 9}]}}, "有两项都从"),
        ({"terms": {"request": 15}}, "应为列表，每项写 from、days"),
        ({"terms": {"validity": 5}}, "validity 应为列表，每项写 from、years、basis"),
        ({"terms": {"validity": [VALIDITY | {"year": 5}]}}, "没有名为“year”的设置，可写 from、years、titles"),
        ({"terms": {"validity": [{"from": TODAY, "years": 5}]}}, "没有写依据（basis）"),
        ({"terms": {"validity": [VALIDITY | {"from": None}]}}, "没有写从哪一天起施行的文件适用（from）"),
        ({"terms": {"validity": [VALIDITY | {"from": "今年"}]}}, "from 应为日期，现为“今年”"),
        (
            {"terms": {"validity": [VALIDITY | {"years": None}]}},
            "年数（years），是大于 0 的整数，现为“没有写”",
        ),
        ({"terms": {"validity": [VALIDITY | {"years": "五"}]}}, "大于 0 的整数，现为“五”"),
        ({"terms": {"validity": [VALIDITY | {"titles": {"试行": 0}}]}}, "年数（titles 的 试行）"),
        ({"terms": {"validity": [VALIDITY | {"titles": ["试行"]}]}}, "titles 应写成“标题中的词: 年数”"),
        ({"terms": {"validity": [VALIDITY | {"presumed": "是"}]}}, "presumed 只能写 true"),
        ({"terms": {"validity": [VALIDITY, VALIDITY]}}, "validity 中有两项都从"),
        ({"terms": {"request": [{"from": TODAY, "day": 15}]}}, "没有名为“day”的设置"),
        ({"basis": {"work_points": "要点"}}, "“work_points”不是四位年份"),
        ({"basis": {2026: {"work_points": "要点"}}}, "应写 work_points（工作要点的名称和文号）和 rules"),
        ({"basis": {2026: {"rules": {"GK101": "三（一）"}}}}, "GK101 的条文没有写出自哪个文件"),
        ({"basis": {2026: {"work_points": "要点", "rules": {"GK101": ""}}}}, "GK101 应写所依据的条文"),
        ({"rules": {"GK605": "off"}}, "停用 GK605，要写明理由（公开显示）"),
        ({"rules": {"GK605": {"severity": False, "reason": " "}}}, "停用 GK605，要写明理由"),
        (
            {"rules": {"GK605": "loud"}},
            "只能是 error（阻止发布）、warning（只作提醒）或 off（停用），现为“loud”",
        ),
        ({"rules": {"GK605": {"severity": "off", "why": "因为"}}}, "没有名为“why”的设置"),
        ({"house_rules": "nowhere"}, "找不到“nowhere”"),
        ({"house_rules": "content"}, "不能一个放在另一个里面"),
    ],
)
def test_settings_that_make_no_sense_are_refused(tmp_path: Path, extra: dict[str, Any], said: str) -> None:
    with pytest.raises(WrongUse) as refused:
        Section(tmp_path, {}, TODAY, extra).write()
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ({"rules": {"GK999": "error"}}, "rules 中没有编号为“GK999”的规则"),
        (
            {"basis": {2026: {"work_points": "要点", "rules": {"GK10": "一"}}}},
            "basis 中没有编号为“GK10”的规则",
        ),
        ({"rules": {"GK104": "warning"}}, "GK104（解读没有同日发布）不能降为提醒：这条规则不许例外"),
        ({"rules": {"GK501": {"severity": "off", "reason": "不便"}}}, "不能停用：这条规则不许例外"),
        ({"rules": {"GK903": {"severity": "off", "reason": "不便"}}}, "不能停用"),
    ],
)
def test_rules_that_are_none_or_must_stay_are_refused(
    tmp_path: Path, extra: dict[str, Any], said: str
) -> None:
    settings = Section(tmp_path, {}, TODAY, extra).write()
    for ask in (lambda: pipeline.check(settings), lambda: explained("GK101", settings)):
        with pytest.raises(WrongUse) as refused:
            ask()
        assert said in str(refused.value)


def test_a_rule_that_may_not_be_waived_may_be_raised(tmp_path: Path) -> None:
    settings = Section(tmp_path, {}, TODAY, {"rules": {"GK903": "error"}}).write()
    assert rules_of(settings).by_code["GK903"].severity == "error"


# --- one place for numbers, and docs that hold ------------------------------------------------------

LAWFUL = re.compile(r"(?<![\d月])(?:10|20|30|二十|三十) ?个?(?:工作日|日|天)|(?<!\d)[13] ?月 ?31 ?日")
"""A number of days, or a day of the year, that the law sets."""
BLOCK = re.compile(r"^(~{3,}).*?^\1$", re.M | re.S)


@pytest.mark.parametrize("kind", ["*.py", "*.html", "*.yml", "*.md"])
def test_no_sentence_of_the_product_has_a_number_of_days_of_its_own(kind: str) -> None:
    package = ROOT / "hooks" / "gongkai"
    for file in package.rglob(kind):
        if not file.is_relative_to(package / "law"):
            text = BLOCK.sub("", file.read_text(encoding="utf-8"))
            assert not LAWFUL.findall(text), file


def test_the_settings_and_the_rule_in_the_docs_hold(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    own = text[text.index("## A bureau's own law") :]
    given, rule = (re.search(rf"```{kind}\n(.*?)```", own, re.S) for kind in ("yaml", "python"))
    assert given
    assert rule
    extra = yaml.safe_load(given[1])["extra"]["gongkai"]
    settings = house(tmp_path, rule[1], **extra)
    (finding,) = (f for f in pipeline.check(settings).report.findings if f.code == "HR001")
    assert finding.message == "标题“关于发放补贴的通知！”有感叹号"
    assert settings.terms.days(STATUTORY_TERMS["request"], date(2026, 1, 1)) == 15


def test_new_dockets_give_the_public_the_longer_time() -> None:
    terms = Terms((("consultation", (LocalTerm(date(2026, 1, 1), 40),)),))
    assert consultation_earliest_close(date(2026, 1, 1), terms) == date(2026, 2, 10)
    assert consultation_earliest_close(date(2025, 12, 31), terms) == date(2026, 1, 30)


def test_a_preview_shows_house_rules_and_reads_them_again(tmp_path: Path) -> None:
    settings = house(tmp_path)
    desk = PreviewState(lambda: read_settings(settings.config_file))
    assert "HR001" in desk.page("policies/2026/a/").html
    assert "本单位自己的规则" in desk.page("preview/rules/HR001/").html
    house(tmp_path, HOUSE_RULE.replace('"！" in', '"？" in'))
    desk.refresh()
    assert "HR001.md 的“错误：有感叹号”" in desk.page("policies/2026/a/").html, (
        "the examples no longer come true"
    )
    house(tmp_path, HOUSE_RULE.replace('"！" in', '"？" in'), EXAMPLES.replace("！", "？"))
    desk.refresh()
    desk.settle()
    assert "HR001" not in desk.page("policies/2026/a/").html
    desk.close()

"""The supervisor's table: from what is in the section to the state of each indicator, with what shows it."""

import inspect
import io
import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest

from gongkai.exports.inspection_paper import written_inspection
from gongkai.inspection import Indicator, InspectionTable, Verdict, WorkPoint, inspection_table
from gongkai.inspection.indicators import national_indicators
from gongkai.inspection.inspected import months_before
from gongkai.inspection.judges import JUDGES
from gongkai.inspection.work_points import _ABOUT, _DUTY_OF, ONLY_WARN
from gongkai.law import place_order
from gongkai.law.bureau import read_basis
from gongkai.model import build_library
from gongkai.model.duties import all_duties
from gongkai.pages.disclosure import KINDS
from gongkai.rules import BY_CODE, RULES
from gongkai.settings import read_settings
from gongkai.source import read_folder
from tests import account_section as account
from tests.repositories import Repository
from tests.sample import CONFIG
from tests.sections import Section

TODAY = account.TODAY
MET, LATE, FAILED, OPEN, NOTHING = Verdict.MET, Verdict.LATE, Verdict.FAILED, Verdict.OPEN, Verdict.NOTHING

NOTICE = """---
title: 关于开展技能培训的公告
number: 无
issuer: 示例区人力资源和社会保障局
drafted: {day}
signed: {day}
published: {day}
reviewed: {{secrecy: {day}, legal: {day}}}
summary: 公布培训安排。
topics: [培训]
audiences: [社会公众]
interpretation_exempt: 只公布时间地点
---

公布培训安排。
"""
ASKED = "- {{month: {month}, channel: {channel}, received: {received}, answered: {answered}, on_time: 0}}\n"


def table(
    root: Path, files: Mapping[str, str], today: date = TODAY, *, bare: bool = False, **extra: Any
) -> InspectionTable:
    settings = Section(root, files, today, extra, bare=bare).write()
    return inspection_table(build_library(read_folder(settings.content), settings), settings)


def found(of: InspectionTable, says: str) -> Indicator:
    (one,) = (one for part in of.parts for one in part.indicators if says in f"{one.item}：{one.says}")
    return one


def notice(day: date) -> dict[str, str]:
    return {f"policies/{day.year}/notice.md": NOTICE.format(day=day)}


def asked(*months: tuple[str, str, int, int]) -> dict[str, str]:
    years: dict[str, str] = {}
    for month, channel, received, answered in months:
        path = f"interactions/{month[:4]}.yml"
        row = ASKED.format(month=month, channel=channel, received=received, answered=answered)
        years[path] = years.get(path, "") + row
    return years


# --- What the data say --------------------------------------------------------------------------------


def test_every_clause_says_how_it_is_decided_and_with_which_numbers() -> None:
    clauses = [clause for part in national_indicators().parts for clause in part.clauses]
    for clause in clauses:
        assert sum(map(bool, (clause.check, clause.made, clause.open))) == 1, clause.says
        if clause.check:
            _section, *numbers = inspect.signature(JUDGES[clause.check]).parameters
            assert list(clause.limit) == numbers, clause.says
    assert {clause.check for clause in clauses if clause.check} == JUDGES.keys(), "no judge is idle"


def test_vetoes_stand_first_and_are_those_of_2019() -> None:
    first = national_indicators().parts[0]
    assert first.title == "单项否决"
    assert list(dict.fromkeys(clause.item for clause in first.clauses)) == [
        *("安全、泄密事故等严重问题", "站点无法访问", "首页不更新", "栏目不更新", "互动回应差", "服务不实用"),
    ]


def test_rules_are_known_by_what_they_do() -> None:
    assert national_indicators().duties.keys() == KINDS.keys(), "every duty by its day"
    assert {*_DUTY_OF.values()} == KINDS.keys()
    assert {
        rule.code for rule in RULES if rule.severity == "warning" and rule.code not in _DUTY_OF
    } >= ONLY_WARN
    assert not {code for code in (*_DUTY_OF, *_ABOUT) if code not in BY_CODE}


# --- National indicators ------------------------------------------------------------------------------


@pytest.mark.parametrize(("age", "verdict"), [(0, MET), (14, MET), (15, FAILED), (-1, FAILED)])
def test_the_home_page_is_fresh_for_two_weeks(tmp_path: Path, age: int, verdict: Verdict) -> None:
    of = table(tmp_path, notice(TODAY - timedelta(days=age)))
    one = found(of, "首页没有信息更新")
    assert one.found.verdict is verdict
    if age == 14:
        (proof,) = one.found.proofs
        assert (proof.url, proof.day) == (f"policies/{TODAY.year}/notice/", TODAY - timedelta(days=14))
    assert bool(one.found.remedy) is (verdict is FAILED)


@pytest.mark.parametrize(("shift", "verdict"), [(0, MET), (-1, FAILED)])
def test_policies_are_fresh_for_six_months(tmp_path: Path, shift: int, verdict: Verdict) -> None:
    of = table(tmp_path, notice(months_before(TODAY, 6) + timedelta(days=shift)))
    assert found(of, "政策文件类栏目6个月内有更新").found.verdict is verdict


def test_months_are_counted_back_to_a_day_that_there_is() -> None:
    assert months_before(date(2024, 8, 31), 6) == date(2024, 2, 29)
    assert months_before(date(2024, 1, 15), 3) == date(2023, 10, 15)
    assert months_before(date(2024, 12, 31), 12) == date(2023, 12, 31)


def test_five_blank_columns_veto_and_four_do_not(tmp_path: Path) -> None:
    four = account.account_section()
    for path in (account.REQUESTS, account.REPORT, account.PLAN, account.INTERACTIONS):
        del four[path]
    five = {path: text for path, text in four.items() if not path.startswith("participation/")}
    for number, (files, verdict) in enumerate([(four, MET), (five, FAILED)]):
        one = found(table(tmp_path / f"{number}", files), "空白栏目")
        assert (one.found.verdict, len(one.found.proofs)) == (verdict, 4 + number)


@pytest.mark.parametrize(
    ("months", "verdict"),
    [
        ((), OPEN),
        ([("2024-01", "网上咨询", 9, 9), ("2024-04", "网上咨询", 9, 2)], MET),
        ([("2024-01", "网上咨询", 9, 8), ("2024-04", "网上咨询", 9, 9)], OPEN),
        ([("2024-01", "网上咨询", 9, 2), ("2024-04", "领导信箱", 30, 30)], FAILED),
        ([("2024-01", "12345热线", 9, 0)], OPEN),
        ([("2022-01", "网上咨询", 9, 0)], OPEN),
    ],
    ids=[
        "no register",
        "only new ones wait",
        "answered later, or not",
        "never",
        "no channel on the web",
        "long ago",
    ],
)
def test_enquiries_wait_no_longer_than_three_months(
    tmp_path: Path, months: list[tuple[str, str, int, int]], verdict: Verdict
) -> None:
    assert found(table(tmp_path, asked(*months)), "没有回应的有效留言").found.verdict is verdict


def test_a_channel_on_the_web_is_one_by_which_something_came(tmp_path: Path) -> None:
    by_phone = asked(("2024-04", "12345热线", 9, 9))
    by_mail = asked(("2024-04", "意见建议", 3, 3))
    assert found(table(tmp_path / "a", by_phone), "咨询建言渠道").found.verdict is OPEN
    assert found(table(tmp_path / "b", by_mail), "咨询建言渠道").found.verdict is MET


def test_a_bare_section_owes_its_columns(tmp_path: Path) -> None:
    of = table(tmp_path, notice(TODAY), bare=True)
    for says in ("指南已经公布", "公开工作制度", "写明怎样申请", "机构职能"):
        one = found(of, says).found
        assert one.verdict is FAILED and one.remedy.startswith("公布") and ".md" not in one.says + one.remedy
    assert found(of, "逐项列出").found.verdict is MET


def test_a_guide_that_is_not_out_yet_is_no_guide(tmp_path: Path) -> None:
    guide = f"---\ntitle: 指南\npublished: {TODAY + timedelta(days=1)}\n---\n\n正文。\n"
    one = found(table(tmp_path, {"about/guide.md": guide}), "指南已经公布").found
    assert (one.verdict, one.proofs) == (FAILED, ())


REPORT = "---\ntitle: 2024年报告\nyear: 2024\npublished: {day}\n{more}---\n\n全年平稳。\n"


@pytest.mark.parametrize(
    ("today", "published", "verdict"),
    [
        (date(2025, 1, 31), None, OPEN),
        (date(2025, 2, 1), None, FAILED),
        (date(2025, 3, 1), date(2025, 1, 31), MET),
        (date(2025, 3, 1), date(2025, 2, 3), LATE),
        (date(2024, 6, 1), None, OPEN),
    ],
)
def test_the_report_of_last_year(
    tmp_path: Path, today: date, published: date | None, verdict: Verdict
) -> None:
    files = {"reports/2024.md": REPORT.format(day=published, more="late_reason: 核对\n")} if published else {}
    assert found(table(tmp_path, files, today), "上一年度的报告").found.verdict is verdict


@pytest.mark.parametrize(
    ("says", "extra"),
    [
        ("ICP备案编号", {"footer": {"icp": "某ICP备00000000号"}}),
        ("公安机关备案标识", {"footer": {"police": "某公网安备00000000000000号"}}),
        ("联系方式", {"footer": {"contact": "某路1号"}}),
        ("党政机关标识", {"footer": {"badges": [{"image": "assets/d.png", "alt": "党政机关"}]}}),
    ],
)
def test_the_foot_tells_what_the_settings_say(tmp_path: Path, says: str, extra: dict[str, Any]) -> None:
    assert found(table(tmp_path / "a", {}), says).found.verdict is FAILED
    told = found(table(tmp_path / "a", {}), says).found.remedy
    assert "设置" in told and not re.search("[a-z_]{3,}", told), "the page is the public's"
    assert found(table(tmp_path / "b", {}, **extra), says).found.verdict is MET


def test_dates_are_vouched_for_where_git_was_asked(repository: Repository) -> None:
    repository.commit(TODAY, {"about/guide.md": "---\ntitle: 指南\npublished: 2024-01-02\n---\n\n正文。\n"})
    files: dict[str, str] = {}
    says = "伪造发稿日期"
    assert found(table(repository.root, files), says).found.verdict is OPEN
    since = date(2024, 1, 1)
    assert found(table(repository.root, files, evidence_since=since), says).found.verdict is MET
    soft = table(repository.root, files, evidence_since=since, rules={"GK401": "warning"})
    assert found(soft, says).found.verdict is OPEN


def test_dates_are_not_vouched_for_outside_of_git(tmp_path: Path) -> None:
    of = table(tmp_path, {}, evidence_since=date(2024, 1, 1))
    assert found(of, "伪造发稿日期").found.verdict is OPEN


# --- Work points --------------------------------------------------------------------------------------

POINTS = {
    2024: {
        "work_points": "2024年要点（某政发〔2024〕1号）",
        "rules": {
            "GK302": "二（十）：按期答复",
            "GK301": "二（二）：按期公开",
            "GK101": ["三（一）：应解读、尽解读", "《某区办法》第二条"],
            "GK107": "三（一）：讲清实质内容",
            "GK601": "四：日常巡查",
        },
    }
}


def test_places_stand_in_their_order_and_what_they_do_not_name_at_the_end(tmp_path: Path) -> None:
    year = table(tmp_path, account.account_section(), basis=POINTS).years[0]
    assert year.title == "2024年要点（某政发〔2024〕1号）"
    assert [point.place for point in year.points][:5] == [
        "二（二）",
        "二（十）",
        "三（一）",
        "三（一）",
        "四",
    ]
    assert [point.codes for point in year.points][5:] == [
        *(("GK201",), ("GK204",), ("GK207",), ("GK305",), ("GK307",)),
    ]


def test_a_place_counts_what_due_counts(tmp_path: Path) -> None:
    settings = Section(tmp_path, account.account_section(), TODAY, {"basis": POINTS}).write()
    library = build_library(read_folder(settings.content), settings)
    duties = [one for one in all_duties(library, TODAY) if one.due and one.due.year == 2024]
    year = inspection_table(library, settings).years[0]
    for point in year.points:
        (code,) = point.codes
        if code in _DUTY_OF:
            own = [str(one.state) for one in duties if one.code == code]
            tally = point.tally
            assert (tally.met, tally.late, tally.overdue, tally.coming) == tuple(
                map(own.count, ("met", "met-late", "overdue", "upcoming"))
            )


def test_what_is_overdue_is_red_and_named_with_its_waiver(tmp_path: Path) -> None:
    year = table(tmp_path, account.account_section()).years[0]
    (point,) = (one for one in year.points if one.codes == ("GK307",))
    assert (point.verdict, point.tally.overdue, point.tally.waived) == (FAILED, 1, 1)
    assert [proof.day for proof in point.proofs] == [
        one.task.due for one in year.tasks if one.state == "逾期未完成"
    ]


def by_code(of: InspectionTable, code: str) -> WorkPoint:
    (point,) = (one for one in of.years[0].points if code in one.codes)
    return point


def test_a_rule_that_only_warns_proves_nothing(tmp_path: Path) -> None:
    of = table(tmp_path, account.account_section(), basis=POINTS)
    assert (by_code(of, "GK107").verdict, by_code(of, "GK601").verdict) == (OPEN, MET)
    soft = table(tmp_path, account.account_section(), basis=POINTS, rules={"GK601": "warning"})
    assert by_code(soft, "GK601").verdict is OPEN
    assert found(soft, "可用性（站内链接）").found.verdict is OPEN


def test_what_is_waived_is_not_told_as_kept(tmp_path: Path) -> None:
    waiver = "- {rule: GK601, path: about/guide.md, reason: 事由, approved_by: 局长, expires: 2030-01-01}\n"
    of = table(tmp_path, {**account.account_section(), "waivers.yml": waiver}, basis=POINTS)
    assert by_code(of, "GK601").verdict is OPEN
    assert (by_code(of, "GK601").tally.waived, by_code(of, "GK302").tally.waived) == (1, 0)
    assert found(of, "可用性（站内链接）").found.verdict is OPEN


def test_an_earlier_year_has_what_fell_due_in_it(tmp_path: Path) -> None:
    of = table(tmp_path, account.account_section(), date(2025, 6, 2), duties_since=2024)
    assert [year.year for year in of.years] == [2025, 2024]
    before = next(one for one in of.years[1].points if one.codes == ("GK201",))
    now = next(one for one in of.years[0].points if one.codes == ("GK201",))
    assert (before.verdict, now.verdict) == (MET, FAILED)


def test_what_is_withheld_leaves_no_trace(tmp_path: Path) -> None:
    waiver = "- {rule: GK101, path: policies/2024/notice.md, reason: 事由, approved_by: 局长, expires: 2030-01-01}\n"
    later = TODAY + timedelta(days=3)
    hidden = {**notice(later), "waivers.yml": waiver}
    plain = table(tmp_path / "a", {"waivers.yml": "[]\n"}, basis=POINTS)
    assert table(tmp_path / "b", hidden, basis=POINTS) == plain


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("二（一）", "二（二）"),
        ("二（二）", "二（十）"),
        ("二（十）", "二（十一）"),
        ("二（十一）", "三（一）"),
        ("第2条", "第10条"),
        ("九", "二十一"),
        ("三（一）", "二十"),
        ("二十", "二十（一）"),
        ("二十九", "三十"),
    ],
)
def test_places_are_sorted_as_they_stand(earlier: str, later: str) -> None:
    assert place_order(earlier) < place_order(later)


def test_a_place_without_a_colon_is_what_it_says() -> None:
    points = read_basis({2024: {"work_points": "要点", "rules": {"GK101": "加强解读"}}}, Path("mkdocs.yml"))
    (year,) = points.points
    assert year.places == (("GK101", "", "加强解读"),)
    assert points.points_in(2023) is None
    assert points.points_in(2026) is year


# --- The sample ---------------------------------------------------------------------------------------


def test_the_sample_is_judged_as_it_was_read() -> None:
    """Read beside content/ row by row: nothing vetoes; the address and the sign of the invented bureau are missing;
    one task is overdue, with a public waiver."""
    settings = read_settings(CONFIG)
    of = inspection_table(build_library(read_folder(settings.content), settings).whole, settings)
    assert [one.what for one in of.reds if not one.year] == [
        *("功能设计：域名名称", "功能设计：网站标识：党政机关标识"),
    ]
    assert [part.count(MET) for part in of.parts] == [6, 6, 14]
    assert [[point.codes for point in year.failed] for year in of.years] == [[("GK307",)], [], []]
    late = [
        (year.year, point.codes[0]) for year in of.years for point in year.points if point.verdict is LATE
    ]
    assert late == [
        *((2026, "GK302"), (2026, "GK101"), (2026, "GK102")),
        *((2025, "GK302"), (2025, "GK201"), (2025, "GK207"), (2025, "GK307")),
        *((2024, "GK302"), (2024, "GK307")),
    ]
    assert {
        state: of.years[0].counted[state] for state in ("已完成", "逾期完成", "逾期未完成", "未到期")
    } == {"已完成": 3, "逾期完成": 1, "逾期未完成": 1, "未到期": 10}


def test_the_word_file_says_what_the_table_says(tmp_path: Path) -> None:
    of = table(tmp_path, account.account_section(), basis=POINTS)
    paper = docx.Document(io.BytesIO(written_inspection(of, "示例区某局", TODAY)))
    *parts, points, tasks = paper.tables
    for part, told in zip(of.parts, parts, strict=True):
        rows = [[cell.text for cell in row.cells][:2] for row in told.rows][1:]
        assert rows == [[f"{one.item}：{one.says}", one.found.verdict.value] for one in part.indicators]
    numbers = [[cell.text for cell in row.cells][2:6] for row in points.rows][1:]
    tallies = [one.tally for one in of.years[0].points]
    assert numbers == [[f"{n}" for n in (one.judged, one.met, one.late, one.overdue)] for one in tallies]
    assert len(tasks.rows) == len(of.years[0].tasks) + 1
    said = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    assert all(red.what in said for red in of.reds)

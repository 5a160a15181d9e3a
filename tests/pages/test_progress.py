"""How far a decision has come is told alike everywhere: docket, catalogue, lists, home, participation, search, feeds, API,
calendar and duties; and so is each round of a consultation."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from gongkai.exports.calendar import calendar_ics
from gongkai.exports.documents import document_fields
from gongkai.exports.feeds import feed_files
from gongkai.model.duties import all_duties
from gongkai.pages import Site
from gongkai.search.documents import findable_documents
from gongkai.text import SectionTexts
from tests import whole_section as whole
from tests.faults import variant
from tests.pages.test_pages import page, site_of
from tests.rules.test_faults_of_decisions import CALLED_OFF, PUT_OFF, ROUND, TWICE, ended

URL = "decisions/2024/wage-deposit/"
STAGES = "尚未启动|前期研究|征求意见中|意见整理中|已决策|已延期|已中止|已取消|已终止|已移交"
TODAY = whole.TODAY


def changed(*made: tuple[str, str, str]) -> Mapping[str, str]:
    files: dict[str, str] = {}
    for path, old, new in made:
        files[path] = variant(path, (old, new)) if path not in files else files[path].replace(old, new)
    return files


def _near(html: str, words: str, far: int = 900) -> str:
    """What stands behind the first mention of something, as a reader sees it, as far as the next entry."""
    found = html.index(words)
    return re.sub(
        "<[^>]*>", "", html[found : found + far].split("</li>", maxsplit=1)[0].split("</tr>", maxsplit=1)[0]
    )


def _calendar(site: Site) -> str:
    return calendar_ics(site.context.library, site.context.settings).decode().replace("\r\n ", "")


def _told(site: Site) -> dict[str, str]:
    """The stage of the decision, wherever it is told: in each place what it says last of the decision."""
    context = site.context
    docket, catalogue = context.library[whole.OPEN], context.library[whole.CATALOGUE]
    row, listed = (
        document_fields(one, context.library, context.text(one), context.today) for one in (docket, catalogue)
    )
    found = findable_documents(context.library, cast(SectionTexts, context.texts), context.settings)
    lists = ("consultations/", "decisions/", "decisions/2024/", "topics/labour-relations/")
    pages = {path: page(site, path).html for path in lists}
    item = page(site, "decisions/2024/catalogue/").html.split('id="item-2024-02"')[1]
    places = {
        "docket": _near(page(site, URL).html, "<dt>进展</dt>"),
        "catalogue": _near(item, 'data-label="进展"'),
        **{path: _near(html, URL) for path, html in pages.items() if URL in html},
        "search": next(one.status for one in found if one.units()[0].path == whole.OPEN),
        "api status": row["status"],
        "api stage": row["stage"],
        "api of the catalogue": next(one["stage"] for one in listed["items"] if one["id"] == "2024-02"),
    }
    stages = {place: re.findall(STAGES, text) for place, text in places.items()}
    assert all(stages.values()) or stages.pop("consultations/") == [], "only what is open needs no word there"
    return {place: told[-1] for place, told in stages.items()}


@pytest.mark.parametrize(
    ("made", "stage", "final"),
    [
        ([CALLED_OFF], "已取消", True),
        ([ended("终止"), CALLED_OFF], "已终止", True),
        ([ended("移交"), CALLED_OFF], "已移交", True),
        ([ended("中止"), PUT_OFF], "已中止", False),
    ],
    ids=["called off by the catalogue", "given up", "handed over", "suspended"],
)
def test_a_decision_that_ended_has_ended_everywhere(
    made: list[tuple[str, str, str]], stage: str, final: bool, tmp_path: Path
) -> None:
    site = site_of(tmp_path, changed=changed(*made))
    assert set(_told(site).values()) == {stage}
    docket = page(site, URL).html
    assert "待进行" not in docket.split('class="gk-timeline"')[1]
    assert "没有到期就停止" in docket
    assert "提意见" not in docket
    assert f"5月15日{stage[1:]}：全市统一规定" in page(site, "participation/").html
    assert "工资保证金" not in page(site, "consultations/").html.split("已结束")[0]
    assert "征求意见：工资保证金" not in _calendar(site)
    library = site.context.library
    assert not [duty for duty in all_duties(library, TODAY) if duty.path == whole.OPEN]
    feed = dict(feed_files(library, site.context.settings))["feed.xml"].decode()
    assert (f"【{stage}】工资保证金管理办法" in feed) is final
    assert f'term="{stage}"' in feed
    assert f"5月15日{stage[1:]}：全市统一规定" in page(site, "interpretations/2024/wage-deposit-draft/").html


def test_a_suspension_that_is_over_is_still_told(tmp_path: Path) -> None:
    again = (
        whole.OPEN,
        ROUND,
        TWICE.replace(
            "opens: 2024-06-10\n    closes: 2024-07-10", "opens: 2024-05-18\n    closes: 2024-06-18"
        ),
    )
    site = site_of(tmp_path, changed=changed(again, (whole.OPEN, "consultation:", ended("中止")[2])))
    assert set(_told(site).values()) == {"征求意见中"}
    steps = re.findall(r'gk-step__name">(\S+) ', page(site, URL).html)
    assert steps.index("中止") == steps.index("第二次公开征求意见") - 1
    stopped = variant(
        whole.DECIDED,
        (
            "decided: 2024-03-18",
            "ended: {on: 2024-05-06, how: 中止, reason: 资金需要重新核定}\ndecided: 2024-03-18",
        ),
    )
    html = page(
        site_of(tmp_path / "decided", changed={whole.DECIDED: stopped}), "decisions/2024/job-subsidy/"
    ).html
    assert re.findall(r'gk-step__name">(\S+) ', html)[-1] == "中止执行"
    assert "已决策并反馈" in html


def test_an_end_that_is_dated_later_has_not_happened(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        changed=changed(
            ended("终止", "2024-05-21"),
            (CALLED_OFF[0], CALLED_OFF[1], CALLED_OFF[2].replace("05-15", "05-21")),
        ),
    )
    assert set(_told(site).values()) == {"征求意见中"}
    docket = page(site, URL).html
    assert "提意见" in docket
    assert "全市统一规定" not in docket + page(site, "decisions/2024/catalogue/").html


def test_what_was_put_off_before_anybody_was_asked_is_told_alike(tmp_path: Path) -> None:
    later = (whole.OPEN, "opens: 2024-05-06\n  closes: 2024-06-05", "opens: 2024-05-27\n  closes: 2024-06-26")
    told = (whole.OPEN_DRAFT, "published: 2024-05-06", "published: 2024-05-27")
    site = site_of(tmp_path, changed=changed(PUT_OFF, later, told))
    assert set(_told(site).values()) == {"已延期"}


@pytest.mark.parametrize(
    ("day", "stage", "rounds", "days_left"),
    [
        ("2024-06-05", "征求意见中", ["2024-06-05"], "1"),
        ("2024-06-09", "意见整理中", ["2024-06-05"], ""),
        ("2024-06-10", "征求意见中", ["2024-06-05", "2024-07-10"], "31"),
        ("2024-07-11", "意见整理中", ["2024-06-05", "2024-07-10"], ""),
    ],
)
def test_each_round_has_a_state_of_its_own(
    day: str, stage: str, rounds: list[str], days_left: str, tmp_path: Path
) -> None:
    answered = {whole.REQUESTS: "[]\n"}  # what would be overdue by then
    site = site_of(tmp_path, date.fromisoformat(day), {**changed((whole.OPEN, ROUND, TWICE)), **answered})
    context, docket = site.context, page(site, URL).html
    assert f"{stage}</span>" in docket
    consultation = docket.split('id="gk-consultation"')[1].split("</section>")[0]
    assert re.findall('至 <time datetime="([^"]*)"', consultation) == rounds[::-1]
    assert consultation.count("（已结束）") == len(rounds) - bool(days_left)
    assert ("第二次征求意见" in consultation) is (len(rounds) > 1)
    assert re.findall(r"还有 (\d+) 天", consultation) == [days_left] * bool(days_left)
    shown = page(site, "consultations/").html
    assert [end for end in ("2024-06-05", "2024-07-10") if end in shown] == rounds
    assert ("工资保证金" in page(site, "").html.split("最新")[0]) is bool(days_left)
    row = document_fields(
        context.library[whole.OPEN], context.library, context.text(context.library[whole.OPEN]), context.today
    )
    assert [one["closes"] for one in row["consultations"]] == rounds
    assert row["consultation"] == row["consultations"][-1]
    ends = [
        duty
        for duty in all_duties(context.library, context.today)
        if duty.code == "GK204" and duty.path == whole.OPEN
    ]
    assert [str(duty.due) for duty in ends] == rounds
    assert len({duty.title for duty in ends}) == len(rounds)
    assert _calendar(site).count("征求意见：工资保证金") == len(rounds)
    assert ("2024年5月6日至2024年6月5日第一次公开征求意见" in page(site, "participation/").html) is (
        len(rounds) > 1
    )


@pytest.mark.parametrize(
    ("day", "closes"), [("2024-05-17", "2024-06-05"), ("2024-05-18", "2024-06-20")], ids=["before", "after"]
)
def test_an_extension_counts_from_the_day_it_was_decided(day: str, closes: str, tmp_path: Path) -> None:
    longer = (
        "closes: 2024-06-20\n  extended: {from: 2024-06-05, on: 2024-05-18, reason: 意见较多，应企业要求}"
    )
    site = site_of(tmp_path, date.fromisoformat(day), changed((whole.OPEN, "closes: 2024-06-05", longer)))
    docket = page(site, URL).html
    assert f'至 <time datetime="{closes}">' in docket
    assert ("意见较多，应企业要求" in docket) is (closes == "2024-06-20")
    (end,) = (
        duty for duty in all_duties(site.context.library, site.context.today) if duty.path == whole.OPEN
    )
    assert str(end.due) == closes
    assert ("原定 2024-06-05" in end.counted) is (closes == "2024-06-20")


def test_a_hearing_is_announced_on_its_decision_s_page(tmp_path: Path) -> None:
    hearing = variant(
        whole.EVENT,
        ("form: 座谈会", "form: 听证会"),
        ("opens: 2024-04-15\ncloses: 2024-04-19", "opens: 2024-05-28\ncloses: 2024-05-28"),
    )
    html = page(site_of(tmp_path, changed={whole.EVENT: hearing}), "decisions/2024/job-subsidy/").html
    assert "听证会，2024年5月28日" in html.split('id="gk-participation"')[1]
    late = hearing.replace("published: 2024-04-08", "published: 2024-05-21")
    assert (
        "听证会"
        not in page(
            site_of(tmp_path / "later", changed={whole.EVENT: late}), "decisions/2024/job-subsidy/"
        ).html
    )


def test_reasons_in_place_of_days_are_told_and_are_no_steps(tmp_path: Path) -> None:
    reasoned = variant(
        whole.DECIDED,
        (
            "legal_review: 2024-03-13\ncollective: 2024-03-16",
            "legal_review: 只执行市级文件，无需审查\ncollective: 由区政府常务会议讨论",
        ),
    )
    html = page(site_of(tmp_path, changed={whole.DECIDED: reasoned}), "decisions/2024/job-subsidy/").html
    assert "没有进行：只执行市级文件，无需审查" in html
    assert "合法性审查" not in html.split('id="gk-timeline"')[1].split("</section>")[0]


def test_a_joint_document_names_who_led_and_links_there(tmp_path: Path) -> None:
    joint = variant(
        whole.LOAN, ("topics:", 'lead: {issuer: 示例区财政局, url: "https://www.example.com/1"}\ntopics:')
    )
    html = page(site_of(tmp_path, changed={whole.LOAN: joint}), "policies/2024/startup-loan/").html
    assert "由示例区财政局牵头制作并公开" in html
    assert 'href="https://www.example.com/1"' in html


def test_what_was_taken_in_later_was_not_listed_on_the_day_of_the_catalogue(tmp_path: Path) -> None:
    taken_in = variant(whole.CATALOGUE, (PUT_OFF[1], PUT_OFF[2].replace("延期", "调入")))
    html = page(site_of(tmp_path, changed={whole.CATALOGUE: taken_in}), URL).html
    names = re.findall(r'gk-step__name">(\S+) ', html)
    assert "调入目录" in names and "列入目录" not in names
    assert "2024 年度，编号 2024-02：等待市级文件" in html


def test_a_draft_that_is_no_major_decision_says_so_wherever_such_are_listed(tmp_path: Path) -> None:
    minor = variant(whole.OPEN, ('catalogue_item: "2024-02"', "major: false"))
    site = site_of(tmp_path, changed={whole.OPEN: minor})
    for path in ("", "decisions/", "decisions/2024/", URL):
        assert "不属于重大行政决策" in page(site, path).html, path
    assert "文件出台" in page(site, URL).html and "决策出台" not in page(site, URL).html

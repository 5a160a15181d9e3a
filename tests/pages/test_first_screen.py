"""What a reader came to do stands first: whether one can apply today, how to speak, whom to call, what it is worth."""

import re
from datetime import date
from pathlib import Path

import pytest

from gongkai.model import build_library
from gongkai.pages import make_site
from gongkai.source import read_folder
from gongkai.text import convert_all
from tests import whole_section as whole
from tests.pages.test_page_parts import JOB
from tests.pages.test_pages import page, site_of
from tests.sections import Section

TWICE = """apply:
  url: https://www.example.com/apply
  windows:
    - {from: 2024-04-01, until: 2024-04-30}
    - {from: 2024-10-08, until: 2024-10-31}
"""


def with_windows(windows: str = TWICE) -> dict[str, str]:
    text = whole.whole_section()[whole.JOB]
    return {whole.JOB: re.sub(r"apply:\n(?:  .*\n)+", windows, text)}


def how_to(html: str) -> str:
    row = re.search(r"<dt>怎么办</dt><dd>(.*?)</dd>", html, re.S)
    assert row
    return re.sub(r"<[^>]+>|\s+", "", row[1])


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("", "请认真执行。", "文件没有写明施行日期，按发布日期2024年3月20日算，"),
        ("", "本通知自印发之日起施行。", "2024年3月20日起施行，"),
        ("", "本通知自 2024年3月20日 起执行。", "2024年3月20日起施行，"),
        ("effective: 2024-06-01\n", "请认真执行。", "2024年6月1日起施行，"),
    ],
)
def test_a_day_that_neither_field_nor_text_names_is_said_to_be_that_of_publication(
    tmp_path: Path, field: str, text: str, told: str
) -> None:
    files = whole.whole_section()
    head = re.sub(r"(?m)^(effective|expires|normative):.*\n", "", files[whole.JOB].split("\n---\n")[0])
    body = f"{head}\n{field}---\n\n{text}\n"
    settings = Section(tmp_path, {**files, whole.JOB: body}, date(2024, 7, 1)).write()
    library = build_library(read_folder(settings.content), settings)
    html = page(make_site(library, convert_all(library), settings), JOB).html
    assert told in re.sub(r"<[^>]+>|\s+", "", html)


def test_a_period_is_called_as_the_policy_calls_it(tmp_path: Path) -> None:
    named = TWICE.replace("apply:\n", "apply:\n  called: 报名期\n")
    settings = Section(tmp_path, {**whole.whole_section(), **with_windows(named)}, date(2024, 3, 25)).write()
    library = build_library(read_folder(settings.content), settings)
    told = how_to(page(make_site(library, convert_all(library), settings), JOB).html)
    assert told.startswith(
        "现在还不能申请。报名期：2024年4月1日至4月30日。以后的报名期：2024年10月8日至10月31日"
    )


@pytest.mark.parametrize(
    ("today", "said", "first"),
    [
        (
            date(2024, 3, 25),
            "现在还不能申请。申请期：2024年4月1日至4月30日。以后的申请期：2024年10月8日至10月31日",
            "打电话",
        ),
        (
            date(2024, 4, 20),
            "2024年4月1日起受理，2024年4月30日截止还有11天。以后的申请期：2024年10月8日至10月31日",
            "网上办理",
        ),
        (date(2024, 6, 1), "现在还不能申请。下一次申请期：2024年10月8日至10月31日", "打电话"),
        (date(2024, 10, 31), "2024年10月8日起受理，2024年10月31日截止还有1天", "网上办理"),
        (date(2024, 11, 1), "申请已于2024年10月31日截止", "打电话"),
    ],
)
def test_between_two_windows_a_form_is_shut_and_says_when_it_opens(
    tmp_path: Path, today: date, said: str, first: str
) -> None:
    settings = Section(tmp_path, {**whole.whole_section(), **with_windows()}, today).write()
    library = build_library(read_folder(settings.content), settings)  # whatever is overdue by then
    html = page(make_site(library, convert_all(library), settings), JOB).html
    told = how_to(html)
    assert told.split("查看办理网址")[0].split("办理网址：")[0] == said
    if first != "网上办理":
        assert "受理" not in told
        assert "网上办理" not in html
    head = html[html.index("</h1>") : html.index("</header>")]
    assert re.findall(r"gk-button[^>]*>([^ <]+)", head)[0] == first


@pytest.mark.parametrize(
    ("windows", "found"),
    [
        (TWICE, []),
        (TWICE.replace("2024-10-08", "2024-04-30"), ["GK003"]),
        (TWICE.replace("until: 2024-04-30", "until: 2024-03-30"), ["GK003"]),
        (TWICE + "  from: 2024-04-01\n  until: 2024-04-30\n", ["GK003"]),
        (TWICE + "  from: 2024-01-01\n  until: 2024-12-31\n", []),
        ("apply: {from: 2024-05-01, until: 2024-04-01}\n", ["GK008"]),
    ],
)
def test_windows_that_cannot_be_are_told(tmp_path: Path, windows: str, found: list[str]) -> None:
    files = {**whole.whole_section(), **with_windows(windows)}
    report = Section(tmp_path, files, whole.TODAY).check()
    assert [finding.code for finding in report.findings if finding.path == whole.JOB] == found
    assert all(finding.line > 1 for finding in report.findings if finding.path == whole.JOB)


SPOKEN = """  channels:
    - {name: 网上留言, url: "https://www.example.com/say"}
    - {name: 电子邮箱, url: "mailto:say@example.com"}
    - {name: 电话, tel: 000-55550114（工作日）}
    - {name: 信函, address: 示例路1号}
    - 发邮件到 say@example.com，或者登录 https://www.example.com/say。
"""


def test_each_way_to_speak_can_be_taken_at_once(tmp_path: Path) -> None:
    text = re.sub(r"  channels: .*\n", SPOKEN, whole.whole_section()[whole.OPEN])
    site = site_of(tmp_path, changed={whole.OPEN: text})
    path = whole.OPEN.removesuffix(".md") + "/"
    html = page(site, path).html
    ways = html[html.index("提出意见的方式") :].split("</ul>")[0]
    assert re.findall(r'href="([^"]+)"', ways) == [
        "https://www.example.com/say",
        *("mailto:say@example.com", "tel:000-55550114"),
        *("mailto:say@example.com", "https://www.example.com/say"),
    ]
    assert "信函：示例路1号" in ways
    first = re.findall(r'gk-button[^>]*href="([^"]+)">([^ <]+)', html[: html.index("</header>")])
    assert first == [("https://www.example.com/say", "提意见"), ("tel:000-55550114", "打电话")]
    listed = page(site, "consultations/").html
    assert 'href="https://www.example.com/say">提意见' in listed


def test_who_knows_no_page_is_led_to_the_ways_to_speak(tmp_path: Path) -> None:
    html = page(site_of(tmp_path), "consultations/").html
    assert f'href="../{whole.OPEN.removesuffix(".md")}/#gk-consultation">提意见' in html


def test_an_application_for_disclosure_is_one_tap_away(tmp_path: Path) -> None:
    guide = "---\ntitle: 指南\npublished: 2024-01-02\n---\n\n## 一、范围\n\n甲\n\n## 二、怎样申请\n\n电话000-55550111\n"
    site = site_of(tmp_path, changed={whole.GUIDE: guide})
    assert 'href="../about/guide/#二-怎样申请">我要申请' in page(site, "requests/").html
    assert 'href="tel:000-55550111">打电话' in page(site, "about/guide/").html


def test_the_short_form_tells_amounts_in_the_words_of_the_summary(tmp_path: Path) -> None:
    text = re.sub(
        r"summary: .*",
        "summary: 企业吸纳失业人员的，每人补2,000元，一年一次。",
        whole.whole_section()[whole.JOB],
    )
    site = site_of(tmp_path, changed={whole.JOB: text})
    row = '<dt>多少钱</dt><dd>每人补2,000元 <a class="gk-key__more" href="'
    assert row + "#二-补贴标准" in page(site, JOB).html
    assert (
        row + "../../../policies/2024/job-subsidy/#gk-text"
        in page(site, "interpretations/2024/job-subsidy/").html
    )


def test_a_document_that_is_over_offers_nothing_to_do(tmp_path: Path) -> None:
    html = page(site_of(tmp_path), "policies/2019/job-subsidy/").html
    assert "gk-actions" not in html
    assert "多少钱" not in html

"""The pages that give account of the work: golden fragments, numbers counted by hand, and what is not told yet."""

import os
import re
from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urljoin

import pytest

from gongkai import law
from gongkai.building import pipeline
from gongkai.incremental.run import begin_run
from gongkai.model import About, AnnualReport, Request, build_library
from gongkai.model.addresses import list_addresses
from gongkai.model.annual_figures import normative_counts
from gongkai.model.duties import all_duties
from gongkai.model.request_table import request_table
from gongkai.pages import Site, make_site
from gongkai.pages.charts import Bar, bar_chart
from gongkai.pages.context import Context
from gongkai.pages.figures import median_days, percent
from gongkai.pages.requests import requests_by_year, shown_request, summary
from gongkai.pages.statutory import item_of
from gongkai.settings import read_settings
from gongkai.source import read_folder
from gongkai.text import convert_all
from tests import account_section as account
from tests import whole_section as whole
from tests.pages.test_pages import GOLDEN, page
from tests.sample import CONFIG
from tests.sections import Section, places

TODAY = account.TODAY
SHOWN = (
    *("requests/", "requests/2024/", "reports/", "reports/2023/", "plans/", "plans/2024/"),
    *("participation/", "participation/2024/", "participation/2024/open-day/", "participation/2024/survey/"),
    *("participation/2024/hearing/", "interactions/", "interactions/2024/", "statutory/", "about/"),
    *("disclosure/", "disclosure/2024/", "inspection/"),
)


def section(folder: Path, today: date = TODAY, changed: Mapping[str, str] | None = None) -> Section:
    return Section(folder, {**account.account_section(), **(changed or {})}, today)


def context_of(folder: Path, today: date = TODAY, changed: Mapping[str, str] | None = None) -> Context:
    settings = section(folder, today, changed).write()
    library = build_library(read_folder(settings.content), settings)
    return Context(library, convert_all(library), settings)


def site_of(folder: Path, today: date = TODAY, changed: Mapping[str, str] | None = None) -> Site:
    """The pages of the section, whatever the rules say to it."""
    context = context_of(folder, today, changed)
    return make_site(context.library, context.texts, context.settings)


@pytest.fixture(scope="module")
def today_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site_of(tmp_path_factory.mktemp("account"))


@pytest.fixture(scope="module")
def sample_context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    settings = read_settings(CONFIG)
    library = build_library(read_folder(settings.content), settings)
    return Context(library, convert_all(library), settings)


def test_the_section_has_one_finding_and_it_is_waived(tmp_path: Path) -> None:
    report = section(tmp_path).check()
    assert [(path, code) for path, _line, code in places(report.findings)] == [(account.PLAN, "GK307")]
    assert report.findings[0].waived_by == "局政务公开领导小组"


@pytest.mark.parametrize("path", SHOWN)
def test_pages_are_as_they_were_looked_at(path: str, today_site: Site) -> None:
    html = page(today_site, path).html + "\n"
    golden = GOLDEN / f"{path.strip('/').replace('/', '.')}.html"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(html, encoding="utf-8")
    assert html == golden.read_text(encoding="utf-8")


def test_requests_are_counted_as_by_hand(tmp_path: Path) -> None:
    context = context_of(tmp_path)
    told = {one.no: one for one in requests_by_year(context)[2024]}
    assert "2023-009" not in told
    # From Monday January 15: the tenth working day after it is the 29th.
    assert (told["2024-001"].days, told["2024-001"].kept) == (10, True)
    # Counted from the correction on March 4; March 12 to 15 paused: 5 days, then March 18 to April 2, 12 days.
    assert (told["2024-002"].days, told["2024-002"].due) == (17, date(2024, 4, 8))
    # March 4 to 29 are 20 working days; the festival of April 4 and 5 is made up for on Sunday the 7th.
    assert (told["2024-003"].due, told["2024-003"].days, told["2024-003"].kept) == (
        date(2024, 3, 29),
        25,
        False,
    )
    assert [told[f"2024-00{n}"].state for n in (4, 5, 6, 7)] == [
        "办理中",
        "期限中止",
        "待申请人补正",
        "办理中",
    ]
    counted = summary(tuple(told.values()))
    assert (counted.received, counted.answered, counted.on_time, counted.late) == (7, 3, 2, 1)
    assert (counted.share, counted.median, counted.longest, counted.overdue) == ("66.7%", "17", 25, 0)
    assert counted.open == (("待申请人补正", 1), ("期限中止", 1), ("办理中", 2))


@pytest.mark.parametrize("ahead", range(0, 400, 19))
def test_every_request_is_carried_over_or_answered(tmp_path: Path, ahead: int) -> None:
    today = date(2024, 1, 1) + timedelta(days=ahead)
    context = context_of(tmp_path, today)
    before, after = (request_table(year, today, context.library).total for year in (2023, 2024))
    for told in (before, after):
        assert told.new + told.carried_in == told.total + told.carried_over
    if today > date(2023, 12, 31):
        assert after.carried_in == before.carried_over


def test_the_years_of_the_sample_follow_from_each_other(sample_context: Context) -> None:
    library, today = sample_context.library, sample_context.today
    years = [request_table(year, today, library).total for year in range(2023, 2027)]
    for before, after in pairwise(years):
        assert after.new + after.carried_in == after.total + after.carried_over
        assert after.carried_in == before.carried_over
    assert sum(year.new for year in years) == len(library.entries(Request))
    documents = [
        normative_counts(year, min(date(year, 12, 31), today), library) for year in range(2023, 2027)
    ]
    for earlier, later in pairwise(documents):
        assert later.in_force <= earlier.in_force + later.made - later.repealed


def test_a_report_keeps_its_numbers_when_more_happens(tmp_path: Path) -> None:
    then = page(site_of(tmp_path / "a", date(2024, 1, 26)), "reports/2023/").html
    now = page(site_of(tmp_path / "b"), "reports/2023/").html
    assert then == now


def test_a_part_nobody_wrote_still_has_its_table_in_its_place(today_site: Site) -> None:
    report = page(today_site, "reports/2023/")
    headings = [heading.text for heading in report.headings if heading.level == 2]
    assert headings == [law.REPORT_PARTS[n].heading for n in (0, 1, 2)] + [
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
    ]


def test_nothing_dated_later_is_told(tmp_path: Path) -> None:
    early = date(2024, 4, 1)
    site = site_of(tmp_path, early)
    html = {one.path: one.html for one in site.pages}
    everything = "".join(html.values())
    for later in (
        "收到意见9条",
        "结果尚未形成时不公布",
        "答复文书",
        "77 件",
        "60 件",
        "培训需求调查",
        "工作要点任务分解</a>",
    ):
        assert later not in everything.replace("000-", ""), later
    assert "plans/2024/" not in html
    register = html["requests/2024/"]
    assert "2024-004" not in register
    assert "部分公开" not in register.split('id="gk-register"')[1]
    assert "档案调取" not in everything
    assert "interactions/2024/" in html
    assert '">4月</th>' not in html["interactions/2024/"]
    last = page(site_of(tmp_path / "b", date(2024, 4, 30)), "interactions/2024/").html
    assert '">4月</th>' in last


def test_a_pause_and_an_extension_are_told_from_their_day(tmp_path: Path) -> None:
    for today, extended in ((date(2024, 5, 14), False), (date(2024, 5, 15), True)):
        html = page(site_of(tmp_path / today.isoformat(), today), "requests/2024/").html
        assert ("分管负责人" in html) is extended
        assert "5月16日" not in html


def test_a_task_told_to_be_done_later_tells_no_evidence(tmp_path: Path) -> None:
    text = account.account_section()[account.PLAN]
    later = text.replace("due: 2024-07-31,", "due: 2024-07-31, done: 2024-07-01,")
    html = page(site_of(tmp_path, changed={account.PLAN: later}), "plans/2024/").html
    assert "https://www.example.com/zj" not in html
    assert "2024年7月1日" not in html
    assert "https://www.example.com/zj" in page(site_of(tmp_path / "b"), "plans/2024/").html


def test_evidence_that_is_not_out_leaves_no_trace(tmp_path: Path) -> None:
    text = account.account_section()[account.PLAN].replace("https://www.example.com/zj", whole.LOAN)
    loan = whole.whole_section()[whole.LOAN].replace("published: 2024-04-16", "published: 2024-09-16")
    changed = {account.PLAN: text, whole.LOAN: loan}
    changed[whole.LOAN_DIAGRAM] = whole.whole_section()[whole.LOAN_DIAGRAM].replace(
        "published: 2024-04-16", "published: 2024-09-16"
    )
    context = context_of(tmp_path, changed=changed)
    assert not context.is_public(whole.LOAN)
    html = "".join(one.html for one in site_of(tmp_path / "b", changed=changed).pages)
    assert "startup-loan" not in html
    assert "创业担保贷款" not in html


WITHHELD = "---\ntitle: 不能先说的事\npublished: 2024-09-01\n---\n\n见[附表](files/secret.csv)。\n"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        (account.PLAN, True),
        ("requests/2024.yml", True),
        ("reports/2019.md", True),
        ("policies", True),
        (whole.FORM, True),
        ("about/later.md", False),
        ("about/files/secret.csv", False),
        ("policies/2024/nowhere.md", False),
    ],
)
def test_a_waiver_gives_nothing_away(tmp_path: Path, path: str, told: bool) -> None:
    waiver = (
        f"- {{rule: GK604, path: {path}, reason: 等待统一部署, approved_by: 领导小组, expires: 2024-06-30}}\n"
    )
    files = {account.WAIVERS: waiver, "about/later.md": WITHHELD, "about/files/secret.csv": "a\n"}
    site = site_of(tmp_path, changed=files)
    disclosure = page(site, "disclosure/").html
    assert ("等待统一部署" in disclosure) is told
    everything = "".join(one.html for one in site.pages)
    assert ("secret" not in everything) and ("about/later" not in everything)


@pytest.mark.parametrize(("expires", "told"), [("2024-05-20", True), ("2024-05-19", False)])
def test_a_waiver_is_told_through_its_last_day(tmp_path: Path, expires: str, told: bool) -> None:
    waiver = account.account_section()[account.WAIVERS].replace("2024-06-30", expires)
    site = site_of(tmp_path, changed={account.WAIVERS: waiver})
    assert ("等待统一部署" in page(site, "disclosure/").html) is told
    assert ("等待统一部署" in page(site, "plans/2024/").html) is told


def test_every_duty_stands_once_on_the_page_of_its_year(tmp_path: Path) -> None:
    context = context_of(tmp_path)
    site = site_of(tmp_path / "b")
    duties = [duty for duty in all_duties(context.library, TODAY) if duty.due]
    for year in {duty.due.year for duty in duties if duty.due}:
        listed = page(site, f"disclosure/{year}/").html
        rows = re.findall(r'<tr>\s*<th scope="row">', listed)
        assert len(rows) == sum(duty.due is not None and duty.due.year == year for duty in duties)
    told = page(site, "disclosure/").html
    for duty in duties:
        if duty.state in ("upcoming", "overdue"):
            assert duty.counted in told


@pytest.mark.parametrize("path", [whole.DECIDED, whole.JOB_QA, whole.JOB, account.PLAN, account.OPEN_DAY])
def test_every_place_that_is_linked_to_is_there_whatever_was_taken_down(tmp_path: Path, path: str) -> None:
    text = account.account_section()[path]
    taken = text.replace("\n---\n\n", "\nwithdrawn: {on: 2024-05-02, reason: 信息有误}\n---\n\n", 1)
    assert taken != text
    pages = {one.path: one.html for one in site_of(tmp_path, changed={path: taken}).pages}
    for of, html in pages.items():
        for href in re.findall(r'href="([^":]*#[^"]+)"', html):
            target, _, anchor = urljoin(f"https://x/{of}", href).removeprefix("https://x/").partition("#")
            assert f'id="{unquote(anchor)}"' in pages[target], f"{href} on {of}"


def test_long_lists_of_duties_are_cut(tmp_path: Path) -> None:
    many = "".join(f"- {{no: b-{n:03}, received: 2024-05-14}}\n" for n in range(150))
    site = site_of(tmp_path, changed={"requests/2025.yml": many})
    paths = [one.path for one in site.pages if one.path.startswith("disclosure/2024/")]
    assert paths == ["disclosure/2024/", "disclosure/2024/page/2/"]
    assert page(site, "requests/2024/").html.count("b-149") == 2


def test_what_a_body_may_link_to_is_there(tmp_path: Path, sample_context: Context) -> None:
    for context, site in (
        (context_of(tmp_path), site_of(tmp_path / "b")),
        (sample_context, pipeline.plan_site(*begin_run(sample_context.settings))[0]),
    ):
        listed = list_addresses(context.library, context.settings, context.today)
        assert listed <= {one.path for one in site.pages}
        years = {
            one.path
            for one in site.pages
            if re.fullmatch(r"(requests|interactions|participation|disclosure)/\d{4}/", one.path)
        }
        assert years <= listed


def test_a_faulty_event_silences_no_dead_link_elsewhere(tmp_path: Path) -> None:
    texts = account.account_section()
    faulty = texts[account.SURVEY].replace("closes: 2024-05-31", "closes: 2024-05-32")
    guide = texts[whole.GUIDE] + "\n见[列表](../participation/2024/)和[没有的](nowhere.md)。\n"
    found = places(section(tmp_path, changed={account.SURVEY: faulty, whole.GUIDE: guide}).check().findings)
    codes = sorted((path, code) for path, _line, code in found)
    assert codes == [(whole.GUIDE, "GK601"), (account.SURVEY, "GK003"), (account.PLAN, "GK307")]


def test_the_hub_says_what_became_of_it(tmp_path: Path) -> None:
    hub = page(site_of(tmp_path), "participation/").html
    now, rest = hub.split('id="gk-coming"')
    coming, past = rest.split('id="gk-past"')
    assert "培训需求调查" in now and "还有 12 天" in now
    assert "工资保证金管理办法" in now
    assert "听证会" in coming
    assert "收到意见9条" in past
    assert "采纳 <strong>5 条</strong>" in past
    assert "还听取了：2024年2月1日座谈会（12 人）" in past


def test_what_was_taken_down_is_not_on_the_hub(tmp_path: Path) -> None:
    text = account.account_section()[account.OPEN_DAY]
    text = text.replace("\n---\n\n", "\nwithdrawn: {on: 2024-05-01, reason: 信息有误}\n---\n\n", 1)
    site = site_of(tmp_path, changed={account.OPEN_DAY: text})
    assert "人社大厅开放日" not in page(site, "participation/").html
    event = page(site, "participation/2024/open-day/").html
    assert "信息有误" in event
    assert "收到意见9条" not in event


def test_a_standing_page_belongs_to_the_item_in_its_name(tmp_path: Path) -> None:
    names = {
        "statutory-7-budget": 7,
        "statutory-15": 15,
        "statutory-16": 0,
        "statutory-0": 0,
        "statutory-7budget": 0,
    }
    text = account.account_section()[account.BUDGET]
    context = context_of(tmp_path, changed={f"about/{name}.md": text for name in names})
    found = {about.path[6:-3]: item_of(about) for about in context.library.all(About)}
    assert {name: found[name] for name in names} == names


def test_all_items_of_the_article_are_told_even_where_there_is_nothing(tmp_path: Path) -> None:
    bare = Section(tmp_path, {"index.md": "欢迎。\n"}, date(2024, 1, 3), {"duties_since": 2024}, bare=True)
    site = pipeline.plan_site(*begin_run(bare.write()))[0]
    html = page(site, "statutory/").html
    assert len(law.STATUTORY_CONTENT) == 15
    assert html.count('<tr id="item-') == html.count("<div>无</div>") == 15
    for path in (
        "requests/",
        "reports/",
        "plans/",
        "interactions/",
        "disclosure/",
        "participation/",
        "about/",
    ):
        assert page(site, path).html
    for path, wanted in (("about/guide/", law.GUIDE_CONTENT), ("about/rules/", law.SYSTEM_CONTENT)):
        html = page(site, path).html
        assert "尚未公布" in html and all(one in html for one in wanted)
        assert f'href="../{path}"' in page(site, "statutory/").html
        assert f'href="{path}"' in page(site, "").html
        assert f"{path}index.md" in {source for _title, source in site.navigation}
    assert "条例第二十九条" in page(site, "requests/").html
    assert all(part.title in page(site, "reports/").html for part in law.REPORT_PARTS)


def test_a_column_that_is_still_to_come_looks_as_if_nobody_had_written_it(tmp_path: Path) -> None:
    guide = "---\ntitle: 新指南\npublished: 2024-06-01\n---\n\n新的办公地址。\n"
    before = page(site_of(tmp_path / "a", changed={"about/guide.md": guide}), "about/guide/")
    assert (before.title, before.source) == ("政府信息公开指南", "about/guide/index.md")
    assert "新指南" not in before.html and "新的" not in before.html
    after = page(site_of(tmp_path / "b", date(2024, 6, 1), {"about/guide.md": guide}), "about/guide/")
    assert (after.title, after.source) == ("新指南", "about/guide.md")


def test_a_chart_needs_no_style_and_says_its_numbers() -> None:
    chart = bar_chart(
        "c",
        "各年 <件数>",
        [Bar("2024 年", (3, 1), "4 件"), Bar("一个很长的科室名称", (0, 0), "0 件")],
        ("甲", "乙"),
    )
    assert "style" not in chart and "<script" not in chart
    assert "各年 &lt;件数&gt;" in chart
    assert "2024 年：4 件；一个很长的科室名称：0 件。" in chart
    assert not bar_chart("c", "空", [Bar("甲", (0,), "0 件")])


@pytest.mark.parametrize(
    ("part", "of", "said"),
    [(1, 3, "33.3%"), (1999, 2000, "99.9%"), (5, 5, "100%"), (0, 4, "0%"), (0, 0, "—")],
)
def test_a_share_is_never_rounded_up_to_all(part: int, of: int, said: str) -> None:
    assert percent(part, of) == said


def test_the_middle_of_an_even_number_may_be_a_half() -> None:
    assert [median_days(days) for days in ([], [4], [4, 7])] == ["—", "4", "5.5"]


def test_no_page_tells_what_only_the_register_knows(today_site: Site, tmp_path: Path) -> None:
    one = context_of(tmp_path).library.entries(Request)[3]
    assert shown_request(one, context_of(tmp_path)).late_reason
    assert page(today_site, "requests/2024/").html.count("档案调取用时较长") == 1


def test_reports_are_documents_of_their_own(today_site: Site, tmp_path: Path) -> None:
    assert page(today_site, "reports/2023/").kind == "report"
    assert [report.year for report in context_of(tmp_path).library.all(AnnualReport)] == [2023]

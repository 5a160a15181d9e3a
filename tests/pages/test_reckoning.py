"""我能领多少 on the pages of a policy and of what explains it: today's rates, the next ones, cases step by step."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.recorded_context import recorded_context
from gongkai.model import Library
from gongkai.pages import Context
from gongkai.pages.documents import document_pages
from gongkai.pages.policies import policy_pages
from gongkai.settings import Settings
from gongkai.text import Texts, convert_all
from tests.sections import Section

CHANGE = date(2024, 7, 1)
POLICY, EXPLAINED = "policies/2024/trainee.md", "interpretations/2024/trainee.md"
FILES = {
    POLICY: """---
title: 示例区就业见习补贴办法
number: 示人社〔2024〕2号
issuer: 示例区人力资源和社会保障局
drafted: 2024-02-19
signed: 2024-02-26
published: 2024-02-28
reviewed: {secrecy: 2024-02-23, legal: 2024-02-23}
summary: 见习补贴每人每月800元，2024年7月1日起900元。
topics: [就业]
audiences: [高校毕业生]
calculator:
  asks:
    - {id: months, label: 见习满几个月？, type: number, unit: 个月}
    - {id: hired, label: 是否留用？, type: yes-no}
  rates:
    - {from: 2024-01-01, 每月补贴: 800, 留用比例: 50%, basis: 二}
    - {from: 2024-07-01, 每月补贴: 900, basis: 二}
  eligible:
    - {when: months >= 3, otherwise: 见习要满 3 个月, basis: 一}
  amount: {formula: "months * 每月补贴 * if(hired, 1 + 留用比例, 1)", unit: 元}
  cases:
    - {title: 留用, on: 2024-03-01, given: {months: 6, hired: 是}, expect: 7200}
    - {title: 没有留用, on: 2024-08-01, given: {months: 6, hired: 否}, expect: 5400}
    - {title: 时间不够, on: 2024-03-01, given: {months: 2, hired: 是}, expect: 不符合}
---

## 一、对象

见习满三个月的毕业生。

## 二、标准

每月800元，2024年7月1日起900元；留用的加发一半。
""",
    EXPLAINED: """---
title: 就业见习补贴办法解读
interprets: policies/2024/trainee.md
form: article
drafted: 2024-02-19
signed: 2024-02-26
published: 2024-02-28
reviewed: {secrecy: 2024-02-23, legal: 2024-02-23}
summary: 谁可以领见习补贴。
covers: [适用范围, 办事指引, 核心概念]
---

见习满三个月的毕业生可以领补贴。
""",
}


Sides = tuple[Library, Texts, Settings]


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Sides:
    settings = Section(tmp_path_factory.mktemp("section"), FILES, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    return library, convert_all(library), settings


def on(section: Sides, day: date) -> Sides:
    return section[0], section[1], replace(section[2], today=day)


def made(section: Sides, path: str) -> tuple[str, tuple[object, ...]]:
    """The part of a page, and what was asked while it was made."""
    context, reads = recorded_context(QueryAnswers(*section), path)
    pages = policy_pages if path == POLICY else document_pages
    one = next(one for one in pages(Context(*section)) if one.source == path)
    html = one.make(context).html
    start = html.index('<section class="gk-reckon"')
    assert html.index("gk-summary") < start < html.index("gk-key")
    return html[start : html.rindex("仅供参考，以审核结果为准")], reads.kept()


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


@pytest.mark.parametrize("path", [POLICY, EXPLAINED])
def test_a_case_is_told_step_by_step_with_the_clause_of_each(section: Sides, path: str) -> None:
    html, _ = made(section, path)
    case = html[html.index("留用：<strong>") :].split("</section>")[0]
    steps = re.findall(r"<li>(.*?)</li>", case)
    where = "" if path == POLICY else "../../../policies/2024/trainee/"
    assert [words(step) for step in steps] == [
        "见习满几个月：6个月，达到3个月，符合 依据一",
        "是否留用：是",
        "每月补贴：800",
        "留用比例：50% 依据二",
        "见习满几个月 × 每月补贴 × （1 ＋ 留用比例） ＝ 6 × 800 × （1 ＋ 50%） ＝ 7,200元",
    ]
    assert [re.findall('href="([^"]*)"', step) for step in steps] == [
        [f"{where}#c-1"],
        [],
        [],  # the next rests on the same
        [f"{where}#c-2"],
        [],
    ]
    assert "情形（按 2024年3月1日 的标准）：见习满几个月：2个月；是否留用：是。" in words(html)
    assert "不符合 ：见习要满 3 个月。" in words(html)
    assert "留用比例" not in html[html.index("没有留用：<strong>") :].split("</section>")[0], (
        "a branch not taken"
    )


@pytest.mark.parametrize("path", [POLICY, EXPLAINED])
@pytest.mark.parametrize(
    ("day", "now", "coming"), [(-1, "800", "2024年7月1日 起执行： 每月补贴：900"), (0, "900", "")]
)
def test_the_rates_are_those_of_the_day(section: Sides, path: str, day: int, now: str, coming: str) -> None:
    told = words(made(on(section, CHANGE + timedelta(day)), path)[0])
    assert re.search(f"现行标准： (留用比例：50% )?每月补贴：{now} (留用比例：50% )?依据二", told)
    assert coming in told
    assert ("起执行" in told) is bool(coming)


@pytest.mark.parametrize("path", [POLICY, EXPLAINED])
def test_a_page_is_kept_until_the_rate_changes(section: Sides, path: str) -> None:
    kept = made(on(section, CHANGE - timedelta(30)), path)[1]
    held = [QueryAnswers(*on(section, CHANGE + timedelta(days))).hold(kept) for days in (-20, -1, 0, 1)]
    assert held == [True, True, False, False]


def test_a_page_is_made_anew_when_its_policy_reckons_otherwise(section: Sides, tmp_path: Path) -> None:
    other = {**FILES, POLICY: FILES[POLICY].replace("留用比例: 50%", "留用比例: 0.6")}
    settings = Section(tmp_path, other, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    kept = made(section, EXPLAINED)[1]
    assert not QueryAnswers(library, convert_all(library), section[2]).hold(kept)


def test_a_case_that_comes_out_otherwise_is_not_shown(tmp_path: Path) -> None:
    other = {POLICY: FILES[POLICY].replace("expect: 7200", "expect: 7000")}
    settings = Section(tmp_path, other, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    html, _ = made((library, convert_all(library), settings), POLICY)
    assert "7,200" not in html
    assert "5,400元" in html


def test_a_policy_that_is_over_leads_to_the_reckoning_of_what_repealed_it(tmp_path: Path) -> None:
    newer = (
        FILES[POLICY]
        .replace("title: 示例区就业见习补贴办法", "title: 新的就业见习补贴办法")
        .replace("2号", "9号")
        .replace("topics:", f"effective: 2024-06-01\nrepeals: [{POLICY}]\ntopics:")
    )
    settings = Section(tmp_path, {**FILES, "policies/2024/newer.md": newer}, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    context = Context(library, convert_all(library), settings)
    html = next(one for one in policy_pages(context) if one.source == POLICY).make(context).html
    assert "gk-calc" not in html
    assert '<a href="../../../policies/2024/newer/#gk-reckon">《新的就业见习补贴办法》算</a>' in html


def test_a_long_question_has_a_short_name_in_steps_and_nothing_is_compared_with_0(tmp_path: Path) -> None:
    text = FILES[POLICY].replace("type: number, unit: 个月}", "type: number, unit: 个月, short: 见习月数}")
    text = text.replace("when: months >= 3,", "when: months > 0,").replace("months: 2,", "months: 0,")
    settings = Section(tmp_path, {POLICY: text}, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    html, _ = made((library, convert_all(library), settings), POLICY)
    case = html[html.index("时间不够：<strong>") :].split("</section>")[0]
    assert words(re.findall(r"<li>(.*?)</li>", case)[0]) == "见习月数：0个月，不符合 依据一"

"""能享受哪些政策: what several calculators ask is asked once, of what holds; the section's own words say what to do without a script."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.building import pipeline
from gongkai.pages import Context
from gongkai.pages.entitlements import entitlements_page
from gongkai.pages.home import home_page
from gongkai.text import convert_all
from tests.pages.test_reckoning import FILES, POLICY
from tests.sections import Section

SECOND, THIRD = "policies/2024/second.md", "policies/2024/third.md"
OTHER = {
    SECOND: FILES[POLICY]
    .replace("2号", "3号")
    .replace("见习补贴办法", "见习基地办法")
    .replace("unit: 个月}", "unit: 个月, max: 12, help: 填整月}"),
    THIRD: FILES[POLICY]
    .replace("2号", "4号")
    .replace("见习补贴办法", "留用办法")
    .replace("见习满几个月？", "留用几个月？"),
}
LINK = 'href="entitlements/"'


@pytest.fixture(scope="module")
def context(tmp_path_factory: pytest.TempPathFactory) -> Context:
    settings = Section(tmp_path_factory.mktemp("section"), FILES | OTHER, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    return Context(library, convert_all(library), settings)


def told(html: str) -> dict[str, Any]:
    data = html.partition('class="gk-calc__data">')[2].partition("</script>")[0]
    found: dict[str, Any] = json.loads(data)
    return found


def test_what_several_ask_in_the_same_words_is_asked_once(context: Context) -> None:
    html = entitlements_page(context).html
    assert re.findall('data-gk-ask="([^"]*)" data-gk-label="([^"]*)"', html) == [
        ("hired", "是否留用？"),
        ("months", "见习满几个月？"),
    ]
    assert "填整月" not in html, "a policy's own help"
    answered_by = {one["title"]: one["answeredBy"] for one in told(html)["policies"]}
    assert answered_by == {
        "示例区就业见习补贴办法": {"months": "months", "hired": "hired"},
        "示例区就业见习基地办法": {"months": "months", "hired": "hired"},
        "示例区就业留用办法": {"hired": "hired"},
    }
    clauses = told(html)["clauses"]
    assert clauses["../policies/2024/second/#c-2"] == ["依据二", "../policies/2024/second/#c-2"]


def test_choices_of_several_are_asked_together_and_none_of_them_last(tmp_path: Path) -> None:
    ask = "- {id: who, label: 谁来申请？, type: choice, choices: [%s, 都不是]}\n    - {id: hired"
    files = {
        path: text.replace("- {id: hired", ask % choices)
        for (path, text), choices in zip(
            (FILES | OTHER).items(),
            ("毕业生, 用人单位", "", "毕业生, 农民工, 用人单位", "创业者"),
            strict=True,
        )
        if choices
    }
    settings = Section(tmp_path, files, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    html = entitlements_page(Context(library, convert_all(library), settings)).html
    who = html.split('data-gk-ask="who"')[1].split("</fieldset>")[0]
    assert re.findall('value="([^"]*)"', who) == ["毕业生", "农民工", "用人单位", "创业者", "都不是"]
    assert told(html)["neither"] == "都不是"


def test_a_policy_knows_which_of_the_others_it_amends(tmp_path: Path) -> None:
    """The script lets it stand with that one, instead of twice."""
    amending = OTHER[SECOND].replace("topics:", f"amends: [{POLICY}]\ntopics:")
    settings = Section(tmp_path, FILES | {SECOND: amending}, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    html = entitlements_page(Context(library, convert_all(library), settings)).html
    amends = {one["url"]: one["amends"] for one in told(html)["policies"]}
    assert amends == {
        "../policies/2024/trainee/": None,
        "../policies/2024/second/": "../policies/2024/trainee/",
    }


def test_a_number_is_described_by_its_unit_and_its_help(context: Context) -> None:
    html = entitlements_page(context).html
    assert (
        'aria-describedby="gk-ask-months-unit gk-ask-months-wrong"> <span id="gk-ask-months-unit">个月'
        in html
    )


def test_without_a_script_the_page_says_what_to_do(context: Context) -> None:
    html = entitlements_page(context).html
    assert "没有运行脚本" in html.split("<noscript>")[1].split("</noscript>")[0]
    listed = html.split('id="gk-reckonable"')[1]
    for path in (POLICY, SECOND, THIRD):
        assert f'href="../{path.removesuffix(".md")}/"' in listed
    assert LINK in home_page(context).html


def test_a_policy_that_reckons_wrongly_or_is_over_is_not_offered(tmp_path: Path) -> None:
    over = OTHER[SECOND].replace("topics:", "expires: 2024-06-29\ntopics:")
    wrong = {path: text.replace("expect: 7200", "expect: 7000") for path, text in FILES.items()}
    settings = Section(tmp_path, wrong | {SECOND: over}, date(2024, 6, 30)).write()
    library = pipeline.read_library_of(settings)
    texts = convert_all(library)
    assert "目前没有" in entitlements_page(Context(library, texts, settings)).html
    assert LINK not in home_page(Context(library, texts, settings)).html
    before = entitlements_page(Context(library, texts, replace(settings, today=date(2024, 6, 29))))
    assert "就业见习基地办法" in before.html

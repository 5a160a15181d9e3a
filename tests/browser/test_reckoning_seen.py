"""我能领多少 and 能享受哪些政策 on a phone, by keyboard: situations and what the policies' own words make of them."""

import re
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import settled
from tests.rows import mostly_long

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Situation:
    """Somebody's case: the policy, what is answered in the order of the questions, what must come out."""

    path: str
    answers: tuple[str, ...]
    result: str
    clauses: tuple[str, ...] = field(default=())


SITUATIONS = {
    "insured by herself for a quarter, for the first time": Situation(
        "2026/flexible-insurance-subsidy",
        ("就业困难人员", "2026-05-01", "0", "养老和医疗", "3"),
        "每月816元，3个月，一共2,448元",
        ("三（一）", "五（一）"),
    ),
    "the winter's months by the old measure, and May by the new": Situation(
        "2026/flexible-insurance-subsidy",
        ("高校毕业生", "2026-02-10", "3", "养老和医疗", "4"),
        "每月680元，2026年5月起每月816元，4个月，一共2,856元",
        ("三（一）", "七（二）"),
    ),
    "35 months had already, one is left": Situation(
        "2026/flexible-insurance-subsidy",
        ("就业困难人员", "2026-05-01", "35", "养老和医疗", "3"),
        "816元",
        ("四（一）",),
    ),
    "six months a trainee": Situation(
        "2024/internship-base",
        ("高校毕业生", "6", "2026-06-15"),
        "生活补助每月2,080元，6个月，一共12,480元",
        ("五（一）",),
    ),
    "a graduate in the first job": Situation(
        "2026/graduate-employment-measures", ("高校毕业生", "是", "否", "12", "3"), "2,000元", ("一（一）",)
    ),
    "eight graduates employed": Situation(
        "2026/graduate-employment-measures", ("用人单位", "是", "24", "4", "8"), "8,000元", ("二（一）",)
    ),
    "two months' wages not paid": Situation(
        "2026/wage-emergency-fund",
        ("农民工", "是", "已经核实，没有领过", "13000", "2"),
        "5,200元",
        ("三（一）",),
    ),
    "a shop's rent above the limit": Situation(
        "2025/startup-rent-subsidy",
        ("创业者", "那天不满3年，现在带动3人以上", "是", "0", "8000"),
        "每月3,000元，每季度发一次（9,000元），最多可以领24个月，一共72,000元",
        ("三（一）", "四（一）"),
    ),
    "thirty people, one in five let go": Situation(
        "2025/stabilise-posts-refund",
        ("用人单位", "是", "中小微企业等其他单位，2023年末30人以下参保", "20", "24000"),
        "14,400元",
        ("二",),
    ),
    "a doctor engaged": Situation(
        "2025/talent-housing-subsidy",
        ("在职职工", "12", "否", "博士", "36"),
        "每月3,000元，每季度发一次（9,000元），最多可以领24个月，一共72,000元",
        ("三（一）", "四（二）"),
    ),
    "insured two months only": Situation(
        "2025/hard-to-employ-assistance",
        ("用人单位", "认定的就业困难人员", "0", "12", "2"),
        "不符合：缴纳社会保险费要满 3 个月",
        ("三（三）",),
    ),
    "not one of those": Situation(
        "2025/hard-to-employ-assistance", ("都不是",), "不符合：这份办法帮助", ("一（一）",)
    ),
}


def answer_by_keyboard(page: Page, answers: tuple[str, ...]) -> None:
    """From the first question on, with Space, arrows and digits; Enter goes on to the next question, in the end it reckons."""
    fold = page.locator(".gk-calc__fold:not([open]) > summary")
    if fold.count():
        fold.press("Enter")
    page.locator(".gk-calc input").first.focus()
    for answer in answers:
        focused = page.evaluate("[document.activeElement.type, document.activeElement.value]")
        if focused[0] == "radio":
            page.keyboard.press("Space")
            for _ in range(12):
                if page.evaluate("document.activeElement.value") == answer:
                    break
                page.keyboard.press("ArrowDown")
            assert page.evaluate("[document.activeElement.value, document.activeElement.checked]") == [
                answer,
                True,
            ]
        elif focused[0] == "date":
            year, month, day = answer.split("-")
            page.keyboard.type(f"{month}{day}{year}")
        else:
            page.keyboard.press("Control+A")
            page.keyboard.type(answer)
        page.keyboard.press("Enter")


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.long if number % 5 else ())
        for number, name in enumerate(SITUATIONS)
    ],
)
def test_a_situation_is_answered_in_five_answers_by_keyboard(phone: Page, address: str, name: str) -> None:
    one = SITUATIONS[name]
    phone.goto(f"{address}policies/{one.path}/")
    settled(phone)
    assert len(one.answers) <= 5
    answer_by_keyboard(phone, one.answers)
    assert phone.locator("[data-gk-ask]:visible").count() == len(one.answers)
    shown = phone.locator(".gk-calc__answer")
    assert shown.get_attribute("role") == "status"
    assert one.result in shown.locator(".gk-calc__result").inner_text()
    assert "仅供参考，以审核结果为准" in phone.locator(".gk-calc").inner_text()
    links = {
        link.inner_text(): link.get_attribute("href") or "" for link in phone.locator(".gk-calc li a").all()
    }
    for clause in one.clauses:
        place = links[f"依据{clause}"].partition("#")[2]
        assert phone.locator(f"[id='{place}']").count() == 1
    assert phone.url.endswith(f"{one.path}/"), "what was filled in is not in the address"


def test_the_day_asked_about_and_the_change_to_come(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2025/startup-loan-amendment/#gk-reckon&on=2025-03-01")
    answer_by_keyboard(phone, ("是", "个人", "0", "600000"))
    shown = phone.locator(".gk-calc")
    assert "最多300,000元贷款。按2025年3月1日的标准算。" in shown.locator(".gk-calc__result").inner_text()
    assert "2025年4月1日起，同样的情况是最多500,000元贷款" in shown.inner_text()
    phone.locator(".gk-calc__day input").fill("2025-04-01")
    phone.keyboard.press("Enter")
    assert "最多500,000元贷款" in shown.locator(".gk-calc__result").inner_text()
    assert "标准有变" not in shown.inner_text()
    phone.locator(".gk-calc__day input").fill("2024-06-01")
    phone.keyboard.press("Enter")
    assert "还不能按它计算" in shown.inner_text()


def test_months_on_both_sides_of_a_change_are_reckoned_each_by_their_own(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2024/internship-base/")
    answer_by_keyboard(phone, ("用人单位", "3", "2026-05-18", "10"))
    shown = phone.locator(".gk-calc")
    assert (
        shown.locator(".gk-calc__result").inner_text()
        == "带教补贴每月2,000元，2026年7月起每月3,000元，3个月，一共7,000元。"
    )
    assert "一共：2,000 × 2 ＋ 3,000 × 1 ＝ 7,000元" in shown.inner_text()


def test_no_period_is_said_to_be_open_that_does_not_take_these_months(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2026/flexible-insurance-subsidy/")
    answer_by_keyboard(phone, ("就业困难人员", "2026-05-01", "0", "养老和医疗", "2"))
    shown = phone.locator(".gk-calc")
    assert "正在受理" not in shown.inner_text()
    assert "下一次申请期：2026年7月1日至7月20日。" in shown.inner_text()
    phone.locator("[data-gk-ask=since] input").fill("2026-04-01")
    phone.keyboard.press("Enter")
    assert "申请期：2026年6月1日至6月20日，这一天正在受理。" in shown.inner_text()


def test_what_goes_to_another_stands_apart(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2024/unemployed-training-voucher/")
    answer_by_keyboard(phone, ("就业困难人员", "用培训券，取得证书", "35", "高级工"))
    shown = phone.locator(".gk-calc__result")
    assert "900元；另有2,000元付给定点机构，不发给您。" in shown.inner_text()


def test_what_is_missing_or_wrong_is_told_at_its_question(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2024/internship-base/")
    phone.locator(".gk-calc__fold > summary").press("Enter")
    phone.locator(".gk-calc__go").press("Enter")
    assert phone.locator(".gk-ask__wrong").first.inner_text() == "请回答这一问"
    answer_by_keyboard(phone, ("用人单位", "25"))
    wrong = phone.locator("[data-gk-ask=months]")
    assert wrong.locator(".gk-ask__wrong").inner_text() == "不能大于 24"
    assert wrong.locator("input").get_attribute("aria-invalid") == "true"
    assert phone.evaluate("document.activeElement.id") == "gk-ask-months"


def test_the_address_holds_the_answers_only_where_the_reader_asks(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2024/internship-base/")
    answer_by_keyboard(phone, ("高校毕业生", "6", "2026-06-15"))
    phone.get_by_role("button", name="把答案放进网址").press("Enter")
    kept = phone.url
    assert "#gk-reckon&who=" in kept
    phone.goto("about:blank")
    phone.goto(kept)
    phone.wait_for_selector(".gk-calc__result")
    assert "每月2,080元" in phone.locator(".gk-calc__result").inner_text()


def test_axe_finds_nothing_in_an_answer_and_its_tree_reads_well(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2026/flexible-insurance-subsidy/")
    answer_by_keyboard(phone, ("就业困难人员", "2026-05-01", "0", "养老和医疗", "3"))
    tree = phone.locator(".gk-calc").aria_snapshot()
    for line in ('group "谁来申请？"', 'radio "就业困难人员" [checked]', 'button "算一算"', "status"):
        assert line in tree, tree
    assert Axe().run(phone, context=".gk-reckon").response["violations"] == []


def test_a_few_answers_tell_what_may_fit_and_why_not(phone: Page, address: str) -> None:
    phone.goto(f"{address}entitlements/")
    visible = phone.locator("[data-gk-ask]:visible")
    assert visible.count() == 1, "one question to begin with"
    answer_by_keyboard(phone, ("用人单位",))
    for name, value in (("contract", "24"), ("people", "8")):
        field_ = phone.locator(f"[data-gk-ask={name}]:visible input")
        if field_.count():
            field_.fill(value)
            field_.press("Tab")
    lists = phone.locator(".gk-calc__lists")
    assert "可能符合" in lists.inner_text()
    assert not re.search("false|undefined|null", lists.inner_text())
    assert "周转金只用于垫付拖欠农民工的工资" in lists.inner_text()
    assert "还没有施行" in lists.inner_text()
    phone.wait_for_selector(".gk-calc__answer:has-text('可能符合')")
    assert Axe().run(phone, context=".gk-calc").response["violations"] == []
    link = lists.get_by_role("link", name="就业困难人员认定和援助办法")
    link.press("Enter")
    phone.wait_for_url("**/hard-to-employ-assistance/#gk-reckon&**")
    assert phone.locator("input[value=用人单位]").is_checked()
    assert phone.locator("#gk-ask-contract").input_value() == "24"


@pytest.mark.long
def test_the_status_line_tells_what_an_answer_changed(phone: Page, address: str) -> None:
    phone.goto(f"{address}entitlements/")
    answer_by_keyboard(phone, ("高校毕业生",))
    assert phone.locator("[data-gk-ask=received]").count() == 0, "each policy asks it of its own subsidy"
    phone.wait_for_selector(".gk-calc__answer:has-text('按您的回答')")  # once the choice has settled
    contract = phone.locator("[data-gk-ask=contract] input")
    contract.fill("6")
    phone.keyboard.press("Tab")
    told = "“促进2026届高校毕业生就业若干措施”现在不符合；“重点企业引进人才安居补贴办法”现在不符合"
    phone.wait_for_selector(f".gk-calc__answer:has-text('{told}')")
    assert phone.evaluate("document.activeElement.tagName") != "BODY", "the focus is not lost"
    contract.press("Control+A")
    phone.keyboard.type("30")
    phone.keyboard.press("Tab")
    phone.wait_for_selector(".gk-calc__answer:has-text('“促进2026届高校毕业生就业若干措施”现在可能符合')")
    assert phone.evaluate("document.activeElement.tagName") != "BODY"


@pytest.mark.parametrize(
    "path", mostly_long(["entitlements", "policies/2024/internship-base"], "entitlements")
)
def test_a_year_that_is_being_typed_changes_nothing(phone: Page, address: str, path: str) -> None:
    phone.goto(f"{address}{path}/")
    answer_by_keyboard(phone, ("高校毕业生", "6", "2026-06-15") if "policies" in path else ("高校毕业生",))
    visible, told = phone.locator("[data-gk-ask]:visible"), phone.locator(".gk-calc")
    before, words = visible.count(), told.inner_text()
    day = phone.locator(".gk-calc__day input")
    for year in ("0002", "0020", "0202"):  # as a browser gives them while 2026 is typed
        day.fill(f"{year}-06-15")
        assert visible.count() == before
        assert told.inner_text() == words
    day.fill("2026-08-15")
    assert visible.count() == before


def test_a_policy_to_come_is_reckoned_on_its_first_day(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2026/digital-skills-voucher/")
    answer_by_keyboard(phone, ("其他失业人员", "否", "否", "30", "运营"))
    assert phone.locator(".gk-calc__day input").input_value() == "2026-07-15"
    assert "1,600元。按2026年7月15日的标准算。" in phone.locator(".gk-calc__result").inner_text()
    assert "申请期：2026年7月15日至12月31日" in phone.locator(".gk-calc").inner_text().replace(
        "这一天可以申请（", "申请期："
    )


def test_a_period_that_is_over_is_told_before_the_sum(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2025/stabilise-posts-refund/#gk-reckon&on=2026-07-15")
    answer_by_keyboard(phone, ("用人单位", "是", "中小微企业等其他单位，2023年末30人以下参保", "20", "27500"))
    result = phone.locator(".gk-calc__result")
    assert result.inner_text() == "申请期已过，现在不能再申请；按当时的标准：16,500元。"
    assert result.locator("strong").count() == 0
    assert not phone.locator(".gk-calc__next").is_visible(), "there is no next step"
    assert phone.locator(".gk-calc__ask").is_visible()


def test_a_period_has_the_name_the_policy_gives_it(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2025/migrant-skills-campaign/")
    answer_by_keyboard(phone, ("农民工", "中级工", "是", "1450", "26"))
    assert "报名期：" in phone.locator(".gk-calc").inner_text()
    assert "申请期" not in phone.locator(".gk-calc").inner_text()


def test_a_screen_reader_hears_the_sum_and_the_first_thing_to_know_alone(phone: Page, address: str) -> None:
    phone.goto(f"{address}policies/2025/migrant-skills-campaign/")
    answer_by_keyboard(phone, ("农民工", "中级工", "是", "1450", "26"))
    told = phone.locator(".gk-calc__answer").inner_text()
    assert "最多2,230元" in told
    assert "从培训结束那天起3个月内申领" in told
    assert "怎样算的" not in told
    assert "怎样算的" in phone.locator(".gk-calc").inner_text()


def test_a_policy_and_what_amends_it_stand_as_one(phone: Page, address: str) -> None:
    """Where both come to the same; each still has its link."""
    phone.goto(
        f"{address}entitlements/#gk-reckon&who=%E5%88%9B%E4%B8%9A%E8%80%85&eligible_borrower=%E6%98%AF"
    )
    phone.wait_for_selector(".gk-calc__fits")
    loan = phone.locator(".gk-calc__fits > li", has_text="创业担保贷款贴息实施细则")
    assert loan.count() == 1
    assert loan.get_by_role("link").count() == 2
    listed = phone.locator(".gk-calc__fits > li").count()
    counted = [int(one) for one in re.findall(r"（(\d+) 项）", phone.locator(".gk-calc__lists").inner_text())]
    assert sum(counted) == listed
    assert not re.search("false|undefined|null", phone.locator(".gk-calc__lists").inner_text())


def test_a_link_with_answers_leads_to_the_form(phone: Page, address: str) -> None:
    phone.goto(
        f"{address}policies/2025/hard-to-employ-assistance/#gk-reckon&who=%E7%94%A8%E4%BA%BA%E5%8D%95%E4%BD%8D"
    )
    assert phone.evaluate("document.activeElement.classList.contains('gk-calc')")

"""Ten questions a citizen might ask of the sample: each is answered within two taps from the home page, and
within one query and two taps by its search box.

Taps are links by their words; the answer's words must then be on the screen, not folded away.
"""

import pytest
from _pytest.mark.structures import ParameterSet
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WHOLE = 6
"""Longer names are titles, which others contain; shorter ones have a count beside them."""

QUESTIONS = {
    "失业了能免费学什么技能": (
        ("失业人员", "失业人员职业技能提升培训补贴操作办法"),
        ("免费参加技能或创业培训", "800元至2,000元"),
    ),
    "灵活就业的社保补贴一个月多少钱": (
        ("灵活就业人员", "灵活就业人员社会保险补贴办法（2026年修订）"),
        ("每月816元",),
    ),
    "公司欠薪找谁": (
        ("农民工", "欠薪应急周转金使用管理办法"),
        ("劳动保障监察科", "000-55550116"),
    ),
    "今年毕业，找到工作有补贴吗": (
        ("高校毕业生", "促进2026届高校毕业生就业若干措施"),
        ("每人可领2,000元",),
    ),
    "刚开的公司，房租能补多少": (
        ("创业", "初创企业场地房租补贴办法"),
        ("50%", "3,000元"),
    ),
    "数字技能培训券什么时候可以领": (
        ("灵活就业人员", "数字技能培训券管理办法"),
        ("现在还不能申请。申请期：2026年7月15日至12月31日",),
    ),
    "企业自己培训职工，能补多少": (
        ("重点企业", "重点企业职工岗位技能培训补贴办法"),
        ("每人1,000元至3,000元",),
    ),
    "2024年的社保补贴办法还能用吗": (
        ("社会保险", "灵活就业人员社会保险补贴办法（2026年修订）"),
        ("本文件废止了以下文件", "灵活就业人员社会保险补贴实施办法"),
    ),
    "现在能对什么事提意见，怎么提": (
        ("区级公共实训基地建设和运营方案",),
        ("还有 16 天", "提出意见的方式"),
    ),
    "怎样申请公开一份文件": (
        ("政府信息公开指南",),
        ("依申请公开", "20个工作日"),
    ),
}


def in_turn(first: int) -> list[ParameterSet]:
    """Every fifth question at once, the rest in `make test-long`: what is asked in one way here is asked in the other there."""
    return [
        pytest.param(question, marks=() if number % 5 == first else pytest.mark.long)
        for number, question in enumerate(QUESTIONS)
    ]


@pytest.mark.parametrize("question", in_turn(0))
def test_the_answer_is_two_taps_away(phone: Page, address: str, question: str) -> None:
    taps, answer = QUESTIONS[question]
    phone.goto(address)
    assert len(taps) <= 2
    for words in taps:
        links = phone.locator("main, footer").get_by_role("link", name=words, exact=len(words) > WHOLE)
        links.first.tap()
    for words in answer:
        expect(phone.locator("main").get_by_text(words).first).to_be_visible()


QUERIES = {
    "失业了能免费学什么技能": ("失业 培训", "失业人员职业技能提升培训补贴操作办法"),
    "灵活就业的社保补贴一个月多少钱": ("灵活就业 社会保险补贴", "灵活就业人员社会保险补贴办法（2026年修订）"),
    "公司欠薪找谁": ("欠薪", "欠薪应急周转金使用管理办法"),
    "今年毕业，找到工作有补贴吗": ("毕业生 补贴", "促进2026届高校毕业生就业若干措施"),
    "刚开的公司，房租能补多少": ("房租补贴", "初创企业场地房租补贴办法"),
    "数字技能培训券什么时候可以领": ("培训券", "数字技能培训券管理办法"),
    "企业自己培训职工，能补多少": ("职工培训 补贴", "重点企业职工岗位技能培训补贴办法"),
    "2024年的社保补贴办法还能用吗": ("社会保险补贴办法", "灵活就业人员社会保险补贴办法（2026年修订）"),
    "现在能对什么事提意见，怎么提": (
        "征求意见",
        "图解《区级公共实训基地建设和运营方案（征求意见稿）》",
        "区级公共实训基地建设和运营方案",
    ),
    "怎样申请公开一份文件": ("申请公开政府信息", "政府信息公开指南"),
}
"""What is typed, then what is tapped: one of the first three results, and at most one link more."""


@pytest.mark.parametrize("question", in_turn(1))
def test_the_answer_is_one_query_and_at_most_two_taps_away(phone: Page, address: str, question: str) -> None:
    _taps, answer = QUESTIONS[question]
    query, result, *more = QUERIES[question]
    assert len(more) <= 1
    phone.goto(address)
    phone.locator("main [data-gk-query]").fill(query)
    phone.locator("main [data-gk-query]").press("Enter")
    phone.wait_for_selector("[data-gk-state=done]")
    first_three = [phone.locator(".gk-hit__title a").nth(number) for number in range(3)]
    next(link for link in first_three if link.inner_text() == result).tap()
    phone.wait_for_url(lambda url: "/search/" not in url)
    for words in more:
        phone.locator("main").get_by_role("link", name=words, exact=True).first.tap()
    for words in answer:
        expect(phone.locator("main").get_by_text(words).first).to_be_visible()

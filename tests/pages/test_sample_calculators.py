"""The sample's calculators: whoever pays has one, nobody is asked more than five questions, in the order they stand in."""

import re
from datetime import date

import pytest

from gongkai.building import pipeline
from gongkai.model import Policy
from gongkai.settings import read_settings
from tests.courses import courses
from tests.sample import ROOT

SETTINGS = read_settings(ROOT / "mkdocs.yml")
POLICIES = {one.path: one for one in pipeline.read_library_of(SETTINGS).all(Policy)}
RECKONED = sorted(path for path, one in POLICIES.items() if one.calculator)
PAYS = re.compile(r"(?:补贴|补助|补给|奖补|奖励|贴息|返还|垫付|额度)[^。；\n]{0,30}?(?:\d[\d,.]*万?元|\d+%)")


def days(policy: Policy) -> list[date]:
    """A day under each set of rates."""
    assert policy.calculator is not None
    return [max(one.from_, policy.in_force_from) for one in policy.calculator.rates]


@pytest.mark.parametrize("path", RECKONED)
def test_nobody_is_asked_more_than_five_questions_and_all_in_order(path: str) -> None:
    calculator = POLICIES[path].calculator
    assert calculator is not None
    order = [ask.id for ask in calculator.asks]
    seen = {course for day in set(days(POLICIES[path])) for course in courses(calculator, day)}
    assert max(map(len, seen)) <= 5, max(seen, key=len)
    assert [course for course in seen if list(course) != [one for one in order if one in course]] == []
    assert {asked for course in seen for asked in course} == set(order), "a question that nobody is asked"


@pytest.mark.parametrize("path", RECKONED)
def test_a_calculator_has_cases_on_every_side(path: str) -> None:
    calculator = POLICIES[path].calculator
    assert calculator is not None
    assert len(calculator.cases) >= 6
    if calculator.amount.times:
        assert all(case.times is not None for case in calculator.cases if not isinstance(case.expect, str))


def test_every_policy_that_pays_has_a_calculator() -> None:
    paying = {path for path, one in POLICIES.items() if PAYS.search(one.source.body)}
    assert paying - set(RECKONED) == set()


def test_two_rates_change_over_the_years() -> None:
    changing = {
        (path, name)
        for path in RECKONED
        for name in _names(POLICIES[path])
        if len({one.from_ for one in POLICIES[path].calculator.rates if name in one.numbers}) > 1  # type: ignore[union-attr]
    }
    assert len(changing) >= 2
    today = SETTINGS.today
    froms = {one.from_ for path in RECKONED for one in POLICIES[path].calculator.rates}  # type: ignore[union-attr]
    assert any(one > today for one in froms)


def _names(policy: Policy) -> set[str]:
    assert policy.calculator is not None
    return {name for one in policy.calculator.rates for name in one.numbers}


def _days_in(text: str) -> set[tuple[int, int]]:
    return {(int(month), int(day)) for month, day in re.findall(r"(\d{1,2})月(\d{1,2})日", text)}


@pytest.mark.parametrize("path", sorted(path for path, one in POLICIES.items() if one.apply))
def test_the_days_on_which_applications_begin_and_end_rest_on_the_text(path: str) -> None:
    policy, body = POLICIES[path], POLICIES[path].source.body
    assert policy.apply is not None
    months = {int(month) for month in re.findall(r"(\d{1,2})月", body)}
    for begins, ends in policy.apply.periods:
        for day in filter(None, (begins, ends)):
            own = day in (policy.published, policy.in_force_from, policy.expires)
            whole_month = len(policy.apply.windows) > 1 and day.month in months
            assert own or whole_month or (day.month, day.day) in _days_in(body), day

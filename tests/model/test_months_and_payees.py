"""What is paid by the month across a change of rates, what goes to another, and what helps who gets no money."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from gongkai.calculator.reckoning import Reckoning, reckoned
from gongkai.model.calculator import Calculator

RATES = [
    {"from": "2026-01-01", "每月补贴": "800", "basis": "二"},
    {"from": "2026-07-01", "每月补贴": "900", "basis": "二"},
]


def found(day: str, amount: dict[str, Any], **given: Any) -> Reckoning:
    calculator = Calculator.model_validate(
        {
            "asks": [
                {"id": "months", "label": "几个月？", "type": "number"},
                {"id": "began", "label": "从哪天起？", "type": "date"},
            ],
            "rates": RATES,
            "amount": {"formula": "每月补贴", "unit": "元", "per": "每月", **amount},
        }
    )
    return reckoned(calculator, date.fromisoformat(day), given)


@pytest.mark.parametrize(
    ("day", "times", "told"),
    [
        ("2026-06-01", 1, "每月800元，最多可以领1个月，一共800元"),
        ("2026-06-01", 2, "每月800元，2026年7月1日起每月900元，最多可以领2个月"),
        ("2026-06-20", 1, "每月800元，2026年7月1日起每月900元，最多可以领1个月"),
        ("2026-07-01", 24, "每月900元，最多可以领24个月，一共21,600元"),
        ("2026-02-01", 5, "每月800元，最多可以领5个月，一共4,000元"),
        ("2026-02-01", 6, "每月800元，2026年7月1日起每月900元，最多可以领6个月"),
    ],
)
def test_no_sum_is_told_across_a_change_of_rates(day: str, times: int, told: str) -> None:
    reckoning = found(day, {"times": str(times)})
    assert reckoning.result + reckoning.lasting == told
    assert ("一共" in reckoning.steps[-1].words) is ("一共" in told)


def test_a_change_that_does_not_touch_the_amount_is_none() -> None:
    reckoning = found("2026-06-01", {"formula": "max(每月补贴, 1000)", "times": "12"})
    assert reckoning.lasting == "，最多可以领12个月，一共12,000元"


@pytest.mark.parametrize(
    ("began", "months", "amount", "told"),
    [
        ("2026-05-31", 2, 1600, "每月800元，2个月，一共1,600元"),
        ("2026-05-01", 3, 2500, "每月800元，2026年7月起每月900元，3个月，一共2,500元"),
        ("2026-07-31", 3, 2700, "每月900元，3个月，一共2,700元"),
    ],
)
def test_known_months_are_reckoned_each_by_the_rates_of_its_first_day(
    began: str, months: int, amount: int, told: str
) -> None:
    for day in ("2026-01-01", "2027-01-01"):  # the day asked about changes nothing
        reckoning = found(
            day,
            {"times": "months", "since": "began"},
            months=Fraction(months),
            began=date.fromisoformat(began),
        )
        assert reckoning.amount == Fraction(amount)
        assert reckoning.result + reckoning.lasting == told


def test_so_many_months_as_were_asked_for_are_not_the_most() -> None:
    reckoning = found("2026-08-01", {"times": "min(months, 36)"}, months=Fraction(3))
    assert reckoning.lasting == "，3个月，一共2,700元"


@pytest.mark.parametrize(
    ("formula", "told"),
    [("900", "900元；另有2,000元付给定点机构，不发给您"), ("0", "2,000元付给定点机构，不发给您")],
)
def test_what_goes_to_another_is_not_added(formula: str, told: str) -> None:
    elsewhere = {"to": "定点机构", "formula": "2000"}
    reckoning = found("2026-08-01", {"formula": formula, "per": None, "elsewhere": elsewhere})
    assert reckoning.result + reckoning.lasting == told
    assert reckoning.amount == Fraction(formula)
    assert reckoning.steps[-1].words == "付给定点机构：2,000元"


@pytest.mark.parametrize("amount", [{"since": "began"}, {"since": "began", "times": "3", "per": "年"}])
def test_months_need_a_payment_by_the_month(amount: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="since"):
        found("2026-08-01", amount)


@pytest.mark.parametrize(
    ("amount", "told"),
    [
        ({}, "每月900元，每季度发一次（2,700元）"),
        ({"times": "24"}, "每月900元，每季度发一次（2,700元），最多可以领24个月，一共21,600元"),
        ({"times": "2"}, "每月900元，最多可以领2个月，一共1,800元"),
        ({"times": "3", "every": "半年"}, "每月900元，最多可以领3个月，一共2,700元"),
    ],
)
def test_what_comes_at_once_for_several_months_is_told(amount: dict[str, Any], told: str) -> None:
    reckoning = found("2026-07-01", {"every": "季度", **amount})
    assert reckoning.result + reckoning.lasting == told


def test_no_sum_for_several_months_across_a_change_of_rates() -> None:
    assert "每季度" not in found("2026-06-01", {"every": "季度", "times": "24"}).lasting


def test_what_is_paid_has_the_name_that_the_answers_give_it() -> None:
    called = {"called": "if(months > 6, '长期补贴', '短期补贴')"}
    assert found("2026-07-01", called, months=Fraction(7)).result == "长期补贴每月900元"
    assert found("2026-07-01", called, months=Fraction(6)).result == "短期补贴每月900元"

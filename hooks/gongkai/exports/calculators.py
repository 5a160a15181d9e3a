"""`api/v1/calculators.json`: 算得清 as data, so that hotlines and platforms reckon by the same source."""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import Any

from gongkai.calculator.clauses import FoundClause, clause_at, clauses_of
from gongkai.calculator.trial import answers, right_cases
from gongkai.calculator.wording import amount_words
from gongkai.exports.json_output import root_of
from gongkai.model import Library, Policy
from gongkai.model.calculator import Calculator, Condition, Rates, Reminder, WorkedCase
from gongkai.model.validity import answers_hold, last_day
from gongkai.settings import Settings
from gongkai.text import Texts


def calculator_rows(library: Library, texts: Texts, settings: Settings) -> Iterator[dict[str, Any]]:
    """The calculators of policies that hold, or will, the newest policy first. Numbers are texts, and so exact."""
    for policy in library.public(Policy, settings.today):
        if policy.calculator and answers_hold(policy, library, settings.today):
            url = f"{root_of(settings)}{policy.url}"
            until = last_day(policy, library, settings.today)
            yield {
                "path": policy.path,
                "title": policy.title,
                "number": policy.own_number,
                "url": f"{url}#gk-reckon",
                "valid": {
                    "from": policy.in_force_from.isoformat(),
                    "until": until.isoformat() if until else None,
                },
                **_said(policy.calculator, clauses_of(texts[policy.path]), url),
            }


_Basis = Callable[[str], dict[str, str]]


def _said(calculator: Calculator, clauses: dict[str, FoundClause], url: str) -> dict[str, Any]:
    def basis(written: str) -> dict[str, str]:
        clause = clause_at(written, clauses)
        return (
            {"clause": clause.label, "url": f"{url}#{clause.id}"}
            if clause
            else {"clause": written, "url": url}
        )

    return {
        "asks": [ask.model_dump(mode="json") for ask in calculator.asks],
        "rates": [
            {
                "name": name,
                "value": str(number),
                "from": rates.from_.isoformat(),
                "until": _until(calculator, rates, name),
                "basis": basis(rates.basis),
            }
            for rates in sorted(calculator.rates, key=lambda one: one.from_)
            for name, number in rates.numbers.items()
        ],
        "eligible": _resting(calculator.eligible, basis),
        "amount": calculator.amount.model_dump(mode="json"),
        "notes": _resting(calculator.notes, basis),
        "cases": [
            {
                "title": case.title,
                "on": case.on.isoformat(),
                "given": _given(calculator, case),
                "entitled": found.amount is not None,
                "amount": None if found.amount is None else str(case.expect),
                "times": None if found.times is None else _plain(found.times),
                "elsewhere": _plain(found.elsewhere),
            }
            for case, found in right_cases(calculator)
        ],
    }


def _resting(all_: Sequence[Condition | Reminder], basis: _Basis) -> list[dict[str, Any]]:
    """Conditions and notes, each with its clause."""
    return [{**one.model_dump(mode="json"), "basis": basis(one.basis)} for one in all_]


def _given(calculator: Calculator, case: WorkedCase) -> list[dict[str, str]]:
    """What a case gives, yes and no always in the same words."""
    values = answers(calculator, case)
    said = {name: ("否", "是")[value] for name, value in values.items() if isinstance(value, bool)}
    return [{"id": name, "value": said.get(name, written)} for name, written in case.given.items()]


def _plain(number: Fraction) -> str:
    return amount_words(number).replace(",", "")


def _until(calculator: Calculator, rates: Rates, name: str) -> str | None:
    """The last day of a rate: before the next one of its name begins."""
    later = [one.from_ for one in calculator.rates if name in one.numbers and one.from_ > rates.from_]
    return (min(later) - timedelta(1)).isoformat() if later else None

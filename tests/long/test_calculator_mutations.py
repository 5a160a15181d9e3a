"""Slips in the sample's calculators, one at a time: each is found by a case, by a clause, or for want of a case.

A rate named in place of one of the same numbers on the same days is no slip: nothing comes out otherwise. Nor is `<=` for `<`
where the lesser of two is taken: where they are equal, either is.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest

from gongkai.building import pipeline
from gongkai.calculator.trial import flaws, uncovered
from gongkai.model import Policy
from gongkai.model.calculator import Calculator
from gongkai.settings import read_settings
from gongkai.text import convert_all
from tests.sample import ROOT

pytestmark = pytest.mark.long
_OTHERWISE = {
    "+": "-", "-": "+", "*": "/", "==": "!=", "!=": "==", ">=": ">", "<=": "<", ">": ">=", "<": "<=",
    "min": "max", "max": "min", "and": "or", "or": "and", "not": "",
}  # fmt: skip
_PIECE = re.compile(r"'[^']*'|[<>=!]=|[-+*<>]|\d+(?:\.\d+)?|[a-z_]+|[\u4e00-\u9fff][\u4e00-\u9fff0-9]*")
_LESSER = re.compile(r"if\((.+) <=? (.+), \1, \2\)")


def slips(written: str, names: dict[str, object], choices: list[str]) -> Iterator[str]:
    """The expression with one piece of it otherwise; `names`: by each name, what says the same."""
    for piece in _PIECE.finditer(written):
        said = piece[0]
        if said in _OTHERWISE:
            others = [_OTHERWISE[said]]
        elif said[0] == "'":
            others = [f"'{one}'" for one in choices if one != said[1:-1]]
        elif said[0].isdecimal():
            others = [str(Fraction(said) + 1), "0" if said != "0" else "2"]
        elif said in names:
            others = [f"not {said}", *(one for one, worth in names.items() if worth != names[said])]
        else:
            others = []
        for other in others:
            slip = written[: piece.start()] + other + written[piece.end() :]
            if not (_LESSER.fullmatch(written) and _LESSER.fullmatch(slip) and said in "<="):
                yield slip
    if written and not written.startswith("not "):
        yield f"not ({written})"


def mutants(calculator: Calculator) -> Iterator[tuple[str, Calculator]]:
    worth: dict[str, object] = {ask.id: ask.id for ask in calculator.asks}
    for name in sorted({name for rates in calculator.rates for name in rates.numbers}):
        worth[name] = [(one.from_, one.numbers[name]) for one in calculator.rates if name in one.numbers]
    choices = [choice for ask in calculator.asks for choice in ask.choices]
    for place, one in enumerate(calculator.eligible):
        for when in slips(one.when, worth, choices):
            changed = one.model_copy(update={"when": when})
            all_ = (*calculator.eligible[:place], changed, *calculator.eligible[place + 1 :])
            yield f"when {when}", calculator.model_copy(update={"eligible": all_})
        without = (*calculator.eligible[:place], *calculator.eligible[place + 1 :])
        yield f"without {one.when}", calculator.model_copy(update={"eligible": without})
    for name in ("formula", "times"):
        for formula in slips(getattr(calculator.amount, name) or "", worth, choices):
            amount = calculator.amount.model_copy(update={name: formula})
            yield f"{name} {formula}", calculator.model_copy(update={"amount": amount})
    for place, rates in enumerate(calculator.rates):
        for name, number in rates.numbers.items():
            for other in (number + 1, abs(number - 1), number * 2, round(number / 2, 2)):
                if other == number:
                    continue
                said = {**rates.numbers, name: str(other.normalize() + 0)}
                fields = {"from": rates.from_, "basis": rates.basis, **said}
                changed_rates = type(rates).model_validate(fields)
                all_rates = (*calculator.rates[:place], changed_rates, *calculator.rates[place + 1 :])
                yield f"rate {name} {other}", calculator.model_copy(update={"rates": all_rates})


def test_each_slip_is_found() -> None:
    library = pipeline.read_library_of(read_settings(ROOT / "mkdocs.yml"))
    texts = convert_all(library)
    tried, missed = 0, []
    for policy in library.all(Policy):
        if policy.calculator is None:
            continue
        for what, mutant in mutants(policy.calculator):
            tried += 1
            if not flaws(mutant, texts[policy.path]) and not list(uncovered(mutant)):
                missed.append(f"{policy.path}: {what}")
    assert tried > 200
    assert missed == [], f"{len(missed)} of {tried}: {missed}"

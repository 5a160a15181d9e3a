"""What the browser reckons by: the questions of calculators, and a data block with what `theme/.scripts/reckoning.js` needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from gongkai.calculator.carried import carried
from gongkai.calculator.clauses import FoundClause, clause_at
from gongkai.calculator.trial import right_cases
from gongkai.law import in_words
from gongkai.model import Policy
from gongkai.model.calculator import Ask, Calculator
from gongkai.model.validity import apply_periods, last_day
from gongkai.pages.application import through
from gongkai.pages.context import Context


@dataclass(frozen=True)
class ReckoningForm:
    """Questions, and what their answers are reckoned by."""

    asks: tuple[Ask, ...]
    data: Markup


def reckons(calculator: Calculator) -> bool:
    """Whether every case comes out as it says; else nobody is offered a reckoning (GK111 tells the editor)."""
    return bool(calculator.cases) and len(tuple(right_cases(calculator))) == len(calculator.cases)


def reckoning_form(policy: Policy, clauses: dict[str, FoundClause], context: Context) -> ReckoningForm | None:
    """The form on a policy's own page."""
    calculator = policy.calculator
    if calculator is None or not calculator.asks or not reckons(calculator):
        return None
    links = ClauseLinks(clauses)
    carried = carried_of(policy, context, links.of)
    from_, until = in_words(date.fromisoformat(carried["from"])), carried["until"]
    told = {
        **carried,
        "clauses": links.found,
        "windows": _windows(policy, context),
        "early": f"这份文件{from_}起施行，这一天还不能按它计算：日期请填{from_}或者以后的。问题里可以选月份的，在问题里选，日期不用改。",
        "late": f"这份文件执行到{in_words(date.fromisoformat(until))}，这一天已经不能按它计算。"
        if until
        else "",
    }
    return ReckoningForm(calculator.asks, data_block(told))


class ClauseLinks:
    """The clauses that steps rest on, by a key: how each is cited, and where it stands."""

    def __init__(self, clauses: dict[str, FoundClause], where: str = "") -> None:
        self._clauses, self._where = clauses, where
        self.found: dict[str, tuple[str, str]] = {}

    def of(self, basis: str) -> str:
        """The key of a clause; empty where the text has none such."""
        clause = clause_at(basis, self._clauses)
        if clause is None:
            return ""
        address = f"{self._where}#{clause.id}"
        self.found[address] = (clause.label, address)
        return address


def carried_of(policy: Policy, context: Context, clause: Callable[[str], str]) -> dict[str, Any]:
    """The calculator of a policy with the days from and until which it holds."""
    if policy.calculator is None:
        raise ValueError(f"{policy.path} has no calculator")
    until = last_day(policy, context.library, context.today)
    return {
        **carried(policy.calculator, clause),
        "from": min([policy.in_force_from, *(one.from_ for one in policy.calculator.rates)]).isoformat(),
        "until": until.isoformat() if until else "",
    }


def _windows(policy: Policy, context: Context) -> list[tuple[str, str, str]]:
    """The periods in which applications are taken, as far as both ends are known, and in words."""
    periods = apply_periods(policy, context.library, context.today) if policy.apply else ()
    return [
        (first.isoformat(), last.isoformat(), through((first, last)))
        for first, last in periods
        if first and last
    ]


def data_block(told: object) -> Markup:
    """JSON, ready to stand between script tags."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

"""What the browser reckons by: the questions of calculators, and a data block with what `theme/assets/reckoning.js` needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from gongkai.calculator.carried import carried
from gongkai.calculator.clauses import FoundClause, clause_at
from gongkai.calculator.trial import right_cases
from gongkai.model import Policy
from gongkai.model.calculator import Ask, Calculator
from gongkai.model.validity import last_day
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
    told = {**carried_of(policy, context, links.of), "clauses": links.found}
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


def data_block(told: object) -> Markup:
    """JSON, ready to stand between script tags."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

"""What the browser reckons by: the questions of calculators, and a data block with what `theme/.scripts/reckoning.js` needs."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from gongkai.calculator.carried import carried, days
from gongkai.calculator.clauses import FoundClause, clause_at
from gongkai.calculator.trial import right_cases
from gongkai.calculator.words import spoken
from gongkai.law import in_words
from gongkai.model import Policy
from gongkai.model.calculator import Ask, Calculator
from gongkai.model.validity import apply_periods, last_day
from gongkai.pages.application import through
from gongkai.pages.context import Context

SAYS = {
    "ask": "请回答这一问",
    "day": "日期没有看懂，请写成 2026-05-08 的样子。",
    "also": "还要知道",
    "how": "怎样算的",
    "nil": "条件符合，但是算下来没有可以领的金额",
    "open": "，这一天正在受理。",
    "new": "标准有变：",
    "same": "起，同样的情况是",
    "by": "按",
    "of": "的标准算。",
}
"""What the page's script says."""


@dataclass(frozen=True)
class ReckoningForm:
    """Questions, and what their answers are reckoned by."""

    asks: tuple[Ask, ...]
    data: Markup
    day_label: str = "按哪一天的标准算"
    day_help: str = ""
    """What to know of the day that is filled in already."""


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
    first, last = validity(policy, calculator, context)
    from_ = in_words(first)
    told = {
        **carried,
        "clauses": links.found,
        "windows": _windows(policy, context),
        "early": f"这份文件{from_}起施行，这一天还不能按它计算：日期请填{from_}或者以后的。",
        "late": f"这份文件执行到{in_words(last)}，这一天已经不能按它计算。" if last else "",
        "words": spoken(),
        "says": SAYS | _period_words(policy.apply.called if policy.apply else ""),
    }
    return ReckoningForm(calculator.asks, data_block(told), *_day_words(calculator, first, context))


def _period_words(called: str) -> dict[str, str]:
    """What is said of the periods in which applications are taken, as the policy calls them."""
    return {
        "in": f"{called}：",
        "next": f"下一次{called}：",
        "closed": f"{called}已过，现在不能再申请；按当时的标准：",
    }


def _day_words(calculator: Calculator, first: date, context: Context) -> tuple[str, str]:
    """How the day asked about is called, and what to know of it."""
    early = f"这份文件{in_words(first)}起施行，日期已经填成这一天。" if first > context.today else ""
    if calculator.amount.since:
        return "打算哪一天申请", f"{early}各月份的标准按上面填的月份算，和这个日期无关。"
    return "按哪一天的标准算", early


class ClauseLinks:
    """The clauses that steps rest on, by a key: in which words a step links to each, and where it stands."""

    def __init__(self, clauses: dict[str, FoundClause], where: str = "") -> None:
        self._clauses, self._where = clauses, where
        self.found: dict[str, tuple[str, str]] = {}

    def of(self, basis: str) -> str:
        """The key of a clause; empty where the text has none such."""
        clause = clause_at(basis, self._clauses)
        if clause is None:
            return ""
        address = f"{self._where}#{clause.id}"
        self.found[address] = (f"依据{clause.label}", address)
        return address


def carried_of(policy: Policy, context: Context, clause: Callable[[str], str]) -> dict[str, Any]:
    """The calculator of a policy with the days from and until which it holds."""
    if policy.calculator is None:
        raise ValueError(f"{policy.path} has no calculator")
    first, last = validity(policy, policy.calculator, context)
    until = days(last) if last else None
    return {**carried(policy.calculator, clause), "from": days(first), "until": until}


def validity(policy: Policy, calculator: Calculator, context: Context) -> tuple[date, date | None]:
    """The first and the last day asked about."""
    return _reckoned_from(policy, calculator), last_day(policy, context.library, context.today)


def _reckoned_from(policy: Policy, calculator: Calculator) -> date:
    """The first day asked about. Rates from before the policy tell what was before it, or are for months that it still pays."""
    if calculator.amount.since:
        return policy.in_force_from
    return min([policy.in_force_from, *(one.from_ for one in calculator.rates)])


def _windows(policy: Policy, context: Context) -> list[tuple[int, int, str]]:
    """The periods in which applications are taken, as far as both ends are known, and in words."""
    periods = apply_periods(policy, context.library, context.today) if policy.apply else ()
    return [(days(first), days(last), through((first, last))) for first, last in periods if first and last]


def data_block(told: object) -> Markup:
    """JSON, ready to stand between script tags."""
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))

"""A calculator tried: its expressions, its clauses, and every case against what it expects."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from gongkai.amounts.numbers import states
from gongkai.amounts.recognition import Amount, amounts_in
from gongkai.calculator.clauses import clause_at, clauses_of
from gongkai.calculator.evaluation import CannotBeReckoned, Value
from gongkai.calculator.given import WrongAnswer, value_of
from gongkai.calculator.kinds import KnownNames, expect_kind
from gongkai.calculator.reckoning import Reckoning, reckoned
from gongkai.calculator.syntax import (
    ARGUMENTS,
    Literal,
    Named,
    Node,
    Number,
    Operation,
    WrongExpression,
    nodes_in,
    wants_brackets,
)
from gongkai.calculator.wording import amount_words, money_words, paid_words, share_words, times_words
from gongkai.model.calculator import Calculator, Condition, Reminder, WorkedCase
from gongkai.source.front_matter import Place
from gongkai.text import Text

_SELF_EVIDENT = (Fraction(0), Fraction(1))
"""Numbers of a condition that no clause need state."""


@dataclass(frozen=True)
class Flaw:
    """What is wrong, at its place within the calculator."""

    place: Place
    message: str
    fix: str = ""


def flaws(calculator: Calculator, text: Text) -> tuple[Flaw, ...]:
    """Everything wrong with a calculator. Cases are not tried while its expressions cannot be read."""
    unread = tuple(_expressions(calculator))
    return (
        *unread,
        *_clauses(calculator, text, readable=not unread),
        *(() if unread else _cases(calculator)),
    )


def answers(calculator: Calculator, case: WorkedCase) -> dict[str, Value]:
    """What a case gives, as values; raises `WrongAnswer`."""
    asks = {ask.id: ask for ask in calculator.asks}
    if unknown := next((name for name in case.given if name not in asks), ""):
        raise WrongAnswer(f"没有问过“{unknown}”；问的是 {'、'.join(asks)}")
    return {name: value_of(asks[name], written) for name, written in case.given.items()}


def came_out(calculator: Calculator, case: WorkedCase) -> Reckoning:
    """The reckoning of a case; raises `WrongAnswer`, `WrongExpression`, `CannotBeReckoned`."""
    return reckoned(calculator, case.on, answers(calculator, case))


def right_cases(calculator: Calculator) -> Iterator[tuple[WorkedCase, Reckoning]]:
    """The cases that come out as they say; one that does not is told by GK111, and shown nowhere."""
    for case in calculator.cases:
        try:
            reckoning = came_out(calculator, case)
        except (WrongAnswer, WrongExpression, CannotBeReckoned):
            continue
        if _as_expected(reckoning, case):
            yield case, reckoning


def _as_expected(reckoning: Reckoning, case: WorkedCase) -> bool:
    """Whether a case came out as it says; how often something is paid, and what goes to another, a case may leave out."""
    if isinstance(case.expect, str):
        return reckoning.amount is None and reckoning.result == case.expect
    return (
        reckoning.amount == Fraction(case.expect)
        and (case.times is None or reckoning.times == Fraction(case.times))
        and (case.elsewhere is None or reckoning.elsewhere == Fraction(case.elsewhere))
    )


def told_result(reckoning: Reckoning) -> str:
    """816元, or 不符合 with the reason."""
    if reckoning.amount is None:
        return f"{reckoning.result}（{reckoning.reason}）"
    return f"{reckoning.result}{reckoning.lasting}"


def uncovered(calculator: Calculator) -> Iterator[Flaw]:
    """Conditions, and branches of `if`, that no case tries on both sides; none while a case cannot be reckoned."""
    names = KnownNames(calculator)
    try:
        reckonings = [came_out(calculator, case) for case in calculator.cases]
    except (WrongAnswer, WrongExpression, CannotBeReckoned):
        return
    tried = {one for reckoning in reckonings for one in reckoning.tried}
    ways = {one for reckoning in reckonings for one in reckoning.ways}
    for place, expression, kind in _written(calculator):
        if place[0] == "notes":
            continue
        node = expect_kind(expression, kind, names)
        if place[0] == "eligible":
            sides = {side for index, side in tried if index == place[1]}
            if told := _missing_sides(sides, "符合", "不符合"):
                yield Flaw(place, f"条件“{expression}”没有{told}的算例")
        ifs = (one for one in nodes_in(node) if isinstance(one, Operation) and one.name == "if")
        for condition in (one.parts[0] for one in ifs):
            sides = {side for way, side in ways if way == condition}
            if told := _missing_sides(sides, "成立", "不成立"):
                yield Flaw(place, f"if 的条件“{source_of(condition)}”没有{told}的算例")


def _missing_sides(sides: set[bool], yes: str, no: str) -> str:
    missing = [word for side, word in ((True, yes), (False, no)) if side not in sides]
    return "，也没有".join(missing)


def source_of(node: Node) -> str:
    """A tree as it may be written."""
    if isinstance(node, Number):
        return share_words(node.value) if node.share else amount_words(node.value).replace(",", "")
    if isinstance(node, Literal):
        return f"'{node.value}'"
    if isinstance(node, Named):
        return node.name
    parts = [
        f"({told})" if wants_brackets(node, place, part) else told
        for place, (part, told) in enumerate(zip(node.parts, map(source_of, node.parts), strict=True))
    ]
    if node.name in ARGUMENTS:
        return f"{node.name}({', '.join(parts)})"
    if len(parts) == 1:
        return f"not {parts[0]}" if node.name == "not" else f"-{parts[0]}"
    return f"{parts[0]} {node.name} {parts[1]}"


def _written(calculator: Calculator) -> Iterator[tuple[Place, str, str]]:
    """Each expression, where it stands, and what it must yield."""
    for place, condition in enumerate(calculator.eligible):
        yield ("eligible", place, "when"), condition.when, "yes-no"
    yield ("amount", "formula"), calculator.amount.formula, "number"
    payment = calculator.amount
    if payment.times:
        yield ("amount", "times"), payment.times, "number"
    if payment.since:
        yield ("amount", "since"), payment.since, "date"
    if payment.called:
        yield ("amount", "called"), payment.called, "choice"
    if payment.elsewhere:
        yield ("amount", "elsewhere", "formula"), payment.elsewhere.formula, "number"
    for place, note in enumerate(calculator.notes):
        if note.when:
            yield ("notes", place, "when"), note.when, "yes-no"


def _expressions(calculator: Calculator) -> Iterator[Flaw]:
    names = KnownNames(calculator)
    for place, expression, kind in _written(calculator):
        try:
            expect_kind(expression, kind, names)
        except WrongExpression as problem:
            yield Flaw(place, f"{'条件' if kind == 'yes-no' else '算式'}“{expression}”{problem}")


def _clauses(calculator: Calculator, text: Text, *, readable: bool) -> Iterator[Flaw]:
    """Clauses that are missing, or do not state their numbers."""
    found = clauses_of(text)
    names = KnownNames(calculator)
    for place, rates in enumerate(calculator.rates):
        clause = clause_at(rates.basis, found)
        if clause is None:
            yield _no_clause(("rates", place, "basis"), rates.basis)
            continue
        for name, number in rates.numbers.items():
            if not states(clause.words, Fraction(number)):
                yield _not_stated(
                    ("rates", place, name), clause.label, f"{name}：{share_words(Fraction(number))}"
                )
    for at, bound in _bound(calculator):
        clause = clause_at(bound.basis, found)
        if clause is None:
            yield _no_clause((*at, "basis"), bound.basis)
            continue
        if readable and bound.when:
            for said in _numbers(expect_kind(bound.when, "yes-no", names)):
                if not states(clause.words, said):
                    yield _not_stated((*at, "when"), clause.label, share_words(said))
        for amount in amounts_in(bound.says) if isinstance(bound, Reminder) else ():
            if not amount.weak and not any(_same(amount, other) for other in amounts_in(clause.words)):
                yield _not_stated((*at, "says"), clause.label, amount.written)


def _bound(calculator: Calculator) -> Iterator[tuple[Place, Condition | Reminder]]:
    """What rests on a clause by a condition or in words, and where it stands."""
    for place, condition in enumerate(calculator.eligible):
        yield ("eligible", place), condition
    for place, note in enumerate(calculator.notes):
        yield ("notes", place), note


def _same(amount: Amount, other: Amount) -> bool:
    """Whether the one may be the other; a day without a year is that of any."""
    days = zip(amount.day, other.day, strict=True)
    return (amount.kind, amount.value) == (other.kind, other.value) and all(
        one == two or not one or not two for one, two in days
    )


def _numbers(node: Node) -> Iterator[Fraction]:
    """The numbers of a condition that a clause must state."""
    for one in nodes_in(node):
        if isinstance(one, Number) and one.value not in _SELF_EVIDENT:
            yield one.value


def _no_clause(place: Place, basis: str) -> Flaw:
    fix = "照正文的编号写：三（一）、第五条第（二）项；点条款后面的链接符号，网址里 # 后面的一段也可以写。"
    return Flaw(place, f"依据“{basis}”在正文里没有这一条", fix)


def _not_stated(place: Place, label: str, number: str) -> Flaw:
    fix = "对照正文：数写错的改数，依据写错的改 basis；正文没有写明的数，不能拿来计算。"
    return Flaw(place, f"“{number}”在依据的条款（{label}）里没有这个数", fix)


def _cases(calculator: Calculator) -> Iterator[Flaw]:
    for place, case in enumerate(calculator.cases):
        yield from _case(calculator, case, ("cases", place))


def _case(calculator: Calculator, case: WorkedCase, place: Place) -> Iterator[Flaw]:
    asks = {ask.id: ask for ask in calculator.asks}
    wrong = False
    for name, written in case.given.items():
        try:
            if name not in asks:
                raise WrongAnswer(f"没有问过“{name}”；问的是 {'、'.join(asks)}")
            value_of(asks[name], written)
        except WrongAnswer as problem:
            wrong = True
            yield Flaw((*place, "given", name), f"算例“{case.title}”填写有误：{problem}")
    if wrong:
        return
    try:
        reckoning = came_out(calculator, case)
    except CannotBeReckoned as problem:
        yield Flaw(place, f"算例“{case.title}”算不出来：{problem}")
        return
    if not _as_expected(reckoning, case):
        last = reckoning.steps[-1].words
        yield Flaw(
            place,
            f"算例“{case.title}”应得 {_wanted(calculator, case)}，算出来是 {told_result(reckoning)}：{last}",
        )


def _wanted(calculator: Calculator, case: WorkedCase) -> str:
    """What a case expects, in words."""
    payment = calculator.amount
    if isinstance(case.expect, str):
        return case.expect
    expected = Fraction(case.expect)
    told = money_words(expected, payment) if payment.since else paid_words(expected, payment)
    if case.times is not None:
        told += f"，领{times_words(Fraction(case.times), payment)}"
    if case.elsewhere is not None:
        told += f"，另有{money_words(Fraction(case.elsewhere), payment)}付给别人"
    return told

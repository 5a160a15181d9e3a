"""What an expression yields: a number, yes or no, a choice, a day. What does not fit together is told before any case."""

import re
from datetime import date

from gongkai.calculator.syntax import Literal, Named, Node, Number, Operation, WrongExpression, parsed
from gongkai.model.calculator import Calculator

_IN_WORDS = {"number": "数", "yes-no": "是或否", "choice": "选项", "date": "日期"}
YES, NO = ("yes", "true", "是"), ("no", "false", "否")
_ORDERED = ("number", "date")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""As a form writes it; `fromisoformat` alone reads weeks too."""


def day_of(written: str) -> date | None:
    """The day a text in quotation marks stands for; None where it is none."""
    try:
        return date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        return None


class KnownNames:
    """What the expressions of a calculator may name."""

    def __init__(self, calculator: Calculator) -> None:
        self.asked = {ask.id: ask for ask in calculator.asks}
        self.rates = frozenset(name for rates in calculator.rates for name in rates.numbers)
        self.choices = frozenset(choice for ask in calculator.asks for choice in ask.choices)

    def kind(self, name: str) -> str:
        """What stands behind a name; raises `WrongExpression` for one that nothing has."""
        if name in self.asked:
            return self.asked[name].type
        if name in self.rates:
            return "number"
        if name in (*YES, *NO):
            return "yes-no"
        if name in self.choices:
            return "choice"
        known = "、".join([*self.asked, *sorted(self.rates)])
        raise WrongExpression(
            f"没有名为“{name}”的内容：它不在要问的（asks）里，也不在标准（rates）里；有的是 {known or '（一个也没有）'}"
        )


def expect_kind(written: str, kind: str, names: KnownNames) -> Node:
    """The tree of an expression that must yield this kind; raises `WrongExpression`."""
    node = parsed(written)
    found = kind_of(node, names)
    if found != kind:
        raise WrongExpression(f"算出来的应是{_IN_WORDS[kind]}，写的却是{_IN_WORDS[found]}")
    return node


def kind_of(node: Node, names: KnownNames) -> str:
    """What an expression yields; raises `WrongExpression` where its parts do not fit."""
    if isinstance(node, Number):
        return "number"
    if isinstance(node, Literal):
        return "date" if day_of(node.value) else "choice"
    if isinstance(node, Named):
        return names.kind(node.name)
    kinds = [kind_of(part, names) for part in node.parts]
    if node.name in ("and", "or", "not"):
        return _all(node.name, kinds, "yes-no", "yes-no")
    if node.name in ("==", "!=", "<", "<=", ">", ">="):
        return _compared(node, kinds, names)
    if node.name == "if":
        if kinds[0] != "yes-no" or kinds[1] != kinds[2]:
            raise WrongExpression("if(条件, 是的结果, 否的结果)：条件应是能判断是否的，两个结果应是同一种")
        return kinds[1]
    if node.name == "-" and kinds == ["date", "date"]:
        return "number"
    if node.name in ("min", "max") and set(kinds) == {"date"}:
        return "date"
    if node.name == "round" and len(node.parts) == 2:
        places = node.parts[1]
        if not isinstance(places, Number) or places.value not in range(7):
            raise WrongExpression("round 的第二项是小数位数，写 0 至 6")
    return _all(node.name, kinds, "number", "number")


def _all(name: str, kinds: list[str], wanted: str, gives: str) -> str:
    wrong = next((kind for kind in kinds if kind != wanted), None)
    if wrong:
        raise WrongExpression(f"“{name}”只能用于{_IN_WORDS[wanted]}，不能用于{_IN_WORDS[wrong]}")
    return gives


def _compared(node: Operation, kinds: list[str], names: KnownNames) -> str:
    if kinds[0] != kinds[1]:
        raise WrongExpression(f"{_IN_WORDS[kinds[0]]}不能和{_IN_WORDS[kinds[1]]}比较")
    if node.name not in ("==", "!=") and kinds[0] not in _ORDERED:
        raise WrongExpression(f"{_IN_WORDS[kinds[0]]}没有大小，只能用 == 或 != 比较")
    if kinds[0] == "choice":
        asked = [names.asked[p.name] for p in node.parts if isinstance(p, Named) and p.name in names.asked]
        for part in node.parts:
            said = part.value if isinstance(part, Literal) else part.name if isinstance(part, Named) else ""
            for ask in asked:
                if said and said not in (ask.id, *ask.choices):
                    raise WrongExpression(f"“{said}”不是“{ask.label}”的选项（{'、'.join(ask.choices)}）")
    return "yes-no"

"""Expressions and values in the words of a page."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from gongkai.calculator.evaluation import Evaluation, Value, rounded
from gongkai.calculator.syntax import Literal, Named, Node, Number, Operation, wants_brackets
from gongkai.law import in_words
from gongkai.model.calculator import Ask, Payment

_SIGNS = {"*": "×", "/": "÷", "-": "－", "+": "＋", "==": "＝", "!=": "≠", "<=": "≤", ">=": "≥"}
_SIGNS |= {"and": "，并且", "or": "，或者", "<": "＜", ">": "＞"}
_CHOOSES = {"min": "小", "max": "大"}


def amount_words(number: Fraction) -> str:
    """1234.5 as 1,234.5; at most four places."""
    shown = rounded(number, 4)
    whole, part = divmod(abs(shown.numerator) * 10**4 // shown.denominator, 10**4)
    places = f"{part:04d}".rstrip("0")
    return f"{'-' if shown < 0 else ''}{whole:,}{'.' if places else ''}{places}"


def share_words(number: Fraction) -> str:
    """A rate: a share as 50%."""
    return f"{amount_words(number * 100)}%" if 0 < number < 1 else amount_words(number)


def paid_words(number: Fraction, payment: Payment) -> str:
    """816元, 每月816元."""
    amount = f"{amount_words(number)}{payment.unit}"
    if not payment.per:
        return amount
    return f"{payment.per}{amount}" if payment.per.startswith("每") else f"每{payment.per}{amount}"


def asked_words(ask: Ask) -> str:
    """What is asked, as a name."""
    return ask.label.rstrip("？?：:")


def answer_words(ask: Ask, value: Value) -> str:
    """An answer: 4个月, 是, 2024年5月8日."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date):
        return in_words(value)
    if isinstance(value, Fraction):
        return amount_words(value) + (ask.unit or "")
    return value


def rate_words(name: str) -> str:
    """The name of a rate; one in letters is for the program alone."""
    return "标准" if name.isascii() else name


class Wording:
    """Trees told with the values of one evaluation; of an `if`, the way it went."""

    def __init__(
        self, asks: Mapping[str, Ask], rates: Mapping[str, Fraction], values: Mapping[str, Value]
    ) -> None:
        self._asks, self._rates, self._values = asks, rates, values

    def named(self, node: Node) -> str:
        """By names: 缴费月数 × 每月标准."""
        return self._told(node, figures=False)

    def figured(self, node: Node) -> str:
        """By figures: 4 × 816."""
        return self._told(node, figures=True)

    def condition(self, node: Node) -> str:
        """With each answer behind its name: 缴费月数（4个月）≥ 3."""
        if isinstance(node, Named) and node.name in self._asks:
            ask, value = self._asks[node.name], self._values[node.name]
            told = answer_words(ask, value)
            return (
                f"{asked_words(ask)}：{told}" if isinstance(value, bool) else f"{asked_words(ask)}（{told}）"
            )
        if isinstance(node, Named) and node.name in self._rates:
            return f"{rate_words(node.name)}（{share_words(self._rates[node.name])}）"
        if isinstance(node, Number | Literal | Named):
            return self.figured(node)
        if node.name == "not":
            told = self.condition(node.parts[0])
            return told if isinstance(node.parts[0], Named) else f"不是（{told}）"
        if node.name in ("==", "!=") and isinstance(node.parts[0], Named):
            name = node.parts[0].name
            if isinstance(self._values.get(name), str | bool) and name in self._asks:
                return (
                    f"{asked_words(self._asks[name])}：{answer_words(self._asks[name], self._values[name])}"
                )
        if node.name == "if":
            return self.condition(self._taken(node))
        return self._joined(
            node.name,
            [self._part(node, place, self.condition(part)) for place, part in enumerate(node.parts)],
        )

    def _told(self, node: Node, *, figures: bool) -> str:
        if isinstance(node, Number):
            return share_words(node.value) if node.share else amount_words(node.value)
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Named):
            return self._name(node.name, figures=figures)
        if node.name == "if":
            return self._told(self._taken(node), figures=figures)
        if node.name in _CHOOSES or node.name == "round":
            return self._figure(node)
        return self._joined(
            node.name,
            [
                self._part(node, place, self._told(part, figures=figures))
                for place, part in enumerate(node.parts)
            ],
        )

    def choices(self, node: Node) -> Iterator[str]:
        """What `min`, `max` and `round` come to in a formula, the inner ones first: by these figures it goes on."""
        node = self._taken(node)
        if not isinstance(node, Operation):
            return
        for part in node.parts:
            yield from self.choices(part)
        if node.name in _CHOOSES:
            yield f"{'、'.join(map(self._both, node.parts))}，取较{_CHOOSES[node.name]}的：{self._figure(node)}"
        elif node.name == "round":
            places = self.figured(node.parts[1]) if len(node.parts) > 1 else "0"
            kept = f"保留{places}位小数" if places != "0" else "取整"
            yield f"{self._both(node.parts[0])}，四舍五入{kept}：{self._figure(node)}"

    def _both(self, node: Node) -> str:
        named, figured = self.named(node), self.figured(node)
        return named if named == figured else f"{named}（{figured}）"

    def _figure(self, node: Node) -> str:
        value = Evaluation(self._values).value(node)
        return (
            amount_words(value)
            if isinstance(value, Fraction)
            else in_words(value)
            if isinstance(value, date)
            else ""
        )

    def _part(self, node: Operation, place: int, told: str) -> str:
        """A part within what it belongs to, in brackets where it needs them."""
        return f"（{told}）" if wants_brackets(node, place, self._taken(node.parts[place])) else told

    def _name(self, name: str, *, figures: bool) -> str:
        if name in self._asks:
            ask = self._asks[name]
            if not figures:
                return asked_words(ask)
            value = self._values[name]
            return amount_words(value) if isinstance(value, Fraction) else answer_words(ask, value)
        if name in self._rates:
            return share_words(self._rates[name]) if figures else rate_words(name)
        return name

    def _taken(self, node: Node) -> Node:
        """Of an `if`, the branch it took; all else as it is."""
        while isinstance(node, Operation) and node.name == "if":
            node = node.parts[1 if Evaluation(self._values).value(node.parts[0]) else 2]
        return node

    def _joined(self, name: str, parts: list[str]) -> str:
        if name in _CHOOSES:
            return f"（{'、'.join(parts)}中较{_CHOOSES[name]}的）"
        if name == "round":
            return f"{parts[0]}（四舍五入）"
        if name == "negative":
            return f"－{parts[0]}"
        if len(parts) == 1:
            return parts[0]
        if name in ("and", "or"):
            return _SIGNS[name].join(dict.fromkeys(parts))  # what is one answer is said once
        return f"{parts[0]} {_SIGNS[name]} {parts[1]}"

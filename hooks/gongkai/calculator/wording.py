"""Expressions and values in the words of a page."""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction

from gongkai.calculator.evaluation import Evaluation, Value, rounded
from gongkai.calculator.syntax import Literal, Named, Node, Number, Operation, wants_brackets
from gongkai.law import in_words
from gongkai.model.calculator import Ask, Payment

_SIGNS = {"*": "×", "/": "÷", "-": "－", "+": "＋"}
_CHOOSES = {"min": "少", "max": "多"}

_TIMES = {"月": "个月", "年": "年", "天": "天"}


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
    return f"{payment.per}{amount}" if payment.per[0] in "每最" else f"每{payment.per}{amount}"


def times_words(number: Fraction, payment: Payment) -> str:
    """How often something is paid: 24个月 of what is paid by the month."""
    return amount_words(number) + next(
        (word for end, word in _TIMES.items() if (payment.per or "").endswith(end)), "次"
    )


def result_words(amount: Fraction, times: Fraction | None, payment: Payment) -> str:
    """What a reckoning comes to: 每月1,500元，最多可以领24个月，一共36,000元."""
    paid = paid_words(amount, payment)
    if times is None:
        return paid
    return (
        f"{paid}，最多可以领{times_words(times, payment)}，一共{amount_words(amount * times)}{payment.unit}"
    )


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

    def _told(self, node: Node, *, figures: bool) -> str:
        if isinstance(node, Number):
            return share_words(node.value) if node.share else amount_words(node.value)
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Named):
            return self._name(node.name, figures=figures)
        if node.name == "if":
            return self._told(self.taken(node), figures=figures)
        if node.name in _CHOOSES or node.name == "round":
            return self.figure(node)
        return self._joined(
            node.name,
            [
                self._part(node, place, self._told(part, figures=figures))
                for place, part in enumerate(node.parts)
            ],
        )

    def choices(self, node: Node) -> Iterator[str]:
        """What `min`, `max` and `round` come to in a formula, the inner ones first: by these figures it goes on."""
        node = self.taken(node)
        if not isinstance(node, Operation):
            return
        for part in node.parts:
            yield from self.choices(part)
        if node.name in _CHOOSES:
            yield f"{'、'.join(map(self.both, node.parts))}，按其中{_CHOOSES[node.name]}的算：{self.figure(node)}"
        elif node.name == "round":
            places = self.figured(node.parts[1]) if len(node.parts) > 1 else "0"
            kept = f"保留{places}位小数" if places != "0" else "取整"
            yield f"{self.both(node.parts[0])}，四舍五入{kept}：{self.figure(node)}"

    def both(self, node: Node) -> str:
        """By names, with the figures where they say more."""
        named, figured = self.named(node), self.figured(node)
        return named if named == figured else f"{named}（{figured}）"

    def figure(self, node: Node) -> str:
        """What a number or a day comes to."""
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
        return f"（{told}）" if wants_brackets(node, place, self.taken(node.parts[place])) else told

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

    def taken(self, node: Node) -> Node:
        """Of an `if`, the branch it took; all else as it is."""
        while isinstance(node, Operation) and node.name == "if":
            node = node.parts[1 if Evaluation(self._values).value(node.parts[0]) else 2]
        return node

    def _joined(self, name: str, parts: list[str]) -> str:
        if name == "negative":
            return f"－{parts[0]}"
        return f"{parts[0]} {_SIGNS[name]} {parts[1]}"

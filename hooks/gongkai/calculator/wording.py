"""Expressions and values in the words of a page."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from gongkai.calculator.evaluation import Evaluation, Value, rounded
from gongkai.calculator.kinds import KnownNames, day_of, expect_kind
from gongkai.calculator.spans import PaymentSpan
from gongkai.calculator.syntax import Literal, Named, Node, Number, Operation, wants_brackets
from gongkai.calculator.words import (
    AT_MOST,
    BESIDE,
    EVERY,
    FITS_NOT,
    HELPS,
    IN_ALL,
    LESS_OR_MORE,
    PAID_TO,
    ROUNDED,
    SIGNS,
    TIMES,
)
from gongkai.law import in_words
from gongkai.model.calculator import BATCHES, Ask, Condition, Payment

_IDLE = {"*": Number(Fraction(1)), "+": Number(Fraction(0))}
"""What changes nothing when one multiplies by it, or adds it."""


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
    return f"{per_words(payment)}{amount_words(number)}{payment.unit}"


def per_words(payment: Payment) -> str:
    """By what it is paid: 每月, 每人每月, 最多; empty where it is paid once."""
    per = payment.per or ""
    return f"每{per}" if per and per[0] not in "每最" else per


def times_words(number: Fraction, payment: Payment) -> str:
    """How often something is paid: 24个月 of what is paid by the month."""
    return amount_words(number) + times_unit(payment)


def times_unit(payment: Payment) -> str:
    """What is counted of it: 个月 of what is paid by the month."""
    return TIMES.get((payment.per or "")[-1:], TIMES[""])


def at_most(payment: Payment, names: KnownNames) -> str:
    """What stands before the times, where they are not those that were asked for: these are of known months, or the lesser of
    what was asked for and what is left."""
    node = expect_kind(payment.times, "number", names) if payment.times else None
    return "" if payment.since or (isinstance(node, Operation) and node.name == "min") else AT_MOST


def refused_words(condition: Condition) -> str:
    """What comes out for who does not meet a condition."""
    return HELPS if condition.instead else FITS_NOT


def money_words(number: Fraction, payment: Payment) -> str:
    """36,000元."""
    return f"{amount_words(number)}{payment.unit}"


def spans_words(
    spans: Sequence[PaymentSpan], times: Fraction | None, payment: Payment, most: str
) -> tuple[str, str]:
    """What comes out, and for how long: 每月1,500元 and ，最多可以领24个月，一共36,000元. Where the amount changes meanwhile, from
    when; a sum then only if the months are known. `most`: what stands before the times."""
    paid = "，".join(
        f"{one.words(payment) if place else ''}{paid_words(one.amount, payment)}"
        for place, one in enumerate(spans)
    )
    if times is None:
        return paid, ""
    lasting = f"，{most}{times_words(times, payment)}"
    if payment.since or len(spans) == 1:
        lasting += f"，{IN_ALL}{money_words(whole_of(spans), payment)}"
    return paid, lasting


def batch_words(payment: Payment) -> str:
    """What stands before the sum that is paid out for several months at once: ，每季度发一次（."""
    before, once, _ = EVERY
    return f"{before}{payment.every}{once}"


def batched(amount: Fraction, times: Fraction | None, payment: Payment) -> str:
    """，每季度发一次（9,000元）; empty where months are paid one by one, or fewer are left than are paid at once."""
    months = BATCHES.get(payment.every or "", 0)
    if not months or (times is not None and times < months):
        return ""
    return f"{batch_words(payment)}{money_words(amount * months, payment)}{EVERY[-1]}"


def whole_of(spans: Sequence[PaymentSpan]) -> Fraction:
    """What is paid in all of some spans."""
    return sum((one.amount * one.times for one in spans), Fraction(0))


def elsewhere_words(
    result: str, lasting: str, elsewhere: Fraction, payment: Payment, *, alone: bool
) -> tuple[str, str]:
    """The same with what goes to another beside; where that is all (`alone`), it is what comes out."""
    to = payment.elsewhere.to if payment.elsewhere else ""
    told, (also, not_to_you) = f"{money_words(elsewhere, payment)}{PAID_TO}{to}", BESIDE
    return (told, not_to_you) if alone else (result, f"{lasting}{also}{told}{not_to_you}")


def asked_words(ask: Ask) -> str:
    """What is asked, as a name."""
    return ask.short or ask.label.rstrip("？?：:")


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
            day = day_of(node.value)
            return in_words(day) if day else node.value
        if isinstance(node, Named):
            return self._name(node.name, figures=figures)
        if (left := self.taken(node)) is not node:
            return self._told(left, figures=figures)
        if node.name in LESS_OR_MORE or node.name == "round":
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
        if node.name in LESS_OR_MORE:
            yield f"{'、'.join(map(self.both, node.parts))}{LESS_OR_MORE[node.name]}{self.figure(node)}"
        elif node.name == "round":
            places = int(self.figured(node.parts[1])) if len(node.parts) > 1 else 0
            yield f"{self.both(node.parts[0])}{ROUNDED[places]}{self.figure(node)}"

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
        """What is left of a tree: of an `if` the branch it took, of what is taken once, or added to nothing, that alone."""
        if not isinstance(node, Operation):
            return node
        if node.name == "if":
            return self.taken(node.parts[1 if Evaluation(self._values).value(node.parts[0]) else 2])
        if node.name not in _IDLE:
            return node
        left = [part for part in map(self.taken, node.parts) if part != _IDLE[node.name]]
        return left[0] if len(left) == 1 else node

    def _joined(self, name: str, parts: list[str]) -> str:
        if name == "negative":
            return f"－{parts[0]}"
        return f"{parts[0]} {SIGNS[name]} {parts[1]}"

"""What an expression comes to, in exact fractions: no number is rounded but where `round` says so, half up (四舍五入)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from gongkai.calculator.kinds import YES, day_of
from gongkai.calculator.syntax import Literal, Named, Node, Number, Operation

Value = Fraction | bool | str | date
_LARGEST = 10**35 - 1
"""Beyond, a number is a slip; so no evaluation takes long. In the browser, five parts of seven digits."""


class CannotBeReckoned(ValueError):
    """With these values there is no result; the message is for the editor."""


class Evaluation:
    """One evaluation; notes which way each `if` went, and fails only for what is asked of it and not known."""

    def __init__(
        self, values: Mapping[str, Value], unknown: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """`unknown`: of what has no value, why there is no result."""
        self._values, self._unknown = values, unknown
        self.asked: dict[str, None] = {}
        """What was asked for, in that order."""
        self.ways: list[tuple[Node, bool]] = []
        """The conditions of `if`s that were asked, and what each came to."""

    def value(self, node: Node) -> Value:
        """What a tree whose kinds fit comes to; raises `CannotBeReckoned`."""
        if isinstance(node, Number):
            return node.value
        if isinstance(node, Literal):
            return day_of(node.value) or node.value
        if isinstance(node, Named):
            return self._named(node.name)
        if node.name in ("and", "or"):
            left = self.value(node.parts[0])
            return left if bool(left) is (node.name == "or") else self.value(node.parts[1])
        if node.name == "if":
            place = len(self.ways)  # before those that stand within the condition, as it is read
            way = bool(self.value(node.parts[0]))
            self.ways.insert(place, (node.parts[0], way))
            return self.value(node.parts[1 if way else 2])
        return _within(_applied(node, [self.value(part) for part in node.parts]))

    def _named(self, name: str) -> Value:
        self.asked[name] = None
        if name in self._unknown:
            raise CannotBeReckoned(self._unknown[name])
        if name in self._values:
            return self._values[name]
        return name in YES if name in ("yes", "no", "true", "false", "是", "否") else name


def rounded(number: Fraction, places: int = 0) -> Fraction:
    """To so many places, a half away from zero (四舍五入)."""
    scaled = abs(number) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if number >= 0 else -whole, 10**places)


def _within(value: Value) -> Value:
    if isinstance(value, Fraction) and max(abs(value.numerator), value.denominator) > _LARGEST:
        raise CannotBeReckoned("算出来的数太大，或者小数位太多")
    return value


def _applied(node: Operation, parts: list[Value]) -> Value:
    left, right = parts[0], parts[-1]
    name = node.name
    if name == "not":
        return not left
    if name in ("==", "!="):
        return (left == right) is (name == "==")
    if isinstance(left, date) and isinstance(right, date):
        return _of_days(name, [part for part in parts if isinstance(part, date)])
    numbers = [part for part in parts if isinstance(part, Fraction)]
    if name == "round":
        return rounded(numbers[0], int(numbers[1]) if len(numbers) == 2 else 0)
    if name in ("min", "max"):
        return min(numbers) if name == "min" else max(numbers)
    if name == "negative":
        return -numbers[0]
    return _of_two(name, numbers[0], numbers[1])


def _of_days(name: str, days: list[date]) -> Value:
    first, second = days[0], days[-1]
    if name == "-":
        return Fraction((first - second).days)
    if name in ("min", "max"):
        return min(days) if name == "min" else max(days)
    return _of_two(name, Fraction(first.toordinal()), Fraction(second.toordinal()))


def _of_two(name: str, left: Fraction, right: Fraction) -> Value:
    if name in ("<", ">="):
        return (left < right) is (name == "<")
    if name in (">", "<="):
        return (left > right) is (name == ">")
    if name == "/":
        if right == 0:
            raise CannotBeReckoned("除数是零")
        return left / right
    return left + right if name == "+" else left - right if name == "-" else left * right

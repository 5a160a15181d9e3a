"""What decided a condition, fact by fact in words: 见习几个月：6个月，达到3个月. What could not change it is not told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.calculator.evaluation import Evaluation, Value
from gongkai.calculator.syntax import Literal, Named, Node, Number, Operation
from gongkai.calculator.wording import Wording, answer_words, asked_words
from gongkai.calculator.words import DAYS, NUMBERS, SWAPPED
from gongkai.model.calculator import Ask


@dataclass(frozen=True)
class Fact:
    """One thing that decided: `about`, 见习几个月：6个月, and how it compares, 达到3个月."""

    about: str
    compares: str = ""


def joined(facts: Iterable[Fact]) -> str:
    """Facts as one sentence; what is about the same is told together."""
    about: dict[str, dict[str, None]] = {}
    for fact in facts:
        about.setdefault(fact.about, {}).update({fact.compares: None} if fact.compares else {})
    return "；".join("，".join((one, *told)) for one, told in about.items())


class DecidingFacts:
    """Finds the facts that decided conditions, with the values of one evaluation."""

    def __init__(self, asks: Mapping[str, Ask], values: Mapping[str, Value], wording: Wording) -> None:
        self._asks, self._values, self._wording = asks, values, wording

    def of(self, node: Node) -> Iterator[Fact]:
        """The facts that decided a condition that was reckoned."""
        if isinstance(node, Named) and node.name in self._asks:
            yield self._answer(node.name)
        if not isinstance(node, Operation):
            return
        if node.name in ("and", "or"):
            yield from self._either(node)
        elif node.name == "if":
            yield from self.of(node.parts[0])
            yield from self.of(self._wording.taken(node))
        elif node.name == "not":
            yield from self.of(node.parts[0])
        else:
            yield from self._compared(node)

    def _value(self, node: Node) -> Value:
        return Evaluation(self._values).value(node)

    def _either(self, node: Operation) -> Iterator[Fact]:
        """Of `and` and `or`, the side that decided alone; else both."""
        alone = node.name == "or"
        for part in node.parts:
            if self._value(part) is alone:
                yield from self.of(part)
                return
        for part in node.parts:
            yield from self.of(part)

    def _answer(self, name: str) -> Fact:
        ask = self._asks[name]
        return Fact(f"{asked_words(ask)}：{answer_words(ask, self._values[name])}")

    def _compared(self, node: Operation) -> Iterator[Fact]:
        left, right = node.parts
        sign, value = node.name, self._value(left)
        if isinstance(value, bool):
            for part in node.parts:
                yield from self.of(part)
            return
        for part in node.parts:
            yield from self._ways(part)
        left, right = self._wording.taken(left), self._wording.taken(right)
        if isinstance(value, str):
            for part in (left, right):
                yield from self.of(part)
            return
        if self._is_asked(right) and not self._is_asked(left):
            left, right, sign = right, left, SWAPPED[sign]
        words = (DAYS if isinstance(value, date) else NUMBERS)[sign][0 if self._value(node) else 1]
        unit = (self._asks[left.name].unit or "") if isinstance(left, Named) and self._is_asked(left) else ""
        nothing = isinstance(right, Number) and not right.value  # 0个月 needs no comparison with 0
        yield Fact(self._about(left), "" if nothing else f"{words}{self._measure(right, unit)}")

    def _is_asked(self, node: Node) -> bool:
        return isinstance(node, Named) and node.name in self._asks

    def _ways(self, node: Node) -> Iterator[Fact]:
        """Why the `if`s within a number or a day went their way."""
        if isinstance(node, Operation) and node.name == "if":
            yield from self.of(node.parts[0])
            yield from self._ways(self._wording.taken(node))
        elif isinstance(node, Operation):
            for part in node.parts:
                yield from self._ways(part)

    def _about(self, node: Node) -> str:
        if isinstance(node, Named) and node.name in self._asks:
            return self._answer(node.name).about
        return self._measure(node)

    def _measure(self, node: Node, unit: str = "") -> str:
        """What something is compared with: 3个月, 最长月数（36）."""
        if isinstance(node, Literal):
            return self._wording.figure(node)
        named = self._wording.named(node)
        if isinstance(node, Named) and node.name in self._asks:
            return f"{named}（{answer_words(self._asks[node.name], self._values[node.name])}）"
        told = self._wording.both(node)
        return f"{told}{unit}" if told[-1:].isdecimal() else told

"""Calculators of the whole grammar made up by chance, with situations; and what Python and the browser's script make of them,
with all answers; with one answer less, the script must not say that what fits does not."""

import json
import random
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

from gongkai.calculator.carried import carried
from gongkai.calculator.evaluation import CannotBeReckoned
from gongkai.calculator.given import WrongAnswer, value_of
from gongkai.calculator.reckoning import reckoned
from gongkai.calculator.syntax import WrongExpression
from gongkai.calculator.words import spoken
from gongkai.model.calculator import Calculator
from tests.sample import ROOT

SCRIPTS = ROOT / "hooks" / "gongkai" / "theme" / ".scripts"
START = date(2024, 1, 1)
CHOICES = ("失业人员", "灵活就业人员", "other_one")
ASKS: tuple[dict[str, Any], ...] = (
    {"id": "months", "label": "缴费满几个月？", "type": "number", "unit": "个月", "min": "1", "max": "48"},
    {"id": "wage", "label": "工资:", "type": "number", "unit": "元"},
    {"id": "面积", "label": "面积", "type": "number", "max": "99999999.5"},
    {"id": "status", "label": "您是谁？", "type": "choice", "choices": CHOICES},
    {"id": "hired", "label": "是否留用？", "type": "yes-no"},
    {"id": "poor", "label": "是否困难？", "type": "yes-no"},
    {"id": "began", "label": "哪天开始？", "type": "date"},
    {"id": "ended", "label": "哪天结束？", "type": "date"},
)
RATES = ("每月补贴", "share_of", "最高")
REFUSALS = {"还没有": "rate", "没有填": "ask", "除数是零": "zero", "太大": "large"}
RUN = """
import {{ readFileSync }} from "fs";
import {{ fitting }} from "{folder}/fitting.js";
import {{ dayOf, reckoned, speak, valueOf }} from "{folder}/reckoning.js";
speak({words});
const lines = [], all = readFileSync(0, "utf8").split("\\n").filter(Boolean).map((line) => JSON.parse(line));
for (const [calculator, situations] of all) for (const [day, written] of situations) {{
  let found;
  try {{
    const given = {{}};
    for (const ask of calculator.asks) if (ask.id in written) given[ask.id] = valueOf(ask, written[ask.id]);
    const {{ steps, amount, times, result, lasting, reason, asked, notes }} = reckoned(calculator, dayOf(day), given);
    const told = steps.map((step) => [step.words, step.basis]), also = notes.map((note) => note.words);
    found = [told, amount, times || null, result + lasting, reason || "", asked, also];
    for (const left of Object.keys(given)) {{
      const some = Object.assign({{}}, given);
      delete some[left];
      const {{ failed, missing }} = fitting(calculator, dayOf(day), some);
      if (failed && amount !== null) found = `said not to fit without ${{left}}`;
      if (missing.some((id) => id in some)) found = `asks what is answered without ${{left}}`;
      const once = !calculator.amount.times; // else it may be asked under later rates alone, when the rest is answered
      if (once && asked.includes(left) && !failed && !missing.includes(left)) found = `nothing to ask without ${{left}}`;
      const same = asked.includes(left) || JSON.stringify(reckoned(calculator, dayOf(day), some).steps) === JSON.stringify(steps);
      if (!same) found = `needs ${{left}}, and did not ask it`;
    }}
  }} catch (problem) {{
    if (!problem.code) throw problem;
    found = problem.code;
  }}
  lines.push(JSON.stringify(found));
}}
console.log(lines.join("\\n"));
"""
Situation = tuple[str, dict[str, str]]
Answers = Callable[[], list[Any]]


class RandomCalculators:
    """Draws calculators and situations from a seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def calculator(self) -> Calculator:
        """One whose expressions can be read."""
        while True:
            said = {
                "asks": ASKS,
                "rates": [self._rates(year) for year in range(self._chance.randint(1, 3))],
                "eligible": [self._condition(n) for n in range(self._chance.randint(0, 3))],
                "amount": self._amount(),
                "notes": [
                    {"says": f"提示{n}", "basis": "四"}
                    | ({"when": self._yes(self._chance.randint(0, 2))} if n else {})
                    for n in range(self._chance.randint(0, 3))
                ],
            }
            calculator = Calculator.model_validate(said)
            try:
                carried(calculator, str)
            except WrongExpression:
                continue
            return calculator

    def _rates(self, year: int) -> dict[str, Any]:
        names = self._chance.sample(RATES, self._chance.randint(1, 3)) if year else RATES
        begins = START + timedelta(365 * year + self._chance.choice((0, 0, 1, 20)))
        return {"from": begins, "basis": f"三（{year}）", **{name: self._rate() for name in names}}

    def _condition(self, number: int) -> dict[str, str]:
        instead = {"instead": "可以申请认定"} if self._chance.random() < 0.2 else {}
        when = self._yes(self._chance.randint(0, 3))
        return {"when": when, "otherwise": f"不符合{number}", "basis": f"二（{number}）", **instead}

    def _amount(self) -> dict[str, Any]:
        amount: dict[str, Any] = {"formula": self._number(self._chance.randint(0, 4)), "unit": "元"}
        if self._chance.random() < 0.5:
            amount |= self._by_time()
        if self._chance.random() < 0.2:
            amount["elsewhere"] = {"to": "培训机构", "formula": self._number(self._chance.randint(0, 2))}
        if self._chance.random() < 0.2:
            amount["called"] = f"if({self._yes(1)}, '带教补贴', '生活补助')"
        return amount

    def _by_time(self) -> dict[str, Any]:
        """What is paid by the month and the like: how often, from when, how many months at once."""
        found = {"per": self._chance.choice(("每月", "每月", "每人每月", "人", "年", "最多"))}
        is_monthly = found["per"].endswith("月")
        if self._chance.random() < 0.7:
            often = (
                "months",
                "min(months, 24)",
                "24",
                "36 - months",
                self._number(self._chance.randint(0, 2)),
            )
            found["times"] = self._chance.choice(often)
            if is_monthly and self._chance.random() < 0.6:
                found["since"] = self._chance.choice(("began", "ended", "'2024-11-20'", self._day()))
        if is_monthly and self._chance.random() < 0.5:
            found["every"] = self._chance.choice(("季度", "半年", "年"))
        return found

    def situation(self) -> Situation:
        """A day, and what was filled in; now and then something is left out or does not fit."""
        day = START + timedelta(self._chance.randint(-40, 1200))
        written = {str(ask["id"]): self._answer(ask) for ask in ASKS}
        if self._chance.random() < 0.05:
            written.pop(self._chance.choice(tuple(written)))
        return day.isoformat(), written

    def _rate(self) -> str:
        return self._chance.choice(("816", "0.5", "50%", "12.25%", "0", "1", "2600", "100000000.5", "3.3333"))

    def _answer(self, ask: dict[str, Any]) -> str:
        if self._chance.random() < 0.01:
            return self._chance.choice(
                ("-1", "1e5", "", "x", "2024-02-30", "2024-W01-1", "99999999999", "1.", "０")
            )
        if ask["type"] == "number":
            return self._chance.choice(
                (
                    str(self._chance.randint(1, 48)),
                    f"{self._chance.randint(1, 40)}.{self._chance.randint(0, 999999)}",
                )
            )
        if ask["type"] == "choice":
            return self._chance.choice(CHOICES)
        if ask["type"] == "yes-no":
            return self._chance.choice(("是", "否"))  # as the form has them
        return (date(1999, 12, 20) + timedelta(self._chance.randint(0, 12000))).isoformat()

    def _number(self, depth: int) -> str:
        one = self._chance.choice
        if depth == 0:
            figures = (
                "3",
                "0",
                "0.5",
                "50%",
                "12.125",
                "99999999999999",
                "1000000000000000000000",
                "33.3333%",
                "7",
            )
            return one((one(figures), one(RATES), one(RATES), one(("months", "wage", "面积"))))

        def part() -> str:
            return self._number(depth - self._chance.randint(1, depth))

        made = one(("two", "two", "two", "least", "round", "if", "minus", "days"))
        if made == "two":
            return (
                f"({part()} {one('+-*/+-*×÷')} {part()})"
                if self._chance.random() < 0.8
                else f"{part()} {one('+-*/')} {part()}"
            )
        if made == "least":
            return f"{one(('min', 'max'))}({', '.join(part() for _ in range(self._chance.randint(2, 4)))})"
        if made == "round":
            return f"round({part()}{one(('', ', 0', ', 1', ', 2', ', 6'))})"
        if made == "if":
            return f"if({self._yes(depth - 1)}, {part()}, {part()})"
        return f"-({part()})" if made == "minus" else f"({self._day()} - {self._day()})"

    def _day(self) -> str:
        one = self._chance.choice
        plain = one(("began", "ended", "'2024-05-08'", "'1999-12-31'"))
        return plain if self._chance.random() < 0.8 else f"{one(('min', 'max'))}({plain}, began)"

    def _yes(self, depth: int) -> str:
        one = self._chance.choice
        if depth == 0 or self._chance.random() < 0.1:
            quoted = [f"'{choice}'" for choice in CHOICES]
            choice = f"status {one(('==', '!='))} {one((*quoted, 'other_one'))}"
            return one((choice, "hired", "poor", "是", "hired == poor", "poor != no", "not hired"))
        made = one(("number", "number", "days", "both", "both", "not", "if"))
        if made == "number":
            return f"{self._number(depth - 1)} {one(('<', '<=', '>', '>=', '==', '!=', '≥', '='))} {self._number(0)}"
        if made == "days":
            return f"{self._day()} {one(('<', '<=', '>', '>=', '==', '!='))} {self._day()}"
        if made == "both":
            return f"({self._yes(depth - 1)}) {one(('and', 'or'))} ({self._yes(depth - 1)})"
        if made == "not":
            return f"not ({self._yes(depth - 1)})"
        return f"if({self._yes(0)}, {self._yes(depth - 1)}, {self._yes(0)})"


def in_python(calculator: Calculator, situation: Situation) -> Any:
    """What Python comes to: the steps, the amount, the reason; or why nothing."""
    day, written = situation
    try:
        given = {ask.id: value_of(ask, written[ask.id]) for ask in calculator.asks if ask.id in written}
        found = reckoned(calculator, date.fromisoformat(day), given)
    except WrongAnswer:
        return "answer"
    except CannotBeReckoned as problem:
        return next(code for said, code in REFUSALS.items() if said in str(problem))
    amount = None if found.amount is None else _plain(found.amount)
    times = None if found.times is None else _plain(found.times)
    steps = [[step.words, step.basis] for step in found.steps]
    told, notes = found.result + found.lasting, [f"{note.says}。" for note in found.notes]
    return [steps, amount, times, told, found.reason, list(found.asked), notes]


def _plain(number: Fraction) -> str:
    return f"{number.numerator}/{number.denominator}"


@contextmanager
def in_node(node: str, folder: Path, tried: list[tuple[Calculator, list[Situation]]]) -> Iterator[Answers]:
    """What the browser's script comes to, in Node, without BigInt: while it is at it, so is whoever asks."""
    (folder / "run.mjs").write_text(
        "delete globalThis.BigInt;\n"
        + RUN.format(folder=SCRIPTS.as_uri(), words=json.dumps(spoken(), ensure_ascii=False)),
        encoding="utf-8",
    )
    lines = [
        json.dumps([carried(calculator, str), situations], ensure_ascii=False)
        for calculator, situations in tried
    ]
    asked, answered = folder / "asked", folder / "answered"
    asked.write_text("\n".join(lines), encoding="utf-8")
    with asked.open() as given, answered.open("w") as taken:
        running = subprocess.Popen([node, "run.mjs"], cwd=folder, stdin=given, stdout=taken)

    def answers() -> list[Any]:
        assert running.wait() == 0
        return [json.loads(line) for line in answered.read_text(encoding="utf-8").splitlines()]

    try:
        yield answers
    finally:
        running.kill()
        running.wait()


def disagreements(
    node: str, folder: Path, seed: int, calculators: int, situations: int
) -> tuple[list[str], dict[str, int]]:
    """Where the two come to different things, and how often they came to what."""
    made = RandomCalculators(seed)
    tried = [(made.calculator(), [made.situation() for _ in range(situations)]) for _ in range(calculators)]
    pairs = [(calculator, situation) for calculator, all_ in tried for situation in all_]
    with in_node(node, folder, tried) as answers:
        found = [in_python(calculator, situation) for calculator, situation in pairs]
        theirs = answers()
    apart: list[str] = []
    seen: dict[str, int] = {}
    for (calculator, situation), ours, their in zip(pairs, found, theirs, strict=True):
        kind = ours if isinstance(ours, str) else "refused" if ours[1] is None else "amount"
        seen[kind] = seen.get(kind, 0) + 1
        if ours != their:
            said = [one.when for one in calculator.eligible]
            apart.append(f"{said} {calculator.amount.formula} {situation}\n  ours   {ours}\n  theirs {their}")
    return apart, seen

"""算得清: the language, the numbers a clause states, what is wrong with a calculator and where it is told."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from gongkai.amounts.numbers import states
from gongkai.calculator.clauses import cited
from gongkai.calculator.evaluation import CannotBeReckoned, Evaluation, Value
from gongkai.calculator.kinds import KnownNames, expect_kind
from gongkai.calculator.syntax import WrongExpression, parsed
from gongkai.calculator.trial import right_cases, source_of, uncovered
from gongkai.calculator.wording import Wording
from gongkai.cli import command_line
from gongkai.editing.facts import CALCULATOR as CALCULATOR_SKELETON
from gongkai.model.calculator import Calculator
from gongkai.source.front_matter import read_yaml
from tests.sections import Section

ASKS = [
    {"id": "months", "label": "几个月？", "type": "number"},
    {"id": "hired", "label": "留用吗？", "type": "yes-no"},
    {
        "id": "身份",
        "label": "哪类人？",
        "type": "choice",
        "choices": ["毕业生", "其他", "满1年，不满3年（含）"],
    },
    {"id": "since", "label": "哪天登记？", "type": "date"},
]
CALCULATOR = Calculator.model_validate(
    {
        "asks": ASKS,
        "rates": [{"from": "2024-01-01", "补贴": "816", "basis": "三"}],
        "amount": {"formula": "1", "unit": "元"},
    }
)
GIVEN: dict[str, Value] = {
    "months": Fraction(5),
    "hired": True,
    "身份": "毕业生",
    "since": date(2024, 5, 8),
    "补贴": Fraction(816),
}


@pytest.mark.parametrize(
    ("written", "result"),
    [
        ("1 + 2 * 3 - 4 / 8", "6.5"),
        ("(1 + 2) * 3", "9"),
        ("2 - 3 - 4", "-5"),
        ("-2 * -3", "6"),
        ("0.1 + 0.2", "0.3"),
        ("1 / 3 * 3", "1"),
        ("补贴 × months", "4080"),
        ("补贴*50%", "408"),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(1.005, 2)", "1.01"),
        ("min(months, 3, 9) + max(1, 2)", "5"),
        ("if(hired, 1, 1 / 0)", "1"),
        ("if（身份 == “毕业生”，1，2）", "1"),
        ("if(身份 = 其他, 1, 2)", "2"),
        ("if(身份 == '满1年，不满3年（含）', 1, 2)", "2"),
        ("if(months >= 3 and not (months > 6 or months = 4), 1, 0)", "1"),
        ("if(not not hired, 1, 0)", "1"),
        ("if(hired == 否, 1, 0)", "0"),
        ("if(months > 9 and 1 / 0 > 1, 1, 0)", "0"),
        ("if(since >= '2024-05-08', 1, 0)", "1"),
        ("since - '2024-05-01'", "7"),
        ("if(since ≤ '2024-05-07', 1, 0)", "0"),
    ],
)
def test_an_expression_comes_to_its_exact_value(written: str, result: str) -> None:
    node = expect_kind(written, "number", KnownNames(CALCULATOR))
    assert Evaluation(GIVEN).value(node) == Fraction(result)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "空"),
        ("months +", "没有写完"),
        ("(months", "少了“)”"),
        ("months 3", "接不下去"),
        ("1 < months < 3", "and"),
        ("month * 2", "没有名为“month”"),
        ("months.real", "读不懂"),
        ("months[0]", "读不懂"),
        ("__import__('os')", "没有“__import__”这个算法"),
        ("abs(months)", "没有“abs”这个算法"),
        ("Months", "小写"),
        ("months; 1", "读不懂"),
        ("months ** 2", "少了内容"),
        ("'毕业生", "引号没有成对"),
        ("min(1)", "应有 2 至 9 项"),
        ("if(months, 1, 2)", "条件"),
        ("if(hired, 1, hired)", "同一种"),
        ("hired + 1", "只能用于数"),
        ("months == hired", "不能和"),
        ("身份 < '其他'", "没有大小"),
        ("if(身份 == '学生', 1, 2)", "不是“哪类人？”的选项"),
        ("round(1, months)", "小数位数"),
        ("hired", "应是数"),
        ("(" * 40 + "1" + ")" * 40, "太深"),
        ("1 + " * 400 + "1", "太长"),
        ("1+" * 150 + "1", "太长"),
        ("min", "少了“(”"),
    ],
)
def test_what_has_no_meaning_is_told(written: str, told: str) -> None:
    with pytest.raises(WrongExpression, match=told.replace("(", r"\(").replace(")", r"\)")):
        expect_kind(written, "number", KnownNames(CALCULATOR))


@pytest.mark.parametrize(
    ("written", "told"), [("1 / (months - 5)", "除数是零"), ("*".join(["999999999"] * 40), "太大")]
)
def test_what_cannot_be_reckoned_is_told(written: str, told: str) -> None:
    with pytest.raises(CannotBeReckoned, match=told):
        Evaluation(GIVEN).value(parsed(written))


@pytest.mark.parametrize(
    ("words", "number", "stated"),
    [
        ("每人每月816元", "816", True),
        ("每人每月八百一十六元", "816", True),
        ("一次性补贴1,500元", "1500", True),
        ("补贴一千五百元", "1500", True),
        ("奖励一万二千元", "12000", True),
        ("最高30万元", "300000", True),
        ("最高三十万元", "300000", True),
        ("最高1.5万元", "15000", True),
        ("标准为二百零五元", "205", True),
        ("一百五十天", "150", True),
        ("应缴费额的50%", "0.5", True),
        ("应缴费额的百分之五十", "0.5", True),
        ("百分之十二点五", "0.125", True),
        ("应缴费额的一半", "0.5", True),
        ("三分之一", "1/3", True),
        ("按八折", "0.8", True),
        ("最长36个月", "36", True),
        ("最长三年", "36", True),
        ("最长两年", "24", True),
        ("16至24岁", "24", True),
        ("补贴8160元", "816", False),
        ("补贴18,160元", "160", False),
        ("2024年5月8日起执行", "5", False),
        ("按第三条、第（四）项执行", "3", False),
        ("示人社〔2024〕11号", "11", False),
    ],
)
def test_the_numbers_a_clause_states(words: str, number: str, stated: bool) -> None:
    assert states(words, Fraction(number)) is stated


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("第三部分第（一）项", "三（一）"),
        ("三、(一)", "三（一）"),
        ("二（二）第1项", "二（二）1"),
        ("第五条第（二）项", "第五条（二）"),
        ("第五条第二款", "第五条"),
    ],
)
def test_a_clause_is_known_however_it_is_cited(written: str, same: str) -> None:
    assert cited(written) == cited(same)


POLICY = """---
title: 示例区就业见习补贴办法
number: 示人社〔2024〕2号
issuer: 示例区人力资源和社会保障局
drafted: 2024-02-19
signed: 2024-02-26
published: 2024-02-28
reviewed: {secrecy: 2024-02-23, legal: 2024-02-23}
summary: 见习补贴。
topics: [就业]
audiences: [高校毕业生]
interpretation_exempt: 办法沿用原有规定，内容没有变化
calculator:
  asks:
    - {id: months, label: 几个月, type: number}
  rates:
    - from: 2024-01-01
      monthly: 800
      basis: 第一条
  amount: {formula: months * monthly, unit: 元}
  cases:
    - title: 两个月
      on: 2024-03-01
      given: {months: 2}
      expect: 1600
---

第一条 每月八百元。
"""


@pytest.mark.parametrize(
    ("before", "after", "where"),
    [
        ("type: number", "type: text", "GK003:15"),
        ("id: months", "id: Months", "GK003:15"),
        ("type: number", "type: choice", "GK003:15"),
        ("type: number", "type: number, hint: 3", "GK004:15"),
        ("id: months", "id: if", "GK003:15"),
        ("      monthly: 800", "      monthly: 八百", "GK003:18"),
        ("      monthly: 800", "      months: 800", "GK003:13"),
        ("      basis: 第一条\n", "", "GK002:1"),
        ("on: 2024-03-01", "on: 2024-02-30", "GK003:23"),
        ("expect: 1600", "expect: 一千六", "GK003:25"),
        (", unit: 元}", "}", "GK002:1"),
        ("expect: 1600", "expect: 1601", "GK111:22"),
        ("expect: 1600", "expect: 不符合", "GK111:22"),
        ("given: {months: 2}", "given: {months: 二}", "GK111:24"),
        ("given: {months: 2}", "given: {month: 2}", "GK111:24"),
        ("      given: {months: 2}\n", "", "GK111:22"),
        ("on: 2024-03-01", "on: 2023-03-01", "GK111:22"),
        ("months * monthly", "months * weekly", "GK111:20"),
        ("八百元", "九百元", "GK111:18"),
        ("basis: 第一条", "basis: 第二条", "GK111:19"),
    ],
)
def test_a_slip_is_told_at_its_line(tmp_path: Path, before: str, after: str, where: str) -> None:
    files = {"policies/2024/trainee.md": POLICY.replace(before, after)}
    assert files["policies/2024/trainee.md"] != POLICY
    found = Section(tmp_path, files, date(2024, 3, 1)).check().findings
    assert [f"{one.code}:{one.line}" for one in found if one.path.startswith("policies/")] == [where]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("(1 + 2) * 3", "（1 ＋ 2） × 3"),
        ("1 + 2 + 3", "1 ＋ 2 ＋ 3"),
        ("1 - (2 - 3)", "1 － （2 － 3）"),
        ("8 / (2 * 2)", "8 ÷ （2 × 2）"),
        ("2 * if(hired, 1 + 50%, 1)", "2 × （1 ＋ 50%）"),
        ("min(months + 1, 3) * 2", "几个月 ＋ 1（5 ＋ 1）、3，按其中少的算：3；3 × 2"),
        ("round(months / 3, 1)", "几个月 ÷ 3（5 ÷ 3），四舍五入保留1位小数：1.7；1.7"),
        ("max(min(months, 3) - 1, 0)", "几个月（5）、3，按其中少的算：3；3 － 1、0，按其中多的算：2；2"),
        ("-(1 + 2)", "－（1 ＋ 2）"),
        ("+".join(["1"] * 100), " ＋ ".join(["1"] * 100)),
        ("(" * 23 + "1" + ")" * 23, "1"),
        ("12345.60 * 2", "12,345.6 × 2"),
        ("months * 1 + 0", "5"),
    ],
)
def test_a_formula_is_told_in_figures(written: str, told: str) -> None:
    names = KnownNames(CALCULATOR)
    wording = Wording(names.asked, {"补贴": Fraction(816)}, GIVEN)
    assert "；".join([*wording.choices(parsed(written)), wording.figured(parsed(written))]) == told


def test_check_shows_what_each_case_came_to(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = Section(tmp_path, {"policies/2024/trainee.md": POLICY}, date(2024, 3, 1))
    section.write()
    command = ["--config", str(section.config), "--no-git", "check"]
    assert command_line.main([*command, "policies/2024/trainee.md"]) == 0
    assert "1 个中 1 个算得对：\n  两个月 → 1,600元\n" in capsys.readouterr().out
    command_line.main(command)
    command_line.main([*command, "--format", "json", "policies/2024/trainee.md"])
    assert "算得对" not in capsys.readouterr().out


def test_the_skeleton_of_a_new_policy_reckons_right_once_its_signs_are_gone() -> None:
    text = "\n".join(line.removeprefix("# ") for line in CALCULATOR_SKELETON)
    values = read_yaml(text).values
    assert isinstance(values, dict)
    calculator = Calculator.model_validate(values["calculator"])
    assert len(list(right_cases(calculator))) == len(calculator.cases) == 2
    assert not list(uncovered(calculator))


@pytest.mark.parametrize(
    "written",
    [
        "(a + b) * 2 >= c and (d or e)",
        "not (a or b)",
        "not a or b",
        "a - (b - c)",
        "a - b - c",
        "-(a + b) / 2",
        "min(a + b, c) * 0.5",
        "(a and b) == c",
    ],
)
def test_an_expression_is_told_as_it_was_meant(written: str) -> None:
    assert source_of(parsed(written)) == written
    assert parsed(source_of(parsed(written))) == parsed(written)

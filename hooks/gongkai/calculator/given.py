"""What was filled in, as values: the text of a front matter, or of a form, by the kind of what is asked."""

import re
from fractions import Fraction

from gongkai.calculator.evaluation import Value
from gongkai.calculator.kinds import NO, YES, day_of
from gongkai.calculator.wording import amount_words
from gongkai.model.calculator import Ask


class WrongAnswer(ValueError):
    """What was filled in does not fit what is asked; the message is for the editor."""


def value_of(ask: Ask, written: str) -> Value:
    """The value of what was filled in; raises `WrongAnswer`."""
    if ask.type == "number":
        return _number(ask, written)
    if ask.type == "yes-no":
        if written.lower() not in (*YES, *NO):
            raise WrongAnswer(f"应写 是 或者 否，现为“{written}”")
        return written.lower() in YES
    if ask.type == "date":
        day = day_of(written)
        if day is None:
            raise WrongAnswer(f"应为日期，写成 2024-05-08 的形式，现为“{written}”")
        return day
    if written not in ask.choices:
        raise WrongAnswer(f"“{written}”不在选项里（{'、'.join(ask.choices)}）")
    return written


def _number(ask: Ask, written: str) -> Fraction:
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,6})?", written):
        raise WrongAnswer(f"应为数，写成 12 或者 12.5 的形式，现为“{written}”")
    number = Fraction(written)
    if ask.min is not None and number < Fraction(ask.min):
        raise WrongAnswer(f"不能小于 {amount_words(Fraction(ask.min))}，现为“{written}”")
    if ask.max is not None and number > Fraction(ask.max):
        raise WrongAnswer(f"不能大于 {amount_words(Fraction(ask.max))}，现为“{written}”")
    return number

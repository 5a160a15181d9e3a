"""Amounts that can be reckoned from others that stand beside them: 36×816＝29,376元, 领满36个月合计54,000元, 比原来多136元."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import accumulate, combinations

from gongkai.amounts.days import AnyDay
from gongkai.amounts.numerals import CHINESE, LARGE, value_of
from gongkai.amounts.recognition import MONEY, SHARE, Amount
from gongkai.patterns import pattern

_NUMBER = pattern(
    rf"(?<![\d,，.])(\d{{1,3}}(?:[,，]\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|[{CHINESE}]+)\s?(万)?\s?(%|％)?(?![\d,，.]|\s?万?元)"
)
_UNIT = r"(?:万元|元|个月|个工作日|个|人|天|日|年|次|名|户|学时|课时|家)?"
_TERM = rf"[\d,，.]+\s?万?\s?[%％]?\s?{_UNIT}"
_SUM = pattern(rf"([（(]?{_TERM}(?:\s?[×xX*＋+－−÷/-]\s?[（(]?{_TERM}[）)]?)+)\s?[=＝]\s?\Z")
_TOKEN = pattern(rf"([\d,，.]+)\s?(万)?\s?([%％])?\s?{_UNIT}|([×xX*＋+－−÷/()（）-])")
_SIGNS = {
    **dict.fromkeys("×xX*", "*"),
    **dict.fromkeys("＋+", "+"),
    **dict.fromkeys("－−-", "-"),
    **dict.fromkeys("÷/", "/"),
}
_MONTHS = pattern(r"(\d{4})年(\d{1,2})月(?:\d{1,2}日)?\s?(?:至|到|—+|-)\s?(?:(\d{4})年)?(\d{1,2})月")
_LISTED = pattern(r"\d{1,2}月(?!\d)")
_SUMMED = 8
"""Operands of which any three may be added."""
_MOST_OPERANDS = 24
"""Operands that are tried; a passage has fewer."""


def equation_before(words: str, start: int) -> tuple[Fraction, tuple[Fraction, ...]] | None:
    """What the sum comes to that is written before a place (28×816＝), and its numbers; None where none is."""
    found = _SUM.search(words[max(start - 60, 0) : start])
    if found is None:
        return None
    numbers: list[Fraction] = []
    signs: list[str] = []
    for number, large, share, sign in _TOKEN.findall(found[1]):
        if sign:
            if sign not in "（）()":
                signs.append(_SIGNS[sign])
            else:
                return None
        elif re.fullmatch(r"\d[\d,，]*(?:\.\d+)?", number):
            numbers.append(value_of(number) * LARGE[large] / (100 if share else 1))
    if len(signs) != len(numbers) - 1:
        return None
    result = _result(numbers, signs)
    return None if result is None else (result, tuple(numbers))


def _result(numbers: Sequence[Fraction], signs: Sequence[str]) -> Fraction | None:
    """A sum without brackets, products first."""
    terms = [numbers[0]]
    for sign, number in zip(signs, numbers[1:], strict=True):
        if sign == "*":
            terms[-1] *= number
        elif sign == "/":
            if not number:
                return None
            terms[-1] /= number
        else:
            terms.append(number if sign == "+" else -number)
    return sum(terms, Fraction(0))


def factors_in(words: str) -> set[Fraction]:
    """The numbers of all sums that some words write out with their results."""
    found: set[Fraction] = set()
    for sign in re.finditer("[=＝]", words):
        sum_ = equation_before(words, sign.end())
        found.update(sum_[1] if sum_ else ())
    return found


def counts_in(words: str) -> set[Fraction]:
    """Every number of some words that is no amount of money: what one may be multiplied by."""
    found = {
        value_of(one[1]) * LARGE[one[2] or ""] / (100 if one[3] else 1) for one in _NUMBER.finditer(words)
    }
    return {one for one in found if 0 < one < 10_000}


def months_in(words: str) -> set[Fraction]:
    """The lengths of the times that are told from month to month, both counted, and not (2025年12月至2026年4月: 5)."""
    found = set()
    for span in _MONTHS.finditer(words):
        until = int(span[3] or span[1]) * 12 + int(span[4])
        months = until - int(span[1]) * 12 - int(span[2])
        found |= {Fraction(months + 1), Fraction(months)}
    listed = set(_LISTED.findall(words))
    return found | ({Fraction(len(listed))} if listed else set())


def derived(
    amount: Amount, beside: Sequence[Amount], before: Sequence[Amount], shares: set[Fraction], words: str
) -> bool:
    """Whether an amount comes of known ones by one sum or product, or a product of a sum. `beside`: those that stand
    in its passage, whose words are `words`; `before`: those of earlier ones; `shares`: the policy's."""
    wanted, kind = amount.value, amount.kind
    near, far = (
        [one.value for one in some if one.kind == kind][-_MOST_OPERANDS:] for some in (beside, before)
    )
    if wanted in {*_sums(near), *_sums([*far, *near] if kind != "w" else near)}:
        return True
    if kind == MONEY:
        parts = shares | {one.value for one in beside if one.kind == SHARE}
        counts = counts_in(words) | months_in(words) | {one.value for one in beside if one.kind in "md"}
        counts = {one for one in counts | {Fraction(12)} if one > 1}
        bases = {*near, *far, *_pairwise(near)}
        return any(_reaches(wanted, base, counts, parts) for base in bases if base > 0)
    if kind == SHARE:
        return 1 - wanted in near
    return kind == "m" and wanted in months_in(words)


def _reaches(wanted: Fraction, base: Fraction, counts: set[Fraction], parts: set[Fraction]) -> bool:
    """Whether one is the other so many times, or a share of it, or a share so many times."""
    ratio = wanted / base
    if ratio in counts or ratio in parts or 1 / ratio in counts or 1 / ratio in parts:
        return True
    return any(ratio / one in counts or ratio / one in parts for one in counts)


def _sums(own: Sequence[Fraction]) -> Iterator[Fraction]:
    """Sums and differences of two, sums of what stands together."""
    yield from _pairwise(own)
    for start in range(len(own)):
        yield from list(accumulate(own[start:]))[1:]
    yield from map(sum, combinations(own[-_SUMMED:], 3))


def _pairwise(own: Sequence[Fraction]) -> Iterator[Fraction]:
    for one, other in combinations(own, 2):
        yield from (one + other, abs(one - other))


def months_apart(one: AnyDay, other: AnyDay) -> int | None:
    """How many whole months lie between two days; None where they are none."""
    if not (one[0] and other[0]) or one[2] != other[2]:
        return None
    return abs((other[0] - one[0]) * 12 + other[1] - one[1])

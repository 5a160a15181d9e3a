"""The rules as they bind one bureau: the product's and its own, with its severities, its terms and its work points."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from gongkai.findings import WrongUse
from gongkai.law import STATUTORY, Basis, Terms
from gongkai.law.bureau import LocalRule
from gongkai.rules.rule import Rule
from gongkai.settings import Settings


@dataclass(frozen=True)
class RuleSet:
    """All rules that a bureau has, and what it made of some of them."""

    rules: tuple[Rule, ...]
    """Those that are asked, in the order of their codes."""
    by_code: Mapping[str, Rule]
    """All of them, those that are off too."""
    house: tuple[Rule, ...]
    """The bureau's own."""
    off: tuple[LocalRule, ...]
    """What is not asked here, and why."""


def binding(shipped: Iterable[Rule], own: Sequence[Rule], settings: Settings) -> RuleSet:
    """The product's rules and the bureau's own for these settings; raises `WrongUse` where those name a rule that is
    none, or turn down what may not be."""
    known = {rule.code: with_terms(rule, settings.terms) for rule in (*shipped, *own)}
    _expect_known(settings, known)
    for code in settings.basis.codes:
        known[code] = replace(known[code], basis=_with_own(known[code].basis, settings.basis.of(code)))
    for local in settings.rules:
        known[local.code] = _weighed(known[local.code], local, settings)
    off = tuple(local for local in settings.rules if local.severity == "off")
    silent = {local.code for local in off}
    asked = tuple(rule for code, rule in known.items() if code not in silent)
    return RuleSet(asked, known, tuple(known[rule.code] for rule in own), off)


@lru_cache(maxsize=1024)
def with_terms(rule: Rule, terms: Terms = STATUTORY) -> Rule:
    """The rule with the numbers of days in its words."""
    basis = rule.basis
    if isinstance(basis, Basis):
        basis = replace(basis, otherwise=terms.filled(basis.otherwise))
    return replace(rule, says=terms.filled(rule.says), fix=terms.filled(rule.fix), basis=basis)


def _with_own(basis: Basis | str, own: tuple[tuple[int, str], ...]) -> Basis:
    return replace(basis if isinstance(basis, Basis) else Basis(basis), own=own)


def _weighed(rule: Rule, local: LocalRule, settings: Settings) -> Rule:
    """The rule with the weight that the settings give it."""
    lower = local.severity == "off" or (local.severity == "warning" and rule.severity == "error")
    if lower and not rule.waivable:
        what = "停用" if local.severity == "off" else "降为提醒"
        raise WrongUse(
            f"{settings.config_file}：rules 中的 {rule.code}（{rule.title}）不能{what}：这条规则不许例外"
        )
    return rule if local.severity == "off" else replace(rule, severity=local.severity)


def _expect_known(settings: Settings, known: Mapping[str, Rule]) -> None:
    named = (("basis", settings.basis.codes), ("rules", {local.code for local in settings.rules}))
    for setting, codes in named:
        if unknown := sorted(codes - known.keys()):
            raise WrongUse(
                f"{settings.config_file}：{setting} 中没有编号为“{'、'.join(unknown)}”的规则，编号见规则手册（docs/rules/）"
            )

"""GK902: what was put off is still not mended, and the waiver's last day is past."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.rule import Case, Rule
from gongkai.rules.waiving import sound_waivers


def check(case: Case) -> Iterator[Violation]:
    """The finding stands again, and the waiver is past its day.

    Why: a waiver buys time until a day, and no longer.
    """
    standing = {(f.code, f.path) for f in case.found if f.waived_by is None}
    for placed in sound_waivers(case.library, case.rules):
        waiver = placed.entry
        if not waiver.in_force_on(case.today) and (waiver.rule, waiver.path) in standing:
            yield placed.violation(
                None, f"{waiver.path} 的 {waiver.rule} 暂缓到 {waiver.expires}，已经到期，问题还在"
            )


RULE = Rule(
    code="GK902",
    name="waiver-expired",
    title="暂缓到期",
    says="暂缓的期限已过，所暂缓的问题还没有改正。",
    basis=law.WAIVERS_PUBLIC,
    fix="改正所指的问题，再删去这一条；确需再暂缓的，重新批准后改写 expires 和 approved_by。",
    check=check,
    waivable=False,
    kind="clock",
    last=True,
)

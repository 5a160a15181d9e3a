"""GK903: a waiver for something that is no longer broken."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.rules.rule import Case, Rule
from gongkai.rules.waiving import sound_waivers


def check(case: Case) -> Iterator[Violation]:
    """No finding answers to the waiver (warning).

    Why: waivers are public; one that is not needed makes the section look worse than it is.
    """
    standing = {(finding.code, finding.path) for finding in case.found}
    for placed in sound_waivers(case.library, case.rules):
        waiver = placed.entry
        if case.rules[waiver.rule].asks_git and (case.history is None or not case.history.whole):
            continue  # nobody could tell
        if (waiver.rule, waiver.path) not in standing:
            message = f"{waiver.path} 没有违反 {waiver.rule}，不需要暂缓"
            yield placed.violation(None, message, concerns=waiver.path)


RULE = Rule(
    code="GK903",
    name="waiver-unused",
    title="暂缓用不上",
    says="暂缓所针对的问题已经不存在，或者文件名写错了。",
    basis=law.WAIVERS_PUBLIC,
    fix="删去这一条；文件名写错的，改正 path（从栏目文件夹写起）。",
    check=check,
    waivable=False,
    severity="warning",
    last=True,
)

"""What the three synchronies (GK102-GK104) share: which interpretations must keep step with which policies."""

from collections.abc import Iterator

from gongkai.findings import Violation
from gongkai.model import Interpretation, Policy
from gongkai.rules.rule import Case


def policies_in_step(interpretation: Interpretation, case: Case) -> Iterator[Policy]:
    """The policies that this interpretation must be drafted, signed and published with.

    A follow-up comes later by nature; a draft has no day yet; another organ's document
    and an older one do not bind.
    """
    if interpretation.followup:
        return
    for subject in case.library.subjects_of(interpretation):
        if not isinstance(subject, Policy) or subject.draft or subject.of_another_organ:
            continue
        if case.library.bound(subject):
            yield subject


def apart(
    interpretation: Interpretation, field: str, done: str, tolerance: int, case: Case
) -> Iterator[Violation]:
    """The policies whose `field` is more than `tolerance` days from the interpretation's; `done` names the act."""
    for policy in policies_in_step(interpretation, case):
        theirs, ours = getattr(policy, field), getattr(interpretation, field)
        if theirs is None or ours is None:
            continue
        days = abs((ours - theirs).days)
        if days > tolerance:
            message = f"解读 {ours} {done}，政策文件（{policy.path}）{theirs} {done}，相差 {days} 天"
            yield interpretation.violation(field, message)

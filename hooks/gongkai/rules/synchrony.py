"""What the three synchronies (GK102-GK104) share: which interpretations must keep step with which policies."""

from collections.abc import Iterator

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
        if not isinstance(subject, Policy) or subject.draft or subject.republished:
            continue
        if case.library.bound(subject):
            yield subject

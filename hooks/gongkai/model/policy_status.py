"""Where a policy stands on a day, and the last day of its validity, by what it says, what changed it, and the local rule."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from gongkai.law import Terms, years_later
from gongkai.model.policy import Policy, Status

_NAMED = re.compile(r"(印发|发布|公布|颁布|制定)?(《[^》]*》)")
"""Another document's name within a title, and the verb by which it is this one's own after all."""
_NEVER = date.max


def own_name(title: str) -> str:
    """What a document calls itself: a title less the names of others (关于延长《…（试行）》有效期的通知 is not 试行)."""
    return _NAMED.sub(lambda match: match[0] if match[1] else "", title)


def presumed_end(policy: Policy, terms: Terms) -> date | None:
    """The last day of a 规范性文件 that names none, where a local rule says how long such a one is valid."""
    limit = terms.validity_from(policy.in_force_from) if policy.normative and not policy.expires else None
    if limit is None or not limit.presumed:
        return None
    return years_later(policy.in_force_from, limit.years_of(own_name(policy.title))[0])


def end_of_validity(policy: Policy, prolonging: Iterable[Policy], terms: Terms, today: date) -> date | None:
    """The last day of a policy as it is known on a day, None for one that has none. A document that prolongs it counts
    once it is in force, or before, as soon as it is out, where no day lies between the old end and its effect."""
    end = policy.expires or presumed_end(policy, terms) or _NEVER
    newer = (one for one in prolonging if one.public_on(today))
    for one in sorted(newer, key=lambda it: (it.in_force_from, it.published, it.path)):
        if one.in_force_from <= today or end == _NEVER or one.in_force_from <= end + timedelta(days=1):
            end = one.expires or _NEVER
    return None if end == _NEVER else end


def status_of(
    policy: Policy,
    repealing: Iterable[Policy],
    amending: Iterable[Policy],
    end: date | None,
    today: date,
) -> Status:
    """Where a policy stands; a newer document counts from its day of effect, once it is out."""
    if (policy.repealed and policy.repealed.on <= today) or _in_force(repealing, today):
        return Status.REPEALED
    if end and end < today:
        return Status.EXPIRED
    if policy.in_force_from > today:
        return Status.COMING
    return Status.AMENDED if _in_force(amending, today) else Status.VALID


def _in_force(newer: Iterable[Policy], today: date) -> bool:
    return any(policy.public_on(today) and policy.in_force_from <= today for policy in newer)

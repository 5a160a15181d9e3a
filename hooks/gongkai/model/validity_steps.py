"""What comes next for 规范性文件: which must be evaluated, and which end soon, unless they are prolonged."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law import ENDS_SOON
from gongkai.model.library import Library
from gongkai.model.policy import Policy
from gongkai.model.validity import in_normative_library, last_day


@dataclass(frozen=True)
class ValidityStep:
    """One step for a document; `by` is its last good day."""

    path: str
    line: int
    title: str
    what: str
    by: date


def validity_steps(library: Library, today: date) -> tuple[ValidityStep, ...]:
    """The steps that are due soon or were due, by day. The library must be whole."""
    found = [
        ValidityStep(policy.path, policy.line(*place), policy.title, what, by)
        for policy in library.public(Policy, today)
        if in_normative_library(policy, today)
        for place, what, by in _steps(policy, library, today)
        if by - ENDS_SOON <= today
    ]
    return tuple(sorted(found, key=lambda step: (step.by, step.path, step.line)))


def _steps(policy: Policy, library: Library, today: date) -> Iterator[tuple[tuple[str, ...], str, date]]:
    end = last_day(policy, library, today)
    if end is not None and end < today:
        return
    review = policy.normative.review if policy.normative else None
    prolonged = any(one.public_on(today) for one in library.extended_by(policy))
    if review and not prolonged:
        yield ("normative", "review"), "评估", review
    if end and not any(one.public_on(today) for one in library.repealed_by(policy)):
        yield ("expires",), "有效期届满；还要执行的，届满以前发文延长（extends）或者重新制定", end

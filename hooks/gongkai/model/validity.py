"""Whether a document, and the answers in it, hold today: the one place that pages, lists, feeds, search and API ask.

Answers hold as long as one of the policies they rest on is in force (or will be), answers about a draft until the
decision on it. A day after today has not happened, except one that a document in force tells in public: its own
`expires`, and the day of effect of what repeals or prolongs it. `successors.py` says in words what became of a document.
"""

from datetime import date, timedelta

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library
from gongkai.model.policy import Policy, Status
from gongkai.model.progress import ending_of, open_round
from gongkai.model.response import Response
from gongkai.model.standing import Index


def rests_on(document: Document, library: Library, today: date) -> tuple[Document, ...]:
    """The policies and dockets that are out and that the answers of a document rest on; a policy on itself."""
    if isinstance(document, Interpretation | Response):
        return tuple(one for one in library.subjects_of(document) if one.public_on(today))
    return (document,) if isinstance(document, Policy) else ()


def last_day(subject: Document, library: Library, today: date) -> date | None:
    """The last day on which answers about a policy or a draft hold, as far as it is known."""
    over: list[date] = [subject.withdrawn.on] if subject.withdrawn else []
    if isinstance(subject, Docket):
        over += [subject.decided] if subject.decided else []
        ending = ending_of(subject, library, today)
        over += [ending.on] if ending and ending.final else []
    if isinstance(subject, Policy) and subject.repealed:
        over.append(subject.repealed.on)
    ends = [day - timedelta(days=1) for day in over if day <= today]
    if isinstance(subject, Policy):
        newer = (one.in_force_from for one in library.repealed_by(subject) if one.public_on(today))
        ends += [day - timedelta(days=1) for day in newer]
        end = library.expires_on(subject, today)
        ends += [end] if end else []
    return min(ends, default=None)


def is_unsettled(policy: Policy, library: Library, today: date) -> bool:
    """Whether nobody can tell how long a 规范性文件 is valid: neither it nor a later document or a local rule says."""
    lasting = library.status(policy, today) is not Status.REPEALED
    return policy.normative is not None and lasting and library.expires_on(policy, today) is None


def in_normative_library(policy: Policy, today: date) -> bool:
    """Whether a policy is a 规范性文件 of the bureau's own, not taken down; a faulty one is taken to be none."""
    known = all(policy.has(name) for name in ("normative", "lead", "republished", "withdrawn"))
    own = known and policy.normative is not None and not policy.of_another_organ
    return own and not policy.withdrawn_on(today)


def answers_until(document: Document, library: Library, today: date) -> date | None:
    """The last day on which the answers of a document hold: the latest of what they rest on, None while that
    is not known."""
    ends = [last_day(subject, library, today) for subject in rests_on(document, library, today)]
    known = [end for end in ends if end is not None]
    return max(known, default=None) if len(known) == len(ends) else None


def answers_hold(document: Document, library: Library, today: date) -> bool:
    """Whether the answers of a public document can be given out today."""
    until = answers_until(document, library, today)
    return not document.withdrawn_on(today) and (until is None or until >= today)


def is_over(document: Document, library: Library, today: date) -> bool:
    """Whether a public document is only there to be looked up: a policy that holds no more, an interpretation of
    nothing else, a response that rests on nothing else, a decision that was given up, whatever was withdrawn. A
    decision that was taken is not over, nor is one that was suspended."""
    if isinstance(document, Docket):
        ending = ending_of(document, library, today)
        return document.withdrawn_on(today) or (ending is not None and ending.final)
    return not answers_hold(document, library, today)


def can_speak(docket: Docket, library: Library, today: date) -> bool:
    """Whether the public can speak on a draft today."""
    return open_round(docket, library, today) is not None


def apply_until(policy: Policy, library: Library, today: date) -> date | None:
    """The last day to apply, of several windows that of the last: as written, and no later than the policy holds."""
    periods = apply_periods(policy, library, today)
    return periods[-1][1] if periods else None


def apply_periods(
    policy: Policy, library: Library, today: date
) -> tuple[tuple[date | None, date | None], ...]:
    """From when until when one can apply, as written, and no later than the policy holds; of what begins after the
    policy has ended nothing is left."""
    written = policy.apply.periods if policy.apply else ()
    last = last_day(policy, library, today)
    if last is None:
        return written
    held = [
        (first, min(until, last) if until else until)
        for first, until in written
        if not first or first <= last
    ]
    return tuple(held) or written[:1]


def public_documents(library: Library, today: date) -> tuple[Document, ...]:
    """All documents that are out, the newest first; the home page's own words are none."""
    return tuple(d for d in library.public(Document, today) if not isinstance(d, Index))

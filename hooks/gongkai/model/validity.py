"""What the answers of a document rest on, and how long they hold: behind the knowledge base and what pages tell
search engines.

Answers hold as long as one of the policies they rest on is in force (or will be), answers about a draft until the
decision on it. A day after today has not happened, except one that a document in force tells in public: its own
`expires`, and the day of effect of what repeals it.
"""

from datetime import date, timedelta

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library
from gongkai.model.policy import Policy


def rests_on(document: Document, library: Library, today: date) -> tuple[Document, ...]:
    """The policies and dockets that are out and that the answers of a document rest on; a policy on itself."""
    if isinstance(document, Interpretation):
        return tuple(one for one in library.subjects_of(document) if one.public_on(today))
    return (document,) if isinstance(document, Policy) else ()


def last_day(subject: Document, library: Library, today: date) -> date | None:
    """The last day on which answers about a policy or a draft hold, as far as it is known."""
    over: list[date] = [subject.withdrawn.on] if subject.withdrawn else []
    if isinstance(subject, Docket) and subject.decided:
        over.append(subject.decided)
    if isinstance(subject, Policy) and subject.repealed:
        over.append(subject.repealed.on)
    ends = [day - timedelta(days=1) for day in over if day <= today]
    if isinstance(subject, Policy):
        newer = (one.in_force_from for one in library.repealed_by(subject) if one.public_on(today))
        ends += [day - timedelta(days=1) for day in newer]
        ends += [subject.expires] if subject.expires else []
    return min(ends, default=None)


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

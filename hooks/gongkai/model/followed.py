"""Which documents can be followed, and what their followers are told."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from gongkai.law import years_later
from gongkai.memo import Memo, fresh
from gongkai.model.decision import Docket
from gongkai.model.docket_news import docket_news
from gongkai.model.document import Document
from gongkai.model.library import Library
from gongkai.model.news import ORDER, Kind, News, notes, reworded, told
from gongkai.model.participation import Event
from gongkai.model.policy import Policy
from gongkai.model.policy_news import policy_news
from gongkai.model.standing import About
from gongkai.model.validity import is_over, public_documents
from gongkai.settings import Settings

KEPT = 1
"""Years for which a document can be followed after nothing more is to be expected of it: a reader that asks once a month, or
stood still for some, still learns of the end."""
States = Mapping[str, Sequence[tuple[int, str]]]
"""By document, first day, as an ordinal, and address, below its page, of each public state after the first."""
SectionNews = Mapping[str, tuple[News, ...]]
"""By document that is out: what happened to it, the oldest first."""
FEED, CALENDAR = "feed.xml", "calendar.ics"
"""The names of the files below a document's page."""


def news_of(
    document: Document, library: Library, today: date, states: Sequence[tuple[date, str]] = ()
) -> tuple[News, ...]:
    """What happened to a document that is out, the oldest first. `states`: as `reworded` takes them."""
    if isinstance(document, Policy):
        found = [*policy_news(document, library, today), *notes(document, today)]
    elif isinstance(document, Docket):
        found = [*docket_news(document, library, today), *notes(document, today)]
    else:
        found = [*_others(document, today), *notes(document, today)]
    found += reworded(found, states)
    return tuple(sorted(found, key=lambda one: (one.day, ORDER[one.kind], one.words)))


def section_news(
    library: Library, texts: object, settings: Settings, states: States, memo: Memo = fresh
) -> SectionNews:
    """The news of every document: worked out once, for pages and files alike, and kept with what was asked for it."""
    documents = public_documents(library, settings.today)
    section = library, texts, settings
    made = memo.recorded("news", partial(_plain, states=states), documents, section, states)
    return {one.path: tuple(map(_from, plain)) for one, plain in zip(documents, made, strict=True)}


def _plain(
    document: Document, library: Library, texts: object, settings: Settings, states: States
) -> tuple[tuple[Any, ...], ...]:
    """The news of a document as plain values."""
    del texts
    dated = [(date.fromordinal(day), below) for day, below in states.get(document.path, ())]
    found = news_of(document, library, settings.today, dated)
    return tuple(
        (one.day.toordinal(), one.kind.value, one.text, one.other, one.rest, one.below) for one in found
    )


def _from(plain: tuple[Any, ...]) -> News:
    day, kind, text, other, rest, below = plain
    return News(date.fromordinal(day), Kind(kind), text, other, rest, below)


def _others(document: Document, today: date) -> list[News]:
    found = [News(document.published, Kind.PUBLISHED, "发布")]
    if isinstance(document, About) and document.updated and document.published < document.updated <= today:
        found.append(News(document.updated, Kind.UPDATED, "更新"))
    if isinstance(document, Event) and (outcome := document.outcome_on(today)):
        found.append(News(outcome.on, Kind.OUTCOME, f"公布结果：{told(outcome.text)}"))
    return found


def can_be_followed(document: Document, library: Library, today: date) -> bool:
    """Whether a document that is out has a feed and a calendar of its own: a policy that holds, a decision that is on its
    way, and either for KEPT after the last that happened to it."""
    if not isinstance(document, Policy | Docket):
        return False
    if not _is_settled(document, library, today):
        return True
    last = news_of(document, library, today)[-1].day
    return today <= years_later(last, KEPT)


def _is_settled(document: Policy | Docket, library: Library, today: date) -> bool:
    """Whether nothing more is to be expected of it."""
    if isinstance(document, Docket) and document.decided and document.decided <= today:
        return document.feedback_on(today) is not None
    return is_over(document, library, today)

"""Consultations: those open today with the days left, then the closed ones with what became of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.model import Consultation, Docket
from gongkai.model.progress import Round, rounds_of
from gongkai.pages.actions import Action, to_speak
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page


@dataclass(frozen=True)
class ShownConsultation:
    """A round of a public consultation as it stands today."""

    title: str
    path: str
    summary: str
    round: Round
    stage: str
    actions: tuple[Action, ...] = ()
    """How to speak, while one can."""

    @property
    def consultation(self) -> Consultation:
        """What the public was asked, from when until when."""
        return self.round.consultation

    @property
    def days_left(self) -> int:
        """Days in which the public can still speak."""
        return self.round.days_left


def consultation_pages(context: Context) -> Iterator[Page]:
    """The one page of all consultations."""
    calls = tuple(_calls(context))
    open_now, closed = _open(calls), _closed(calls)
    path = "consultations/"
    html = context.render("consultations.html", path, open_now=open_now, closed=closed)
    updated = max((call.consultation.opens for call in calls), default=None)
    yield Page(path, index_page(path), "意见征集", html, updated=updated)


def open_calls(context: Context) -> tuple[ShownConsultation, ...]:
    """What the public can speak on today, the most urgent first."""
    return _open(_calls(context))


def _open(calls: Iterable[ShownConsultation]) -> tuple[ShownConsultation, ...]:
    return tuple(sorted((c for c in calls if c.days_left), key=lambda call: call.consultation.closes))


def _closed(calls: Iterable[ShownConsultation]) -> tuple[ShownConsultation, ...]:
    """What is over, the latest first."""
    over = [call for call in calls if not call.days_left]
    return tuple(sorted(over, key=lambda call: call.consultation.closes, reverse=True))


def _calls(context: Context) -> Iterator[ShownConsultation]:
    for docket in context.library.public(Docket, context.today):
        for one in rounds_of(docket, context.library, context.today):
            actions = to_speak(one.consultation, docket.contact, docket.url) if one.days_left else ()
            stage = context.stage(docket)
            yield ShownConsultation(docket.title, docket.url, docket.summary or "", one, stage, actions)

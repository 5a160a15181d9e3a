"""Consultations: those open today with the days left, then the closed ones with what became of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model import Consultation, Docket
from gongkai.pages.actions import Action, to_speak
from gongkai.pages.context import Context
from gongkai.pages.dockets import days_left
from gongkai.pages.site import Page, index_page


@dataclass(frozen=True)
class ShownConsultation:
    """A public consultation as it stands today."""

    title: str
    path: str
    summary: str
    consultation: Consultation
    days_left: int
    stage: str
    actions: tuple[Action, ...] = ()
    """How to speak, while one can."""


def consultation_pages(context: Context) -> Iterator[Page]:
    """The one page of all consultations."""
    open_now, closed = open_calls(context), closed_calls(context)
    path = "consultations/"
    html = context.render("consultations.html", path, open_now=open_now, closed=closed)
    updated = max((call.consultation.opens for call in (*open_now, *closed)), default=None)
    yield Page(path, index_page(path), "意见征集", html, updated=updated)


def open_calls(context: Context) -> tuple[ShownConsultation, ...]:
    """What the public can speak on today, the most urgent first."""
    return tuple(sorted(_calls(context, True), key=lambda call: call.consultation.closes))


def closed_calls(context: Context) -> tuple[ShownConsultation, ...]:
    """What is over, the latest first."""
    return tuple(sorted(_calls(context, False), key=lambda call: call.consultation.closes, reverse=True))


def _calls(context: Context, open_now: bool) -> Iterator[ShownConsultation]:
    for docket in context.library.public(Docket, context.today):
        consultation, left = docket.consultation, days_left(docket, context)
        if consultation is None or consultation.opens > context.today or docket.withdrawn_on(context.today):
            continue
        if bool(left) == open_now:
            stage = context.stage(docket)
            actions = to_speak(consultation, docket.contact, docket.url) if left else ()
            yield ShownConsultation(
                docket.title, docket.url, docket.summary or "", consultation, left, stage, actions
            )

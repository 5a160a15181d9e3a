"""Whom to ask: an office, and its telephone as a link that a phone can dial."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_PHONE = re.compile(
    r"(?<![\d-])(?:0\d{2,3}-\d{7,8}(?:-\d{1,5})?|[48]00-?\d{3}-?\d{4}|12\d{3}|\d{7,8})(?![\d-])"
)


def dialled(words: str) -> Markup:
    """The words with every telephone number in them linked."""
    pieces: list[Markup] = []
    done = 0
    for match in _PHONE.finditer(words):
        link = Markup(f'<a class="gk-phone" href="tel:{match[0]}">{match[0]}</a>')  # digits and hyphens
        pieces += [escape(words[done : match.start()]), link]
        done = match.end()
    return Markup("").join([*pieces, escape(words[done:])])


def whom_to_ask(department: str | None, contact: str | None) -> Markup | None:
    """The office and its number; the office only once, where the contact begins with its name."""
    said = [part for part in _parts(department, contact) if part]
    return Markup("，").join(said) if said else None


def _parts(department: str | None, contact: str | None) -> Iterator[Markup]:
    if department and not (contact or "").startswith(department):
        yield escape(department)
    yield dialled(contact or "")

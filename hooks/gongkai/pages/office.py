"""Whom to ask and how to speak: an office, and its telephone, mailbox or page as links that a phone can follow."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from gongkai.model.consultation import Channel

_PHONE = re.compile(
    r"(?<![\d-])(?:0\d{2,3}-\d{7,8}(?:-\d{1,5})?|[48]00-?\d{3}-?\d{4}|12\d{3}|1[3-9]\d{9}|\d{7,8})(?![\d-])"
)
_MAILBOX = re.compile(r"[\w.+-]+@[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)+", re.ASCII)
_ADDRESS = re.compile(r"https?://[!-~]*[\w/=&%#~+-]", re.ASCII)
_REACHED = re.compile("|".join(f"({one.pattern})" for one in (_ADDRESS, _MAILBOX, _PHONE)), re.ASCII)


def dialled(words: str) -> Markup:
    """The words with every telephone number, mailbox and address of a page in them linked."""
    pieces: list[Markup] = []
    done = 0
    for match in _REACHED.finditer(words):
        address, mailbox, _phone = match.groups()
        scheme = "" if address else "mailto:" if mailbox else "tel:"
        looks = "" if address or mailbox else ' class="gk-phone"'
        reached = escape(match[0])
        link = Markup(f'<a{looks} href="{scheme}{reached}">{reached}</a>')
        pieces += [escape(words[done : match.start()]), link]
        done = match.end()
    return Markup("").join([*pieces, escape(words[done:])])


def phone_in(words: str | None) -> str:
    """The first telephone number in the words; empty where there is none."""
    match = _PHONE.search(words or "")
    return match[0] if match else ""


def told(channel: Channel | str) -> Markup:
    """A way to speak: its name leads to its page or mailbox, its number can be dialled."""
    if isinstance(channel, str):
        return dialled(channel)
    name = escape(channel.name)
    if channel.url and not channel.url.startswith("mailto:"):
        name = Markup('<a href="{}">{}</a>').format(channel.url, channel.name)
    mailbox = channel.url if channel.url and channel.url.startswith("mailto:") else ""
    places = [dialled(one) for one in (mailbox.removeprefix("mailto:"), channel.tel, channel.address) if one]
    return Markup("：").join([name, Markup("，").join(places)]) if places else name


def whom_to_ask(department: str | None, contact: str | None) -> Markup | None:
    """The office and its number; the office only once, where the contact begins with its name."""
    said = [part for part in _parts(department, contact) if part]
    return Markup("，").join(said) if said else None


def _parts(department: str | None, contact: str | None) -> Iterator[Markup]:
    if department and not (contact or "").startswith(department):
        yield escape(department)
    yield dialled(contact or "")

"""What a reader came to do, as buttons at the head of a page: 网上办理, 提意见, 我要申请, 打电话."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.model import Consultation, Document
from gongkai.model.consultation import Channel
from gongkai.model.standing import GUIDE
from gongkai.pages.application import Application
from gongkai.pages.context import Context
from gongkai.pages.office import phone_in
from gongkai.text.body import plain


@dataclass(frozen=True)
class Action:
    """A button: what it does, where it leads, and the number that it dials."""

    words: str
    address: str
    number: str = ""


def to_apply(application: Application | None, contact: str | None) -> tuple[Action, ...]:
    """Apply, where one can today, and call whoever knows."""
    apply = application and application.open and application.url
    return (*([Action("网上办理", apply)] if apply else []), *_calls([contact]))


def to_speak(consultation: Consultation, contact: str | None, base: str = "") -> tuple[Action, ...]:
    """Speak on a draft: on the first page that takes opinions, else where the ways are told; and call. `base`: the
    page of the docket, where it is another one."""
    found = (one.url for one in consultation.channels if isinstance(one, Channel) and one.url)
    pages = sorted(found, key=lambda url: url.startswith("mailto:"))
    address = pages[0] if pages else f"{base}#gk-consultation"
    numbers = (one.tel if isinstance(one, Channel) else one for one in consultation.channels)
    return (Action("提意见", address), *_calls([*numbers, contact]))


def to_request(context: Context, page: Document | None = None) -> tuple[Action, ...]:
    """Apply for disclosure, and call, as the guide tells; nothing where there is no guide. `page`: the guide's own."""
    if not context.is_public(GUIDE) or context.library[GUIDE].withdrawn_on(context.today):
        return ()
    guide = context.library[GUIDE]
    text = context.text(guide)
    heading = next((one for words in ("申请", "获取") for one in text.headings if words in one.text), None)
    place = f"#{heading.id}" if heading else ""
    address = place if page is guide else f"{guide.url}{place}"
    return (*([Action("我要申请", address)] if address else []), *_calls([plain(text.html)]))


def to_call(contact: str | None) -> tuple[Action, ...]:
    """Call whoever knows."""
    return tuple(_calls([contact]))


def _calls(places: Iterable[str | None]) -> Iterator[Action]:
    """A button for the first telephone number in any of these words."""
    number = next(filter(None, map(phone_in, places)), "")
    if number:
        yield Action("打电话", f"tel:{number}", number)

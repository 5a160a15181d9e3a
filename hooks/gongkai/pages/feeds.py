"""What a page can be followed by: the whole site's feed on every page, a topic's or an audience's on its list, a document's
own feed and calendar on its page."""

from typing import NamedTuple

from gongkai.model.followed import CALENDAR, FEED, can_be_followed
from gongkai.pages.context import Context
from gongkai.pages.site import Page


class Feed(NamedTuple):
    """Title, path below the site, and media type."""

    title: str
    path: str
    type: str = "application/atom+xml"


WHOLE = "feed.xml"


def feeds(page: Page, context: Context) -> tuple[Feed, ...]:
    """The page's own feed first."""
    return (*_of_document(page, context), *_own(page.path, context), Feed("全部更新", WHOLE))


def _of_document(page: Page, context: Context) -> tuple[Feed, ...]:
    document = context.library.get(page.source)
    if document is None or not can_be_followed(document, context.library, context.today):
        return ()
    return (
        Feed(f"{document.title}：更新", f"{document.url}{FEED}"),
        Feed(f"{document.title}：日历", f"{document.url}{CALENDAR}", "text/calendar"),
    )


def _own(path: str, context: Context) -> tuple[Feed, ...]:
    vocabularies = {"topics": context.settings.topics, "audiences": context.settings.audiences}
    folder, _, rest = path.partition("/")
    slug = rest.partition("/")[0]
    found = (label for label, known in vocabularies.get(folder, {}).items() if slug == known)
    return tuple(Feed(f"{label}的更新", f"{folder}/{slug}/{WHOLE}") for label in found)

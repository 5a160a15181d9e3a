"""The Atom feeds that a page names: the whole site's on every page, a topic's or an audience's on its list."""

from gongkai.pages.context import Context
from gongkai.pages.site import Page

Feed = tuple[str, str]
"""Title, and path below the site."""

WHOLE = "feed.xml"


def feeds(page: Page, context: Context) -> tuple[Feed, ...]:
    """The page's own feed first."""
    return (*_own(page.path, context), ("全部更新", WHOLE))


def _own(path: str, context: Context) -> tuple[Feed, ...]:
    vocabularies = {"topics": context.settings.topics, "audiences": context.settings.audiences}
    folder, _, rest = path.partition("/")
    slug = rest.partition("/")[0]
    found = (label for label, known in vocabularies.get(folder, {}).items() if slug == known)
    return tuple((f"{label}的更新", f"{folder}/{slug}/{WHOLE}") for label in found)

"""Pages at the addresses of documents that were deleted: that they were, when, and where else to look."""

from collections.abc import Iterator
from functools import partial

from gongkai.law import in_words
from gongkai.model import About, Docket
from gongkai.model.participation import Event
from gongkai.package import values_digest
from gongkai.pages.context import Context
from gongkai.pages.notices import Notice
from gongkai.pages.planned import Planned
from gongkai.pages.search import HOTLINES
from gongkai.pages.site import Page, index_page
from gongkai.pages.tags import COLUMNS
from gongkai.text import Tombstone

DELETED = "deleted"
"""The kind of these pages, which no list and no search shows."""
_UNNAMED = "已删除的文件"


def deleted_pages(context: Context) -> Iterator[Planned]:
    """One page for each document that was public and was deleted."""
    for path, stone in context.deleted.items():
        make = partial(_page, path, stone)
        shows = values_digest(stone.kind, str(stone.until), stone.title, stone.withdrawn)
        yield Planned(path, index_page(path), _title(stone), make, kind=DELETED, shows=shows)


def _title(stone: Tombstone) -> str:
    return f"{stone.title}（已删除）" if stone.title else _UNNAMED


def _is_page(stone: Tombstone) -> bool:
    """Whether it was a page of the section rather than a document of the bureau."""
    return stone.kind in (About.KIND, Event.KIND, Docket.KIND)


def _page(path: str, stone: Tombstone, context: Context) -> Page:
    folder = path.partition("/")[0]
    html = context.render(
        "deleted.html",
        path,
        stone=stone,
        notices=tuple(_notices(stone)),
        column=(COLUMNS[folder][0], f"{folder}/"),
        is_page=_is_page(stone),
        policy=folder == "policies",
        hotlines=HOTLINES,
    )
    told = f"这个网址上的{'网页' if _is_page(stone) else '文件'}已于{in_words(stone.until)}删除。"
    return Page(path, index_page(path), _title(stone), html, told, kind=DELETED)


def _notices(stone: Tombstone) -> Iterator[Notice]:
    yield Notice(
        "stop",
        f"{'本页内容' if _is_page(stone) else '这份文件'}已于{in_words(stone.until)}从本栏目删除",
        "正文和附件不再提供。",
    )
    if stone.withdrawn:
        on, reason = stone.withdrawn
        yield Notice("info", f"删除以前，已于{in_words(on)}撤下", reason)

"""The year's catalogue of major decisions, each item with its live stage; and the year's list of dockets."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.law import in_words
from gongkai.model import Catalogue, Docket, Item
from gongkai.model.progress import items_listed, stage_of_item
from gongkai.pages.context import Context
from gongkai.pages.notices import notices
from gongkai.pages.site import Page, index_page


@dataclass(frozen=True)
class CatalogueEntry:
    """An item of the catalogue as it stands today."""

    item: Item
    stage: str
    adjustment: str
    dockets: tuple[tuple[str, str, str], ...]


def catalogue_pages(context: Context) -> Iterator[Page]:
    """The catalogue of each year, and each year's page of decisions."""
    catalogues = {
        catalogue.folder_year: catalogue for catalogue in context.library.public(Catalogue, context.today)
    }
    dockets = context.library.public(Docket, context.today)
    for year, catalogue in catalogues.items():
        yield _catalogue(year, catalogue, context)
    for year in sorted({*catalogues, *(docket.folder_year for docket in dockets)}, reverse=True):
        yield _year(year, catalogues.get(year), dockets, context)


def entries(year: int, catalogue: Catalogue, context: Context) -> tuple[CatalogueEntry, ...]:
    """The items with their stages, as far as they have come on the context's day."""
    listed = items_listed(catalogue, context.today)
    return tuple(_entry(item, context.library.dockets_of_item(year, item.id), context) for item in listed)


def _entry(item: Item, dockets: tuple[Docket, ...], context: Context) -> CatalogueEntry:
    today = context.today
    out = [docket for docket in dockets if docket.public_on(today)]
    adjustment = (
        f"{in_words(item.changed)}{item.status}：{item.reason}（{item.approved_by}）"
        if item.changed and item.adjusted_by(today)
        else ""
    )
    stage = stage_of_item(item, dockets, context.library, today)
    return CatalogueEntry(item, stage, adjustment, tuple(map(context.link, out)))


def _catalogue(year: int, catalogue: Catalogue, context: Context) -> Page:
    shown = not catalogue.withdrawn_on(context.today)
    text = context.text(catalogue)
    html = context.render(
        "catalogue.html",
        catalogue.url,
        document=catalogue,
        notices=tuple(notices(catalogue, context)),
        entries=entries(year, catalogue, context) if shown else (),
        body=context.localised(text.html, catalogue) if shown else "",
        attachments=context.attach(catalogue) if shown else (),
        shown=shown,
    )
    return Page(
        catalogue.url,
        catalogue.path,
        catalogue.title,
        html,
        updated=catalogue.published,
        kind="catalogue",
    )


def _year(year: int, catalogue: Catalogue | None, dockets: tuple[Docket, ...], context: Context) -> Page:
    path = f"decisions/{year}/"
    rows = tuple(context.docket_row(docket) for docket in dockets if docket.folder_year == year)
    listed = catalogue if catalogue and not catalogue.withdrawn_on(context.today) else None
    html = context.render(
        "decisions_year.html",
        path,
        year=year,
        catalogue=catalogue,
        catalogue_link=context.link(catalogue) if catalogue else None,
        entries=entries(year, listed, context) if listed else (),
        rows=rows,
    )
    days = [row.day for row in rows] + ([catalogue.published] if catalogue else [])
    title = f"{year} 年重大行政决策"
    return Page(path, index_page(path), title, html, updated=max(days), kind="list")

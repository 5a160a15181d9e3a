"""Lists: by kind, year, topic and audience, cut into numbered pages where they are long."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from gongkai.model import Catalogue, Clarification, Docket, Document, Interpretation, Policy, Reply, Status
from gongkai.package import values_digest
from gongkai.pages.context import Context, ListRow
from gongkai.pages.planned import Planned
from gongkai.pages.site import Page, index_page

ROWS = 20
"""Documents on one page of a list."""

NEIGHBOURS = 2
"""Pages before and after a numbered page that it links to, besides those farther away."""

_KINDS = (Policy, Interpretation, Docket, Clarification, Reply)
"""What the lists of topics and audiences show, what a citizen asks for first in front."""

Choice = tuple[str, str, int]
"""A neighbouring list: its name, its path and how many documents it has."""


@dataclass(frozen=True)
class PagedList:
    """A list before it is cut into pages."""

    path: str
    title: str
    intro: str
    rows: tuple[ListRow, ...]
    """What holds first, then what is over."""
    choices: tuple[Choice, ...] = ()
    chosen: str = ""
    feed: str = ""
    """The path of the list's own Atom feed."""


@dataclass(frozen=True)
class ListPage:
    """One numbered page of a list; `listing` has only its own rows, `total` counts all."""

    listing: PagedList
    number: int
    total: int
    past: int
    """How many of all are over."""
    coming: int
    """How many of all are not in force yet."""
    pages: tuple[tuple[int, str], ...]
    """The numbers of the pages that it links to, itself too, with their paths."""


def list_pages(context: Context) -> Iterator[Page | Planned]:
    """Every list of documents."""
    for kind, folder, intro in (
        (Policy, "policies/", "本机关制发和转载的政策文件，按发布时间排列。"),
        (Interpretation, "interpretations/", "与政策文件同步发布的解读，以及政策实施后的跟踪解读。"),
        (Clarification, "clarifications/", "对不实、不完整信息的澄清，按发布时间排列。"),
        (Reply, "replies/", "群众和企业咨询政策的问题，以及本机关的答复，不含咨询人的任何信息。"),
    ):
        yield from _by_year(kind, folder, intro, context)
    yield from _decisions(context)
    yield from _by_label("topics", "主题", context)
    yield from _by_label("audiences", "面向对象", context)


def paginated(listing: PagedList) -> Iterator[Planned]:
    """The numbered pages of a list; an empty one still has its first."""
    past = sum(row.over for row in listing.rows)
    coming = sum(row.mark == Status.COMING for row in listing.rows)
    count = max(-(-len(listing.rows) // ROWS), 1)
    updated = max((row.day for row in listing.rows), default=None)
    for number in range(1, count + 1):
        sheet = ListPage(
            replace(listing, rows=listing.rows[(number - 1) * ROWS : number * ROWS]),
            number,
            len(listing.rows),
            past,
            coming,
            tuple((other, _path(listing, other)) for other in near_pages(number, count)),
        )
        path = _path(listing, number)
        title = listing.title if number == 1 else f"{listing.title}（第 {number} 页）"
        make = partial(_made, sheet, title)
        yield Planned(path, index_page(path), title, make, updated, shows=values_digest(sheet, str(updated)))


def _made(sheet: ListPage, title: str, context: Context) -> Page:
    path = _path(sheet.listing, sheet.number)
    html = context.render("list.html", path, sheet=sheet, listing=sheet.listing)
    return Page(path, index_page(path), title, html, sheet.listing.intro)


def _path(listing: PagedList, number: int) -> str:
    return listing.path if number == 1 else f"{listing.path}page/{number}/"


def near_pages(number: int, count: int) -> list[int]:
    """The pages that a page links to: the ends, its neighbours, and a few between, so that every page is near and
    a list of any length costs the same."""
    steps = {number + sign * 10**power for power in (1, 2, 3) for sign in (-1, 1)}
    near = {1, count, *range(number - NEIGHBOURS, number + NEIGHBOURS + 1), *steps}
    return sorted(one for one in near if 1 <= one <= count)


def _by_year(kind: type[Document], folder: str, intro: str, context: Context) -> Iterator[Planned]:
    documents = context.library.public(kind, context.today)
    years = Counter(document.folder_year for document in documents)
    choices: tuple[Choice, ...] = (
        ("全部", folder, len(documents)),
        *((f"{year} 年", f"{folder}{year}/", years[year]) for year in sorted(years, reverse=True)),
    )
    rows = _live_first(context.row(document) for document in documents)
    yield from paginated(PagedList(folder, kind.KIND, intro, rows, choices, "全部"))
    for year in years:
        of_year = tuple(row for row in rows if row.path.startswith(f"{folder}{year}/"))
        listing = PagedList(
            f"{folder}{year}/", f"{year} 年{kind.KIND}", intro, of_year, choices, f"{year} 年"
        )
        yield from paginated(listing)


def _decisions(context: Context) -> Iterator[Planned]:
    dockets = context.library.public(Docket, context.today)
    catalogues = context.library.public(Catalogue, context.today)
    years = Counter(docket.folder_year for docket in dockets)
    all_years = sorted({*years, *(catalogue.folder_year for catalogue in catalogues)}, reverse=True)
    choices = tuple((f"{year} 年", f"decisions/{year}/", years[year]) for year in all_years)
    rows = _live_first(context.docket_row(docket) for docket in dockets)
    intro = "年度重大行政决策事项目录，以及每项决策从草案、征求意见到结果的全过程。"
    yield from paginated(PagedList("decisions/", "重大行政决策", intro, rows, choices))


def _by_label(field: str, name: str, context: Context) -> Iterator[Page | Planned]:
    """The lists of one vocabulary, and the page that leads to them. A label without documents says so."""
    library = context.library
    slugs = context.settings.topics if field == "topics" else context.settings.audiences
    out = _listed(context)
    rows = {document.path: context.row(document, _noted(document, context)) for document in out}
    documents = sorted(
        out,
        key=lambda d: (rows[d.path].over, _rank(d), -d.published.toordinal(), d.path),
    )
    found = library.by_label(field, documents, slugs, context.today)
    choices = tuple((label, f"{field}/{slug}/", len(found[label])) for label, slug in slugs.items())
    for label, path, _count in choices:
        intro = f"与“{label}”有关的政策文件、政策解读、决策档案和回应，现行的在前。"
        of_label = tuple(rows[document.path] for document in found[label])
        yield from paginated(PagedList(path, label, intro, of_label, choices, label, f"{path}feed.xml"))
    title = f"按{name}查找"
    html = context.render("choices.html", f"{field}/", title=title, choices=choices)
    yield Page(f"{field}/", index_page(f"{field}/"), title, html)


def live_by_label(field: str, context: Context) -> tuple[Choice, ...]:
    """Each label of a vocabulary with the path of its list, and how many documents on it hold."""
    slugs = context.settings.topics if field == "topics" else context.settings.audiences
    found = context.library.by_label(field, _listed(context), slugs, context.today)
    return tuple(
        (label, f"{field}/{slug}/", sum(not context.is_over(one) for one in found[label]))
        for label, slug in slugs.items()
    )


def _rank(document: Document) -> int:
    return next(number for number, kind in enumerate(_KINDS) if isinstance(document, kind))


def _listed(context: Context) -> tuple[Document, ...]:
    """What the lists of topics and audiences show."""
    return tuple(d for kind in _KINDS for d in context.library.public(kind, context.today))


def _live_first(rows: Iterable[ListRow]) -> tuple[ListRow, ...]:
    """The rows in their order, but what is over at the end."""
    return tuple(sorted(rows, key=lambda row: row.over))


def _noted(document: Document, context: Context) -> str:
    """What stands beside a document in a list of several kinds."""
    return f"{document.KIND}：{context.stage(document)}" if isinstance(document, Docket) else document.KIND

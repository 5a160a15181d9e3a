"""What every page kind works with: the library on one day, the templates, links between pages."""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

import jinja2
from markupsafe import Markup

from gongkai.law import in_words
from gongkai.model import Docket, Document, Library, Policy, Stage
from gongkai.model.addresses import inner_address
from gongkai.model.followed import SectionNews
from gongkai.model.progress import stage_of
from gongkai.model.references import attachment_path
from gongkai.model.successors import Standing, standing_of
from gongkai.model.title_marks import in_marks
from gongkai.pages.body import BodyDresser, with_body_dressed
from gongkai.pages.cautions import badge, caution, with_marks
from gongkai.pages.change_marks import with_change_marks, with_change_signs
from gongkai.pages.images import with_room
from gongkai.settings import Settings
from gongkai.text import (
    Details,
    Question,
    ShownState,
    Text,
    Texts,
    Tombstone,
    Versions,
    answered_questions,
    public_place,
    with_addresses,
)

Kind = TypeVar("Kind", bound=Document)
_TEMPLATES = Path(__file__).parent / "templates"
_ID = re.compile(r'id="([^"]*)"')  # a pattern that begins with \b is found thirty times slower
_ID_NAMED = re.compile(r'(?<!\w)((?:id|aria-(?:labelled|described)by)="|href="#|url\(#)([^")]+)')


@dataclass(frozen=True)
class ListRow:
    """One line of a list: a document as the public sees it from outside."""

    title: str
    path: str
    day: date
    kind: str
    number: str = ""
    summary: str = ""
    mark: str = ""
    """How it stands, where that must be said."""
    note: str = ""
    over: bool = False
    """Whether it is only there to be looked up: it stands under 以往 in lists."""


@dataclass(frozen=True)
class Attached:
    """A file that can be downloaded: its ending says its type, `size` its bytes in words."""

    title: str
    path: str
    size: str

    @property
    def type(self) -> str:
        """The ending in capitals."""
        return self.path.rsplit(".", 1)[-1].upper()


@dataclass(frozen=True)
class Context:
    """The section on one day; page kinds ask it for documents, rows, links and templates."""

    library: Library
    texts: Texts
    settings: Settings
    assets: set[str] = field(default_factory=set)
    """Paths of content files that a page referred to, gathered while pages are made."""
    deleted: Mapping[str, Tombstone] = field(default_factory=dict)
    """By the address of its page: what may be said of a document that was deleted."""
    versions: Versions = field(default_factory=Versions)
    """The public states of documents, as git knows them."""
    known_news: SectionNews | None = None
    """What happened to all documents, where that is known already."""

    _standings: dict[str, Standing] = field(init=False, repr=False, compare=False, default_factory=dict)

    @property
    def today(self) -> date:
        """The day the pages show."""
        return self.settings.today

    def text(self, document: Document) -> Text:
        """The converted body of a document."""
        return self.texts[document.path]

    def states(self, document: Document) -> tuple[ShownState, ...]:
        """The public states of a document, the present one last; none for one that never changed."""
        return self.versions.of(document.path)

    def details(self, document: Document) -> Details:
        """What the states of a document said, and what changed between them."""
        return self.versions.details(document.path)

    def is_public(self, path: str) -> bool:
        """Whether there is a page for this document."""
        document = self.library.get(path)
        return document is not None and document.public_on(self.today)

    def public(self, documents: tuple[Kind, ...]) -> tuple[Kind, ...]:
        """Those of the documents that are out."""
        return tuple(document for document in documents if document.public_on(self.today))

    def standing(self, document: Document) -> Standing:
        """How a document that is out, and the answers in it, stand today."""
        found = self._standings.get(document.path)
        if found is None:
            found = self._standings[document.path] = standing_of(document, self.library, self.today)
        return found

    def answered(self, document: Document) -> Iterator[tuple[Question, Standing]]:
        """The questions of a document that are shown, each with how its answer stands today."""
        own = self.standing(document)
        return answered_questions(document, self.text(document), own, self.library, self.today)

    def is_over(self, document: Document) -> bool:
        """Whether a document that is out is only there to be looked up."""
        return self.standing(document).over

    def stage(self, docket: Docket) -> Stage:
        """How far a decision has come."""
        return stage_of(docket, self.library, self.today)

    def link(self, document: Document) -> tuple[str, str, str]:
        """A document as a link: its title and path, and what must stand beside it, empty unless it is over."""
        standing = self.standing(document)
        return document.title, document.url, standing.mark if standing.over else ""

    def described(self, document: Document, summary: str) -> str:
        """What search engines and those who share a page's address are told of it: first how it stands."""
        standing = self.standing(document)
        return f"【{standing.mark}】{standing.words}{summary}" if standing.mark else summary

    def row(self, document: Document, note: str = "") -> ListRow:
        """The document as a line of a list."""
        withdrawn, standing = document.withdrawn_on(self.today), self.standing(document)
        return ListRow(
            title=document.title,
            path=document.url,
            day=document.published,
            kind=document.KIND,
            number=document.own_number if isinstance(document, Policy) else "",
            summary="" if withdrawn else getattr(document, "summary", None) or "",
            mark=standing.mark,
            note="" if note == standing.mark else note,
            over=standing.over,
        )

    def docket_row(self, docket: Docket) -> ListRow:
        """The docket as a line of a list, with its stage; one that is no major decision says so, for the lists are of those."""
        row = self.row(docket, self.stage(docket))
        if docket.major:
            return row
        return replace(row, note="，".join(filter(None, (row.note, "不属于重大行政决策"))))

    def render(self, template: str, path: str, **values: object) -> str:
        """A template of this room, for the page at `path`; links are written `{{ base }}policies/`."""
        base = "../" * path.count("/")
        return (
            page_templates()
            .get_template(template)
            .render(base=base, home=base or "./", today=self.today, settings=self.settings, **values)
        )

    def localised(self, html: str, document: Document) -> Markup:
        """The fragment ready for its page, links to documents and files turned into links between pages.

        A link to a document that is not out loses its address, so that nothing gives it away.
        """
        standing, base = self.standing(document), "../" * document.url.count("/")
        states, marks = self.states(document), dict[int, str]()
        if states:
            html, marks = with_change_signs(html, states, self.details(document))
        mark, first = str(badge(standing.mark)), str(caution(standing, base))
        html = self.relinked(html, document, document)
        ready = with_body_dressed(html, document, self.text(document), mark, first)
        return Markup(with_change_marks(ready, marks))  # the converter's own HTML

    def quoted(self, html: str, document: Document, page: Document, under: str, prefix: str) -> str:
        """A piece of one document's fragment made ready for another's page: `prefix` keeps its ids apart, and a
        link to a place of its own document leads there."""
        ids = set(_ID.findall(html))
        html = _ID_NAMED.sub(lambda m: m[1] + (prefix if m[2] in ids else "") + m[2], html)
        ours = {prefix + id_ for id_ in ids}
        return BodyDresser(under, prefix).dress(self.relinked(html, document, page, ours))

    def file(self, path: str) -> Path:
        """A file of the content folder that a page looks into."""
        return self.settings.content / path

    def file_size(self, path: str) -> int:
        """Bytes of a file of the content folder."""
        return (self.settings.content / path).stat().st_size

    def attach(self, document: Document) -> tuple[Attached, ...]:
        """The document's attachments, which are published with it."""
        found = []
        for attachment in document.attachments:
            path = attachment_path(document, attachment.file)
            self.assets.add(path)
            size = _size(self.file_size(path))
            found.append(Attached(attachment.title, quote(path), size))
        return tuple(found)

    def relinked(self, html: str, document: Document, page: Document, here: Set[str] = frozenset()) -> str:
        """Addresses written in `document` as they must be on `page`; `here` are ids that `page` has too."""

        base = "../" * page.url.count("/")
        marks: dict[str, str] = {}
        # the words of a 公文 are its own; where all is over, the page says so at every answer
        telling = not isinstance(document, Policy) and not self.is_over(document)

        def relinked(written: str) -> str | None:
            if written.startswith("#") and (page is document or written[1:] in here):
                return written
            place = public_place(written, document, self.library, self.today)
            if place is None:
                return None
            if place.file:
                self.assets.add(place.file)
            address = f"{base}{place.address}" if place.inside else place.address
            if telling and place.document not in (None, page):
                marks[address] = self.link(place.document)[2]
            return address

        html = with_addresses(with_room(html, lambda src: self._picture(src, document)), relinked)
        return with_marks(html, marks)

    def over_in_text(self, document: Document) -> tuple[tuple[str, str, str], ...]:
        """What a text links to that is over, each once: a 公文 is shown as it is, so its page says it below."""
        places = (
            public_place(link.href, document, self.library, self.today) for link in self.text(document).links
        )
        targets = {place.document.path: place.document for place in places if place and place.document}
        return tuple(self.link(one) for one in targets.values() if one is not document and self.is_over(one))

    def _picture(self, written: str, document: Document) -> Path | None:
        """The file of a picture that lies in the content folder."""
        target = inner_address(written, document)
        inside = target is not None and target.path in self.library.others
        return self.file(target.path) if target and inside else None


def _size(count: int) -> str:
    """Bytes as a reader knows them: 12 KB, 1.4 MB; never 0."""
    if count < 1_000_000:
        return f"{max(round(count / 1024), 1)} KB"
    return f"{count / 1024 / 1024:.1f} MB"


@cache
def page_templates() -> jinja2.Environment:
    """The templates of this room, with its filters."""
    environment = templates_in(_TEMPLATES)
    environment.filters["day"] = _day
    environment.filters["month"] = _month
    environment.filters["badge"] = badge
    environment.filters["in_marks"] = in_marks
    return environment


def templates_in(folder: Path) -> jinja2.Environment:
    """The templates of a folder, as every room of ours reads them: strict, and escaping what they are given."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )


def _day(day: date) -> Markup:
    """2024年5月8日, for people and machines."""
    return Markup(f'<time datetime="{day.isoformat()}">{in_words(day)}</time>')  # nothing to escape


def _month(written: str) -> str:
    """2024-05 as 2024年5月, 2024 as 2024年."""
    year, _, month = written.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"

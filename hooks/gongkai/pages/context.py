"""What every page kind works with: the library on one day, the templates, links between pages."""

import posixpath
import re
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path

import jinja2
from markupsafe import Markup

from gongkai.model import Document, Library, Policy
from gongkai.model.addresses import inner_address
from gongkai.pages.body import dressed
from gongkai.settings import Settings
from gongkai.text import Text, Texts

_TEMPLATES = Path(__file__).parent / "templates"
_ADDRESS = re.compile(r'(<(?:a|img)\b[^>]*?)\s(href|src)="([^"]*)"')


@dataclass(frozen=True)
class Row:
    """One line of a list: a document as the public sees it from outside."""

    title: str
    path: str
    day: date
    kind: str
    number: str = ""
    summary: str = ""
    status: str = ""
    note: str = ""


@dataclass(frozen=True)
class Context:
    """The section on one day; page kinds ask it for documents, rows, links and templates."""

    library: Library
    texts: Texts
    settings: Settings
    assets: set[str] = field(default_factory=set)
    """Paths of content files that a page referred to, gathered while pages are made."""

    @property
    def today(self) -> date:
        """The day the pages show."""
        return self.settings.today

    def text(self, document: Document) -> Text:
        """The converted body of a document."""
        return self.texts[document.path]

    def is_public(self, path: str) -> bool:
        """Whether there is a page for this document."""
        document = self.library.get(path)
        return document is not None and document.public_on(self.today)

    def public(self, documents: tuple[Document, ...]) -> tuple[Document, ...]:
        """Those of the documents that are out."""
        return tuple(document for document in documents if document.public_on(self.today))

    def row(self, document: Document, note: str = "") -> Row:
        """The document as a line of a list."""
        withdrawn = document.withdrawn_on(self.today)
        status = "已撤下" if withdrawn else ""
        if isinstance(document, Policy) and not withdrawn:
            status = self.library.status(document, self.today)
        return Row(
            title=document.title,
            path=document.url,
            day=document.published,
            kind=document.KIND,
            number=_number(document),
            summary="" if withdrawn else getattr(document, "summary", None) or "",
            status=status,
            note=note,
        )

    def render(self, template: str, path: str, **values: object) -> str:
        """A template of this room, for the page at `path`; links are written `{{ base }}policies/`."""
        base = "../" * path.count("/")
        return (
            _templates()
            .get_template(template)
            .render(base=base, home=base or "./", today=self.today, settings=self.settings, **values)
        )

    def localised(self, html: str, document: Document) -> Markup:
        """The fragment ready for its page, links to documents and files turned into links between pages.

        A link to a document that is not out loses its address, so that nothing gives it away.
        """

        def relink(match: re.Match[str]) -> str:
            address = self._address(unescape(match[3]), document)
            return match[1] + (f' {match[2]}="{address}"' if address is not None else "")

        ready = dressed(_ADDRESS.sub(relink, html), document, self.text(document))
        return Markup(ready)  # the converter's own HTML

    def attach(self, document: Document) -> tuple[tuple[str, str], ...]:
        """Title and path of the document's attachments, which are published with it."""
        folder = posixpath.dirname(document.path)
        found = []
        for attachment in document.attachments:
            path = posixpath.normpath(posixpath.join(folder, attachment.file))
            self.assets.add(path)
            found.append((attachment.title, path))
        return tuple(found)

    def _address(self, written: str, document: Document) -> str | None:
        address, base = inner_address(written, document), "../" * document.url.count("/")
        if address is None or written.startswith("#"):
            return _escaped(written)
        anchor = f"#{address.anchor}" if address.anchor else ""
        target = self.library.get(address.path)
        if target is not None or address.path in self.library.unread:
            return _escaped(f"{base}{target.url}{anchor}") if target and self.is_public(target.path) else None
        if address.path in self.library.others:
            self.assets.add(address.path)
        return _escaped(f"{base}{address.path}{anchor}")


def in_words(day: date) -> str:
    """2024年5月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def _number(document: Document) -> str:
    """The document's 发文字号, empty for one that has none."""
    number = document.number if isinstance(document, Policy) else ""
    return "" if number == "无" else number


def _escaped(text: str) -> str:
    return str(Markup.escape(text))


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    environment.filters["day"] = _day
    environment.filters["month"] = _month
    return environment


def _day(day: date) -> Markup:
    """2024年5月8日, for people and machines."""
    return Markup('<time datetime="{}">{}</time>').format(day.isoformat(), in_words(day))


def _month(written: str) -> str:
    """2024-05 as 2024年5月, 2024 as 2024年."""
    year, _, month = written.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"

"""暂缓事项 in force, as the public may know them: an exception is told, what is withheld is not."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.bureau import LocalRule
from gongkai.model import AnnualReport, Catalogue, Document, Waiver
from gongkai.model.addresses import inner_address
from gongkai.model.kinds import kind_of
from gongkai.model.references import attachment_path
from gongkai.model.register import RegisterEntry
from gongkai.pages.context import Context
from gongkai.settings import COLUMNS, Settings


@dataclass(frozen=True)
class ShownWaiver:
    """One waiver; `url` is where its document is shown, empty where there is none."""

    rule: str
    path: str
    title: str
    url: str
    mark: str
    reason: str
    approved_by: str
    expires: date


def waivers_told(context: Context) -> tuple[ShownWaiver, ...]:
    """The whole waivers in force today whose file may be named, those that end first in front."""
    found = (_told(waiver, context) for waiver in _in_force(context) if _may_be_named(waiver.path, context))
    return tuple(sorted(found, key=lambda one: (one.expires, one.path, one.rule)))


def lowered_rules(settings: Settings) -> tuple[LocalRule, ...]:
    """The rules that do not stop a build here: those that are off, and those that only warn."""
    return tuple(rule for rule in settings.rules if rule.severity != "error")


def waivers_of(document: Document, context: Context) -> Iterator[Waiver]:
    """The whole waivers in force today for one document."""
    return (waiver for waiver in _in_force(context) if waiver.path == document.path)


def _in_force(context: Context) -> Iterator[Waiver]:
    for placed in context.library.entries(Waiver):
        waiver = placed.entry
        if waiver.reason and waiver.approved_by and waiver.in_force_on(context.today):
            yield waiver


def _told(waiver: Waiver, context: Context) -> ShownWaiver:
    document = context.library.get(waiver.path)
    title = document.title if document else COLUMNS.get(waiver.path, waiver.path)
    return ShownWaiver(
        rule=waiver.rule,
        path=waiver.path,
        title=title or "首页",
        url=document.url if document else f"{waiver.path}/" if waiver.path in COLUMNS else "",
        mark=context.link(document)[2] if document else "",
        reason=waiver.reason or "",
        approved_by=waiver.approved_by or "",
        expires=waiver.expires or date.max,
    )


def _may_be_named(path: str, context: Context) -> bool:
    """Whether the path gives nothing away: a document that is out, a register, a column, something that is
    missing and should be there, or a file that no withheld document refers to."""
    if context.library.get(path) is not None:
        return context.is_public(path)
    if path in context.library.others:
        return path not in _named_by_withheld(context)
    kind = kind_of(path)
    return path in COLUMNS or (
        kind is not None and issubclass(kind, RegisterEntry | AnnualReport | Catalogue)
    )


def _named_by_withheld(context: Context) -> frozenset[str]:
    """The files that documents which are not out refer to, in fields or text."""
    withheld = (d for d in context.library.documents if not d.public_on(context.today))
    return frozenset(path for document in withheld for path in _named(document, context))


def _named(document: Document, context: Context) -> Iterator[str]:
    for attachment in document.attachments:
        yield attachment_path(document, attachment.file)
    text = context.text(document)
    for written in (*(link.href for link in text.links), *(image.src for image in text.images)):
        if address := inner_address(written, document):
            yield address.path

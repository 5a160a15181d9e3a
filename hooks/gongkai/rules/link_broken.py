"""GK601: a link within the section that leads nowhere, or to what is not out yet."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.model.addresses import inner_address
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """An internal link without target, or to a document that is not out when this one is.

    Why: a dead link is a fault in every inspection of government sites; one to a withheld document
    would give it away.
    """
    day = max(case.today, document.published)
    text = case.text(document)
    written = [(link.href, link.line) for link in text.links] + [(i.src, i.line) for i in text.images]
    for href, line in written:
        address = inner_address(href, document)
        if address is None or address.path in case.lists or address.path in case.library.others:
            continue
        if said := _what_is_wrong(address.path, day, case):
            yield document.body_violation(line, f"链接“{href}”{said}")


def _what_is_wrong(path: str, day: date, case: Case) -> str:
    target = case.library.get(path)
    if target is None:
        return "" if path in case.library.unread else "所指的文件不存在"
    if not target.has("published"):
        return ""
    return "" if target.public_on(day) else f"指向尚未发布的文件（{path}）"


RULE = Rule(
    code="GK601",
    name="link-broken",
    title="链接打不开",
    says="正文里的链接指向不存在的文件，或者指向尚未发布的文件。",
    basis=law.LINKS_KEPT,
    fix="写目标文件相对本文件的位置，例如 ../../policies/2024/job-subsidy.md；尚未发布的，等发布后再加链接。",
    check=check,
    subjects=(Document,),
)

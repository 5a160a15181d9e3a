"""GK402: the date of publication was changed after the document was out."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.rule import Case, Rule
from gongkai.source import Trail
from gongkai.text import PublicHistory


def check(document: Document, case: Case) -> Iterator[Violation]:
    """`published` is what it was when the document was first public, or `date_corrected` says in public why not.

    A day that has not come may be changed freely; on the day itself the document is out.
    """
    past, since = case.evidence, case.settings.evidence_since
    trail = past.history.trails.get(document.path) if past else None
    if past is None or since is None or trail is None:
        return
    first = _first_public(trail, past, since)
    if first is None or document.published == first:
        return
    said = f"发布日期现为 {document.published}，而文件已经以 {first} 公开过"
    note = document.date_corrected
    if note is None:
        yield document.violation(
            "published", f"{said}，没有说明为什么改（date_corrected）", fix=_fix(first, case)
        )
    elif note.from_ != first:
        said += f"，date_corrected 的 from 却是 {note.from_}"
        yield document.violation("published", said, fix=f"把 date_corrected 的 from 改成 {first}。")
    elif note.on > case.today:
        said += f"，date_corrected 的日期 {note.on} 还没有到"
        yield document.violation("published", said, fix=f"把 date_corrected 的 on 改成 {case.today}。")


def _first_public(trail: Trail, past: PublicHistory, since: date) -> date | None:
    """The `published` of the first version that was out on any day from `since` on; None if none was."""
    for version, until, told in past.earlier(trail):
        if told.published and not told.draft and max(told.published, since) <= max(version.day, until):
            return told.published
    return None


def _fix(first: date, case: Case) -> str:
    return (
        f"改回 {first}；原来写错了的，写 date_corrected: {{from: {first}, on: {case.today}, reason: …}}，"
        "页面上会公开更正的理由。"
    )


RULE = Rule(
    code="GK402",
    name="published-date-changed",
    title="公开后改了发布日期",
    says="文件公开以后又改了发布日期，没有用 date_corrected 公开说明；还没有到的发布日期可以随意改。",
    basis=law.TRUE_DATES,
    fix="改回原来的发布日期，或者用 date_corrected 公开说明理由。",
    check=check,
    subjects=(Document,),
    asks_git=True,
)

"""What another platform should show today, from this section: its questions, or its documents."""

from collections.abc import Iterator, Mapping
from datetime import date

from gongkai.exports import document_row, entry_hash, last_change
from gongkai.model import Library, Policy, Status
from gongkai.model.validity import public_documents
from gongkai.platforms.drift.comparing import OurRow
from gongkai.search import knowledge, read_out
from gongkai.settings import Settings
from gongkai.text import Texts, shown_questions

_GONE = "已撤下"


def our_questions(
    library: Library, texts: Texts, settings: Settings, days: Mapping[str, str]
) -> tuple[OurRow, ...]:
    """The knowledge base, then the questions that have left it and are still on a page. `days` as in `last_change`."""
    today = settings.today
    entries = knowledge(library, texts, settings)
    updated = {one.id: last_change(one.id, one.source, days, today) for one in entries}
    known = {entry.id for entry in entries}
    current = [
        OurRow(
            id=entry.id,
            kind="问答",
            name=entry.question,
            number=entry.policies[0].own_number if entry.policies else "",
            policy=entry.policies[0].title if entry.policies else "",
            answer=entry.text,
            status="",
            updated=date.fromisoformat(updated[entry.id]),
            hash=entry_hash(entry, updated[entry.id]),
        )
        for entry in entries
    ]
    over = "答案所依据的政策或草案已经废止、失效、撤下或者作出决定"
    gone = [
        OurRow(q.id, "问答", q.question, "", "", read_out(q.answer_html), "", document.published, "", over)
        for document in public_documents(library, today)
        for q in shown_questions(document, texts[document.path], today)
        if q.id not in known
    ]
    return (*current, *gone)


def our_documents(
    library: Library, texts: Texts, settings: Settings, days: Mapping[str, str]
) -> tuple[OurRow, ...]:
    """The documents that are out, policies first; one that holds no more should be marked so, or go."""
    found = tuple(_documents(library, texts, settings, days))
    return tuple(sorted(found, key=lambda one: one.kind != Policy.KIND))


def _documents(
    library: Library, texts: Texts, settings: Settings, days: Mapping[str, str]
) -> Iterator[OurRow]:
    for document in public_documents(library, settings.today):
        row = document_row(document, library, texts, settings, days)
        status = row["status"] or ""
        is_over = status in (_GONE, Status.EXPIRED, Status.REPEALED)
        yield OurRow(
            id=document.path,
            kind=document.KIND,
            name=document.title,
            number=document.own_number if isinstance(document, Policy) else "",
            policy="",
            answer="",
            status=status,
            updated=date.fromisoformat(row["updated"]),
            hash=row["hash"],
            over=f"{status}，应当撤下或者标明状态" if is_over else "",
        )

"""What of a body the public may see on a day: pages and exports ask here, so that they agree."""

from collections.abc import Iterator
from datetime import date

from gongkai.model import Docket, Document, Library
from gongkai.model.decision import ATTENDANCE, DRAFT, EXPLANATION, RESULT
from gongkai.model.successors import Standing, draft_standing
from gongkai.text.body import Question, Text, TextSection


def shown_sections(docket: Docket, text: Text, today: date) -> tuple[TextSection, ...]:
    """The parts of a docket's body whose day has come."""
    if docket.withdrawn_on(today):
        return ()
    hidden = hidden_parts(docket, today)
    return tuple(section for section in text.sections if section.title not in hidden)


def hidden_parts(docket: Docket, today: date) -> frozenset[str]:
    """The titles of parts whose day has not come: the draft's is when the consultation opens, the result's when it is
    decided, the attendance has its own."""
    opened = not docket.rounds or docket.rounds[0].opens <= today
    decided = docket.decided is not None and docket.decided <= today
    attended = docket.attendance is None or (docket.attendance.date or today) <= today
    hidden = (
        *((DRAFT, EXPLANATION) if not opened else ()),
        *((RESULT,) if not decided else ()),
        *((ATTENDANCE,) if not attended else ()),
    )
    return frozenset(hidden)


def shown_html(document: Document, text: Text, today: date) -> str:
    """The fragment of a body as far as it is public: nothing of what was taken down."""
    if isinstance(document, Docket):
        html = "".join(section.html for section in shown_sections(document, text, today))
        return html + _footnotes_of(html, text.footnotes)
    return "" if document.withdrawn_on(today) else text.html


def _footnotes_of(html: str, footnotes: str) -> str:
    """The footnotes that the shown parts refer to."""
    head, *notes = footnotes.split('<li id="fn:')
    if not notes:
        return ""
    tail = notes[-1][notes[-1].rfind("</li>") + len("</li>") :]
    notes[-1] = notes[-1].removesuffix(tail)
    kept = [f'<li id="fn:{note}' for note in notes if f'href="#fn:{note.split(chr(34))[0]}"' in html]
    return f"{head}{''.join(kept)}{tail}" if kept else ""


def shown_questions(document: Document, text: Text, today: date) -> tuple[Question, ...]:
    """The questions of the shown parts."""
    if not isinstance(document, Docket):
        return () if document.withdrawn_on(today) else text.questions
    html = shown_html(document, text, today)
    return tuple(question for question in text.questions if f'id="{question.id}"' in html)


def answered_questions(
    document: Document, text: Text, own: Standing, library: Library, today: date
) -> Iterator[tuple[Question, Standing]]:
    """The questions of the shown parts, each with how its answer stands: in a decision's docket, those about the
    draft as the draft does, everywhere else as the document does (`own`)."""
    asked = shown_questions(document, text, today)
    if not asked:
        return
    draft, html = Standing(), ""
    if isinstance(document, Docket):
        draft = draft_standing(document, library, today)
        html = "".join(section.html for section in text.sections if section.title in (DRAFT, EXPLANATION))
    for question in asked:
        yield question, draft if f'id="{question.id}"' in html else own

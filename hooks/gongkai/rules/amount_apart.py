"""GK110: an amount stands in an interpretation or a summary, and nowhere in the texts it rests on."""

from collections.abc import Iterator

from gongkai import law
from gongkai.amounts.recognition import amounts_in
from gongkai.findings import Violation
from gongkai.model import Document, Interpretation, Policy
from gongkai.model.title_marks import in_marks, without_marks
from gongkai.rules.amount_texts import KeptApart, unread_attachments
from gongkai.rules.rule import Case, Rule
from gongkai.source import Front

_LONGEST = 30
"""Letters of a clause, or a title, that a message repeats."""


def check(document: Policy | Interpretation, case: Case) -> Iterator[Violation]:
    """An amount of money, a share, a period or a day that is neither stated, nor reckoned, nor explained.

    Why: citizens take the interpretation for the policy; who was told another number comes for nothing, or not at all.
    """
    if document.withdrawn_on(case.today) if document.has("withdrawn") else False:
        return
    yield from _idle_notes(document)
    for one in case.apart.get(document.path, ()):
        line = one[0] + document.source.body_line - 1 if one[0] else document.line("summary")
        if not _is_explained(document, line, one):
            unread = unread_attachments(document, case.library, case.attached)
            extra = {"warning": True, "fix": _unread(unread)} if unread else {}
            yield Violation(document.path, line, _message(one), **extra)  # type: ignore[arg-type]


def _message(apart: KeptApart) -> str:
    _line, where, written, words, label, near, title = apart
    said = f"“{_short(words)}”里的 {written}" if words != written else f"“{written}”"
    told = f"{where}{said}，在{in_marks(_short(without_marks(title)))}里找不到"
    if not near:
        return told
    place = f"（{label}）" if label and not label.endswith("）") else label
    return f"{told}；最接近的是{place}“{_short(near)}”"


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def _unread(names: tuple[str, ...]) -> str:
    return f"附件“{_short(names[0])}”的文字读不出来，请人工核对；附件里确有的，在后面写 {{amount: 见附件}}。"


def _is_explained(document: Document, line: int, apart: KeptApart) -> bool:
    """Whether a note says where the amount comes from: right behind it, or behind the summary."""
    written = apart[2]
    if not apart[0]:
        front = document.source.front
        comment = front.comments.get(("summary",), "") if isinstance(front, Front) else ""
        note = comment.lstrip("# ")
        if not note.startswith(("{amount:", "{amount：")):
            return False
        values = {(one.kind, one.value, one.day) for one in amounts_in(note)}
        own = {(one.kind, one.value, one.day) for one in amounts_in(written)}
        return not values or bool(values & own)
    return any(
        note.text and note.line == line and note.before.endswith(written) for note in document.source.notes
    )


def _idle_notes(document: Document) -> Iterator[Violation]:
    """Notes that say nothing, or stand behind no amount."""
    for note in document.source.notes:
        if note.line < document.source.body_line:
            continue
        if not note.text:
            fix = "写明这个数从哪里来，例如 {amount: 2025年决算数}；不需要说明的，删去。"
            yield Violation(document.path, note.line, "{amount: } 里没有写依据", fix=fix)
        elif not any(note.before.endswith(one.written) for one in amounts_in(note.before)):
            fix = "把它紧跟在要说明的金额、比例、期限或者日期后面。"
            yield Violation(
                document.path,
                note.line,
                f"{{amount: {_short(note.text)}}} 前面没有金额、比例、期限或者日期",
                fix=fix,
            )


RULE = Rule(
    code="GK110",
    name="amount-apart",
    title="数和政策原文对不上",
    says="解读的问题、回答、内容概述，或者政策文件的内容概述里，有政策原文没有的金额、比例、期限、截止日期。",
    basis=law.AMOUNTS_SAME,
    fix="对照原文改成一致；是算出来的，把算式写在同一段（3×816＝2,448元），举例的以“例如”开头；另有依据的，后面写 {amount: 依据}。",
    check=check,
    is_duty=True,
    subjects=(Policy, Interpretation),
)

"""《信息公开审批表》 of one document as a Word file: what it is, and who took which step on which day."""

from collections.abc import Iterator

from gongkai.approval import ApprovalState
from gongkai.exports.word.cells import GridCell
from gongkai.exports.word.grid import add_grid
from gongkai.exports.word.paper import finished_paper, new_paper
from gongkai.law import in_words
from gongkai.model import Document
from gongkai.settings import Settings
from gongkai.settings.approvals import EVIDENCE, ApprovalSettings

COLUMNS = (30.0, 40.0, 36.0, 50.0)
"""Widths in millimetres."""


def written_form(document: Document, state: ApprovalState, settings: Settings) -> bytes:
    """The file. Only names that the settings have people written with stand in it; a line is left for a hand otherwise."""
    paper = new_paper("信息公开审批表", settings.organisation, settings.today)
    rows = form_rows(document, state, settings)
    add_grid(paper, rows, COLUMNS, heads=0, caption="信息公开审批表")
    for said in form_notes(state):
        paper.add_paragraph(said)
    return finished_paper(paper)


def form_rows(document: Document, state: ApprovalState, settings: Settings) -> list[list[GridCell]]:
    """The form's table."""
    return [*_about(document), *_steps(state, settings)]


def form_notes(state: ApprovalState) -> Iterator[str]:
    """What stands below the table."""
    yield f"所审内容的指纹（SHA-256）：{state.digest}"
    if not state.is_complete:
        yield "审签还没有完成。"


def _about(document: Document) -> Iterator[list[GridCell]]:
    def row(name: str, said: object) -> list[GridCell]:
        return [GridCell(name, is_head=True), GridCell(str(said or ""), columns=3, align="left")]

    yield row("信息名称", document.title)
    if number := getattr(document, "number", None):
        yield row("发文字号", number)
    yield row("承办科室", getattr(document, "department", None))
    yield row("公开方式", "主动公开")
    if drafted := getattr(document, "drafted", None):
        yield row("起草", in_words(drafted))
    yield row("拟发布日期", in_words(document.published))
    files = "；".join(one.title for one in document.attachments)
    yield row("附件", files or "无")


def _steps(state: ApprovalState, settings: Settings) -> Iterator[list[GridCell]]:
    asked = settings.approvals
    yield [GridCell(name, is_head=True) for name in ("环节", "意见", "审签人", "日期和凭据")]
    for one in state.counted:
        when = f"{in_words(one.day)}，{EVIDENCE[one.evidence]}"
        yield [GridCell(one.step), GridCell("同意"), GridCell(_name(one.by, asked)), GridCell(when)]
    for step in state.missing:
        yield [GridCell(step), *(GridCell("") for _column in range(3))]


def _name(person: str, asked: ApprovalSettings | None) -> str:
    return person if asked and person in asked.people else ""

"""What kind of document a file holds, by its title and what it is made of."""

import re
from enum import Enum

from gongkai.editing.importing.blocks import Block, rows, words_of
from gongkai.editing.importing.official import Official
from gongkai.editing.importing.questions import is_question_list
from gongkai.editing.importing.report_parts import is_report
from gongkai.text.layout_patterns import without_spaces
from gongkai.text.layout_words import ends_like_title

_EXPLAINS = re.compile(r"解读|图解|一图读懂|一图看懂|答记者问|政策问答|一问一答")
_FORM = re.compile(
    r".*(?:申请表|申报表|登记表|审批表|报名表|备案表|申请书|承诺书|委托书|回执)(?:[（(].*[)）])?"
)
_FEW_WORDS = 400
_LABEL = 12
"""A cell with more letters is no label beside a blank."""


class PaperKind(Enum):
    """Where a document goes; the value is its name, for the editor."""

    POLICY = "政策文件"
    QUESTIONS = "政策问答"
    INTERPRETATION = "政策解读"
    REPORT = "政府信息公开年度报告"
    CATALOGUE = "重大行政决策事项目录"
    PLAN = "工作要点任务分解"
    MINUTES = "听证会、座谈会的情况"
    FORM = "空白表格"
    OTHER = "不像公文的文章"


_TITLED = (
    (re.compile(r".*重大行政决策事项(?:年度)?目录(?:[（(].*[)）])?"), PaperKind.CATALOGUE),
    (re.compile(r".*(?:听证会|座谈会).*(?:纪要|笔录|记录|报告|综述|情况|通报)"), PaperKind.MINUTES),
    (re.compile(r".*(?:工作要点|公开).*(?:分解|分工)(?:表|方案|清单)?(?:[（(].*[)）])?"), PaperKind.PLAN),
)


def kind_of(official: Official) -> PaperKind:
    """The kind; what is none of the others is a policy document, as everything was that the organ issued."""
    title, body = official.title, official.body
    if is_question_list(title, body):
        return PaperKind.QUESTIONS
    if is_report(official):
        return PaperKind.REPORT
    if not official.number and (
        kind := next((one for words, one in _TITLED if words.fullmatch(title)), None)
    ):
        return kind
    issued = bool(official.number) or (ends_like_title(title) and not _EXPLAINS.search(title[-8:]))
    if _EXPLAINS.search(title) and not issued:
        return PaperKind.INTERPRETATION
    if not official.number and _FORM.fullmatch(title) and _is_blank(body):
        return PaperKind.FORM
    sealed = official.signed is not None and bool(official.issuers)
    return PaperKind.POLICY if issued or sealed or official.addressee else PaperKind.OTHER


def _is_blank(body: tuple[Block, ...]) -> bool:
    """Whether it is mostly a table to be filled in: labels with empty cells beside them."""
    tables = [block for block in body if block.node["t"] == "Table"]
    cells = [
        without_spaces(words_of(cell[4])) for table in tables for row in rows(table.node) for cell in row
    ]
    prose = sum(len(block.text) for block in body if block.is_paragraph)
    short = [cell for cell in cells if cell and len(cell) <= _LABEL]
    return bool(tables) and prose < _FEW_WORDS and cells.count("") * 3 >= len(short)

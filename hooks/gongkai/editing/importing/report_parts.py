"""By what an annual report is known: its title, and the parts of the national format that stand in it."""

import re

from gongkai import law
from gongkai.editing.importing.blocks import Block
from gongkai.editing.importing.official import Official
from gongkai.text.layout_patterns import clause_level, without_spaces

_TITLE = re.compile(r"(?:政府信息公开|政务公开).*(?:年度报告|年报|工作报告)")


def is_report(official: Official) -> bool:
    """Whether a document is the annual report, by its title and at least three of its parts."""
    parts = {part.number for block in official.body if (part := part_at(block)) is not None}
    return bool(_TITLE.search(official.title)) and len(parts) >= 3


def part_at(block: Block) -> law.ReportPart | None:
    """The part that a heading begins."""
    words = without_spaces(block.text)
    return (
        law.report_part(words)
        if block.is_paragraph and clause_level(words) == 1 and len(words) < 40
        else None
    )

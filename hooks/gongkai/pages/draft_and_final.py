"""What became of a draft on which the public was heard: the document that was decided against it, clause by clause, with
the opinions that were taken up beside it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from gongkai.model import Docket, Policy
from gongkai.model.decision import DRAFT, OUTCOMES, Opinion
from gongkai.pages.context import Context
from gongkai.pages.redlines import Change, changes, folded
from gongkai.pages.versions import ShownComparison
from gongkai.text import shown_sections
from gongkai.text.redline import Row, TextBlock, blocks_of, redline

_PREFIX = "gk-final-"
_ENOUGH = 0.25
"""The part of a draft's words that must be in the final text: a draft may be no text of its own, but tell what is to be
changed in one."""
_TAKEN_UP = ("adopted", "partly")


@dataclass(frozen=True)
class TakenUp:
    """An opinion that was taken up, and the changes at clauses that its record names."""

    summary: str
    outcome: str
    reason: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class DraftAndFinal:
    """A draft against what was decided, ready for the docket's page."""

    comparison: ShownComparison
    opinions: tuple[TakenUp, ...]


def draft_and_final(docket: Docket, context: Context) -> DraftAndFinal | None:
    """None where there are not two texts that are public, or where they have too little in common."""
    rows = _rows(docket, context)
    if not rows or _kept(rows) < _ENOUGH:
        return None
    found = changes(rows, _PREFIX)
    shown = ShownComparison(found, facts=Markup(""), text=folded(rows, _PREFIX), silent=not found)
    feedback = docket.feedback_on(context.today)
    opinions = (one for one in (feedback.opinions if feedback else ()) if one.outcome in _TAKEN_UP)
    return DraftAndFinal(shown, tuple(_taken_up(one, found) for one in opinions))


def _rows(docket: Docket, context: Context) -> tuple[Row, ...]:
    today = context.today
    if not (docket.decided and docket.decided <= today and isinstance(docket.result, str)):
        return ()
    final = context.library.get(docket.result)
    if not isinstance(final, Policy) or not context.is_public(final.path) or final.withdrawn_on(today):
        return ()
    sections = shown_sections(docket, context.text(docket), today)
    draft = next((section.html for section in sections if section.title == DRAFT), "")
    older = tuple(_without_heading(blocks_of(draft)))
    return redline(older, blocks_of(context.text(final).html)) if older else ()


def _without_heading(blocks: Sequence[TextBlock]) -> Iterator[TextBlock]:
    yield from (block for block in blocks if block.text != DRAFT)


def _kept(rows: Sequence[Row]) -> float:
    """Which part of the older text's words is in the newer one too."""
    count = {"=": 0, "-": 0, "+": 0}
    for row in rows:
        if row.what != "left":  # it came elsewhere
            for cell in row.cells:
                for piece in cell.pieces:
                    count[piece.sign] += len(piece.text)
    return count["="] / max(count["="] + count["-"], 1)


def _taken_up(opinion: Opinion, found: Sequence[Change]) -> TakenUp:
    """Its changes are those at clauses that the record names: it has no other field for that."""
    told = f"{opinion.summary} {opinion.reason or ''}"
    named = tuple(change for change in found if _names(told, change.label))
    return TakenUp(opinion.summary, OUTCOMES[opinion.outcome], opinion.reason or "", named)


def _names(told: str, label: str) -> bool:
    """Whether the words cite the clause: 第三条, 二（一）; a bare 一 may be any word."""
    cited = label.startswith("第") or "（" in label
    return cited and re.search(rf"(?<![一二三四五六七八九十百]){re.escape(label)}(?!（|第)", told) is not None

"""What changed between two texts, as HTML: seen without colours, heard by a screen reader, printed as it is."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from gongkai.text.redline import Cell, Row

_TOLD = {
    "changed": "修改",
    "added": "新增",
    "struck": "删去",
    "left": "移走",
    "came": "移来",
}
_WORTH_FOLDING = 3
"""Paragraphs that did not change, one after another, from which on they are folded away."""
_ELEMENTS = {"-": ("del", "删去"), "+": ("ins", "新增")}


@dataclass(frozen=True)
class Change:
    """A clause that changed, for a list of them: how it is cited, what happened, and where it stands."""

    label: str
    what: str
    id: str


class _Part(NamedTuple):
    """A paragraph of a comparison, or a table. `kept`: whether nothing of it changed."""

    html: str
    label: str
    kept: bool
    is_heading: bool = False


def what_changed(row: Row) -> str:
    """In a word what happened to a clause, and where it went or came from."""
    if row.what == "left" and row.other:
        return f"移到{row.other}"
    if row.what == "came" and row.other:
        return f"从{row.other}移来"
    return _TOLD[row.what]


def words(cells: Iterable[Cell], between: str = "；") -> Markup:
    """The words of a row with what was struck and added, by elements and in words for the ear."""
    return Markup(between.join(filter(None, map(_cell, cells))))  # escaped in `_cell`


def _cell(cell: Cell) -> str:
    return "".join(_piece(sign, text) for sign, text in cell.pieces)


def _piece(sign: str, text: str) -> str:
    shown = escape(text).replace("\n", "<br>")
    if sign == "=":
        return shown
    element, told = _ELEMENTS[sign]
    ear = '<span class="gk-unseen">{}</span>'
    return f"<{element}>{ear.format(f'〔{told}：')}{shown}{ear.format('〕')}</{element}>"


def changes(rows: Iterable[Row], prefix: str) -> tuple[Change, ...]:
    """What changed, each clause once for each thing that happened to it."""
    found: dict[tuple[str, str], Change] = {}
    for number, row in enumerate(rows):
        if row.what != "kept":
            change = Change(row.label or "正文", what_changed(row), f"{prefix}{number}")
            found.setdefault((change.label, change.what), change)
    return tuple(found.values())


def whole(rows: Sequence[Row], prefix: str) -> Markup:
    """The newer text with all that changed, from top to bottom; ids begin with `prefix`."""
    return Markup("\n".join(part.html for part in _parts(rows, prefix)))  # escaped in `_cell`


def folded(rows: Sequence[Row], prefix: str) -> Markup:
    """The same, with what did not change folded away, so that a reader on a phone finds what did; a heading above a change
    stays in sight."""
    pieces: list[str] = []
    for kept, some in groupby(_parts(rows, prefix), lambda part: part.kept):
        run = list(some)
        shown = 1 if kept and run[-1].is_heading else 0
        hidden = run[: len(run) - shown]
        if kept and len(hidden) >= _WORTH_FOLDING:
            pieces.append(_fold(hidden))
            run = run[len(hidden) :]
        pieces += (part.html for part in run)
    return Markup("\n".join(pieces))  # escaped in `_cell` and `_fold`


def _fold(parts: Sequence[_Part]) -> str:
    labels = [part.label for part in parts if part.label]
    ends = "至".join(dict.fromkeys((labels[0], labels[-1]))) if labels else ""
    told = f"未改动的 {len(parts)} 段{ends and f'：{ends}'}"
    shown = "\n".join(part.html for part in parts)
    return f'<details class="gk-redline__fold"><summary>{escape(told)}</summary>\n{shown}\n</details>'


def _parts(rows: Sequence[Row], prefix: str) -> Iterator[_Part]:
    for in_table, some in groupby(enumerate(rows), lambda item: item[1].kind == "row"):
        if in_table:
            lines = dict(some)
            first = next(iter(lines.values()))
            kept = all(row.what == "kept" for row in lines.values())
            yield _Part(_table(lines, prefix), first.label, kept)
        else:
            for number, row in some:
                kept = row.what == "kept"
                yield _Part(_block(number, row, prefix), row.label, kept, row.kind == "heading")


def _block(number: int, row: Row, prefix: str) -> str:
    shown = words(row.cells)
    if row.kind == "heading":
        shown = Markup("<strong>{}</strong>").format(shown)
    deep = f" gk-redline__in{min(row.level, 3)}" if row.kind == "item" else ""
    code = " gk-redline__code" if row.kind == "code" else ""
    if row.what == "kept":
        return f'<p class="gk-redline__same{deep}{code}">{shown}</p>'
    return (
        f'<div class="gk-redline__change{deep}" id="{prefix}{number}">'
        f'<p class="gk-redline__what">{escape(_headed(row))}</p><p class="gk-redline__words{code}">{shown}</p></div>'
    )


def _headed(row: Row) -> str:
    return "　".join(filter(None, (row.label, what_changed(row))))


def _table(rows: Mapping[int, Row], prefix: str) -> str:
    """Rows of a table, the first column telling what happened to each, if anything did to any."""
    told = any(row.what != "kept" for row in rows.values())
    lines = []
    for place, (number, row) in enumerate(rows.items()):
        cells = list(_row_cells(row, place == 0))
        mark = "" if row.what == "kept" else what_changed(row)
        if told:
            head = place == 0 and row.heads == len(row.cells)
            cells.insert(
                0,
                f'<th scope="col">变化{mark and f"（{mark}）"}</th>' if head else f"<td>{escape(mark)}</td>",
            )
        id_ = f' id="{prefix}{number}"' if mark else ""
        lines.append(f"<tr{id_}>{''.join(cells)}</tr>")
    name = escape(next((row.label for row in rows.values() if row.label), "") or "正文")
    return (
        f'<div class="gk-table" role="region" aria-label="表格对照：{name}，{prefix}{next(iter(rows))}" tabindex="0">'
        f"<table>{''.join(lines)}</table></div>"
    )


def _row_cells(row: Row, first: bool) -> Iterator[str]:
    for number, cell in enumerate(row.cells):
        scope = "col" if first and row.heads == len(row.cells) else "row" if number < row.heads else ""
        element = f'th scope="{scope}"' if scope and _cell(cell) else "td"
        yield f"<{element}>{_cell(cell)}</{element[:2]}>"

"""Tables: a region that scrolls, cells that say what they are the head of, old and new side by side."""

import re

from gongkai.text.body import plain

_ALIGN = re.compile(r'(<t[hd])( [^>]*?)?\balign="(left|center|right)"')
_HEAD = re.compile(r"<thead>.*?</thead>", re.S)
_HEAD_CELL = re.compile(r"<th\b([^>]*)>(.*?)</th>", re.S)
_BODY = re.compile(r"<tbody>.*?</tbody>", re.S)
_ROW = re.compile(r"<tr>(.*?)</tr>", re.S)
_CELL = re.compile(r"<td\b([^>]*)>(.*?)</td>", re.S)
_OLD = re.compile(r"原|旧|(?:修[订改]|调整|变更)前|以前|过去")
_NEW = re.compile(r"新|(?:修[订改]|调整|变更)后|现在|现行")


def dressed_table(table: str, label: str) -> str:
    """The table in a region of its own. One that sets old against new has a class, the first cell of each row as
    its head, and on every other cell what it is, for a phone that shows the cells one below the other."""
    table = _HEAD.sub(lambda match: _HEAD_CELL.sub(_head, match[0]), _aligned(table))
    heads = [plain(match[2]) for match in _HEAD_CELL.finditer(table)]
    compares = any(_OLD.match(head) for head in heads) and any(_NEW.match(head) for head in heads)
    if compares:
        table = _BODY.sub(lambda match: _compared(match[0], heads), table)
    more = " gk-table--stacked" if compares else ""
    return f'<div class="gk-table{more}" role="region" aria-label="{label}" tabindex="0">{table}</div>'


def _head(match: re.Match[str]) -> str:
    """The head of a column; an empty one is no head."""
    if not match[2].strip():
        return f"<td{match[1]}></td>"
    return f'<th{match[1]} scope="col">{match[2]}</th>'


def _compared(body: str, heads: list[str]) -> str:
    def row(match: re.Match[str]) -> str:
        cells = list(_CELL.finditer(match[1]))
        told = [f'<th{cells[0][1]} scope="row">{cells[0][2]}</th>'] if cells else []
        for head, cell in zip(heads[1:], cells[1:], strict=False):
            told.append(f'<td{cell[1]} data-label="{head}">{cell[2]}</td>')
        return "<tr>\n" + "\n".join(told) + "\n</tr>"

    return _ROW.sub(row, body)


def _aligned(table: str) -> str:
    """Columns aligned by class: the attribute is no longer HTML, and a style would break the content policy."""
    return _ALIGN.sub(lambda match: f'{match[1]}{match[2] or " "}class="gk-{match[3]}"', table)

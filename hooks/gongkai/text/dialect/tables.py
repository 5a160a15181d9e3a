"""Tables as editors write them: without the line under the heads, with full-width bars and dashes, right under a
sentence."""

import re
from collections.abc import Collection

_RULE_CELL = r"[ \t\u3000]*[:：]?[ \t]*[-—－─–]+[ \t]*[:：]?[ \t\u3000]*"
_RULE = re.compile(rf"\s*[|｜]?{_RULE_CELL}(?:[|｜]{_RULE_CELL})*[|｜]?\s*\Z")
_WHOLE = re.compile(r"\s*[|｜].*[^\\][|｜]\s*\Z")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_BAR = re.compile(r"(?<!\\)\|")


def grid_at(lines: list[str], at: int, hidden: Collection[int], *, after_table: bool) -> list[str] | None:
    """The lines of a table that begins here, put as Markdown wants them; None where there is none.

    Without a line under the heads it must be certain: bars at both ends of at least two lines, as many cells in both.
    Right after another table (`after_table`) such lines are rather the rest of that one.
    """
    head = lines[at]
    rule = lines[at + 1] if at + 1 < len(lines) and at + 1 not in hidden else ""
    ruled = is_rule(rule) and (len(cells(head)) > 1 or bool(_WHOLE.match(head))) and not is_rule(head)
    if not ruled and (after_table or is_rule(head) or not (_WHOLE.match(head) and _WHOLE.match(rule))):
        return None
    if not ruled and not 1 < len(cells(head)) == len(cells(rule)):
        return None
    end = at + 1
    while end < len(lines) and end not in hidden and lines[end].strip() and _has_bar(lines[end]):
        end += 1
    table = [_straight(line) for line in lines[at:end]]
    width = len(cells(table[0]))
    if not ruled:
        table[0] += "\n" + "| --- " * width + "|"
    elif len(cells(table[1])) != width or not re.fullmatch(r"[|:\- ]+", table[1]):
        table[1] = _rule_of(table[1], width, _WHOLE.match(table[0]) is not None)
    return table


def is_rule(line: str) -> bool:
    """Whether a line is what stands under the heads of a table."""
    return _has_bar(line) and bool(_RULE.match(line))


def cells(row: str) -> list[str]:
    """The cells of a row, as they are written; bars in code or behind a backslash are none."""
    covered = _CODE.sub(lambda code: "x" * len(code[0]), _straight(row))
    places = [bar.start() for bar in _BAR.finditer(covered)]
    row = _straight(row)
    found = [
        row[start:end] for start, end in zip([0, *(p + 1 for p in places)], [*places, len(row)], strict=True)
    ]
    if len(found) > 1 and not found[0].strip():
        del found[0]
    if len(found) > 1 and not found[-1].strip() and covered.rstrip().endswith("|"):
        del found[-1]
    return [cell.strip() for cell in found]


def _has_bar(line: str) -> bool:
    return "|" in line or "｜" in line


def _straight(line: str) -> str:
    """The row with its bars straight, where it has only full-width ones, and no white space around it."""
    line = line.strip(" \t\u3000\xa0")
    return line if "|" in line else line.replace("｜", "|")


def _rule_of(written: str, width: int, bordered: bool) -> str:
    """The line under the heads with as many cells as they have; columns stay aligned as they were."""
    wanted = [cell.replace("：", ":") for cell in cells(written)]
    pieces = [
        f"{':' if cell.startswith(':') else ''}---{':' if cell.endswith(':') else ''}"
        for cell in [*wanted, *["-"] * width][:width]
    ]
    return f"| {' | '.join(pieces)} |" if bordered or width == 1 else " | ".join(pieces)

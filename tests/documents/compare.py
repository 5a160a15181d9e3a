"""An imported body against the paper it was made from, clause by clause."""

import re

from selectolax.lexbor import LexborHTMLParser

from gongkai.text.convert import convert
from tests.documents.papers import Clause, Paper, Table

Told = list[tuple[int, str]]
"""Level (0 for running text) and words of every paragraph and heading, in order."""


def told(body: str) -> Told:
    """What a reader of the page reads."""
    tree = LexborHTMLParser(f"<main>{convert(re.sub('<!--.*?-->', '', body), '').html}</main>")
    found: Told = []
    for node in tree.css("main h2, main h3, main h4, main h5, main h6, main p, main li"):
        if _within(node, ("table", "li")) or not node.text(strip=True):
            continue
        level = int(tag[1]) if (tag := node.tag or "").startswith("h") else 0
        found.append((level, _bare(node.text())))
    return found


def _within(node: object, tags: tuple[str, ...]) -> bool:
    parent = node.parent  # type: ignore[attr-defined]
    while parent is not None:
        if parent.tag in tags:
            return True
        parent = parent.parent
    return False


def expected(paper: Paper) -> Told:
    """What should be read: addressee, clauses, annexes, sign-off, and what was appended."""
    found: Told = [(0, _bare(f"{paper.addressee}："))] if paper.addressee else []
    found += [(part.level, _bare(part.text)) for part in paper.parts if isinstance(part, Clause)]
    for number, annex in enumerate(paper.annexes, 1):
        found.append((0, _bare(f"附件：{number}.{annex}" if number == 1 else f"{number}.{annex}")))
    found += [(0, organ) for organ in paper.issuers]
    found.append((0, paper.signed_as))
    found += [(part.level, _bare(part.text)) for part in paper.after if isinstance(part, Clause)]
    return found


def cells(body: str) -> dict[tuple[int, int, int], str]:
    """The words of every cell by table, row and column."""
    tree = LexborHTMLParser(convert(body, "").html)
    found = {}
    for number, table in enumerate(tree.css("table")):
        covered: set[tuple[int, int]] = set()
        for row, line in enumerate(table.css("tr")):
            column = 0
            for cell in line.css("th, td"):
                while (row, column) in covered:
                    column += 1
                down, across = (int(cell.attributes.get(name) or 1) for name in ("rowspan", "colspan"))
                covered |= {(row + r, column + c) for r in range(down) for c in range(across)}
                found[number, row, column] = _bare(cell.text())
                column += across
    return found


def expected_cells(paper: Paper) -> dict[tuple[int, int, int], str]:
    """Where every cell's words should stand."""
    found = {}
    tables = [part for part in paper.parts if isinstance(part, Table)]
    for number, table in enumerate(tables):
        covered: set[tuple[int, int]] = set()
        for row, line in enumerate(table.rows):
            column = 0
            for words, down, across in line:
                while (row, column) in covered:
                    column += 1
                covered |= {(row + r, column + c) for r in range(down) for c in range(across)}
                found[number, row, column] = _bare(words)
                column += across
    return found


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)

"""Findings on a page: each behind the paragraph it concerns, those on fields above everything else."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.findings import Finding
from gongkai.pages import Page
from gongkai.preview.templates import render
from gongkai.report import cause_of
from gongkai.source import SourceFile
from gongkai.text import SectionTexts, Text, with_markers

_FIRST_SIGN = 0xF0000
_MOST = 0xFFFD
_SIGN = re.compile(f"[{chr(_FIRST_SIGN)}-{chr(_FIRST_SIGN + _MOST)}]")
"""Characters for private use, one for each finding on its way through the page; lines have others (text/lines.py)."""


@dataclass(frozen=True)
class Note:
    """A finding with its number on the page, and what is written on its line."""

    number: int
    finding: Finding
    written: str

    @property
    def id(self) -> str:
        """The anchor of the finding."""
        return f"gk-finding-{self.number}"

    @property
    def cause(self) -> str:
        """Where to begin, when the finding follows from another."""
        return cause_of(self.finding)

    @property
    def sign(self) -> str:
        """What stands for it until the page is made."""
        return chr(_FIRST_SIGN + self.number)


def notes_on(findings: Sequence[Finding], source: SourceFile | None) -> tuple[Note, ...]:
    """The findings of a page, numbered from 1."""
    lines = source.head.split("\n") if source else []

    def written(finding: Finding) -> str:
        index = finding.line - (source.head_line if source else 1)
        ours = source is not None and finding.path == source.path and 0 <= index < len(lines)
        return lines[index].strip() if ours and finding.line > 1 else ""

    return tuple(Note(number, one, written(one)) for number, one in enumerate(findings[:_MOST], 1))


def with_note_markers(source: SourceFile, texts: SectionTexts, notes: Sequence[Note]) -> Text:
    """The text of a document with a sign behind what each finding on its body concerns."""
    signs: dict[int, str] = {}
    for note in notes:
        if note.finding.path == source.path and note.finding.line >= source.body_line:
            line = note.finding.line - source.body_line + 1
            signs[line] = signs.get(line, "") + note.sign
    text = texts[source.path]
    return with_markers(text, *texts.body(source.path), signs) if signs else text


def with_notes_shown(page: Page, notes: Sequence[Note], home: str) -> Page:
    """The page with its findings in place of their signs; those that have no place on it stand at its top."""
    told = {note.sign: render("finding.html", note=note, home=home) for note in notes}
    placed: set[str] = set()

    def tell(match: re.Match[str]) -> str:
        if match[0] in placed:
            return ""
        placed.add(match[0])
        return told.get(match[0], "")

    html = _SIGN.sub(tell, page.html)
    above = [note for note in notes if note.sign not in placed]
    top = render("above.html", notes=[told[note.sign] for note in above]) if above else ""
    return replace(
        page,
        html=top + html,
        title=_SIGN.sub("", page.title),
        summary=_SIGN.sub("", page.summary),
        linked_data=_SIGN.sub("", page.linked_data),
        headings=tuple(replace(one, text=_SIGN.sub("", one.text)) for one in page.headings),
    )


def counted(findings: Sequence[Finding]) -> str:
    """How many errors and warnings, in words."""

    def words() -> Iterator[str]:
        for severity, word in (("error", "错误"), ("warning", "提醒")):
            if count := sum(finding.severity == severity for finding in findings):
                yield f"{count} 项{word}"

    return "、".join(words())

"""The six parts of an annual report: which the body has, in the order of the national format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai import law
from gongkai.text.body import Text, TextSection

_HEADING = re.compile(r"(<h2\b[^>]*>\s*)(?:[一二三四五六七八九十]+、\s*)?")


@dataclass(frozen=True)
class WrittenPart:
    """One part as the editor wrote it: its section, and those after it that begin no part."""

    part: law.ReportPart
    sections: tuple[TextSection, ...]

    @property
    def has_text(self) -> bool:
        """Whether anything but a heading is there."""
        return any(section.has_text for section in self.sections)

    @property
    def html(self) -> str:
        """Its HTML, the heading numbered as the format does; "" where the editor wrote nothing."""
        html = "".join(section.html for section in self.sections)
        return _HEADING.sub(rf"\g<1>{self.part.number}、", html, count=1)


@dataclass(frozen=True)
class ReportText:
    """A body taken apart: what stands before the first part, then each of the six, written or not."""

    lead: str
    parts: tuple[WrittenPart, ...]

    def has_table(self, number: str) -> bool:
        """Whether the editor made a table in the part with this number."""
        return any("<table" in one.html for one in self.parts if one.part.number == number)

    def absent(self) -> Iterator[law.ReportPart]:
        """The parts that only an editor can write and that are not there, or have a heading alone."""
        for one in self.parts:
            if one.part.told_by_editor and not one.has_text:
                yield one.part


def report_text(text: Text) -> ReportText:
    """The body of a report by its parts."""
    lead: list[str] = []
    found: dict[str, list[TextSection]] = {part.number: [] for part in law.REPORT_PARTS}
    under: list[TextSection] | None = None
    for section in text.sections:
        part = law.report_part(section.title) if section.title else None
        under = found[part.number] if part else under
        if under is None:
            lead.append(section.html)
        else:
            under.append(section)
    written = tuple(WrittenPart(part, tuple(found[part.number])) for part in law.REPORT_PARTS)
    return ReportText("".join(lead), written)

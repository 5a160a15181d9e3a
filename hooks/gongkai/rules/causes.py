"""Which findings follow from which: the one to begin with, and those that go with it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from gongkai.findings import Finding, Place
from gongkai.rules.misnamed import Misnamed

_BY_THE_SIGN = ("GK003", "GK005", "GK006", "GK108", "GK505")
"""What a character that nobody sees makes wrong of the value it stands in."""
_BY_THE_CONFLICT = ("GK007", "GK108", "GK602", "GK606")
"""What two versions within one another make wrong of the text."""
_PASSAGE = re.compile(r".*#(\d+)-(\d+)", re.S)
_PLACES = ("GK001", "GK003", "GK004")
"""Codes of findings on a file that is not where or what it should be, or on a field that is none."""
_AS_ANOTHER_KIND = ("GK002", "GK003", "GK004", "GK006", "GK506")
"""What a file lacks, and has too much, when it is read as a kind that it is not; and whatever duties that kind has."""
_WITHOUT_IT = ("GK101", "GK107", "GK206")
"""What a subject lacks as long as its interpretation is not recognised."""


def with_causes(
    findings: Iterable[Finding], misnamed: Mapping[str, Misnamed], duties: Collection[str]
) -> tuple[Finding, ...]:
    """The findings, those marked that another brought about; `duties`: codes of the rules that guard duties."""
    found = sorted(findings)
    causes = _Causes(found, misnamed, duties)
    return tuple(
        replace(one, follows_from=cause) if (cause := causes.of(one)) and cause != one.place else one
        for one in found
    )


class _Causes:
    """The findings that others may follow from, by what they are about."""

    def __init__(
        self, found: Iterable[Finding], misnamed: Mapping[str, Misnamed], duties: Collection[str]
    ) -> None:
        self._duties = duties
        self._concerns: dict[str, Place] = {}
        self._lines: dict[tuple[str, int], Place] = {}
        self._passages: dict[tuple[str, int], Place] = {}
        self._files: dict[str, Place] = {}
        self._kinds: dict[str, Place] = {}
        self._subjects: dict[str, Place] = {}
        self._named: list[tuple[str, Place]] = []
        for one in found:
            if one.code in _PLACES:
                self._concerns.setdefault(one.concerns or one.path, one.place)
            if one.code == "GK001" and (passage := _PASSAGE.fullmatch(one.concerns)):
                for line in range(int(passage[1]), int(passage[2]) + 1):
                    self._passages[one.path, line] = one.place
            if one.code == "GK001":
                self._lines.setdefault((one.path, one.line), one.place)
            if one.code in ("GK005", "GK601") and one.concerns:
                self._files.setdefault(one.concerns, one.place)
            if one.code == "GK004" and one.line == 1 and one.path in misnamed:
                self._of_misnamed(one, misnamed[one.path])

    def _of_misnamed(self, finding: Finding, file: Misnamed) -> None:
        self._files.setdefault(file.path, finding.place)
        if file.kind:
            self._kinds[file.path] = finding.place
        self._named.append((file.text, finding.place))
        for subject in file.subjects:
            self._subjects.setdefault(subject, finding.place)

    def of(self, one: Finding) -> Place | None:
        """What brought a finding about; None for one that stands by itself, or whose rule knows already."""
        if one.follows_from:
            return one.follows_from
        if one.code in _BY_THE_SIGN and (one.path, one.line) in self._lines:
            return self._lines[one.path, one.line]
        if one.code in _BY_THE_CONFLICT and (one.path, one.line) in self._passages:
            return self._passages[one.path, one.line]
        if one.path in self._kinds and (one.code in _AS_ANOTHER_KIND or one.code in self._duties):
            return self._kinds[one.path]
        if one.code == "GK604":
            name = one.path.rpartition("/")[2]
            named = (place for text, place in self._named if name in text)
            return self._files.get(one.path) or next(named, None)
        if one.code in _WITHOUT_IT and one.path in self._subjects:
            return self._subjects[one.path]
        if one.code in ("GK001", "GK003", "GK004"):
            return None
        return self._concerns.get(one.concerns) if one.concerns else self._absent(one)

    def _absent(self, one: Finding) -> Place | None:
        """Why a file is not there that a rule misses: it lies elsewhere under another name."""
        cause = self._concerns.get(one.path)
        return cause if cause and cause[0] != one.path else None

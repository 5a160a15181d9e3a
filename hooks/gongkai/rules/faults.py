"""Faults met while reading, told by the rule whose code they bear."""

from collections.abc import Iterator

from gongkai.findings import Violation
from gongkai.rules.rule import Case


def told_by_reader(code: str, case: Case) -> Iterator[Violation]:
    """The reader's faults with this code, as violations."""
    for fault in case.library.faults:
        if fault.code == code:
            yield Violation(fault.path, fault.line, fault.message, fault.fix, concerns=fault.concerns)

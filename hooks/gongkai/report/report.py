"""What one run found, ready to be told."""

from dataclasses import dataclass
from datetime import date

from gongkai.findings import Finding, blocking


@dataclass(frozen=True)
class Report:
    """The findings of a run with the day it judged on and what it looked at."""

    as_of: date
    documents: int
    withheld: tuple[str, ...]
    findings: tuple[Finding, ...]
    todos: tuple[tuple[str, int, str], ...] = ()
    """What editors noted as still to do: path, line, and the note."""
    house_rules: tuple[tuple[str, str], ...] = ()
    """The bureau's own rules, which judged too: code and title."""
    rules_off: tuple[tuple[str, str], ...] = ()
    """The rules that the bureau's settings turned off: code and reason."""

    @property
    def blocked(self) -> bool:
        """Whether a rule is broken, so that nothing may be published."""
        return blocking(self.findings)


class ContentRejected(Exception):
    """The content breaks a rule, as the report tells; nothing was written."""

    def __init__(self, report: Report) -> None:
        super().__init__(f"{sum(finding.severity == 'error' for finding in report.findings)} 项错误")
        self.report = report

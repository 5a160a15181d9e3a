"""The report as GitHub's workflow commands: an annotation on each line that breaks a rule."""

from gongkai.findings import Finding
from gongkai.report.report import Report
from gongkai.report.repository import Repository, finding_in_words


def as_github(report: Report, repository: Repository) -> str:
    """One command a line; nothing where nothing was found."""
    return "\n".join(_command(finding, repository) for finding in report.findings)


def _command(finding: Finding, repository: Repository) -> str:
    """A waived finding is a notice: nobody needs to act on it."""
    command = "notice" if finding.waived_by else finding.severity
    properties = {"title": f"{finding.code} {finding.name}"}
    if finding.path:
        properties = {"file": repository.path(finding)} | properties
    if finding.line:
        properties |= {"line": str(finding.line)}
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {written}::{_data(finding_in_words(finding))}"


def _data(text: str) -> str:
    """A command ends with its line, so line ends (and the sign that escapes them) are written by their number."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

"""Writes findings and duties for people and machines. Each format is one function from a `Report` to text."""

from gongkai.report.as_due import SOON, due_as_json, due_as_text, due_soon, time_left
from gongkai.report.as_github import as_github
from gongkai.report.as_gitlab import as_gitlab
from gongkai.report.as_json import as_json
from gongkai.report.as_junit import as_junit
from gongkai.report.as_sarif import as_sarif
from gongkai.report.as_text import as_text
from gongkai.report.progress import BuildProgress
from gongkai.report.report import ContentRejected, Report
from gongkai.report.repository import Repository, cause_of

__all__ = [
    "SOON",
    "BuildProgress",
    "ContentRejected",
    "Report",
    "Repository",
    "as_github",
    "as_gitlab",
    "as_json",
    "as_junit",
    "as_sarif",
    "as_text",
    "cause_of",
    "due_as_json",
    "due_as_text",
    "due_soon",
    "time_left",
]

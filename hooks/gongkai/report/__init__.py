"""Findings → what people and machines read. Each format is one function from a `Report` to text."""

from gongkai.report.as_due import due_as_json, due_as_text
from gongkai.report.as_json import as_json
from gongkai.report.as_text import as_text
from gongkai.report.progress import Progress
from gongkai.report.report import ContentRejected, Report

__all__ = ["ContentRejected", "Progress", "Report", "as_json", "as_text", "due_as_json", "due_as_text"]

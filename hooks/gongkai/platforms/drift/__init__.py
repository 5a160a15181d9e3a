"""Another platform's listing → what it lacks, what is outdated there, what it has too much."""

from gongkai.platforms.drift.comparing import compare
from gongkai.platforms.drift.listing import read_listing
from gongkai.platforms.drift.report import as_json, as_text
from gongkai.platforms.drift.source import our_documents, our_questions

__all__ = ["as_json", "as_text", "compare", "our_documents", "our_questions", "read_listing"]

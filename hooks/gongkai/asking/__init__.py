"""What was asked of the section while something was made of it: pages, and what exports say of a document."""

from gongkai.incremental.recorded_queries import RecordedQueries
from gongkai.incremental.dependencies import QueryAnswers

__all__ = ["QueryAnswers", "RecordedQueries"]

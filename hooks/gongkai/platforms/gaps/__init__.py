"""Questions citizens asked at service counters → which the knowledge base answers, and which are beyond it."""

from gongkai.platforms.gaps.report import as_csv, as_json, as_text, judge
from gongkai.platforms.gaps.window_questions import read_asked

__all__ = ["as_csv", "as_json", "as_text", "judge", "read_asked"]

"""Questions asked at the windows → which the knowledge base answers, and which are beyond it."""

from gongkai.gaps.asked import read_asked
from gongkai.gaps.matching import Matcher
from gongkai.gaps.report import as_csv, as_json, as_text, judge

__all__ = ["Matcher", "as_csv", "as_json", "as_text", "judge", "read_asked"]

"""Library → bytes for machines, one format per file; what is written below the site beside its pages."""

from gongkai.exports.changes import changes_json
from gongkai.exports.search import search_files

__all__ = ["changes_json", "search_files"]

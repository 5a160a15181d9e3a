"""Library → bytes for machines, one format per file; what is written below the site beside its pages."""

from gongkai.exports.search import search_files

__all__ = ["search_files"]

"""Library → bytes for machines, one format per file; what is written below the site beside its pages."""

from gongkai.exports.api import api_files
from gongkai.exports.knowledge import Entry, knowledge, read_out
from gongkai.exports.manifest import MANIFEST, write_manifest
from gongkai.exports.search import search_files

__all__ = ["MANIFEST", "Entry", "api_files", "knowledge", "read_out", "search_files", "write_manifest"]

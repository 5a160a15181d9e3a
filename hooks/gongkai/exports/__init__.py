"""Library → bytes for machines, one format per file; what is written below the site beside its pages."""

from gongkai.exports.api import api_files
from gongkai.exports.knowledge import Entry, knowledge, read_out
from gongkai.exports.manifest import MANIFEST, manifest, merged_manifest
from gongkai.exports.search import search_files

__all__ = [
    "MANIFEST",
    "Entry",
    "api_files",
    "knowledge",
    "manifest",
    "merged_manifest",
    "read_out",
    "search_files",
]

"""Library → bytes for machines, one format per file; what is written below the site beside its pages."""

from gongkai.exports.api import api_files
from gongkai.exports.calendar import duties_ics
from gongkai.exports.changes import days_of_change
from gongkai.exports.common import last_change, public_documents
from gongkai.exports.documents import document_row
from gongkai.exports.knowledge import Entry, knowledge, read_out
from gongkai.exports.manifest import MANIFEST, manifest, merged_manifest
from gongkai.exports.questions import entry_hash, safe_cell
from gongkai.exports.search import search_files

__all__ = [
    "MANIFEST",
    "Entry",
    "api_files",
    "days_of_change",
    "document_row",
    "duties_ics",
    "entry_hash",
    "knowledge",
    "last_change",
    "manifest",
    "merged_manifest",
    "public_documents",
    "read_out",
    "safe_cell",
    "search_files",
]

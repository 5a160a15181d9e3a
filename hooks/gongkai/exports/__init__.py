"""Makes the files for machines from the library, one format per file: what the site has besides its pages."""

from gongkai.exports.api import api_files
from gongkai.exports.calendar import duties_ics
from gongkai.exports.changes import days_of_change
from gongkai.exports.documents import document_row
from gongkai.exports.followed import followed_files
from gongkai.exports.json_output import last_change
from gongkai.exports.manifest import MANIFEST, Share, manifest, merged_manifest, share_in
from gongkai.exports.questions import entry_hash, safe_cell
from gongkai.exports.redirects import redirect_files
from gongkai.exports.report_files import report_files
from gongkai.exports.status import STATUS, merged_status, status

__all__ = [
    "MANIFEST",
    "STATUS",
    "Share",
    "api_files",
    "days_of_change",
    "document_row",
    "duties_ics",
    "entry_hash",
    "followed_files",
    "last_change",
    "manifest",
    "merged_manifest",
    "merged_status",
    "redirect_files",
    "report_files",
    "safe_cell",
    "share_in",
    "status",
]

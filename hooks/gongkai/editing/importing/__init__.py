"""Word, PDF and text files of official documents → policies, interpretations and reports in Markdown."""

from gongkai.editing.importing.documents import Refused, import_files, imported_one_by_one
from gongkai.editing.importing.work import Imported, Wishes

__all__ = ["Imported", "Refused", "Wishes", "import_files", "imported_one_by_one"]

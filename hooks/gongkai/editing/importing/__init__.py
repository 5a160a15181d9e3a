"""Word, PDF and text files of official documents → policies, interpretations and reports in Markdown."""

from gongkai.editing.importing.documents import import_files
from gongkai.editing.importing.work import Imported, Wishes

__all__ = ["Imported", "Wishes", "import_files"]

"""Word, PDF and text files of official documents → policies and interpretations in Markdown."""

from gongkai.editing.importing.documents import Wishes, import_files

__all__ = ["Wishes", "import_files"]

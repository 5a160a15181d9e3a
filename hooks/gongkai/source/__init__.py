"""Files → front matter that knows the line of every key, and the Markdown body."""

from gongkai.source.folder import ContentFolder, SourceFile, ToDo, read_folder
from gongkai.source.front_matter import Front, Node, Unreadable

__all__ = ["ContentFolder", "Front", "Node", "SourceFile", "ToDo", "Unreadable", "read_folder"]

"""Files → front matter that knows the line of every key, and the Markdown body."""

from gongkai.source.folder import ContentFolder, Scan, SourceFile, read_folder, scan_folder
from gongkai.source.front_matter import Front, Node, Unreadable

__all__ = ["ContentFolder", "Front", "Node", "Scan", "SourceFile", "Unreadable", "read_folder", "scan_folder"]

"""Files → front matter that knows the line of every key, and the Markdown body; and what git knows of them."""

from gongkai.source.folder import ContentFolder, SourceFile, ToDo, read_folder, read_source
from gongkai.source.front_matter import Front, Node, Unreadable
from gongkai.source.git import GitRefused, git_line, run_git
from gongkai.source.history import (
    HERE,
    History,
    HistoryMissing,
    Trail,
    Version,
    read_blobs,
    read_history,
    refusal,
)

__all__ = [
    "HERE",
    "ContentFolder",
    "Front",
    "GitRefused",
    "History",
    "HistoryMissing",
    "Node",
    "SourceFile",
    "ToDo",
    "Trail",
    "Unreadable",
    "Version",
    "git_line",
    "read_blobs",
    "read_folder",
    "read_history",
    "read_source",
    "refusal",
    "run_git",
]

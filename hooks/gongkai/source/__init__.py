"""Reads the files of a section: front matter with the line of every key, the Markdown body, and their history in git."""

from gongkai.source.checkout import check_out_commit
from gongkai.source.folder import ContentFolder, Scan, SourceFile, read_folder, read_source, scan_folder
from gongkai.source.front_matter import Front, Node, Unreadable
from gongkai.source.git import GitRefused, git_line, run_git
from gongkai.source.history import (
    HERE,
    History,
    HistoryStep,
    Trail,
    Version,
    read_blobs,
    read_history,
)
from gongkai.source.no_history import OUTSIDE, HistoryMissing, refusal
from gongkai.source.parsed_file import ToDo, body_of, parsed, parsed_before

__all__ = [
    "HERE",
    "OUTSIDE",
    "ContentFolder",
    "Front",
    "GitRefused",
    "History",
    "HistoryMissing",
    "HistoryStep",
    "Node",
    "Scan",
    "SourceFile",
    "ToDo",
    "Trail",
    "Unreadable",
    "Version",
    "body_of",
    "check_out_commit",
    "git_line",
    "parsed",
    "parsed_before",
    "read_blobs",
    "read_folder",
    "read_history",
    "read_source",
    "refusal",
    "run_git",
    "scan_folder",
]

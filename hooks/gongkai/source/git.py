"""Git as this program asks it: the true history, in its plain voice, and without a write."""

import os
import subprocess
from pathlib import Path

_PLAIN = {
    "LC_ALL": "C",  # what git says can be told apart
    "GIT_OPTIONAL_LOCKS": "0",  # a look does not rewrite the index
    "GIT_NO_REPLACE_OBJECTS": "1",  # the history that was committed, not one laid over it
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_TERMINAL_PROMPT": "0",
}
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
"""Set within git's own hooks; what counts here is the repository around the content folder."""


class GitRefused(Exception):
    """Git is missing (`said` is empty) or failed; `said` is what it printed."""

    def __init__(self, said: str = "") -> None:
        super().__init__(said or "git is not installed")
        self.said = said


def run_git(folder: Path, *arguments: str, feed: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """One git command in a folder, whatever its exit status; raises `GitRefused` where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE} | _PLAIN
    command = ["git", "-C", str(folder), *arguments]
    try:
        return subprocess.run(command, input=feed, capture_output=True, check=False, env=environment)
    except FileNotFoundError as problem:
        raise GitRefused from problem


def git(folder: Path, *arguments: str, feed: bytes = b"") -> bytes:
    """What a git command prints; raises `GitRefused` when it fails."""
    done = run_git(folder, *arguments, feed=feed)
    if done.returncode:
        raise GitRefused(done.stderr.decode(errors="replace").strip() or f"exit status {done.returncode}")
    return done.stdout


def git_line(folder: Path, *arguments: str) -> str:
    """The one line that a git command prints; "" when it fails or there is no git, where that is an answer."""
    try:
        done = run_git(folder, *arguments)
    except GitRefused:
        return ""
    return "" if done.returncode else done.stdout.decode(errors="replace").removesuffix("\n")

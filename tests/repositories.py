"""Real git repositories for tests: every commit on a day of its own, whatever the machine's clock and settings."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from gongkai.settings import SHANGHAI

_ISOLATED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "编辑",
    "GIT_AUTHOR_EMAIL": "editor@example.com",
    "GIT_COMMITTER_NAME": "编辑",
    "GIT_COMMITTER_EMAIL": "editor@example.com",
}
NOON = time(12)


@dataclass(frozen=True)
class Repository:
    """A repository with the content folder at `content`, somewhere in it."""

    root: Path
    content: Path

    @classmethod
    def create(cls, root: Path, content: str = "content", branch: str = "main") -> "Repository":
        """A new one, without any commit."""
        (root / content).mkdir(parents=True, exist_ok=True)
        made = cls(root, root / content)
        made.git("init", "-q", "-b", branch)
        return made

    def git(self, *arguments: str, day: date | None = None, at: time = NOON) -> str:
        """Run git; commits are made on `day`, at this hour in Shanghai."""
        environment = {**os.environ, **_ISOLATED}
        if day:
            moment = datetime.combine(day, at, SHANGHAI).isoformat()
            environment |= {"GIT_COMMITTER_DATE": moment, "GIT_AUTHOR_DATE": moment}
        command = ["git", "-c", "protocol.file.allow=always", *arguments]
        done = subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, text=True, env=environment
        )
        return done.stdout.strip()

    def write(self, files: Mapping[str, str | bytes | None]) -> None:
        """Put files into the content folder; None removes one."""
        for path, text in files.items():
            file = self.content / path
            if text is None:
                file.unlink()
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(
        self, day: date, files: Mapping[str, str | bytes | None] | None = None, at: time = NOON
    ) -> str:
        """Commit everything there is, these files too; returns the commit's id."""
        self.write(files or {})
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "变更", day=day, at=at)
        return self.git("rev-parse", "HEAD")

    def branch(self, name: str) -> None:
        """A new branch from here, checked out."""
        self.git("checkout", "-q", "-b", name)

    def merge(self, branch: str, day: date, *options: str) -> None:
        """Merge a branch into main on this day, with a merge commit unless the options say otherwise."""
        self.git("checkout", "-q", "main")
        self.git("merge", "-q", *(options or ("--no-ff",)), "-m", "合并", branch, day=day)

    def clone(self, root: Path, *options: str) -> "Repository":
        """A clone, as a colleague or a pipeline has it."""
        shutil.rmtree(root, ignore_errors=True)
        self.git("clone", "-q", *options, self.root.as_uri(), str(root))
        return Repository(root, root / self.content.relative_to(self.root))

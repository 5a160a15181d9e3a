"""One run over a section, and the key of all that its results depend on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.incremental.cache import Cache
from gongkai.incremental.fingerprint import fingerprint_of
from gongkai.incremental.memo import StoredMemo
from gongkai.package import folder_digest
from gongkai.settings import Settings
from gongkai.source import OUTSIDE, GitRefused, Scan, git_line, refusal, run_git, scan_folder


@dataclass(frozen=True)
class Run:
    """What a run is of: settings, and all that a result of it depends on."""

    settings: Settings
    memo: StoredMemo
    key: str
    """A digest of program, settings, content, its git history and the day; empty where that cannot be known, or the run
    looks at something else besides."""

    @property
    def made_with(self) -> str:
        """A digest of all of it but content, history and day; empty where that cannot be known."""
        return self.memo.made_with.whole or ""

    def share(self, scan: Scan, share: tuple[int, int]) -> Mapping[str, str | int]:
        """Of what a `share` of the site is, its index and how many there are: content, day and all the rest. Unlike a
        scan's own fingerprint it is the same on every machine."""
        content = hashlib.blake2b(digest_size=16)
        for file in scan.written:
            content.update(f"{file.path}\0".encode() + file.digest)
        at = self.settings.content
        return {
            "number": share[0] + 1,
            "of": share[1],
            "commit": (git_line(at, "rev-parse", "HEAD") or "") if self.settings.ask_git else "",
            "content": content.hexdigest(),
            "as_of": self.settings.today.isoformat(),
            **self.memo.made_with.parts,
        }


def stored(settings: Settings) -> StoredMemo:
    """The memo of a section, in its cache."""
    return StoredMemo(Cache(settings.cache), fingerprint_of(settings), settings.jobs)


def begin_run(settings: Settings, *, comparable: bool = True) -> tuple[Run, Scan]:
    """A run, and the bytes of the content that it is over. One that is not `comparable` with others looks at more than
    the section. Raises `WrongUse` where there is no such folder."""
    scan = scan_folder(settings.content)
    history = (_history(settings) if settings.ask_git else None, _approvals(settings)) if comparable else None
    memo = stored(settings)
    key = memo.section_key(scan.fingerprint, settings.today, history)
    return Run(settings, memo, (key or "") if comparable else ""), scan


def _approvals(settings: Settings) -> str:
    """What the records of approvals hold, where the settings ask for any."""
    asked = settings.approvals
    return folder_digest(asked.folder) if asked and asked.folder.is_dir() else ""


def _history(settings: Settings) -> str:
    """Where the branches of the content's repository stand; empty where there is none."""
    try:
        head = run_git(settings.content, "rev-parse", "HEAD", "--is-shallow-repository")
        if refusal(head.stderr.decode(errors="replace")) == OUTSIDE:
            return ""
        branches = run_git(settings.content, "for-each-ref", "--format=%(refname) %(objectname)")
    except GitRefused:
        return ""
    return "".join(one.stdout.decode(errors="replace") for one in (head, branches))

"""The folder of a release that is no longer kept, used again: what it shares with the live one stays where it is.

After an edit, nearly everything does. To link ten thousands of files anew and to remove as many takes a third of a
build; and on ext4, files are made several times more slowly for minutes after so many were removed.

The pages of a document's versions have a folder, and all but the first one below. Of such folders, the time of the last change
(of what is in them, or of their mode) tells that nothing came into them since the release was closed: they are not opened, listed
and closed again, which would take three times as long as looking at folders and pages.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gongkai.operating_system import move_file, state_of, system
from gongkai.releases.build_record import BuildRecord
from gongkai.releases.hard_links import OPEN_FOLDER

_CLOSED = "closed-"
"""Begins the name of a file beside a folder, which was made when all folders in it were closed. There is none where a page of
a bundle shares its folder with anything else."""


@dataclass
class FolderReuse:
    """What of a `folder` is used again; `live`: the live release's record."""

    folder: str
    live: BuildRecord
    found: set[str] = field(default_factory=set)
    """The paths of what are the very files of the live release, as they were written there."""
    closed: set[str] = field(default_factory=set)
    """The folders that were not opened, because there are the pages of a bundle in them and nothing else."""

    def keep_shared_files(self) -> None:
        """Find them, and remove everything else."""
        self._keep_shared("")

    @cached_property
    def _closed_at(self) -> int:
        """In nanoseconds; 0 where nobody knows. Windows has no such time."""
        try:
            return 0 if system.WINDOWS else _mark_of(Path(self.folder)).lstat().st_mtime_ns
        except OSError:
            return 0

    def _keep_shared(self, below: str) -> bool:
        """Whether anything is left in this part of the folder."""
        before = len(self.found)
        os.chmod(f"{self.folder}/{below}", OPEN_FOLDER)  # noqa: PTH101 (a path as text, ten thousands of times)
        with os.scandir(f"{self.folder}/{below}") as entries:
            for entry in entries:
                path = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if not self._is_as_closed(path, entry) and not self._keep_shared(f"{path}/"):
                        Path(entry.path).rmdir()
                elif (known := self.live.entries.get(path)) and known.is_file(state_of(entry)):
                    self.found.add(path)
                else:
                    Path(entry.path).unlink()
        return len(self.found) > before

    def _is_as_closed(self, folder: str, entry: "os.DirEntry[str]") -> bool:
        """Whether a folder has the pages of a bundle, as they were written, and nothing else."""
        below = self._bundles.get(folder)
        if not below or state_of(entry).st_ctime_ns > self._closed_at:
            return False
        pages = [f"{one}/index.html" for one in (folder, *below)]
        try:
            same = all(
                os.lstat(f"{self.folder}/{one}").st_ctime_ns <= self._closed_at for one in below
            ) and all(self.live.entries[page].is_file(os.lstat(f"{self.folder}/{page}")) for page in pages)
        except OSError:
            same = False
        if same:
            self.found.update(pages)
            self.closed.update((folder, *below))
        return same

    @cached_property
    def _bundles(self) -> dict[str, list[str]]:
        """The folder of each bundle, with those below."""
        found = defaultdict[str, list[str]](list)
        for path, entry in self.live.entries.items():
            if entry.follows:
                folder = path.removesuffix("/index.html")
                found[folder.rpartition("/")[0]].append(folder)
        return {
            folder: below for folder, below in found.items() if f"{folder}/index.html" in self.live.entries
        }


def note_closed(folder: Path) -> None:
    """All folders in this one have just been closed."""
    _mark_of(folder).touch()


def move_release(folder: Path, target: Path) -> None:
    """Rename the folder of a release, with what tells when it was closed; what tells of folders that are gone, goes."""
    move_file(folder, target)
    with suppress(FileNotFoundError):
        move_file(_mark_of(folder), _mark_of(target))
    for closed in folder.parent.glob(f"{_CLOSED}*"):
        if not closed.with_name(closed.name.removeprefix(_CLOSED)).is_dir():
            closed.unlink()


def _mark_of(folder: Path) -> Path:
    return folder.with_name(f"{_CLOSED}{folder.name}")


def remove_empty_above(paths: Iterable[str], folder: str) -> None:
    """Remove the folders in which these files were, as far as nothing else is there."""
    above = {path.rpartition("/")[0] for path in paths} - {""}
    while above:
        emptied = set()
        for part in above:
            try:
                Path(folder, part).rmdir()
            except OSError:  # something is in it, or it is gone already
                continue
            emptied.add(part)
        above = {part.rpartition("/")[0] for part in emptied} - {""}

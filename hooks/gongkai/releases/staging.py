"""The folder in which a site is made, and what it takes over from the live release."""

import logging
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from gongkai.operating_system import move_file, system
from gongkai.releases.build_record import BuildRecord, FileRecord, digest_of, unpack_records
from gongkai.releases.completeness import describe_file
from gongkai.releases.folder_reuse import FolderReuse, note_closed, remove_empty_above
from gongkai.releases.hard_links import FOLDER, OPEN_FOLDER, link_file, write_file

log = logging.getLogger("gongkai")


@dataclass(frozen=True)
class StagingFolder:
    """A place to build, and what can be taken over from the live release."""

    folder: Path
    live: Path | None
    """The live release, where it has a ledger."""
    ledger: BuildRecord
    spare: Path | None = None
    """The folder of a release that is no longer kept."""
    shared: set[str] = field(default_factory=set)
    """What is in the folder from the beginning: the very files of the live release."""
    closed: set[str] = field(default_factory=set)
    """Folders of it that nobody has opened."""
    freed: set[str] = field(default_factory=set)
    """What was in the folder, and has made room."""

    def has(self, path: str) -> FileRecord | None:
        """The live release's entry for a path, if the file is still as it was written; what is in the folder from the
        beginning was found to be."""
        return self.ledger.entries[path] if path in self.shared else self._live(path)

    def _live(self, path: str) -> FileRecord | None:
        """The entry for a path, if the file that the live release has there is still as it was written."""
        entry = self.ledger.entries.get(path)
        if entry is None or self.live is None:
            return None
        try:
            return entry if entry.is_file(os.lstat(f"{self.live}/{path}")) else None
        except OSError:
            return None

    def put(self, path: str, data: bytes) -> FileRecord:
        """A file with these bytes: a hard link, where the live release has the same, be it in another place."""
        if self.live:
            digest, same = digest_of(data), path
            if path not in self.ledger.entries and not path.endswith(".html"):
                same = self._places.get(digest, path)
            last = self.has(path) if same == path else self._live(same)  # it is linked from there
            if last and (last.size, last.digest) == (len(data), digest):
                entry = last if same == path else FileRecord(last.size, last.state, digest)
                return self._taken_over(same, path, entry)
        self._open(path)
        file = self.folder / path
        write_file(file, data)
        return describe_file(path, file, data)

    def received(self, packed: bytes) -> dict[str, FileRecord]:
        """What another process has put here: that opened its folders, which this one thinks closed."""
        entries = unpack_records(packed)
        for path in entries.keys() - self.shared:
            self._open(path)
        return entries

    def settle(self, entries: dict[str, FileRecord]) -> None:
        """Take over, as hard links, what the live release has to the byte: such files are never written to again."""
        for path in entries.keys() - self.shared:
            last, entry = self.has(path), entries[path]
            if last and (last.size, last.digest) == (entry.size, entry.digest):
                entries[path] = self._taken_over(path, path, entry._replace(state=last.state))

    def filled(self, pages: bool) -> tuple[set[str], set[str]]:
        """Begin with what the spare folder has of the live release, and with all its `pages` where they are likely to
        stay: what is `shared`, and `closed`. Other processes can do that while a section is judged."""
        found, closed = set[str](), set[str]()
        if self.spare:
            reuse = FolderReuse(f"{self.spare}", self.ledger)
            try:
                reuse.keep_shared_files()
                if system.WINDOWS:
                    self.folder.rmdir()  # nothing can be put in the place of a folder there
                move_file(self.spare, self.folder)
                found, closed = reuse.found, reuse.closed
            except OSError as problem:  # not ours to remove, it seems: then nothing of it is used
                self.folder.mkdir(exist_ok=True)
                log.warning("旧版本的文件夹不能再用（%s），已另建一个", problem)
        for path, entry in self.ledger.entries.items() if pages else ():
            if (entry.plan or entry.of_theme) and path not in found and self.has(path):
                if link_file(f"{self.live}/{path}", f"{self.folder}/{path}"):
                    (self.folder / path).unlink()  # a copy: nothing is gained by it
                    break
                found.add(path)
        return found, closed

    def begin_with(self, shared: set[str], closed: set[str]) -> None:
        """What the folder was `filled` with, be it by another process."""
        self.shared.update(shared)
        self.closed.update(closed)

    def free(self, kept: Mapping[str, FileRecord]) -> None:
        """Remove what is not `kept` of pages, of the theme and of what may stand at their places now: MkDocs writes to
        the file that is there, whatever other names it has."""
        ours = self.ledger.entries
        assets = {path for entry in ours.values() for path in entry.assets}
        due = self.shared - kept.keys()
        self._remove({p for p in due if p.endswith(".html") or ours[p].of_theme or p in assets})

    def finished(self, entries: Mapping[str, FileRecord]) -> None:
        """Remove what has been in the folder from the beginning and is no part of the new release, now that nobody
        else makes folders here."""
        self._remove(self.shared - entries.keys())
        remove_empty_above(self.freed, f"{self.folder}")

    def close(self, entries: Mapping[str, FileRecord]) -> None:
        """Nothing is added to the folders of these files any more, and nothing taken from them: the release is done."""
        own = {path.rpartition("/")[0] for path, entry in entries.items() if entry.follows}
        own |= {folder.rpartition("/")[0] for folder in own}
        first = {f"{folder}/index.html" for folder in own}
        others = folders_of(
            path for path, entry in entries.items() if not entry.follows and path not in first
        )
        for folder in (own | others) - self.closed:
            os.chmod(f"{self.folder}/{folder}", FOLDER)  # noqa: PTH101 (a path as text, ten thousands of times)
        if not own & others:
            note_closed(self.folder)

    def _remove(self, paths: set[str]) -> None:
        for path in paths:
            self._open(path)
            (self.folder / path).unlink()
        self.shared.difference_update(paths)
        self.freed.update(paths)

    def _taken_over(self, source: str, path: str, entry: FileRecord) -> FileRecord:
        if path == source and path in self.shared:
            return entry
        self._open(path)
        state = link_file(f"{self.live}/{source}", f"{self.folder}/{path}")
        return entry._replace(state=state) if state else entry

    def _open(self, path: str) -> None:
        """Something is going to be put into the folder of a file, or removed."""
        above = path.rpartition("/")[0] if self.closed else ""
        while above:
            if above in self.closed:
                (self.folder / above).chmod(OPEN_FOLDER)
                self.closed.discard(above)
            above = above.rpartition("/")[0]

    @cached_property
    def _places(self) -> dict[bytes, str]:
        """Where the live release has which bytes: what has only got another address is not written again."""
        return {entry.digest: path for path, entry in self.ledger.entries.items()}


def folders_of(paths: Iterable[str]) -> set[str]:
    """The folders in which these files are, and those above, each once; "" is the first."""
    folders = {""}
    for path in paths:
        above = path.rpartition("/")[0]
        while above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return folders

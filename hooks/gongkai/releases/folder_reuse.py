"""The folder of a release that is no longer kept, used again: what it shares with the live one stays where it is.

After an edit, nearly everything does. To link ten thousands of files anew and to remove as many takes a third of a
build; and on ext4, files are made several times more slowly for minutes after so many were removed.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from gongkai.operating_system import state_of
from gongkai.releases.build_record import BuildRecord
from gongkai.releases.hard_links import OPEN_FOLDER


def keep_shared_files(folder: str, live: BuildRecord) -> set[str]:
    """Remove everything from `folder` but what are the very files of the live release, as they were written there:
    their paths."""
    found: set[str] = set()
    _keep_shared(folder, "", live, found)
    return found


def _keep_shared(folder: str, below: str, live: BuildRecord, found: set[str]) -> bool:
    """Whether anything is left in this part of the folder."""
    before = len(found)
    os.chmod(f"{folder}/{below}", OPEN_FOLDER)  # noqa: PTH101 (a path as text, ten thousands of times)
    with os.scandir(f"{folder}/{below}") as entries:
        for entry in entries:
            path = f"{below}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if not _keep_shared(folder, f"{path}/", live, found):
                    Path(entry.path).rmdir()
            elif (known := live.entries.get(path)) and known.is_file(state_of(entry)):
                found.add(path)
            else:
                Path(entry.path).unlink()
    return len(found) > before


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

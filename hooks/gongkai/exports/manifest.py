"""`api/v1/manifest.json`: every file of the finished site with its SHA-256, so that a copy can be checked and
brought up to date file by file. It is made when all else is written, and lists neither itself nor `proof/`: there the
log of releases lies, and in it the manifest's own digest.

The manifest of a share of a site lists its page below `proof/` too, for whoever puts the shares together.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from gongkai.exports.json_output import as_bytes, as_json, digest, head
from gongkai.model import open_data
from gongkai.proofs.published import FOLDER
from gongkai.settings import Settings

MANIFEST = open_data.MANIFEST.path


class WrittenFile(Protocol):
    """What must be known of a file of the site."""

    @property
    def size(self) -> int:
        """Bytes."""

    @property
    def digest(self) -> bytes:
        """SHA-256."""


Share = Mapping[str, str | int]
"""Which share of a site it is, and of which site: commit, day, product, settings."""


def manifest(files: Mapping[str, WrittenFile], settings: Settings, share: Share | None = None) -> bytes:
    """The manifest of these files; that of a `share` of a site says of what."""
    listed = [(path, entry) for path, entry in sorted(files.items()) if path != MANIFEST]
    if share is None:
        lines = [_line(path, entry) for path, entry in listed if not is_beside(path)]
        return as_bytes(head("manifest", settings) | {"count": len(lines)}, ("files", lines))
    rows = [_row(path, entry) for path, entry in listed]
    said = head("manifest", settings) | {"count": len(rows), "files": rows}
    return as_bytes(said | {"share": {**share, "digest": digest([said, share])}})


def share_in(data: bytes) -> tuple[dict[str, Any], Share] | None:
    """The manifest of a share, without what is said of the share, and that; None where it is not as it was written."""
    try:
        said = json.loads(data)
        share = said.pop("share")
        whole = share.pop("digest") == digest([said, share])
    except (ValueError, KeyError, AttributeError, TypeError):
        return None
    return (said, share) if whole else None


def merged_manifest(shares: Iterable[Mapping[str, Any]], made: Mapping[str, WrittenFile]) -> bytes:
    """The manifest of a site from those of its shares, which are of one site, and the files `made` of theirs."""
    told = list(shares)
    rows = {row["path"]: row for one in told for row in one["files"]}
    rows |= {path: _row(path, entry) for path, entry in made.items()}
    listed = [rows[path] for path in sorted(rows) if not is_beside(path)]
    return as_bytes({**told[0], "count": len(listed), "files": listed})


def is_beside(path: str) -> bool:
    """Whether a file stands beside what a manifest tells of."""
    return path.startswith(FOLDER)


def _row(path: str, entry: WrittenFile) -> dict[str, Any]:
    return {"path": path, "bytes": entry.size, "sha256": entry.digest.hex()}


def _line(path: str, entry: WrittenFile) -> bytes:
    """A row as JSON: in most builds nearly all of them are as they were, and there are ten thousands."""
    return f'{{"path": {as_json(path)}, "bytes": {entry.size}, "sha256": "{entry.digest.hex()}"}}'.encode()

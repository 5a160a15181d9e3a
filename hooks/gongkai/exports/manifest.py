"""`api/v1/manifest.json`: every file of the finished site with its SHA-256, so that a copy can be checked and
brought up to date file by file. It is made when all else is written, and does not list itself."""

import json
from collections.abc import Iterable, Mapping

from gongkai.exports.common import as_bytes, head
from gongkai.ledger import Entry, digest_of
from gongkai.settings import Settings

MANIFEST = "api/v1/manifest.json"


def manifest(files: Mapping[str, Entry], settings: Settings) -> bytes:
    """The manifest of these files."""
    rows = [
        {"path": path, "bytes": entry.size, "sha256": entry.digest.hex()}
        for path, entry in sorted(files.items())
        if path != MANIFEST
    ]
    return as_bytes(head("manifest", settings) | {"count": len(rows), "files": rows})


def merged_manifest(parts: Iterable[bytes], made: Mapping[str, bytes]) -> bytes:
    """The manifest of a site from those of its shares and the files `made` of them; raises `ValueError` where they
    are of different days."""
    told = [json.loads(part) for part in parts]
    rows = {row["path"]: row for one in told for row in one["files"]}
    heads = {json.dumps({**one, "count": 0, "files": []}) for one in told}
    if len(heads) != 1:
        raise ValueError("the shares were not built alike")
    for path, data in made.items():
        rows[path] = {"path": path, "bytes": len(data), "sha256": digest_of(data).hex()}
    files = [rows[path] for path in sorted(rows)]
    return as_bytes({**told[0], "count": len(files), "files": files})

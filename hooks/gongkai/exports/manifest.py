"""`api/v1/manifest.json`: every file of the finished site with its SHA-256, so that a copy can be checked and
brought up to date file by file. It is made when all else is written, and does not list itself."""

import hashlib
from pathlib import Path

from gongkai.exports.common import as_bytes, head
from gongkai.settings import Settings

MANIFEST = "api/v1/manifest.json"


def write_manifest(site: Path, settings: Settings) -> None:
    """Add the manifest to a finished folder."""
    target = site / MANIFEST
    files = sorted(
        (file.relative_to(site).as_posix(), file)
        for file in site.rglob("*")
        if file.is_file() and file != target
    )
    rows = []
    for path, file in files:
        data = file.read_bytes()
        rows.append({"path": path, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(as_bytes(head("manifest", settings) | {"count": len(rows), "files": rows}))

"""Small releases that are in a log, made without a build, and changed archives of them."""

import json
import zipfile
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.building.registering import registered
from gongkai.proofs.notes import SIGNED, public_key
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.verifying import MANIFEST
from gongkai.releases.build_record import BuildRecord
from gongkai.releases.registration import Signer
from gongkai.releases.switch import publish, staging_for

ROOT = "https://www.example.gov.cn/zwgk/"
KEY = Ed25519PrivateKey.from_private_bytes(bytes([3]) * 32)
PUBLIC = f"{public_key('archive', SIGNED, KEY)}"


def page(title: str, text: str = "", head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{text}</body></html>".encode()
    )


def pages(text: str) -> dict[str, bytes]:
    """What the site of these tests has, in one state."""
    return {
        "index.html": page("首页", text),
        "policies/index.html": page("政策文件", text),
        "policies/2024/补贴/index.html": page("补贴办法", text),
        "old/index.html": page("已移到新网址", head='<meta name="robots" content="noindex">'),
        "404.html": page("没有这一页", head='<meta name="robots" content="noindex">'),
        "policies/2024/files/表.csv": "甲,乙\n".encode(),
        "api/v1/policies.json": b"[]",
        "redirects.map": b"",
        "proof/index.html": page("留痕存证", "<section data-gk-log></section>"),
    }


def release(
    site: Path, day: date, files: Mapping[str, bytes], *, root: str = ROOT, signed: bool = True
) -> None:
    """What `build` does once all files are there."""
    signer = Signer(ProofSettings(origin="archive", new_log=True), KEY if signed else None)
    with staging_for(site) as stage:
        entries = {path: stage.put(path, data) for path, data in files.items()}
        rows = [
            {"path": path, "bytes": len(data), "sha256": sha256(data).hexdigest()}
            for path, data in sorted(files.items())
            if path != "proof/index.html"
        ]
        listing = json.dumps({"site": root, "organisation": "示例局", "files": rows}).encode()
        entries[MANIFEST] = stage.put(MANIFEST, listing)
        status = json.dumps({"commit": "abc", "day": day.isoformat()}).encode()
        entered = registered(stage, site, signer, entries, status, listing)
        publish(stage, site, (), BuildRecord(entries=entries), entered)


def parts(archive: Path) -> dict[str, bytes]:
    """What is in the ZIP archive."""
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rewritten(archive: Path, changed: Mapping[str, bytes | None]) -> Path:
    """The archive with other parts (None: without one), and what lists them set right, as a forger would."""
    there = {name: data for name, data in {**parts(archive), **changed}.items() if data is not None}
    said = json.loads(there["datapackage.json"])
    for one in said["resources"]:
        if one["path"] in there:
            one["hash"] = f"sha256:{sha256(there[one['path']]).hexdigest()}"
            one["bytes"] = len(there[one["path"]])
    there["datapackage.json"] = json.dumps(said).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{sha256(there['datapackage.json']).hexdigest()}"}
    there["datapackage-digest.json"] = json.dumps(digest).encode()
    forged = archive.with_name("forged.wacz")
    with zipfile.ZipFile(forged, "w") as out:
        for name, data in there.items():
            out.writestr(name, data)
    return forged

"""Checks one saved page against its proof. Stands alone: Python 3.8 or later and the library `cryptography`, nothing else.

    python verify_page.py PAGE PROOF KEY [CHECKPOINT COSIGNER-KEY]

PAGE: the page or file as saved, byte for byte. PROOF: its proof (proof/pages/NN.txt of the same release). KEY: the public
key of the publisher, from a place other than this website. CHECKPOINT: a later checkpoint with another body's cosignature,
COSIGNER-KEY that body's public key: then the proof must be of just this checkpoint. Exit status: 0 proven, 1 not.
"""

import base64
import hashlib
import json
import re
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def digest(*parts: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(b"".join(parts)).digest()


def b64(text: str) -> bytes:
    """Bytes from base64, written as it is always written."""
    found = base64.b64decode(text, validate=True)
    if base64.b64encode(found).decode() != text:
        raise ValueError("base64")
    return found


def root(leaf: bytes, index: int, size: int, path: "list[str]") -> str:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2), in base64."""
    if not 0 <= index < size:
        raise ValueError("index")
    last, found = size - 1, digest(b"\0", leaf)
    for step in map(b64, path):
        if last == 0:
            raise ValueError("too long")
        if index % 2 or index == last:
            found = digest(b"\1", step, found)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            found = digest(b"\1", found, step)
        index, last = index >> 1, last >> 1
    if last:
        raise ValueError("too short")
    return base64.b64encode(found).decode()


def signed_at(note: str, key: str) -> int:
    """When a note was signed by a key: seconds since 1970 for a cosigner (type 4), 0 for the publisher (type 1)."""
    name, key_id, encoded = key.strip().split("+", 2)
    raw = b64(encoded)
    if digest(name.encode(), b"\n", raw)[:4].hex() != key_id or raw[0] not in (1, 4) or len(raw) != 33:
        raise ValueError("key")
    text, lines = note.rsplit("\n\n", 1)
    if not re.fullmatch(r"(— [^\s+]+ [A-Za-z0-9+/]+={0,2}\n)+", lines):
        raise ValueError("signatures")
    for signer, found in [(line.split(" ")[1], b64(line.split(" ")[2])) for line in lines[:-1].split("\n")]:
        if signer != name or found[:4].hex() != key_id:
            continue
        at = int.from_bytes(found[4:12], "big") if raw[0] == 4 else 0
        head, signature = (f"cosignature/v1\ntime {at}\n", found[12:]) if raw[0] == 4 else ("", found[4:])
        try:
            Ed25519PublicKey.from_public_bytes(raw[1:]).verify(signature, f"{head}{text}\n".encode())
        except InvalidSignature:
            continue
        return at
    raise ValueError("signature")


def verify(page: bytes, proof: str, key: str) -> "tuple[str, str, str]":
    """The path of a page, the day of its release as the publisher says, and the checkpoint; ValueError: not proven."""
    form, files, entry, log, note = proof.split("\n\n", 4)
    head, number, *lists = form.split("\n")
    log_head, place, *path = log.split("\n")
    origin, size, log_root = note.rsplit("\n\n", 1)[0].split("\n")
    at, index = int(number[5:]), int(place[6:])
    said = (head, number, log_head, place, origin)
    forms = ("gongkai page-proof/v1", f"list {at}", "c2sp.org/tlog-proof@v1", f"index {index}")
    if said != (*forms, key.split("+", maxsplit=1)[0]):
        raise ValueError("form")
    signed_at(note, key)
    rows = (row.partition("  ") for row in files.split("\n"))
    paths = [name for its, _space, name in rows if its == digest(page).hex()]
    release = json.loads(entry)
    tops = root(f"{files}\n".encode(), at, 256, lists), root(entry.encode(), index, int(size), path)
    if not paths or tops != (release["files"], log_root):
        raise ValueError("digest")
    return paths[0], release["day"], note


def main(page: str, proof: str, key: str, checkpoint: str = "", cosigner: str = "") -> int:
    """Say in words what was found."""
    try:
        path, day, note = verify(Path(page).read_bytes(), Path(proof).read_bytes().decode(), key)
        who = key.split("+", maxsplit=1)[0]
        print(f"相符：{path} 是 {who} 这样发布的，登记日期 {day}（发布者自己写的：签名证明是谁，不证明何时）")
        if checkpoint:
            seen = Path(checkpoint).read_bytes().decode()
            if seen.rsplit("\n\n", 1)[0] != note.rsplit("\n\n", 1)[0]:
                raise ValueError("checkpoint")
            at = datetime.fromtimestamp(signed_at(seen, cosigner), timezone(timedelta(hours=8)))
            print(f"{cosigner.split('+', maxsplit=1)[0]} 会签：不晚于 {at:%Y-%m-%d %H:%M:%S}（北京时间）")
    except (ValueError, KeyError, TypeError, IndexError, OSError) as problem:
        print(f"不符：不能证明这一页是这样发布的（{problem}）")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) in (4, 6) else __doc__)

"""By which digest the content of a document is known: what readers would get, its attachments and pictures with it.

The days of its reviews are left out, for they are filled in from the approvals themselves; a reason in place of a day is
public, and counts. So do byte order mark and ends of lines not, which git on Windows may turn.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date

import yaml

_HEAD = re.compile(r"\A---[ \t]*\n.*?^---[ \t]*$", re.M | re.S)
_REVIEWED = re.compile(r"^reviewed[ \t]*:.*(?:\n(?:[ \t]+.*|[ \t]*(?=\n)))*\n?", re.M)


def content_digest(document: bytes, files: Mapping[str, bytes]) -> str:
    """SHA-256, in hexadecimal digits, of a document and of the files that it refers to, by their paths."""
    digest = hashlib.sha256(hashlib.sha256(_bound(document)).digest())
    for path in sorted(files):
        digest.update(f"{path}\0".encode(errors="surrogateescape") + hashlib.sha256(files[path]).digest())
    return digest.hexdigest()


def _bound(document: bytes) -> bytes:
    """The bytes that an approval binds."""
    plain = document.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = plain.decode()
    except UnicodeDecodeError:
        return plain
    head = _HEAD.match(text)
    if head is None:
        return plain
    return (_REVIEWED.sub(lambda found: _reasons(found[0]), head[0], count=1) + text[head.end() :]).encode()


def _reasons(written: str) -> str:
    """What `reviewed` says besides days; as it is written where that cannot be told."""
    try:
        said = yaml.safe_load(written)["reviewed"]
    except (yaml.YAMLError, ValueError, TypeError, KeyError):
        return written
    if said is None:
        return ""
    if not isinstance(said, dict) or not set(said) <= {"secrecy", "legal"}:
        return written
    left = sorted(
        (name, value) for name, value in said.items() if value is not None and type(value) is not date
    )
    return f"reviewed: {left!r}\n" if left else ""

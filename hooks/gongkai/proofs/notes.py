"""Signed notes (c2sp.org/signed-note) with Ed25519, and the cosignatures of other bodies (c2sp.org/tlog-cosignature)."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SIGNED, COSIGNED = 1, 4
"""Types of signatures: the log's own, and another body's, which says when it signed."""
_LINE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})")
_KEY = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")
_STAMP = 8


class NotANote(ValueError):
    """A text is not what a signed note or a key should be."""


@dataclass(frozen=True)
class PublicKey:
    """Whose signature is believed: a name, and an Ed25519 key."""

    name: str
    kind: int
    raw: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.raw).digest()[:4]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.raw).decode()}"

    def confirms(self, message: bytes, signature: bytes) -> bool:
        """Whether a signature of a message is by this key."""
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 (settings name keys, and few commands check any)
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True


def read_key(text: str) -> PublicKey:
    """A key as it is handed on, `NAME+ID+KEY`; raises `NotANote`."""
    match = _KEY.fullmatch(text.strip())
    data = decoded(match[3]) if match else b""
    if match is None or len(data) != 33 or data[0] not in (SIGNED, COSIGNED):
        raise NotANote(text)
    key = PublicKey(match[1], data[0], data[1:])
    if key.id.hex() != match[2]:
        raise NotANote(text)
    return key


@dataclass(frozen=True)
class SignedNote:
    """A text with signatures: name, and what stands behind it."""

    text: str
    signatures: tuple[tuple[str, bytes], ...] = ()

    def __str__(self) -> str:
        lines = (f"— {name} {b64encode(data).decode()}\n" for name, data in self.signatures)
        return f"{self.text}\n{''.join(lines)}"

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether the log itself signed it, with this key."""
        return any(key.confirms(self.text.encode(), signature) for signature in self._by(key, SIGNED))

    def cosigned_at(self, key: PublicKey) -> int | None:
        """When another body signed it, in seconds since 1970; None where it did not."""
        for data in self._by(key, COSIGNED):
            at = int.from_bytes(data[:_STAMP], "big")
            if key.confirms(_cosigned(self.text, at), data[_STAMP:]):
                return at
        return None

    def _by(self, key: PublicKey, kind: int) -> list[bytes]:
        if key.kind != kind:
            return []
        return [data[4:] for name, data in self.signatures if name == key.name and data[:4] == key.id]


def read_note(text: str) -> SignedNote:
    """A signed note; raises `NotANote` where a byte of it is not as the format has it."""
    body, found, lines = text.rpartition("\n\n")
    note = SignedNote(f"{body}\n", tuple(_signature(line) for line in lines.splitlines()))
    if not found or f"{note}" != text:
        raise NotANote(text)
    return note


def _signature(line: str) -> tuple[str, bytes]:
    match = _LINE.fullmatch(line)
    data = decoded(match[2]) if match else b""
    if match is None or len(data) <= 4:
        raise NotANote(line)
    return match[1], data


def decoded(text: str) -> bytes:
    """Bytes from base64; raises `NotANote`."""
    try:
        return b64decode(text, validate=True)
    except (NotBase64, ValueError) as problem:
        raise NotANote(text) from problem


def _cosigned(text: str, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{text}".encode()


def public_key(name: str, kind: int, key: "Ed25519PrivateKey") -> PublicKey:
    """What others check a key's signatures by."""
    return PublicKey(name, kind, key.public_key().public_bytes_raw())


def sign(text: str, name: str, key: "Ed25519PrivateKey") -> SignedNote:
    """A text signed by the log."""
    return SignedNote(text, ((name, public_key(name, SIGNED, key).id + key.sign(text.encode())),))


def cosign(note: SignedNote, name: str, key: "Ed25519PrivateKey", at: int) -> SignedNote:
    """A checkpoint signed by another body too, at a time in seconds since 1970."""
    said = (
        public_key(name, COSIGNED, key).id + at.to_bytes(_STAMP, "big") + key.sign(_cosigned(note.text, at))
    )
    return SignedNote(note.text, (*note.signatures, (name, said)))

"""Merkle trees as RFC 6962 (section 2.1) has them: roots, and proofs that a leaf is in one."""

from collections.abc import Sequence
from hashlib import sha256

HASH = 32
"""Bytes of a hash."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of an entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of a node above two others."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The hash of the tree of these leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else sha256(b"").digest()
    split = _split(len(leaves))
    return node_hash(root_of(leaves[:split]), root_of(leaves[split:]))


def inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """What leads from a leaf to the root: the sibling of the leaf first."""
    if len(leaves) < 2:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion(leaves[:split], index), root_of(leaves[split:])]
    return [*inclusion(leaves[split:], index - split), root_of(leaves[:split])]


def inclusions(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """`inclusion` of every leaf, each node hashed once for all of them."""
    paths: list[list[bytes]] = [[] for _ in leaves]
    level, height = list(leaves), 0
    while len(level) > 1:
        for index, path in enumerate(paths):
            sibling = index >> height ^ 1
            if sibling < len(level):
                path.append(level[sibling])
        pairs = (level[at : at + 2] for at in range(0, len(level), 2))
        level = [node_hash(*pair) if len(pair) == 2 else pair[0] for pair in pairs]
        height += 1
    return paths


def root_by(path: Sequence[bytes], leaf: bytes, index: int, size: int) -> bytes | None:
    """The root of a tree of `size` leaves that a proof leads to from a leaf at a place; None for a proof of no tree."""
    if not 0 <= index < size:
        return None
    last, found = size - 1, leaf
    for sibling in path:
        if last == 0:
            return None
        if index % 2 or index == last:
            found = node_hash(sibling, found)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        index, last = index >> 1, last >> 1
    return found if last == 0 else None


def _split(size: int) -> int:
    """The largest power of two below a size."""
    return 1 << ((size - 1).bit_length() - 1)

"""Trees and proofs as another implementation has them; tiles, notes and cosignatures by the letter of C2SP."""

import base64
from datetime import date
from hashlib import sha256

import pymerkle
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.proofs.log import CHECKPOINT, LogEntry, checkpoint_of, log_files, read_entry, read_log
from gongkai.proofs.merkle import inclusion, inclusions, leaf_hash, root_by, root_of
from gongkai.proofs.notes import COSIGNED, SIGNED, NotANote, cosign, public_key, read_key, read_note, sign

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
SIZES = [1, 2, 3, 4, 5, 7, 8, 9, 31, 64, 100, 255, 256, 257, 300]


def entries(count: int) -> tuple[LogEntry, ...]:
    names = (sha256(f"{number}".encode()) for number in range(count))
    return tuple(
        LogEntry(
            one.hexdigest(), base64.b64encode(one.digest()).decode(), one.hexdigest()[:40], date(2026, 1, 1)
        )
        for one in names
    )


@pytest.mark.parametrize("size", SIZES)
def test_roots_and_proofs_are_those_of_another_implementation(size: int) -> None:
    data = [one.data for one in entries(size)]
    other = pymerkle.InmemoryTree(algorithm="sha256")
    for one in data:
        other.append_entry(one)
    leaves = [leaf_hash(one) for one in data]
    assert root_of(leaves) == other.get_root()
    assert inclusions(leaves) == [inclusion(leaves, index) for index in range(size)]
    for index in {0, size // 2, size - 1}:
        path = inclusion(leaves, index)
        assert root_by(path, leaves[index], index, size) == other.get_root()
        theirs = other.prove_inclusion(index + 1)
        pymerkle.verify_inclusion(leaves[index], other.get_root(), theirs)
        assert path == theirs.path[1:]
        assert root_by(path, leaves[index], index + 1, size) != other.get_root()
        assert root_by([*path, leaves[0]], leaves[index], index, size) != other.get_root()


@pytest.mark.parametrize("size", [1, 5, 256, 257, pytest.param(70_000, marks=pytest.mark.long)])
def test_tiles_are_those_of_the_specification(size: int) -> None:
    files = dict(log_files(entries(size)))
    hashes = [leaf_hash(one.data) for one in entries(size)] if size < 1_000 else []
    for start in range(0, len(hashes) - len(hashes) % 256, 256):
        assert files[f"tile/0/{start // 256:03d}"] == b"".join(hashes[start : start + 256])
    if size == 257:
        assert files["tile/0/001.p/1"] == hashes[256]
        assert files["tile/1/000.p/1"] == root_of(hashes[:256])
    if size == 5:
        assert [len(files[f"tile/0/000.p/{width}"]) for width in range(1, 6)] == [32, 64, 96, 128, 160]
    if size == 70_000:  # the specification's own example
        assert sum(one.startswith("tile/0/") and ".p/" not in one for one in files) == 273
        assert "tile/0/273.p/112" in files
        assert {"tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"} <= files.keys()
        assert not {"tile/0/273.p/113", "tile/1/001.p/18", "tile/2/000.p/2", "tile/3/000.p/1"} & files.keys()


def test_a_published_log_is_read_again_and_a_changed_one_is_not() -> None:
    logged = entries(300)
    files = dict(log_files(logged))
    files[CHECKPOINT] = f"{sign(checkpoint_of('log', logged).text, 'log', KEY)}".encode()
    assert read_log(files.__getitem__)[1] == logged
    name = "tile/entries/001.p/44"
    files[name] = files[name].replace(b'"day":"2026-01-01"', b'"day":"2025-01-01"', 1)
    with pytest.raises(NotANote):
        read_log(files.__getitem__)


def test_keys_and_signatures_are_those_of_the_specification() -> None:
    raw = KEY.public_key().public_bytes_raw()
    key, other = public_key("log.example/a", SIGNED, KEY), public_key("log.example/a", COSIGNED, KEY)
    assert key.id == sha256(b"log.example/a\n\x01" + raw).digest()[:4]
    assert other.id == sha256(b"log.example/a\n\x04" + raw).digest()[:4]
    assert read_key(f"{key}") == key
    note = cosign(sign("log.example/a\n0\nx\n", "log.example/a", KEY), "log.example/a", KEY, 1_700_000_000)
    assert read_note(f"{note}") == note
    line = base64.b64decode(f"{note}".splitlines()[-1].split(" ")[2])
    assert line[:12] == other.id + (1_700_000_000).to_bytes(8, "big")
    KEY.public_key().verify(line[12:], b"cosignature/v1\ntime 1700000000\nlog.example/a\n0\nx\n")
    assert note.is_signed_by(key)
    assert note.cosigned_at(other) == 1_700_000_000
    assert note.cosigned_at(key) is None
    assert not note.is_signed_by(other)


@pytest.mark.parametrize(
    "line",
    [
        b'{"day":"2026-01-01","commit":"","files":"","manifest":""}',
        b'{"commit":"","day":"2026-01-01","files":"","manifest":"","manifest":""}',
        b'{"commit": "","day":"2026-01-01","files":"","manifest":""}',
        b"[]",
        b"\xff",
    ],
)
def test_an_entry_is_written_in_one_way_only(line: bytes) -> None:
    with pytest.raises(NotANote):
        read_entry(line)

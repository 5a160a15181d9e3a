"""A time stamp counts where it is of just this checkpoint, and by an authority that is believed. OpenSSL stamps here."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gongkai.proofs.log import Checkpoint, LogEntry, checkpoint_of, read_checkpoint
from gongkai.proofs.notes import read_note, sign
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.stamps import read_roots, stamp_of
from gongkai.proofs.witnessed import witnesses_of

CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = {name}
[root]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
subjectKeyIdentifier = hash
[stamping]
basicConstraints = CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
"""
KEY = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
ENTRY = LogEntry("00" * 32, "A" * 43 + "=", "", datetime(2026, 1, 1, tzinfo=UTC).date())
NOTE = f"{sign(checkpoint_of('log', (ENTRY,)).text, 'log', KEY)}".encode()


def openssl(folder: Path, *words: str) -> None:
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def authority(folder: Path) -> Path:
    """A folder with a root certificate, `root.pem`, and what stamps."""
    folder.mkdir()
    config = folder / "config"
    config.write_text(CONFIG.format(name=folder.name, folder=folder))
    (folder / "serial").write_text("01\n")
    new = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", "config")
    openssl(folder, *new, "-x509", "-extensions", "root", "-keyout", "root.key", "-out", "root.pem")
    openssl(folder, *new, "-subj", "/CN=stamping", "-keyout", "tsa.key", "-out", "tsa.csr")
    signed = ("-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "config")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", *signed, "-extensions", "stamping", "-out", "tsa.pem")
    return folder


def stamp(folder: Path, data: bytes, digest: str = "sha256") -> bytes:
    (folder / "data").write_bytes(data)
    openssl(folder, "ts", "-query", "-data", "data", f"-{digest}", "-cert", "-out", "query")
    keys = ("-signer", "tsa.pem", "-inkey", "tsa.key", "-config", "config")
    openssl(folder, "ts", "-reply", "-queryfile", "query", *keys, "-out", "reply")
    return (folder / "reply").read_bytes()


def of_this_log(state: Checkpoint) -> str:
    return "" if state == read_checkpoint(read_note(NOTE.decode())) else "不是"


def test_a_stamp_is_of_this_checkpoint_and_by_somebody_believed(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("LEFT OUT: time stamps. OpenSSL is not there")
    good, other = authority(tmp_path / "good"), authority(tmp_path / "other")
    roots, others = read_roots(good / "root.pem"), read_roots(other / "root.pem")
    for digest in ("sha256", "sha512"):
        token = stamp(good, NOTE, digest)
        found = stamp_of(token, NOTE, roots)
        assert found
        assert found.trusted
        assert abs(datetime.now(UTC) - found.at) < timedelta(hours=1)
        assert (unchecked := stamp_of(token, NOTE, []))
        assert not unchecked.trusted
        assert stamp_of(token, NOTE + b" ", roots) is None
        assert stamp_of(token, NOTE + b" ", []) is None
        assert stamp_of(token, NOTE, others) is None
        for at in range(0, len(token), 97):
            altered = token[:at] + bytes([token[at] ^ 1]) + token[at + 1 :]
            again = stamp_of(altered, NOTE, roots)
            assert again is None or again == found, at
    assert stamp_of(b"", NOTE, roots) is None
    assert stamp_of(NOTE, NOTE, []) is None
    believed = ProofSettings(origin="log", stamp_roots=good / "root.pem")
    seen = witnesses_of({"a.note": NOTE, "a.tsr": token}, believed, of_this_log)
    assert [(one.size, one.who, one.trusted) for one in seen.witnesses] == [(1, "可信时间戳", True)]
    seen = witnesses_of({"a.note": NOTE, "a.tsr": stamp(other, NOTE)}, believed, of_this_log)
    assert seen.witnesses == []
    assert len(seen.silent) == 2

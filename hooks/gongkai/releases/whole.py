"""All files that a release must have where its log and its manifest are what they are: none less and none more."""

from collections.abc import Collection

from gongkai.proofs.log import CHECKPOINT
from gongkai.proofs.published import FOLDER, VERIFIER
from gongkai.proofs.verifying import MANIFEST, Get, PublishedLog, files_of_proof
from gongkai.releases.build_record import digest_of
from gongkai.releases.verification import Expected

PROOF_INDEX = f"{FOLDER}index.html"
_READ_ONLY = (PROOF_INDEX, f"{FOLDER}{VERIFIER.name}", f"{FOLDER}key.txt")
"""What is below `proof/` to be read, and proves nothing."""


def whole_release(
    get: Get, names: Collection[str], found: PublishedLog, rows: dict[str, tuple[int, str]]
) -> Expected:
    """Every file, with its bytes and digest. `names`: the paths there are; of those below `proof/` that only tell, each
    is as it is."""
    expected = {path: (size, bytes.fromhex(digest)) for path, (size, digest) in rows.items()}
    beside = {f"{FOLDER}{path}": data for path, data in files_of_proof(found, rows)}
    told = [name for name in names if name in _READ_ONLY or name.startswith(f"{FOLDER}witnessed/")]
    beside |= {path: get(path) for path in (MANIFEST, f"{FOLDER}{CHECKPOINT}", *told)}
    return expected | {path: (len(data), digest_of(data)) for path, data in beside.items()}

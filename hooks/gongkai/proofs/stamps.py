"""Time stamps by RFC 3161: what an authority says it has seen, and when."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import new as new_digest
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.findings import WrongUse

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

_DIGESTS = {
    "2.16.840.1.101.3.4.2.1": "sha256",
    "2.16.840.1.101.3.4.2.2": "sha384",
    "2.16.840.1.101.3.4.2.3": "sha512",
}


@dataclass(frozen=True)
class Stamp:
    """When something was stamped, and whether the authority's certificate was checked."""

    at: datetime
    trusted: bool


def read_roots(file: Path) -> "list[Certificate]":
    """The certificates that stamps are checked by; raises `WrongUse`."""
    from cryptography.x509 import load_pem_x509_certificates  # noqa: PLC0415 (few need it)

    try:
        return load_pem_x509_certificates(file.read_bytes())
    except (OSError, ValueError) as problem:
        raise WrongUse(f"{file} 里没有可用的证书（PEM 格式）") from problem


def stamp_of(token: bytes, data: bytes, roots: "list[Certificate]") -> Stamp | None:
    """The stamp in a time-stamp response, if it is of these bytes, and, where `roots` are given, by an authority of
    theirs; None where it is not, or is no stamp."""
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response  # noqa: PLC0415 (few need it)

    try:
        response = decode_timestamp_response(token)
        imprint, at = response.tst_info.message_imprint, response.tst_info.gen_time
        name = _DIGESTS.get(imprint.hash_algorithm.dotted_string, "")
        if response.status not in (0, 1) or not name or new_digest(name, data).digest() != imprint.message:
            return None
        if roots:
            verifier = VerifierBuilder()
            for root in roots:
                verifier = verifier.add_root_certificate(root)
            if not verifier.build().verify_message(response, data):
                return None
    except (ValueError, VerificationError):
        return None
    return Stamp(at, trusted=bool(roots))

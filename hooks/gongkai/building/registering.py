"""Enters a finished site in the log of releases, and fills the page that tells of it."""

import json
from datetime import date
from hashlib import sha256
from pathlib import Path

from gongkai.package import values_digest
from gongkai.pages.proof import PROOF_PAGE, ShownLog, with_log
from gongkai.proofs.log import LogEntry
from gongkai.proofs.page_proofs import FileTree
from gongkai.proofs.proof_settings import ProofSettings, origin_of
from gongkai.proofs.signing import signing_key
from gongkai.releases.build_record import FileRecord
from gongkai.releases.registration import LogState, Registration, Signer, registration
from gongkai.releases.staging import StagingFolder
from gongkai.settings import Settings
from gongkai.source import git_line


def signer_of(settings: Settings) -> Signer:
    """Who signs this section's log; raises `WrongUse` for a key that cannot be used, or lies in the section."""
    top = git_line(settings.content, "rev-parse", "--show-toplevel") if settings.ask_git else ""
    home = settings.config_file.parent
    outside = (home, settings.content, settings.site, *((Path(top),) if top else ()))
    return Signer(settings.proof, signing_key(outside))


def signer_without_settings(site_url: str) -> Signer:
    """Who signs the log of a site of which only the address is known."""
    return Signer(ProofSettings(origin=origin_of(site_url)), signing_key(()))


def registered(
    stage: StagingFolder,
    site: Path,
    signer: Signer,
    entries: dict[str, FileRecord],
    status: bytes,
    listing: bytes,
) -> Registration:
    """The entry of a release of these files, with `status` and manifest (`listing`) among them. The page that tells of
    the log is filled, and its record replaced."""
    said = json.loads(status)
    rows = json.loads(listing)["files"]
    tree = FileTree((row["path"], row["sha256"]) for row in rows)
    entry = LogEntry(
        sha256(listing).hexdigest(), tree.root, said["commit"] or "", date.fromisoformat(said["day"])
    )
    entered = registration(stage, site, signer, entry, tree)
    page = (stage.folder / PROOF_PAGE).read_bytes()
    shown = ShownLog(entered.entries, signer.proof.origin, signer.public, entered.witnesses)
    made, filled = entries[PROOF_PAGE], stage.put(PROOF_PAGE, with_log(page, shown))
    entries[PROOF_PAGE] = made._replace(
        size=filled.size,
        state=filled.state,
        digest=filled.digest,
        ids=filled.ids,
        targets=filled.targets,
    )
    return entered


def run_key(key: str, state: LogState) -> str:
    """The key of a run, with what the log of its release depends on besides; empty where the run has none."""
    return key and values_digest(key, *state)

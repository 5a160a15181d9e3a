"""A kept release, held against its own proof, as an archive is to have it."""

import json
from datetime import date
from pathlib import Path

from gongkai.archive.release_proof import release_proof
from gongkai.archive.released import LoggedRelease
from gongkai.archive.wacz import ArchivedSite
from gongkai.findings import WrongUse
from gongkai.law import in_words
from gongkai.proofs.log import LogEntry
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import reader
from gongkai.proofs.verifying import (
    MANIFEST,
    Get,
    ProofVerdict,
    PublishedLog,
    verified_log,
    verified_manifest,
)
from gongkai.releases.verification import Expected, differences, first_few
from gongkai.releases.whole import whole_release


def site_to_archive(release: LoggedRelease, day: date) -> ArchivedSite:
    """What is written for a release. Raises `WrongUse` where a file is not what was entered in the log, or the site's
    address is unknown."""
    get, verdict = reader(f"{release.folder}"), ProofVerdict()
    found = verified_log(get, ProofSettings(), None, verdict)
    rows = verified_manifest(get, found, verdict) if found else None
    if found is None or rows is None:
        raise WrongUse(f"第 {release.number} 版不能存档：{'；'.join(verdict.wrong)}")
    names = _names(release.folder)
    files = whole_release(get, names, found, rows)
    if wrong := differences(release.folder, files):
        raise WrongUse(f"第 {release.number} 版和登记的不一样，不能存档：{first_few(wrong)}")
    return archived_site(get, files, found, day)


def archived_site(get: Get, files: Expected, found: PublishedLog, day: date) -> ArchivedSite:
    """What is written for a site of these files, which are what its log says."""
    manifest = get(MANIFEST)
    said = json.loads(manifest)
    if not said["site"]:
        raise WrongUse("这一版没有写网址（设置 site_url），不能存档：存档按网址查找")
    entry = found.entries[-1]
    title = f"{said['organisation']}政务公开（{in_words(day)}）"
    return ArchivedSite(
        root=said["site"],
        day=day,
        title=title,
        description=_description(entry, len(found.entries)),
        paths=tuple(sorted(files)),
        get=get,
        size=sum(size for size, _digest in files.values()),
        proof=dict(release_proof(found.note, found.entries, manifest, get, files)),
    )


def _description(entry: LogEntry, number: int) -> str:
    commit = f"，提交 {entry.commit}" if entry.commit else ""
    return (
        f"登记簿第 {number} 次登记的版本，登记日期 {entry.day}{commit}。时刻都写作当天中午：登记簿只记日期。"
    )


def _names(folder: Path) -> list[str]:
    return [one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()]

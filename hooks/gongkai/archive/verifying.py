"""Whether an archive holds a release as it was published, the whole of it and nothing else."""

import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gongkai.archive.archiving import archived_site
from gongkai.archive.index import CDX, IDX, PAGES, cdx_lines, lines_by, page_list, page_title
from gongkai.archive.release_proof import READ_ME
from gongkai.archive.wacz import DATAPACKAGE, DIGEST, PROOF, ArchivedSite
from gongkai.archive.warc import INDEX_PAGE, WARC, ArchivedFile, read_records
from gongkai.findings import WrongUse, system_refusal
from gongkai.proofs.notes import SignedNote
from gongkai.proofs.proof_settings import ProofSettings
from gongkai.proofs.published import FOLDER
from gongkai.proofs.verifying import (
    MANIFEST,
    ProofVerdict,
    PublishedLog,
    tell_when,
    verified_log,
    verified_manifest,
)
from gongkai.releases.verification import compared, first_few
from gongkai.releases.whole import whole_release

_DAMAGED = (ValueError, KeyError, TypeError, EOFError, OSError, zipfile.BadZipFile)


class _Opened:
    """An archive, and what is in it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.zip = archive
        self.said: dict[str, Any] = json.loads(archive.read(DATAPACKAGE))
        self.root = str(self.said["mainPageUrl"])
        self.at = datetime.fromisoformat(self.said["mainPageDate"])
        self.records: list[ArchivedFile] = []
        self.pages: list[tuple[str, str]] = []
        self.files: dict[str, tuple[int, bytes]] = {}
        self._kept: dict[str, bytes] = {}
        with archive.open(f"archive/{WARC}") as stream:
            for record, data in read_records(stream):
                self._take(record, data)

    def _take(self, record: ArchivedFile, data: bytes) -> None:
        if not record.url.startswith(self.root):
            raise ValueError(record.url)
        name = unquote(record.url.removeprefix(self.root))
        path = f"{name}{INDEX_PAGE}" if not name or name.endswith("/") else name
        if path in self.files:
            raise ValueError(path)
        self.records.append(record)
        self.files[path] = record.size, bytes.fromhex(record.digest)
        if path.startswith(FOLDER) or path == MANIFEST:
            self._kept[path] = data
        if title := page_title(path, data):
            self.pages.append((record.url, title))

    def get(self, path: str) -> bytes:
        """A file of the site that a proof is made of; raises `OSError`."""
        try:
            return self._kept[path]
        except KeyError:
            raise FileNotFoundError(path) from None


def verify_archive(file: Path, proof: ProofSettings, seen: SignedNote | None, verdict: ProofVerdict) -> None:
    """Hold an archive against the log in it, and the log against what is known of it. Raises `WrongUse` for a file that
    cannot be read."""
    try:
        archive = zipfile.ZipFile(file)
    except OSError as problem:
        raise WrongUse(f"读不到 {file}：{system_refusal(problem)}") from problem
    except zipfile.BadZipFile as problem:
        raise WrongUse(f"{file} 不是 WACZ 存档，或者已损坏") from problem
    with archive:
        try:
            opened = _Opened(archive)
        except _DAMAGED:
            verdict.wrong.append("存档里的网站记录读不出来，或者不是按网址各有一份")
            return
        found = verified_log(opened.get, proof, seen, verdict)
        rows = verified_manifest(opened.get, found, verdict) if found else None
        if found is None or rows is None:
            return
        _judge(opened, found, rows, verdict)
        tell_when(found.entries[-1], len(found.entries) - 1, found.witnesses, verdict)


def _judge(
    opened: _Opened, found: PublishedLog, rows: dict[str, tuple[int, str]], verdict: ProofVerdict
) -> None:
    """Whether all is there that was published, and nothing that leads players elsewhere."""
    expected = whole_release(opened.get, opened.files.keys(), found, rows)
    if wrong := compared(opened.files, expected):
        verdict.wrong.append(f"{len(wrong)} 处和登记的不同：{first_few(wrong)}")
        return
    verdict.proven.append(f"全部 {len(rows)} 个文件和登记的清单一致，不多不少")
    day = opened.at.date()
    site = archived_site(opened.get, opened.files, found, day)
    try:
        faults = list(_faults(opened, site))
    except _DAMAGED:
        faults = ["索引"]
    if faults:
        verdict.wrong.append(f"存档的{'、'.join(faults)}被改过，播放时可能张冠李戴")
    else:
        verdict.proven.append("索引、网页目录和证明文件与网站的内容一致")
        verdict.unproven.append(f"存档的标题、简介和 {READ_ME} 是说明，不作为证明")
    last = found.entries[-1].day
    if last > day:
        verdict.wrong.append(f"存档写的是 {day} 公开的，而这一版 {last} 才登记")
    elif last < day:
        verdict.unproven.append(f"存档写的是 {day} 公开的：{last} 以后有没有别的版本，要看更新的登记簿")


def _faults(opened: _Opened, site: ArchivedSite) -> Iterator[str]:
    """Which parts are not what they must be where the files of the site are these."""
    read = opened.zip.read
    listed = {one["path"]: one["hash"] for one in opened.said["resources"]}
    its_digest = json.loads(read(DIGEST))["hash"] == _hash(read(DATAPACKAGE))
    names = [f"archive/{WARC}", f"indexes/{CDX}", f"indexes/{IDX}", f"pages/{PAGES}"]
    names += [f"{PROOF}{name}" for name in site.proof]
    there = sorted(opened.zip.namelist()) == sorted([*names, DATAPACKAGE, DIGEST])
    if not (its_digest and there and listed == {name: _hash(read(name)) for name in names}):
        yield "文件表"
    if list(lines_by(read(f"indexes/{IDX}"), read(f"indexes/{CDX}"))) != cdx_lines(opened.records, site.at):
        yield "索引"
    if read(f"pages/{PAGES}") != page_list(opened.pages, opened.said["title"], site.at):
        yield "网页目录"
    if any(read(f"{PROOF}{name}") != data for name, data in site.proof.items() if name != READ_ME):
        yield "证明文件"


def _hash(data: bytes) -> str:
    return f"sha256:{sha256(data).hexdigest()}"

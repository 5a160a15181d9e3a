"""A release as a WACZ file (https://specs.webrecorder.net/wacz/1.1.1/): a ZIP archive of WARC, index, list of pages and
proof, with the digest of each. The same release and day give the same bytes."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import IO
from zoneinfo import ZoneInfo

from gongkai.archive.index import CDX, IDX, PAGES, cdx_lines, packed, page_list, page_title
from gongkai.archive.measured import Measured
from gongkai.archive.warc import SOFTWARE, WARC, ArchivedFile, url_of, write_records

DATAPACKAGE, DIGEST = "datapackage.json", "datapackage-digest.json"
PROOF = "proof/"
VERSION = "1.1.1"
_NOON = time(12, tzinfo=ZoneInfo("Asia/Shanghai"))
_LARGE = 1 << 31


@dataclass(frozen=True)
class ArchivedSite:
    """What is archived."""

    root: str
    """The address of the site."""
    day: date
    title: str
    description: str
    paths: tuple[str, ...]
    get: Callable[[str], bytes]
    """Gets a file of the site by its path."""
    size: int
    """Bytes of all files."""
    proof: Mapping[str, bytes]

    @property
    def at(self) -> datetime:
        """The moment that stands in the archive, for the log knows days alone: noon of the day."""
        return moment_of(self.day)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every file, in order."""
        yield from ((path, self.get(path)) for path in sorted(self.paths))


def moment_of(day: date) -> datetime:
    """Noon of a day in China."""
    return datetime.combine(day, _NOON).astimezone(UTC)


def write_wacz(site: ArchivedSite, out: IO[bytes]) -> None:
    """Write it."""
    package = _Package(zipfile.ZipFile(out, "w"), site)
    pages: list[tuple[str, str]] = []

    def noted() -> Iterator[tuple[str, bytes]]:
        for path, data in site.files():
            if title := page_title(path, data):
                pages.append((url_of(site.root, path), title))
            yield path, data

    with package.entry(f"archive/{WARC}") as stream:
        files = list(write_records(stream, noted(), site.root, site.at, warc_facts(site)))
    for name, data in listings(files, pages, site).items():
        package.put(name, data)
    for name, data in site.proof.items():
        package.put(f"{PROOF}{name}", data)
    package.close()


def warc_facts(site: ArchivedSite) -> dict[str, str]:
    """What the first record says."""
    return {
        "software": SOFTWARE,
        "format": "WARC File Format 1.1",
        "conformsTo": "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "isPartOf": site.root,
        "description": site.description,
    }


def listings(files: list[ArchivedFile], pages: list[tuple[str, str]], site: ArchivedSite) -> dict[str, bytes]:
    """The index and the list of pages, by their names."""
    cdx, idx = packed(cdx_lines(files, site.at))
    return {
        f"indexes/{CDX}": cdx,
        f"indexes/{IDX}": idx,
        f"pages/{PAGES}": page_list(pages, site.title, site.at),
    }


class _Package:
    """The ZIP archive, stored as it is: players fetch parts of it by their place."""

    def __init__(self, archive: zipfile.ZipFile, site: ArchivedSite) -> None:
        self._zip = archive
        self._site = site
        self._resources: list[dict[str, str | int]] = []

    @contextmanager
    def entry(self, name: str) -> Iterator[Measured]:
        """A file of the archive, to be written and listed."""
        with self._zip.open(self._info(name), "w", force_zip64=self._site.size > _LARGE) as stream:
            measured = Measured(stream)
            yield measured
        self._resources.append(
            {
                "name": name.rpartition("/")[2],
                "path": name,
                "hash": f"sha256:{measured.sha256}",
                "bytes": measured.size,
            }
        )

    def put(self, name: str, data: bytes) -> None:
        """A file of the archive, listed."""
        with self.entry(name) as stream:
            stream.write(data)

    def close(self) -> None:
        """Write what lists the files, and its digest."""
        stamp = self._site.at.strftime("%Y-%m-%dT%H:%M:%SZ")
        said = {
            "profile": "data-package",
            "wacz_version": VERSION,
            "title": self._site.title,
            "description": self._site.description,
            "created": stamp,
            "software": SOFTWARE,
            "mainPageUrl": self._site.root,
            "mainPageDate": stamp,
            "resources": self._resources,
        }
        data = json.dumps(said, ensure_ascii=False, indent=2).encode()
        digest = {"path": DATAPACKAGE, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        self._zip.writestr(self._info(DATAPACKAGE), data)
        self._zip.writestr(self._info(DIGEST), json.dumps(digest, indent=2).encode())
        self._zip.close()

    def _info(self, name: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(name, (*self._site.day.timetuple()[:3], 12, 0, 0))
        info.create_system = 3
        info.external_attr = 0o644 << 16
        return info

"""The files of a release as WARC records (ISO 28500), each in a gzip member of its own, with what an index says of each.

They are `resource` records: the files were taken from the disk, not asked for over the network.
"""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import IO, Any
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

from gongkai.archive.measured import Measured, Sink
from gongkai.package import VERSION

WARC = "data.warc.gz"
SOFTWARE = f"Gongkai {VERSION}"
INDEX_PAGE = "index.html"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "map": "text/plain; charset=utf-8",
    "py": "text/plain; charset=utf-8",
    "note": "text/plain; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "woff2": "font/woff2",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""By ending, as the sample configuration of nginx has them; what the system knows of endings differs from one to another."""
_WWW = re.compile(r"\Awww\d*\.")


@dataclass(frozen=True)
class ArchivedFile:
    """A file of the site in the WARC."""

    url: str
    mime: str
    digest: str
    """SHA-256 in hexadecimal."""
    size: int
    """Bytes of the file."""
    offset: int
    """Where its record begins, and how many bytes it takes, compressed."""
    length: int


def url_of(root: str, path: str) -> str:
    """The address of a file of a site: the first page of a folder answers at the folder."""
    name = path.removesuffix(INDEX_PAGE) if f"/{path}".endswith(f"/{INDEX_PAGE}") else path
    return f"{root}{quote(name)}"


def write_records(
    out: Sink, files: Iterable[tuple[str, bytes]], root: str, at: datetime, told: dict[str, str]
) -> Iterator[ArchivedFile]:
    """Write a WARC of a site's files, path and bytes; `told` says in its first record what it is of."""
    measured = Measured(out)
    writer = WARCWriter(measured, gzip=True, warc_version="1.1")
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = "".join(f"{name}: {value}\r\n" for name, value in told.items()).encode()
    _write(writer, WARC, "warcinfo", "application/warc-fields", said, stamp)
    for path, data in files:
        url, begin = url_of(root, path), measured.size
        mime = _TYPES.get(path.rpartition(".")[2], "application/octet-stream")
        digest = _write(writer, url, "resource", mime, data, stamp)
        yield ArchivedFile(url, mime.partition(";")[0], digest, len(data), begin, measured.size - begin)


def _write(writer: Any, name: str, kind: str, mime: str, data: bytes, stamp: str) -> str:
    digest = sha256(data).hexdigest()
    headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{name} {stamp} {digest}')}>",
        "WARC-Date": stamp,
        "WARC-Block-Digest": f"sha256:{digest}",
    }
    headers |= {"WARC-Filename": name} if kind == "warcinfo" else {"WARC-Payload-Digest": f"sha256:{digest}"}
    record = writer.create_warc_record(
        "" if kind == "warcinfo" else name,
        kind,
        payload=io.BytesIO(data),
        length=len(data),
        warc_content_type=mime,
        warc_headers_dict=headers,
    )
    writer.write_record(record)
    return digest


def read_records(warc: IO[bytes]) -> Iterator[tuple[ArchivedFile, bytes]]:
    """The files in a WARC, and their bytes. Raises `ValueError` where it is none, or has anything else in it."""
    records = ArchiveIterator(warc)
    try:
        for record in records:
            headers, data = record.rec_headers, record.content_stream().read()
            begin, length = records.get_record_offset(), records.get_record_length()
            if record.rec_type == "resource":
                url, mime = headers.get_header("WARC-Target-URI"), headers.get_header("Content-Type")
                digest = sha256(data).hexdigest()
                told = ArchivedFile(url, mime.partition(";")[0], digest, len(data), begin, length)
                yield told, data
            elif record.rec_type != "warcinfo":
                raise ValueError(record.rec_type)
    except (ArchiveLoadFailed, AttributeError, EOFError, OSError) as problem:
        raise ValueError(WARC) from problem


def surt(url: str) -> str:
    """The key under which an index has an address: the host from its end, all in small letters."""
    parts = urlsplit(url.lower())
    host = ",".join(reversed(_WWW.sub("", parts.hostname or "").split(".")))
    port = f":{parts.port}" if parts.port else ""
    return f"{host}{port}){parts.path or '/'}"

"""What players find a page by: the index of a WARC (CDXJ, compressed in blocks, with an index of the blocks), and the
list of pages (https://specs.webrecorder.net/wacz/1.1.1/)."""

import gzip
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser

from gongkai.archive.warc import WARC, ArchivedFile, surt

CDX, IDX, PAGES = "index.cdx.gz", "index.idx", "pages.jsonl"
BLOCK = 1024
"""Lines of a block, which is what a player fetches at once."""
_HEAD_END = b"</head>"


def cdx_lines(files: Iterable[ArchivedFile], at: datetime) -> list[str]:
    """The index, a line for each file, in order."""
    stamp = at.strftime("%Y%m%d%H%M%S")
    return sorted(
        f"{surt(one.url)} {stamp} "
        + _json(
            {
                "url": one.url,
                "mime": one.mime,
                "status": "200",
                "digest": f"sha256:{one.digest}",
                "length": f"{one.length}",
                "offset": f"{one.offset}",
                "filename": WARC,
            }
        )
        for one in files
    )


def packed(lines: list[str]) -> tuple[bytes, bytes]:
    """The index in blocks, each a gzip member, and the index of the blocks."""
    head = _json({"format": "cdxj-gzip-1.0", "filename": CDX})
    blocks, told = [], [f"!meta 0 {head}"]
    place = 0
    for start in range(0, len(lines), BLOCK):
        some = lines[start : start + BLOCK]
        block = gzip.compress("".join(f"{line}\n" for line in some).encode(), mtime=0)
        key = some[0].split(" {", 1)[0]
        said = {"offset": place, "length": len(block), "digest": f"sha256:{sha256(block).hexdigest()}"}
        told.append(f"{key} {_json({**said, 'filename': CDX})}")
        blocks.append(block)
        place += len(block)
    return b"".join(blocks), "".join(f"{line}\n" for line in told).encode()


def lines_by(idx: bytes, cdx: bytes) -> Iterator[str]:
    """The lines that the index of the blocks leads to, which is all of them. Raises `ValueError`, `KeyError`, `OSError` or
    `EOFError` where it leads elsewhere."""
    place = 0
    for told in idx.decode().splitlines()[1:]:
        key, _, said = told.partition(" {")
        where = json.loads(f"{{{said}")
        lines = gzip.decompress(cdx[place : place + where["length"]]).decode().splitlines()
        if where["offset"] != place or where["filename"] != CDX or lines[0].partition(" {")[0] != key:
            raise ValueError(told)
        place += where["length"]
        yield from lines
    if place != len(cdx):
        raise ValueError(IDX)


def page_list(pages: Iterable[tuple[str, str]], title: str, at: datetime) -> bytes:
    """The list of pages, address and title, the site's first page first."""
    stamp = at.strftime("%Y-%m-%dT%H:%M:%SZ")
    rows: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": title}]
    for url, name in sorted(pages):
        rows.append({"id": sha256(url.encode()).hexdigest()[:16], "url": url, "ts": stamp, "title": name})
    return "".join(f"{_json(row)}\n" for row in rows).encode()


def page_title(path: str, data: bytes) -> str:
    """The title of a page that readers look for; empty for what leads on to another page, is no page, or is not to be
    found."""
    if not path.endswith(".html"):
        return ""
    head = LexborHTMLParser(data.partition(_HEAD_END)[0])
    title = head.css_first("title")
    hidden = head.css_first('meta[name="robots"][content*="noindex"]')
    return " ".join(title.text().split()) if title and not hidden else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

"""A published site, in a folder or at an address: its files, its log, who has seen it."""

from collections.abc import Callable
from http.client import HTTPException
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from gongkai.proofs.log import LogEntry, read_log
from gongkai.proofs.notes import SignedNote

FOLDER = "proof/"
"""Where proofs lie below the site; the manifest does not list it."""
VERIFIER = Path(__file__).with_name("verify_page.py")
"""The verifier for whoever does not trust this program. It is published too."""
_SECONDS = 30
_LARGEST = 200_000_000


def is_address(where: str) -> bool:
    """Whether a site is on the web."""
    return where.startswith(("https://", "http://"))


def reader(where: str) -> Callable[[str], bytes]:
    """What gets a file of a site by its path; it raises `OSError` where there is none."""
    if not is_address(where):
        return lambda path: (Path(where) / path).read_bytes()
    base = where.rstrip("/")
    return lambda path: fetch(f"{base}/{quote(path)}")


def fetch(address: str) -> bytes:
    """What is at an address; raises `OSError`."""
    request = Request(address, headers={"User-Agent": "gongkai-verify", "Cache-Control": "no-cache"})
    try:
        with urlopen(request, timeout=_SECONDS) as answer:
            data: bytes = answer.read(_LARGEST)
    except (HTTPException, ValueError) as problem:
        raise OSError(f"{address}: {problem}") from problem
    return data


def is_missing(problem: Exception) -> bool:
    """Whether a site was reached, and has no such file."""
    return isinstance(problem, FileNotFoundError) or (isinstance(problem, HTTPError) and problem.code == 404)


def log_at(where: str) -> tuple[SignedNote, tuple[LogEntry, ...]]:
    """The log of a site; raises `NotANote` and `OSError` as `read_log` does."""
    get = reader(where)
    return read_log(lambda path: get(f"{FOLDER}{path}"))

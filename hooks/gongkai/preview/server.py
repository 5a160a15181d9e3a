"""What a browser asks of a preview, and who may ask: this machine alone, by GET and HEAD."""

import ipaddress
import mimetypes
import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from socketserver import TCPServer, ThreadingMixIn
from typing import Any, Protocol
from urllib.parse import parse_qs
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from gongkai.findings import WrongUse
from gongkai.operating_system import system
from gongkai.preview.pages import ASSETS, EVENTS
from gongkai.preview.section import OWN
from gongkai.preview.state import PreviewState, ProgramFault

Start = Callable[[str, list[tuple[str, str]]], object]

_HEADERS = [
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
]
_HTML = "text/html; charset=utf-8"
_KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
"""What a browser refuses under any other name; on Windows, other programs change what the system says of these."""
_BREATH = 15.0
"""Seconds after which a waiting connection is tried, so that one that nobody holds any more is let go."""


class OwnPages(Protocol):
    """Pages at a place of their own, which may change the section; only where this machine alone may ask."""

    place: str

    def get(self, path: str) -> tuple[str, str, bytes]:
        """Status, kind and bytes of a page."""

    def post(self, path: str, environ: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Does what is asked; status, kind and bytes of the answer."""


class Preview:
    """The preview as a WSGI application."""

    def __init__(
        self, state: PreviewState, *, everywhere: bool = False, pages: OwnPages | None = None
    ) -> None:
        self._state = state
        self._everywhere = everywhere
        self._own = None if everywhere else pages

    def __call__(self, environ: Mapping[str, Any], start: Start) -> Iterable[bytes]:
        """Answer one request."""
        if not _may_ask(environ.get("HTTP_HOST", ""), everywhere=self._everywhere):
            return _told(start, "403 Forbidden", "预览只在本机打开，请用启动时显示的地址。")
        path = _path(environ)
        if self._own is not None and path is not None and path.startswith(self._own.place):
            return self._handed_on(self._own, path, environ, start)
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _told(start, "405 Method Not Allowed", "预览只能看，不能改。", ("Allow", "GET, HEAD"))
        if path is None:
            return _told(start, "404 Not Found", "没有这个地址。")
        try:
            if path == EVENTS and environ["REQUEST_METHOD"] == "GET":
                asked = parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
                start("200 OK", [("Content-Type", "text/event-stream"), *_HEADERS])
                return self._events(*(asked.get(name, [""])[0] for name in ("page", "seen")))
            answer = self._answer(path, start)
        except ProgramFault:
            said = "程序出错（不是内容的问题）。请把运行 serve 的窗口里的信息交给技术人员。"
            return _told(start, "500 Internal Server Error", said)
        except WrongUse as problem:  # a template or a plugin of the section's own
            return _told(start, "500 Internal Server Error", str(problem))
        return answer if environ["REQUEST_METHOD"] == "GET" else []

    def _handed_on(self, own: OwnPages, path: str, environ: Mapping[str, Any], start: Start) -> list[bytes]:
        """What the pages answer that were handed in; only they change anything."""
        if environ["REQUEST_METHOD"] == "POST":
            status, kind, data = own.post(path, environ)
        else:
            status, kind, data = own.get(path)
        self._state.refresh()  # a page, too, takes over what others pushed, and links to it
        start(status, [("Content-Type", kind), ("Content-Length", str(len(data))), *_HEADERS])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [data]

    def _answer(self, path: str, start: Start) -> list[bytes]:
        if path in (f"{OWN}preview.css", f"{OWN}preview.js"):
            return _given(start, (ASSETS / path.removeprefix(OWN)).read_bytes(), path)
        if path and not path.endswith("/"):
            found = self._state.file(path)
            if found is not None:
                return _given(start, found.read_bytes() if isinstance(found, Path) else found, path)
            if self._state.page(f"{path}/").there:
                start("302 Found", [("Location", f"{path.rsplit('/', 1)[-1]}/"), *_HEADERS])
                return []
        made = self._state.page(path)
        return _given(start, made.html.encode(), _HTML, "200 OK" if made.there else "404 Not Found")

    def _events(self, path: str, seen: str) -> Iterator[bytes]:
        """Server-sent events: one when the page has changed."""
        yield b": \n\n"
        try:
            while (changed := self._state.wait(path, seen, _BREATH)) is False:
                yield b": \n\n"
        except ProgramFault:
            yield b"retry: 15000\n\n"  # it has been told once; the page comes back when it may be better
            return
        if changed:
            yield b"event: changed\ndata: \n\n"


class Quiet(WSGIRequestHandler):
    """Says nothing of requests."""

    def log_message(self, *_said: object) -> None:
        """Nothing."""


class Server(ThreadingMixIn, WSGIServer):
    """A thread for each request: a page that waits for news keeps its own."""

    daemon_threads = True
    allow_reuse_address = not system.WINDOWS
    """On Windows this would let a second preview take the address of the first."""

    def __init__(self, host: str, port: int) -> None:
        if ":" in host:
            self.address_family = socket.AF_INET6
        super().__init__((host, port), Quiet)

    def server_bind(self) -> None:
        """Take the address; unlike the library's, without asking a name server what it is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])
        self.setup_environ()


def _may_ask(host: str, *, everywhere: bool) -> bool:
    """Whether the request was addressed to this machine by what no name server can forge: `localhost`, a loopback
    address, or any address at all (but no name) where the preview was opened to others."""
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    if name.lower() == "localhost":
        return True
    try:
        address = ipaddress.ip_address(name.strip("[]"))
    except ValueError:
        return False
    return everywhere or address.is_loopback


def _path(environ: Mapping[str, Any]) -> str | None:
    """The path below the site; None for one that is no text or leads upwards."""
    try:
        path: str = environ.get("PATH_INFO", "").encode("latin-1").decode()
    except UnicodeDecodeError:
        return None
    path = path.removeprefix("/")
    if path == "index.html" or path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    odd = "\\" in path or "\0" in path or any(part in (".", "..") for part in path.split("/"))
    return None if odd or "//" in path or path.startswith("/") else path


def _given(start: Start, data: bytes, name: str, status: str = "200 OK") -> list[bytes]:
    known = _KINDS.get(name[name.rfind(".") :].lower()) or mimetypes.guess_type(name)[0]
    kind = name if name == _HTML else known or "application/octet-stream"
    if kind in ("text/javascript", "text/css", "text/plain", "text/csv"):
        kind += "; charset=utf-8"
    start(status, [("Content-Type", kind), ("Content-Length", str(len(data))), *_HEADERS])
    return [data]


def _told(start: Start, status: str, said: str, *more: tuple[str, str]) -> list[bytes]:
    data = f"{said}\n".encode()
    length = ("Content-Length", str(len(data)))
    start(status, [("Content-Type", "text/plain; charset=utf-8"), length, *more, *_HEADERS])
    return [data]

"""The desk as part of the preview's server: one page, and steps that only this page can ask for.

What changes anything comes by POST as JSON, with a token that stands in the page alone, in a header that no other site's
page may set, from this very address. Names of files from a browser are names, never paths.
"""

import base64
import binascii
import json
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import Any

from gongkai.changes.redline_page import STYLE
from gongkai.desk.desk import Desk
from gongkai.desk.open_change import Moved
from gongkai.desk.reviewing import agree, merge, refuse_unsaved
from gongkai.desk.view import view
from gongkai.findings import WrongUse
from gongkai.operating_system import why_unusable
from gongkai.pages import templates_in
from gongkai.settings import Settings

PLACE = "preview/desk/"
"""Where it lies below the preview."""
_TOKEN = "HTTP_X_GONGKAI_DESK"
_LARGEST = 120 * 1024 * 1024
"""Bytes of a request: four fifths of them are files."""
_ASSETS = Path(__file__).parent / "assets"
_KINDS = {"desk.css": "text/css; charset=utf-8", "desk.js": "text/javascript; charset=utf-8"}


class DeskServer:
    """Answers what lies below `PLACE`. Whoever hands requests on has made sure that they are addressed to this machine."""

    place = PLACE

    def __init__(self, read_settings: Callable[[], Settings]) -> None:
        self._desk = Desk(read_settings)
        self._token = secrets.token_urlsafe(24)
        self._one_at_a_time = Lock()
        self._page = templates_in(Path(__file__).parent / "templates").get_template("desk.html")
        self._steps: Mapping[str, Callable[[dict[str, Any]], str]] = {
            "take-in": lambda given: self._desk.take_in(_files(given)),
            "save": lambda given: self._desk.save(given["answers"], given["texts"], str(given["shown"])),
            "request": self._request,
            "look": lambda given: self._desk.look_at(str(given["branch"])),
            "bundle": lambda given: self._desk.bundle(str(given["branch"]), str(given["path"])),
            "agree": self._agree,
            "merge": self._merge,
            "away": lambda _given: self._desk.put_away(),
        }

    def get(self, path: str) -> tuple[str, str, bytes]:
        """The page, or one of its files: status, kind, bytes."""
        name = path.removeprefix(PLACE)
        if name in _KINDS:
            return "200 OK", _KINDS[name], _asset(name)
        if name:
            return "404 Not Found", "text/plain; charset=utf-8", "没有这个地址。\n".encode()
        with self._one_at_a_time:
            html = self._page.render(view=view(self._desk), token=self._token)
        return "200 OK", "text/html; charset=utf-8", html.encode()

    def post(self, path: str, environ: Mapping[str, Any]) -> tuple[str, str, bytes]:
        """Take a step: status, kind, bytes; the answer is JSON, `done` and what is `said`."""
        step = self._steps.get(path.removeprefix(PLACE))
        if step is None or not self._is_ours(environ):
            return "403 Forbidden", "text/plain; charset=utf-8", "请从收文和审签的页面操作。\n".encode()
        try:
            with self._one_at_a_time:
                answer = {"done": True, "said": step(_given(environ))}
        except WrongUse as problem:
            answer = {"done": False, "said": str(problem), "moved": isinstance(problem, Moved)}
        except Exception as fault:
            sys.excepthook(type(fault), fault, fault.__traceback__)
            said = "程序出错（不是内容的问题）。请把运行 serve 的窗口里的信息交给技术人员。"
            return "500 Internal Server Error", "application/json", _as_json({"done": False, "said": said})
        return "200 OK", "application/json", _as_json(answer)

    def _request(self, given: dict[str, Any]) -> str:
        self._desk.save(given["answers"], given["texts"], str(given["shown"]))
        try:
            return self._desk.request()
        except WrongUse as problem:  # what was typed is saved, and others' text may have come to it
            raise Moved(str(problem)) from problem

    def _agree(self, given: dict[str, Any]) -> str:
        refuse_unsaved([*given["answers"], *given["texts"]])
        return agree(self._desk, str(given["step"]), str(given["shown"]))

    def _merge(self, given: dict[str, Any]) -> str:
        refuse_unsaved([*given["answers"], *given["texts"]])
        return merge(self._desk)

    def _is_ours(self, environ: Mapping[str, Any]) -> bool:
        """Whether the request comes from our page at this very address."""
        token = str(environ.get(_TOKEN, ""))
        origin = f"http://{environ.get('HTTP_HOST', '')}"
        known = secrets.compare_digest(token.encode(), self._token.encode())
        return (
            known
            and environ.get("HTTP_ORIGIN") == origin
            and environ.get("CONTENT_TYPE") == "application/json"
        )


def _given(environ: Mapping[str, Any]) -> dict[str, Any]:
    length = str(environ.get("CONTENT_LENGTH") or "0")
    if not length.isdecimal() or int(length) > _LARGEST:
        raise WrongUse("一次交来的文件太大，分几次来")
    try:
        given = json.loads(environ["wsgi.input"].read(int(length)) or b"{}")
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise WrongUse("交来的内容读不懂，请重新打开页面再来")
    empty = {"answers": {}, "texts": {}, "files": [], "branch": "", "path": "", "step": "", "shown": ""}
    return {**empty, **given}


def _files(given: dict[str, Any]) -> dict[str, bytes]:
    found = {}
    for one in given["files"]:
        name = Path(str(one["name"]).replace("\\", "/")).name
        if why := why_unusable(name):
            raise WrongUse(f"文件名“{name}”不能用：{why}")
        try:
            found[name] = base64.b64decode(one["data"], validate=True)
        except binascii.Error:
            raise WrongUse(f"{name} 没有传完整，请再来一次") from None
    return found


def _asset(name: str) -> bytes:
    own = (_ASSETS / name).read_bytes()
    return own + STYLE.read_bytes() if name == "desk.css" else own


def _as_json(answer: object) -> bytes:
    return json.dumps(answer, ensure_ascii=False).encode()

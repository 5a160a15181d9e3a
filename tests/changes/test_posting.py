"""A redline on a merge request: written once, replaced later, and no check fails where a platform refuses it."""

import http.server
import json
import threading
from collections.abc import Iterator
from typing import ClassVar

import pytest

from gongkai.changes.posting import PLATFORMS, post
from gongkai.findings import WrongUse


class Platform(http.server.BaseHTTPRequestHandler):
    comments: ClassVar[dict[int, str]] = {}
    asked: ClassVar[list[tuple[str, str, str]]] = []
    refuses = False

    def answer(self) -> None:
        token = self.headers.get("Authorization", "") or self.headers.get("PRIVATE-TOKEN", "")
        self.asked.append((self.command, self.path.partition("?")[0], token))
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.command == "POST":
            self.comments[len(self.comments) + 1] = json.loads(raw)["body"]
        elif self.command != "GET":
            self.comments[int(self.path.rpartition("/")[2])] = json.loads(raw)["body"]
        self.send_response(403 if self.refuses else 200)
        self.end_headers()
        rows = [{"id": number, "body": said} for number, said in self.comments.items()]
        self.wfile.write(json.dumps(rows).encode())

    do_GET = do_POST = do_PATCH = do_PUT = answer  # noqa: N815 (the library's names)

    def log_message(self, *_said: object) -> None:
        return


@pytest.fixture
def platform(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Platform]]:
    class Here(Platform):
        comments: ClassVar[dict[int, str]] = {1: "别人的意见"}
        asked: ClassVar[list[tuple[str, str, str]]] = []

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Here) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}"
        for name, said in (
            ("GONGKAI_TOKEN", "secret"),
            ("GITHUB_SERVER_URL", address),
            ("GITHUB_REPOSITORY", "a/b"),
            ("NUMBER", "12"),
            ("GITHUB_RUN_ID", "5"),
            ("CI_API_V4_URL", f"{address}/api/v4"),
            ("CI_PROJECT_ID", "3"),
            ("CI_MERGE_REQUEST_IID", "12"),
        ):
            monkeypatch.setenv(name, said)
        monkeypatch.delenv("GITHUB_API_URL", raising=False)
        yield Here
        server.shutdown()


@pytest.mark.parametrize("name", PLATFORMS)
def test_there_is_one_comment_and_the_newest_words(platform: type[Platform], name: str) -> None:
    assert post(name, "第一版") == post(name, "第二版") == "改动对照已写到合并请求上。"
    assert len(platform.comments) == 2
    assert "第二版" in platform.comments[2]
    assert platform.comments[1] == "别人的意见"
    methods = [method for method, _path, _token in platform.asked]
    assert methods == ["GET", "POST", "GET", "PUT" if name == "gitlab" else "PATCH"]
    assert {token.removeprefix("token ") for _method, _path, token in platform.asked} == {"secret"}


def test_a_refusal_is_told_and_fails_nothing(
    platform: type[Platform], monkeypatch: pytest.MonkeyPatch
) -> None:
    platform.refuses = True
    assert post("github", "x").startswith("! 改动对照没有写到合并请求上")
    monkeypatch.delenv("GONGKAI_TOKEN")
    assert "没有设置保密变量 GONGKAI_TOKEN" in post("github", "x")


def test_outside_of_a_pipeline_it_says_what_is_missing(
    platform: type[Platform], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NUMBER")
    with pytest.raises(WrongUse, match="NUMBER"):
        post("github", "x")


def test_a_long_redline_is_cut(platform: type[Platform]) -> None:
    post("github", "字" * 100_000)
    assert len(platform.comments[2]) < 65_536
    assert "太长" in platform.comments[2]

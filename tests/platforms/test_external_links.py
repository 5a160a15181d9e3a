"""`build.py links`: a report on external links with file and line, never a gate."""

import csv
import http.server
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.cli import command_line
from gongkai.platforms.external_links import in_chinese
from tests.sample import renderer
from tests.sections import Section

TODAY = date(2024, 3, 1)


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another host: /there works, all else is gone."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/there" else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET  # noqa: N815 (the base class names it so)

    def log_message(self, *_said: object) -> None:
        return


@pytest.fixture
def elsewhere() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.long
def test_the_report_names_file_and_line_and_never_fails(tmp_path: Path, elsewhere: str) -> None:
    page = (
        f"---\ntitle: 指南\npublished: 2024-01-10\n---\n[在]({elsewhere}/there)\n\n[不在]({elsewhere}/gone)\n"
    )
    section = Section(tmp_path, {"about/guide.md": page}, TODAY)
    settings = section.write()
    pipeline.build(settings, renderer(settings))
    report = tmp_path / "links.csv"
    assert command_line.main(["links", "--config", str(section.config), "--report", str(report)]) == 0
    rows = list(csv.DictReader(report.read_text(encoding="utf-8-sig").splitlines()))
    found = {row["网址"].rsplit("/", 1)[1]: row for row in rows if elsewhere in row["网址"]}
    assert (found["there"]["结果"], found["there"]["文件"], found["there"]["行"]) == (
        "正常",
        "about/guide.md",
        "5",
    )
    assert (found["gone"]["结果"], found["gone"]["文件"], found["gone"]["行"]) == (
        "打不开",
        "about/guide.md",
        "7",
    )
    assert "404" in found["gone"]["说明"]


def test_without_a_site_there_is_nothing_to_try(tmp_path: Path) -> None:
    section = Section(tmp_path, {}, TODAY)
    section.write()
    assert command_line.main(["links", "--config", str(section.config)]) == 2


@pytest.mark.parametrize(
    ("result", "said"),
    [
        ("ConnectionError: HTTPSConnectionPool(host='a.example'): NameResolutionError", "没有这个网站"),
        ("ConnectTimeout: HTTPConnectionPool", "没有回答"),
        ("ConnectionError: [Errno 111] Connection refused", "连不上"),
        ("404 Not Found", "没有这一页了（404 Not Found）"),
        ("200 OK", "200 OK"),
    ],
)
def test_why_an_address_does_not_answer_is_told_in_chinese(result: str, said: str) -> None:
    assert said in in_chinese(result)

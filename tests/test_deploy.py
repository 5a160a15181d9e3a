"""deploy/nginx.conf, tried with Debian's nginx on loopback: pages, headers, and releases switched under load."""

import gzip
import http.client
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import count, takewhile
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.releases.build_record import BuildRecord
from gongkai.releases.switch import publish, staging_for
from tests import whole_section as whole
from tests.building.test_build import tree
from tests.processes import end
from tests.repositories import Repository
from tests.sample import ROOT, renderer
from tests.sections import Section

NGINX = os.environ.get("GONGKAI_NGINX") or shutil.which("nginx")
pytestmark = pytest.mark.skipif(
    not NGINX, reason="LEFT OUT: deploy/nginx.conf. It needs nginx (Debian: nginx-light)"
)

_AROUND = """worker_processes 2;
{user}
pid {root}/nginx.pid;
error_log {root}/error.log;
events {{ worker_connections 512; }}
http {{
  access_log off;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3;
  uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  {server}
}}
"""


LONG = "/art/2021/5/8/" + "a" * 200 + ".html"
FORMER = [LONG, "/col/col1/index.html?uid=7", "old/%E9%80%9A%20(1).html", "/show.jsp"]
ABOUT = "---\ntitle: 已经没有的说明\npublished: 2024-05-01\n---\n\n说明。\n"


def moved_section(root: Path) -> dict[str, str]:
    """A section in which a policy and a page moved, and another page was deleted."""
    repository = Repository.create(root)
    now = whole.whole_section()
    loan = now[whole.LOAN].replace("---\n", f"---\nformerly: {FORMER}\n", 1)
    early = {"policies/2024/old-loan.md": loan, "about/gone.md": ABOUT, "about/old.md": now[whole.GUIDE]}
    repository.commit(date(2024, 5, 2), early)
    repository.commit(date(2024, 5, 3), dict.fromkeys(early))
    now[whole.LOAN] = loan
    repository.commit(date(2024, 5, 3), now)
    return now


class Server:
    """nginx over one site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.site = root / "srv" / "site"
        section = Section(root / "section", moved_section(root / "section"), whole.TODAY)
        self.settings = replace(section.write(), site=self.site, site_url="https://www.example.com/zwgk/")
        pipeline.build(self.settings, renderer(self.settings))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        config = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
        config = config.replace("/srv/zwgk", str(root / "srv")).replace("    listen [::]:80;\n", "")
        config = config.replace("listen 80;", f"listen 127.0.0.1:{self.port};")
        user = "user root;" if os.getuid() == 0 else ""
        (root / "nginx.conf").write_text(
            _AROUND.format(root=root, server=config, user=user), encoding="utf-8"
        )
        command = [str(NGINX), "-p", str(root), "-c", str(root / "nginx.conf"), "-g", "daemon off;"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.05)
        end(self.process)
        raise AssertionError(self.process.communicate()[1])

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response, body


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("nginx"))
    yield running
    end(running.process)


def test_every_file_of_the_site_is_served_as_it_is_below_the_sub_path(server: Server) -> None:
    for path, data in tree(server.site).items():
        if path.endswith(".html") and b'content="noindex"' in data and path != "404.html":
            continue  # old addresses
        response, body = server.get(f"/zwgk/{path}")
        assert (response.status, body) == (200, data), path
        assert response.headers.get_content_type() != "application/octet-stream" or path.endswith(
            (".z", ".gz")
        )
    response, body = server.get("/zwgk/policies/2024/job-subsidy/")
    assert (response.status, response.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "一次性吸纳就业补贴办法" in body.decode()
    assert server.get("/zwgk")[0].headers["Location"].endswith("/zwgk/")


@pytest.mark.parametrize(
    ("asked", "leads"),
    [
        ("/zwgk/policies/2024/old-loan/", "policies/2024/startup-loan/"),
        ("/zwgk/policies/2024/old-loan", "policies/2024/startup-loan/"),
        ("/zwgk/policies/2024/old-loan/index.html", "policies/2024/startup-loan/"),
        ("/zwgk/policies/2024/old-loan/?from=mail", "policies/2024/startup-loan/"),
        ("/zwgk/about/old/", "about/guide/"),
        (LONG, "policies/2024/startup-loan/"),
        ("/col/col1/index.html?uid=7", "policies/2024/startup-loan/"),
        ("/zwgk/old/%E9%80%9A%20(1).html", "policies/2024/startup-loan/"),
        ("/show.jsp", "policies/2024/startup-loan/"),
    ],
)
def test_an_old_address_leads_to_the_new_one_in_one_step(server: Server, asked: str, leads: str) -> None:
    response, _body = server.get(asked)
    assert response.status == 301
    assert response.headers["Location"].endswith(f"/zwgk/{leads}")
    assert server.get(f"/zwgk/{leads}")[0].status == 200


def test_what_was_deleted_is_gone_and_says_so(server: Server) -> None:
    for path in ("/zwgk/about/gone/", "/zwgk/about/gone/index.html"):
        response, body = server.get(path)
        assert (response.status, "已经没有的说明" in body.decode()) == (410, True)
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert server.get("/gone/zwgk/about/gone/")[0].status == 404
    assert server.get("/col/col1/index.html?uid=8")[0].status == 404


@pytest.mark.parametrize(
    "path", ["/zwgk/", "/zwgk/assets/gongkai.css", "/zwgk/nothing/here/", "/zwgk/404.html"]
)
def test_the_headers_harden_every_answer(server: Server, path: str) -> None:
    headers = server.get(path)[0].headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Server"] == "nginx"  # and no version


def test_what_is_missing_has_a_page_and_what_is_hidden_is_missing(server: Server) -> None:
    response, body = server.get("/zwgk/policies/2024/no-such-thing/")
    assert response.status == 404
    assert "找不到这个页面" in body.decode()
    for path in (
        "/.site-releases/lock",
        "/zwgk/../.site-releases/000001.ledger",
        "/zwgk/.git/config",
        "/zwgk../section/mkdocs.yml",
    ):
        assert server.get(path)[0].status in (400, 404), path


def test_only_reading_is_allowed(server: Server) -> None:
    assert server.get("/zwgk/", "HEAD")[0].status == 200
    for method in ("POST", "PUT", "DELETE", "TRACE", "OPTIONS"):
        assert server.get("/zwgk/", method)[0].status in (405, 501), method


def test_texts_are_compressed_and_what_is_named_by_content_is_kept(server: Server) -> None:
    response, body = server.get("/zwgk/", **{"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == (server.site / "index.html").read_bytes()
    assert response.headers["Cache-Control"] == "no-cache"
    named = next(path for path in tree(server.site) if re.search(r"search/(?:\d+-)?[0-9a-f]{10,}/", path))
    assert "immutable" in server.get(f"/zwgk/{named}")[0].headers["Cache-Control"]
    assert server.get("/zwgk/status.json")[0].headers["Cache-Control"] == "public, max-age=60"
    etag = server.get("/zwgk/")[0].headers["ETag"]
    assert server.get("/zwgk/", **{"If-None-Match": etag})[0].status == 304


def switched(server: Server, number: int) -> None:
    """One more release, through the same steps as a build's: every page is kept but one."""
    with staging_for(server.site) as stage:
        entries = dict(stage.ledger.entries)
        page = "policies/2024/job-subsidy/index.html"
        text = (server.site / page).read_text(encoding="utf-8").split("<!-- release")[0]
        entries[page] = stage.put(page, f"{text}<!-- release {number} -->".encode())
        stage.settle(entries)
        publish(stage, server.site, entries, BuildRecord(stage.ledger.product, entries))


class Reader(threading.Thread):
    """Reads pages one after another over one connection, at least so many and until it is enough, and notes what
    went wrong."""

    def __init__(self, server: Server, requests: int) -> None:
        super().__init__()
        self.server = server
        self.requests = requests
        self.enough = threading.Event()
        self.failed: list[str] = []
        self.releases: set[str] = set()

    def run(self) -> None:
        paths = ("", "policies/", "policies/2024/job-subsidy/", "assets/gongkai.css", "search/")
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        for number in takewhile(lambda n: n < self.requests or not self.enough.is_set(), count()):
            path = paths[number % len(paths)]
            try:
                connection.request("GET", f"/zwgk/{path}")
                response = connection.getresponse()
                body = response.read()
            except (OSError, http.client.HTTPException) as problem:
                self.failed.append(f"{path}: {problem!r}")
                connection.close()
                continue
            if response.status != 200 or (not path.endswith(".css") and b"</html>" not in body):
                self.failed.append(f"{path}: {response.status}")
            self.releases.update(re.findall(r"<!-- release (\d+) -->", body.decode()))
        connection.close()


def under_load(server: Server, requests: int, switches: int) -> None:
    readers = [Reader(server, requests // 4) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(1, switches + 1):
        switched(server, number)
    for reader in readers:
        reader.enough.set()
        reader.join()
    assert [failure for reader in readers for failure in reader.failed] == []
    assert len(set().union(*(reader.releases for reader in readers))) > 1  # they saw releases change


@pytest.mark.long
def test_no_request_fails_while_releases_are_switched(server: Server) -> None:
    under_load(server, 1_000, 5)


@pytest.mark.long
def test_none_of_ten_thousand_requests_fails_during_fifty_switches(server: Server) -> None:
    under_load(server, 10_000, 50)

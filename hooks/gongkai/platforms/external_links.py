"""External links of the built site, tried with LinkChecker: a report with file and line, never a gate.

Another host may be down for an hour; that is no reason to hold up a publication. Links within the site are
GK601 and GK602, and `completeness` looks at them on every build.
"""

import csv
import io
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from gongkai.findings import WrongUse
from gongkai.model import Docket, Document, Library, Policy, ResultElsewhere
from gongkai.model.consultation import Channel
from gongkai.text import Texts

_SETTINGS = """\
[checking]
timeout=20
threads=10
[filtering]
checkextern=1
"""
_TRIES_SECONDS = 3600


@dataclass(frozen=True, order=True)
class TriedLink:
    """One external link at one place of the content (`path` "" for the site's own frame)."""

    path: str
    line: int
    url: str
    works: bool
    said: str


def try_links(site: Path, library: Library, texts: Texts) -> tuple[TriedLink, ...]:
    """Try every external link of the built site once; raises `WrongUse` when there is no site."""
    if not (site / "index.html").is_file():
        raise WrongUse(f"{site} 里还没有网站，请先运行 build")
    places = defaultdict(set)
    for document in library.documents:
        for url, line in _written(document, texts):
            places[url].add((document.path, line))
    shown = _shown(site)
    answers = _ask(shown)
    return tuple(
        sorted(
            TriedLink(path, line, url, *answers.get(url, (False, "没有结果")))
            for url in shown
            for path, line in places.get(url) or {("", 0)}
        )
    )


def as_csv(tried: Iterable[TriedLink]) -> str:
    """The report for a spreadsheet, broken links first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["结果", "文件", "行", "网址", "说明"])
    for link in sorted(tried, key=lambda link: (link.works, link)):
        writer.writerow(
            ["正常" if link.works else "打不开", link.path or "（页面框架）", link.line, link.url, link.said]
        )
    return "\ufeff" + out.getvalue()


def _written(document: Document, texts: Texts) -> Iterator[tuple[str, int]]:
    """The addresses that an editor wrote into a document, with their lines in the file."""
    for link in texts[document.path].links:
        yield link.href, link.line + document.source.body_line - 1
    if isinstance(document, Policy):
        if document.apply and document.apply.url:
            yield document.apply.url, document.line("apply", "url")
        if document.republished:
            yield document.republished.url, document.line("republished", "url")
        if document.lead and document.lead.url:
            yield document.lead.url, document.line("lead", "url")
    for place, one in document.rounds_placed if isinstance(document, Docket) else ():
        for index, channel in enumerate(one.channels):
            if isinstance(channel, Channel) and (channel.url or "").startswith("http"):
                yield channel.url or "", document.line(*place, "channels", index, "url")
    if isinstance(document, Docket) and isinstance(document.result, ResultElsewhere) and document.result.url:
        yield document.result.url, document.line("result", "url")


def _shown(site: Path) -> list[str]:
    """The external addresses that the pages link to."""
    found = set()
    for file in site.rglob("*.html"):
        for element in LexborHTMLParser(file.read_bytes()).css("a[href]"):
            address = element.attributes["href"] or ""
            if address.startswith(("http://", "https://")):
                found.add(address)
    return sorted(found)


_MEANT = (
    (
        r"NameResolution|getaddrinfo|Name or service|No address|gaierror",
        "没有这个网站，网址可能写错了，或者网站已经关了",
    ),
    (r"[Tt]imeout|timed out", "等了 20 秒没有回答，网站可能暂时打不开"),
    (r"refused|Max retries|ConnectionError|unreachable|reset by peer|Connection aborted", "连不上这个网站"),
    (r"SSL|certificate", "网站的安全证书有问题"),
    (r"\b(404|410)\b", "网站上没有这一页了"),
    (r"\b(401|403)\b", "网站不让看这一页，请用浏览器打开看看"),
    (r"\b5\d\d\b", "网站出了故障，过些时候再试"),
)


def in_chinese(result: str) -> str:
    """What LinkChecker says of an address, as a clerk would say it; its own words stay behind, for whoever looks after it."""
    meant = next((said for sign, said in _MEANT if re.search(sign, result)), "")
    return f"{meant}（{result}）" if meant else result


def _ask(urls: list[str]) -> dict[str, tuple[bool, str]]:
    """What LinkChecker says of each address: whether it works, and why not."""
    with tempfile.TemporaryDirectory(prefix="gongkai-links-") as folder:
        settings = Path(folder, "linkchecker.ini")
        settings.write_text(_SETTINGS, encoding="utf-8")
        done = subprocess.run(
            [
                *(sys.executable, "-m", "linkcheck", "--stdin", "-f", str(settings)),
                *("-r", "0", "--no-status", "--verbose", "-o", "csv"),
            ],
            input="\n".join(urls),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TRIES_SECONDS,
            check=False,
        )
    if done.returncode not in (0, 1):  # 1: some link is broken, which is an answer
        raise RuntimeError(f"linkchecker: {done.stderr}")
    rows = csv.DictReader((r for r in done.stdout.splitlines() if not r.startswith("#")), delimiter=";")
    return {row["urlname"]: (row["valid"] == "True", in_chinese(row["result"])) for row in rows}

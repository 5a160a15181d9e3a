"""Pagefind, the peer: the same documents and the same queries."""

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.search_browser import Judged, listen, new_page, spread
from gongkai.search.documents import SearchUnit

_ASK_PAGEFIND = """async (queries) => {
  const pagefind = await import("../pagefind/pagefind.js");
  const answers = [], urls = new Map();
  for (const query of queries) {
    const { results } = await pagefind.search(query);
    for (const one of results) if (!urls.has(one.id)) { const { raw_url, url } = await one.data(); urls.set(one.id, raw_url ?? url); }
    answers.push(results.map((one) => urls.get(one.id)));
  }
  return answers;
}"""


def index_with_pagefind(python: str, site: Path, pages: str = "policies/*/*/*.html") -> None:
    """Index pages, the policies' as a rule, with the Pagefind of another Python."""
    start = time.perf_counter()
    command = [
        python,
        "-m",
        "pagefind",
        "--site",
        str(site),
        "--root-selector",
        "article",
        "--glob",
        pages,
    ]
    subprocess.run(command, check=True, capture_output=True)
    size = sum(file.stat().st_size for file in (site / "pagefind").rglob("*") if file.is_file())
    print(f"Pagefind: {time.perf_counter() - start:.1f} s, {size / 1e6:.1f} MB", flush=True)


def first_of_pagefind(browser: Browser, address: str, asked: list[str]) -> list[list[str]]:
    """For each query the documents that Pagefind finds, the best first: their paths."""
    with new_page(browser, bypass=True) as page:
        page.goto(f"{address}search/")
        answers = page.evaluate(_ASK_PAGEFIND, asked)
    return [[f"{_below(url).strip('/')}.md" for url in urls] for urls in answers]


def _below(url: str) -> str:
    """The address of a page below the site's root."""
    return url.partition("/zwgk/")[2] or url.lstrip("/")


def ask_pagefind(
    name: str,
    browser: Browser,
    address: str,
    found: Sequence[SearchUnit],
    asked: list[str],
    truth: list[set[int]],
    timed: int,
) -> None:
    """The same queries, for documents alone: Pagefind knows no questions."""
    urls = [{found[n].url for n in right if not found[n].question and found[n].number} for right in truth]
    judged = Judged()
    with new_page(browser, bypass=True) as page:
        page.goto(f"{address}search/")
        for right, answer in zip(urls, page.evaluate(_ASK_PAGEFIND, asked), strict=True):
            judged.add(right, {_below(url) for url in answer})
    fetched = []
    for query in asked[:timed]:
        with new_page(browser, bypass=True) as page:
            page.goto(f"{address}search/")
            sizes = listen(page, "/pagefind/")
            page.evaluate(
                "async (query) => { const p = await import('../pagefind/pagefind.js'); const { results } = await p.search(query);"
                " await Promise.all(results.slice(0, 20).map((one) => one.data())); }",
                query,
            )
            fetched.append(sum(sizes))
    print(f"  Pagefind {name}: {judged}; fetched {spread(fetched, 1000, 'KB')}", flush=True)

"""How well search finds, and what it costs the reader: the figures of docs/quality.md, section Search.

    python -m benchmarks.search_quality --texts FOLDER --documents 5000 [--pagefind PYTHON]

A section is made of the texts and built; then words that stand between punctuation marks and pieces cut out
anywhere are asked of the real page in Chromium (GONGKAI_CHROMIUM). The truth is found by looking: a result
is right when one of its folded fields contains every word. `--pagefind` names a Python that has Pagefind
1.5.2 (`pip install 'pagefind[extended]==1.5.2'`), which is then asked the same.
"""

import argparse
import functools
import os
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser, sync_playwright

from benchmarks.bare_browser import BareBrowser, bare_browser
from benchmarks.search_browser import (
    ARGUMENTS,
    SLOWER,
    Judged,
    listen,
    new_page,
    served,
    spread,
)
from benchmarks.search_peer import ask_pagefind, index_with_pagefind
from benchmarks.search_section import real_words, substrings, write_section
from gongkai import engine
from gongkai.building import pipeline
from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord
from gongkai.search import search_files
from gongkai.search.documents import SearchUnit, findable_documents
from gongkai.search.folding import fold
from gongkai.settings import Settings

_ASK = """async (queries) => {
  const { open, find, wordsOf } = await import("../assets/search-index.js");
  const index = await open();
  const answers = [];
  for (const query of queries) answers.push((await find(index, wordsOf(query))).map(({ unit }) => unit));
  return answers;
}"""


def main() -> None:
    """Make the section, build it, ask, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--documents", type=int, default=5000)
    parser.add_argument("--queries", type=int, default=300, help="of each sort")
    parser.add_argument(
        "--timed", type=int, default=100, help="queries whose bytes and time are taken, of each sort"
    )
    parser.add_argument("--tries", type=int, default=1, help="the fastest of so many counts, each query")
    parser.add_argument("--pagefind", metavar="PYTHON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-search-") as folder:
        settings = write_section(options.texts, options.documents, Path(folder))
        found = _build(settings)
        lines = [unit.text for unit in found if not unit.question]
        queries = {
            "words": real_words(lines, options.queries),
            "substrings": substrings(lines, options.queries),
        }
        if options.pagefind:
            index_with_pagefind(options.pagefind, settings.site)
        chromium = os.environ["GONGKAI_CHROMIUM"]
        with (
            served(settings.site) as address,
            sync_playwright() as playwright,
            bare_browser(chromium) as bare,
        ):
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for name, asked in queries.items():
                truth = [_truth(query, found) for query in asked]
                print(f"{name}: {_judged(browser, address, asked, truth)}", flush=True)
                _check_page(browser, address, found, asked[:20], truth)
                _print_costs(name, browser, bare, address, asked[: options.timed], options.tries)
                if options.pagefind:
                    ask_pagefind(name, browser, address, found, asked, truth, options.timed)


def _build(settings: Settings) -> Sequence[SearchUnit]:
    judged = pipeline.check(settings)
    start = time.perf_counter()
    files = tuple(search_files(judged.library, judged.texts, settings))
    seconds = time.perf_counter() - start
    size = sum(len(data) for _path, data in files)
    print(f"index: {seconds:.1f} s, {len(files)} files, {size / 1e6:.1f} MB", flush=True)

    def render(site: Site, staging: Path) -> Mapping[str, FileRecord]:
        return engine.render(site, staging, config_file=settings.config_file)

    start = time.perf_counter()
    release, _report = pipeline.build(settings, render)
    print(
        f"site: {time.perf_counter() - start:.1f} s, {release.files} files, {release.size / 1e6:.1f} MB",
        flush=True,
    )
    found = findable_documents(judged.library, judged.texts, settings)
    return tuple(unit for one in found for unit in one.units())


@functools.cache
def _fields(unit: SearchUnit) -> tuple[str, ...]:
    return tuple(map(fold, unit.searched))


def _truth(query: str, found: Sequence[SearchUnit]) -> set[int]:
    words = [folded for word in query.split() if (folded := fold(word))]
    return {
        number
        for number, unit in enumerate(found)
        if all(any(word in field for field in _fields(unit)) for word in words)
    }


def _judged(browser: Browser, address: str, asked: list[str], truth: list[set[int]]) -> Judged:
    with new_page(browser) as page:
        page.goto(f"{address}search/")
        answers = page.evaluate(_ASK, asked)
    judged = Judged()
    for right, answer in zip(truth, answers, strict=True):
        judged.add(right, set(answer))
    return judged


def _check_page(
    browser: Browser, address: str, found: Sequence[SearchUnit], asked: list[str], truth: list[set[int]]
) -> None:
    """That the page shows what the script finds: the total, and on its first page nothing else."""
    with new_page(browser) as page:
        for query, right in zip(asked, truth, strict=False):
            page.goto(f"{address}search/?q={quote(query)}")
            page.wait_for_selector("[data-gk-state=done]")
            total = page.get_attribute("[data-gk-total]", "data-gk-total")
            shown = page.locator("[data-gk-state=done] > li[data-gk-result]").all()
            paths = {
                (one.get_attribute("data-gk-result"), one.get_attribute("data-gk-question") or "")
                for one in shown
            }
            assert total == str(len(right)), (query, total, len(right))
            assert paths <= {(found[number].path, found[number].question) for number in right}, query


def _print_costs(
    name: str, browser: Browser, bare: BareBrowser, address: str, asked: list[str], tries: int
) -> None:
    """A first query, nothing in any cache: bytes below search/ as they travel, and the time to the answer.

    Others who use the machine only add to a time: the fastest of some tries comes nearest to the page's own.
    """
    fetched, answered = [], []
    for query in asked:
        with new_page(browser) as page:
            sizes = listen(page, "/search/")
            page.goto(f"{address}search/?q={quote(query)}")
            page.wait_for_selector("[data-gk-state=done]")
            fetched.append(sum(sizes))
        answered.append(min(bare.time_to_answer(address, query) for _try in range(tries)))
    print(
        f"  {name}: fetched {spread(fetched, 1000, 'KB')}; answer at {SLOWER}x {spread(answered, 1, 'ms')}",
        flush=True,
    )


if __name__ == "__main__":
    main()

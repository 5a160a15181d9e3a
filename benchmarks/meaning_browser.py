"""How search does for citizens' questions, on the built site, in Chromium, as wide as a phone: docs/quality.md.

    GONGKAI_CHROMIUM=… python -m benchmarks.meaning_browser CONTENT QUESTIONS... [--timed N] [--runs N] [--misses] [--pagefind PYTHON]

CONTENT is a section's folder with its mkdocs.yml, or that file; it is built first. QUESTIONS are YAML files: lists of {q, kind,
answer: [paths of right documents]}, `answer` empty for a question that nothing answers. `--timed`: of so many questions, what
a first query fetches and how long it takes at a processor slowed four times. `--pagefind` names a Python that has Pagefind 1.5.2
(`pip install 'pagefind[extended]==1.5.2'`), which then answers instead.
"""

import argparse
import os
import statistics
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.bare_browser import BareBrowser, bare_browser
from benchmarks.search_browser import ARGUMENTS, listen, new_page, served, spread
from benchmarks.search_peer import first_of_pagefind, index_with_pagefind
from gongkai import engine
from gongkai.building import pipeline
from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord
from gongkai.settings import read_settings

FIRST = 3
_ANSWERED = ("words", "meaning")
_DOCUMENTS = "{policies,interpretations,decisions,participation,about,reports,plans}/**/*.html"
_SHOWN = """() => ({
  found: document.querySelector("#gk-search-results").dataset.gkFound,
  paths: [...document.querySelectorAll(".gk-hit")].filter((one) => one.offsetParent)
    .map((one) => one.dataset.gkResult || one.dataset.gkNear),
})"""
_TURN = """to => {
  history.pushState(null, "", to);
  dispatchEvent(new PopStateEvent("popstate"));
}"""


def main() -> None:
    """Build the section, ask every question, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("content", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--timed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3, help="the median of so many runs counts")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--pagefind", metavar="PYTHON")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-meaning-") as folder:
        site = _built(options.content, Path(folder) / "zwgk")
        if options.pagefind:
            index_with_pagefind(options.pagefind, site, _DOCUMENTS)
        chromium = os.environ["GONGKAI_CHROMIUM"]
        with served(site) as address, sync_playwright() as playwright, bare_browser(chromium) as bare:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for file in options.questions:
                rows = yaml.safe_load(file.read_text(encoding="utf-8"))
                print(file.name)
                if options.pagefind:
                    answers = first_of_pagefind(browser, address, [row["q"] for row in rows])
                    _tell(
                        rows, (("words" if paths else "nothing", paths) for paths in answers), options.misses
                    )
                    continue
                with new_page(browser) as page:
                    page.goto(f"{address}search/")
                    _tell(rows, (_shown(page, row["q"]) for row in rows), options.misses)
                if options.timed:
                    asked = [row["q"] for row in rows][: options.timed]
                    _tell_costs(browser, bare, address, asked, options.runs)


def _built(content: Path, site: Path) -> Path:
    settings = read_settings(content if content.is_file() else content / "mkdocs.yml", site=site)

    def render(made: Site, staging: Path) -> Mapping[str, FileRecord]:
        return engine.render(made, staging, config_file=settings.config_file)

    pipeline.build(settings, render)
    return site


def _tell(rows: Sequence[dict[str, Any]], answers: Iterable[tuple[str, Sequence[str]]], misses: bool) -> None:
    asked, right, said, empty = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row, (found, paths) in zip(rows, answers, strict=True):
        wanted = set(row.get("answer") or ())
        kind = row["kind"] if wanted else "unanswerable"
        asked[kind] += 1
        said[kind] += found in _ANSWERED
        right[kind] += bool(wanted & set(paths[:FIRST]))
        empty[kind] += not paths
        missed = not wanted & set(paths[:FIRST]) if wanted else found in _ANSWERED
        if misses and missed:
            print(f"    {row['q']}  {found}  {paths[:FIRST]}")
    for kind, count in sorted(asked.items()):
        print(
            f"  {kind:14} {right[kind]:3} of {count:3} among the first {FIRST}; {said[kind]} called answered; {empty[kind]} empty",
            flush=True,
        )


def _shown(page: Page, query: str) -> tuple[str, list[str]]:
    page.evaluate(_TURN, f"?q={quote(query)}")
    page.wait_for_selector("#gk-search-results[data-gk-state=done]", state="attached")
    told = page.evaluate(_SHOWN)
    return told["found"], told["paths"]


def _tell_costs(browser: Browser, bare: BareBrowser, address: str, asked: Sequence[str], runs: int) -> None:
    fetched, times = [], []
    for query in asked:
        with new_page(browser) as page:
            sizes = listen(page, "/search")
            page.goto(f"{address}search/?q={quote(query)}")
            page.wait_for_selector("#gk-search-results[data-gk-state=done]", state="attached")
            fetched.append(sum(sizes))
        times.append(statistics.median(bare.time_to_answer(address, query) for _run in range(runs)))
    print(
        f"  a first query: {spread(fetched, 1000, 'KB')}; at a quarter of the speed {spread(times, 1, 'ms')}",
        flush=True,
    )


if __name__ == "__main__":
    main()

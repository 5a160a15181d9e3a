"""How soon a browser shows what was just saved: `serve` on a section of any size, a paragraph changed in one file.

    GONGKAI_CHROMIUM=/usr/bin/chromium PYTHONPATH=hooks python -m benchmarks.preview --texts FOLDER --documents 1000

From the moment the file is written until the open page shows the new words, until a finding that the change brings
about stands at its paragraph, and until a list shows a new title; median and worst of several, with the machine's load.
"""

import argparse
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.corpus import TODAY, write_corpus
from tests.processes import end

ROOT = Path(__file__).resolve().parents[1]


def sample_desk(folder: Path) -> Path:
    """A folder with a copy of the sample section in it, to be written to, and with our hooks."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    return folder


@contextmanager
def serving(config: Path, *more: str) -> Iterator[str]:
    """The address of the real command, running on a section, with these options too."""
    command = [sys.executable, str(ROOT / "build.py"), "serve", "--config", str(config), "--port", "0", *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield next(found[0] for line in process.stdout if (found := re.search(r"http://\S+/", line)))
        finally:
            ended = end(process, signal.SIGINT)
    assert ended == 0


def timed(page: Page, file: Path, text: str, selector: str, words: str) -> float:
    """Seconds from saving the text until an element of the page has these words."""
    file.write_text(text, encoding="utf-8")
    start = time.perf_counter()
    page.wait_for_function(
        "([s, w]) => [...document.querySelectorAll(s)].some((e) => e.textContent.includes(w))",
        arg=[selector, words],
        timeout=60_000,
    )
    return time.perf_counter() - start


def measure(config: Path, times: int) -> dict[str, list[float]]:
    """Seconds of every try, for words, for a finding, and for titles in lists."""
    file = sorted((config.parent / "content/policies/2026").glob("*.md"))[0]
    text = file.read_text(encoding="utf-8")
    taken: dict[str, list[float]] = {"words": [], "finding": []}
    with serving(config) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["GONGKAI_CHROMIUM"], args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(f"{address}policies/2026/{file.stem}/")
        for number in range(times):
            time.sleep(1.5)  # nobody saves while the last change is still being judged
            words = f"第{number}次修改的文字。"
            taken["words"].append(timed(page, file, f"{text}\n{words}\n", ".gk-body p", words))
            time.sleep(1.5)
            wrong = f"{text}\n[没有这个文件{number}](missing-{number}.md)\n"
            taken["finding"].append(timed(page, file, wrong, ".gk-body .gk-finding", f"missing-{number}.md"))
        for place in ("policies/2026/", ""):
            file.write_text(text, encoding="utf-8")
            page.goto(address + place)
            taken[f"list at /{place}"] = []
            for number in range(times):
                time.sleep(1.5)
                title = f"第{number}次改的标题"
                changed = re.sub(r"(?m)^title: .*$", f"title: {title}", _newest(text), count=1)
                taken[f"list at /{place}"].append(timed(page, file, changed, "main a", title))
        browser.close()
    file.write_text(text, encoding="utf-8")
    return taken


def _newest(text: str) -> str:
    """The policy as the newest of the section, so that it stands first in every list."""
    return re.sub(r"(?m)^published: .*$", f"published: {TODAY}", text, count=1)


def main() -> None:
    """Make a section, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--times", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        config = write_corpus(options.texts, options.documents, Path(folder))
        taken = measure(config, options.times)
    for name, seconds in taken.items():
        told = f"median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s of {len(seconds)}"
        print(f"{options.documents} documents, {name}: {told}; load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()

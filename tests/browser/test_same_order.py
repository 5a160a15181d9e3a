"""The browser understands queries as Python does: the same results in the same order, with the same numbers."""

import http.server
import random
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pypinyin import lazy_pinyin

from benchmarks.meaning import section_files
from gongkai.search.letters import traditional_pairs
from gongkai.search.meaning import Matcher
from tests.platforms.test_gaps import questions
from tests.sample import CONFIG, ROOT

pytestmark = pytest.mark.browser

ASSETS = ROOT / "hooks" / "gongkai" / "theme" / "assets"
SCRIPTS = ("search-meaning.js", "search-spelling.js", "search-matters.js", "search-files.js", "inflate.js")
FUZZED, FUZZED_LONG, COMPARED = 20, 1_000, 30
STRANGE = (" ", "，", "Ａ", "ｂ", "①", "ﬁ", "㎡", "İ", "é", "𠮷", "\n", "2024", "pei", "App")

_ASK = """async (queries) => {
  const { openMeaning, answer } = await import("./search-meaning.js");
  const files = openMeaning(async (path) => {
    const response = await fetch("meaning/" + path);
    if (!path.endsWith(".z")) return response.arrayBuffer();
    return new Response(response.body.pipeThrough(new DecompressionStream("deflate"))).json();
  });
  const answers = [];
  for (const query of queries) {
    const { results, readAs } = await answer(files, query);
    answers.push([readAs, results.map(({ unit, score, sure }) => [unit, score, sure])]);
  }
  return answers;
}"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        return


def queries(fuzzed: int) -> list[str]:
    """Real questions, and others made of them by chance: in pinyin, in traditional characters, cut, turned, spoilt."""
    chance = random.Random(14)
    real = [question for question, _wanted in questions("held_out")]
    characters = "".join(real)
    pairs = traditional_pairs(characters)
    traditional = dict(zip(pairs[1::2], pairs[::2], strict=True))
    return [*real, *(_spoilt(chance.choice(real), chance, characters, traditional) for _ in range(fuzzed))]


def _spoilt(query: str, chance: random.Random, characters: str, traditional: dict[str, str]) -> str:
    place = chance.randrange(len(query))
    ways = (
        lambda: "".join(lazy_pinyin(query[:8])),
        lambda: "".join(traditional.get(one, one) for one in query),
        lambda: query[:place] + chance.choice(characters) + query[place + 1 :],
        lambda: query[:place] + chance.choice(STRANGE) + query[place:],
        lambda: query[place:] + query[:place],
        lambda: "".join(chance.choice(characters) for _ in range(chance.randrange(12))),
    )
    return chance.choice(ways)()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Matcher]]:
    files, _paths = section_files(CONFIG)
    (tmp_path / "meaning").mkdir()
    for name, data in files.items():
        (tmp_path / "meaning" / name).write_bytes(data)
    for script in SCRIPTS:
        shutil.copy(ASSETS / script, tmp_path)
    (tmp_path / "index.html").write_text("<!doctype html><title>搜索</title>", encoding="utf-8")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", Matcher(files)
        server.shutdown()


@pytest.mark.parametrize("fuzzed", [FUZZED, pytest.param(FUZZED_LONG, marks=pytest.mark.long)])
def test_browser_and_python_come_to_the_same(
    chromium: Browser, served: tuple[str, Matcher], fuzzed: int
) -> None:
    address, matcher = served
    page = chromium.new_page()
    page.goto(address)
    asked = queries(fuzzed)
    answers = page.evaluate(_ASK, asked)
    page.close()
    for query, (read_as, results) in zip(asked, answers, strict=True):
        ours = matcher.answer(query)
        assert (read_as, results[:COMPARED], len(results)) == (
            ours.read_as,
            [[one.unit, one.score, one.sure] for one in ours.results[:COMPARED]],
            len(ours.results),
        ), query

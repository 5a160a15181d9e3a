"""What takes longer than `make test` allows: thousands of broken files, and real prose by the folder.

Run with `make test-long`; the figures of the last run stand in docs/long-tests.md. The folder of real texts
is given by GONGKAI_TEXTS and falls back on the sample section.
"""

import os
import random
from pathlib import Path

import pytest

from gongkai.text.convert import _converter, convert
from gongkai.text.lines import mark, unmark
from tests.sample import ROOT
from tests.test_model import SAMPLES, judge_text

pytestmark = pytest.mark.long

TEXTS = Path(os.environ.get("GONGKAI_TEXTS", ROOT / "content"))
BROKEN = 20_000
VALUES = (
    *(
        "",
        "~",
        "[]",
        "{}",
        "[a, b]",
        "{on: 2024-01-01}",
        "{from: x}",
        "2024-02-30",
        "true",
        "1e999",
        "-",
        "&a 1",
    ),
    *(
        "*a",
        "policies/2024/job.md",
        "../../x",
        "[[[[]]]]",
        "{a: {b: {c: d}}}",
        "'",
        '"',
        "|\n  x",
        "[~]",
        "？",
    ),
    *("[{file: x}]", "[{file: [], title: 1}]", "{none_reason: x}", "{published: 2024-01-01, opinions: [1]}"),
    *("- - -", "0", "-1", "9" * 30, "[{id: 1, title: 2}]", "\t", "\u2028", "字" * 5000, "{" * 40, "[" * 200),
)


def test_thousands_of_broken_files_give_findings_and_no_crash() -> None:
    chance = random.Random(20240508)
    for _ in range(BROKEN):
        file = chance.choice(SAMPLES)
        lines = file.read_text(encoding="utf-8").split("\n")
        index, value = chance.randrange(min(len(lines), 60)), chance.choice(VALUES)
        kind = chance.random()
        if kind < 0.6:
            lines[index] = f"{lines[index].split(':')[0]}: {value}"
        elif kind < 0.8:
            lines[index] = value
        else:
            lines.insert(index, chance.choice(lines))
        judge_text(file.relative_to(ROOT / "content").as_posix(), "\n".join(lines))


def test_marks_change_nothing_in_real_prose() -> None:
    files = sorted(TEXTS.rglob("*.md"))
    assert files
    for file in files:
        body = file.read_text(encoding="utf-8")
        converter = _converter()
        converter.reset()
        with_marks = unmark(converter.convert(mark(body)))
        converter.reset()
        assert with_marks == converter.convert(body), file
        lines = body.split("\n")
        for heading in convert(body, "").headings:
            assert heading.text.split()[0][:4] in lines[heading.line - 1], file

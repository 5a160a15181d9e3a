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
from tests.long.building import crash
from tests.model.test_model import SAMPLES, judge_text
from tests.sample import ROOT
from tests.whole_section import whole_section

pytestmark = pytest.mark.long

TEXTS = Path(os.environ.get("GONGKAI_TEXTS", ROOT / "content"))
BROKEN = 20_000
BUILT = int(os.environ.get("GONGKAI_BUILDS", "3000"))
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
        text = broken(file.read_text(encoding="utf-8"), chance)
        judge_text(file.relative_to(ROOT / "content").as_posix(), text)


def broken(text: str, chance: random.Random) -> str:
    """A file with one line replaced, dropped or doubled."""
    lines = text.split("\n")
    index, value = chance.randrange(min(len(lines), 60)), chance.choice(VALUES)
    kind = chance.random()
    if kind < 0.6:
        lines[index] = f"{lines[index].split(':')[0]}: {value}"
    elif kind < 0.8:
        lines[index] = value
    else:
        lines.insert(index, chance.choice(lines))
    return "\n".join(lines)


def test_broken_files_that_are_let_through_are_built(tmp_path: Path) -> None:
    """Every file of the whole section broken at once; those that are refused are put right again."""
    chance = random.Random(20240509)
    whole = whole_section()
    files = [path for path in whole if path.endswith((".md", ".yml"))]
    for number in range(0, BUILT, len(files)):
        texts = {path: broken(whole[path], chance) for path in files}
        assert not crash(tmp_path / str(number), texts)


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

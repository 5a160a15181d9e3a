"""Content that is made to hang or crash a build gets a finding, within bounds of time and memory."""

import multiprocessing
import resource
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gongkai.source import limits
from gongkai.source.folder import read_source
from gongkai.source.front_matter import Front, Unreadable, read_yaml
from gongkai.source.parsed_file import parsed_before
from gongkai.text.convert import convert_to_outline
from tests.hostile import BODIES
from tests.rows import mostly_long
from tests.sample import ROOT

SECONDS = 12
"""Of processor time for one document at the limits; tests run side by side on slow machines."""
MEMORY = 500_000_000
"""Bytes beside what the program takes by itself."""


def _take(name: str) -> None:
    """Convert the largest body of this kind that is let in, within the bounds."""
    grown = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (grown + MEMORY, grown + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    make, low, high = BODIES[name], 1, 1_000_000
    while high - low > low // 50:
        middle = (low + high + 1) // 2
        body = make(middle)
        fits = len(body) < 600_000 and limits.refusal(body) is None
        low, high = (middle, high) if fits else (low, middle - 1)
    convert_to_outline(make(low), "")


@pytest.mark.parametrize(
    "name",
    mostly_long(
        BODIES, "quotations", "nested lists", "brackets", "definitions of references", "tags", "terms"
    ),
)
def test_the_largest_body_that_is_let_in_takes_bounded_time_and_memory(name: str) -> None:
    child = multiprocessing.get_context("fork").Process(target=_take, args=(name,))
    child.start()
    child.join()
    assert child.exitcode == 0


HUGE = {
    "a line of 50 MB": lambda: "字" * 17_000_000,
    "a hundred thousand headings": lambda: "## 标题\n\n" * 100_000,
    "a million links": lambda: "[a](b)\n" * 1_000_000,
    "a thousand quotations deep": lambda: ">" * 1_000 + "字",
    "a list that begins with a number of 5,000 digits": lambda: f'<ol start="{"9" * 5_000}"><li>字</li></ol>',
    "a note called by 5,000 digits": lambda: f"字[^{'9' * 5_000}]。\n\n[^{'9' * 5_000}]: 字",
    "a hundred lists deep": lambda: "".join(f"{'    ' * depth}- 字\n" for depth in range(100)),
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_too_much_gets_a_finding_at_once(name: str) -> None:
    raw = f"---\ntitle: 标题\npublished: 2024-01-01\n---\n\n{HUGE[name]()}\n".encode()
    start = time.process_time()
    front = read_source("about/guide.md", raw).front
    assert isinstance(front, Unreadable)
    assert 1 <= front.line <= raw.count(b"\n") + 1
    assert time.process_time() - start < SECONDS


def test_the_finding_says_what_and_where() -> None:
    text = "---\ntitle: 指南\npublished: 2024-01-01\n---\n\n正文\n\n" + "## 标题\n\n" * 1_100
    fault = read_source("about/guide.md", text.encode()).front
    assert isinstance(fault, Unreadable)
    assert fault.line == 8 + 2 * 1_000
    assert "1000 个标题以上" in fault.message


_MARKDOWN = st.text(st.sampled_from(list("字a1 \n\t#*_`~[](){}<>!|:-=+&\\^\"'.\u2028\u00a0１")), max_size=400)


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(_MARKDOWN)
def test_no_markdown_crashes_the_converter(body: str) -> None:
    if limits.refusal(body) is None:
        outline, html = convert_to_outline(body, "示人社〔2024〕1号")
        assert len(html) < 100_000
        assert len(outline) == 10


@settings(max_examples=400)
@given(st.text(st.sampled_from(list("ab: -[]{},'\"#&*!|>%@`\n\t~0é字\u2028\ufeff?")), max_size=200))
def test_no_front_matter_crashes_the_reader(text: str) -> None:
    try:
        assert isinstance(read_yaml(text), Front)
    except Unreadable as problem:
        assert problem.line >= 1
        assert problem.message


@settings(max_examples=300)
@given(st.binary(max_size=300))
def test_no_bytes_crash_the_reader(raw: bytes) -> None:
    read_source("policies/2024/a.md", b"---\n" + raw)
    read_source("calendar/2024.yml", raw)


@settings(max_examples=300)
@given(st.binary(max_size=300) | _MARKDOWN.map(str.encode))
@example(b"title: 1\n---\n" + b"## a\n" * 1_100)
@example(b"a: 1\n--- \n\n\x00<<<<<<< HEAD\r\n")
def test_an_earlier_version_is_read_as_todays_file_is(raw: bytes) -> None:
    for one in (raw, b"---\n" + raw):
        today = read_source("policies/2024/a.md", one)
        assert parsed_before(one) == ((today.front, today.body) if isinstance(today.front, Front) else None)


@pytest.mark.parametrize(
    "front", ["[" * 10_000, "{a: " * 10_000, "- " * 10_000 + "a", "a: |\n" + " x\n" * 100_000]
)
def test_deep_or_long_front_matter_is_told(front: str) -> None:
    start = resource.getrusage(resource.RUSAGE_SELF).ru_utime
    found = read_source("about/guide.md", f"---\n{front}\n---\n\n正文\n".encode()).front
    assert isinstance(found, Front | Unreadable)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_utime - start < SECONDS


def test_real_texts_are_far_from_the_limits() -> None:
    for file in sorted(Path(ROOT / "content").rglob("*.md")):
        assert limits.refusal(file.read_text(encoding="utf-8") * 5) is None, file

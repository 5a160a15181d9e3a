"""Whatever a result depends on is in its key, or asked for again: each test fails for a key that forgets one thing."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from gongkai.building import pipeline
from gongkai.incremental import fingerprint, program
from gongkai.incremental.fingerprint import fingerprint_of
from gongkai.incremental.memo import StoredMemo
from gongkai.incremental.run import begin_run
from gongkai.memo import Pieces, fresh
from gongkai.settings import Settings, read_settings
from tests import whole_section as whole
from tests.building.test_build import small, tree
from tests.memos import memo_in
from tests.sample import renderer

# --- the program ------------------------------------------------------------------------------------

PARTS = ("code", "theme", "libraries", "Python")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """A program and a library of its own; gives what changes one part of it."""
    package, libraries = tmp_path / "gongkai", tmp_path / "libraries"
    for file in ("model/policy.py", "theme/main.html"):
        (package / file).parent.mkdir(parents=True)
        (package / file).write_text("1")
    (libraries / "markdown-3.7.dist-info").mkdir(parents=True)
    monkeypatch.setattr(program, "PACKAGE", package)
    monkeypatch.setattr(sys, "path", [str(libraries)])

    def change(part: str) -> None:
        if part == "code":
            (package / "model/policy.py").write_text("2")
        if part == "theme":
            (package / "theme/main.html").write_text("2")
        if part == "libraries":
            (libraries / "markdown-3.7.dist-info").rename(libraries / "markdown-3.8.dist-info")
        if part == "Python":
            monkeypatch.setattr(sys, "version", "3.99.0")

    return change


@pytest.mark.parametrize("part", PARTS)
def test_the_digest_of_the_program_has_every_part(part: str, installed: Callable[[str], None]) -> None:
    program.program_digest.cache_clear()
    before = program.program_digest()
    installed(part)
    assert program.program_digest() == before  # a program does not change while it runs
    program.program_digest.cache_clear()
    after = program.program_digest()
    program.program_digest.cache_clear()
    assert after != before


# --- one key ----------------------------------------------------------------------------------------


def _length(word: str) -> int:
    return len(word)


def _length_and_word(word: str) -> tuple[int, str]:
    return len(word), word


def loaded(asked: list[str]) -> Callable[[Sequence[str]], Sequence[str]]:
    """The inputs of keys; what is asked for has to be made."""

    def inputs(keys: Sequence[str]) -> Sequence[str]:
        asked.extend(keys)
        return keys

    return inputs


def made_again(given: StoredMemo, words: Sequence[str], kind: str) -> list[str]:
    """Which results are not taken from the store."""
    asked: list[str] = []
    pieces = Pieces(words, loaded(asked), at_once=2)
    if kind == "each":
        assert list(given.each("each", _length, pieces)) == [len(word) for word in words]
    else:
        pairs = given.pairs(("firsts", "seconds"), _length_and_word, pieces)
        assert [pairs.first[word] for word in words] == [len(word) for word in words]
        assert [pairs.second(word) for word in words] == list(words)
    return asked


@pytest.mark.parametrize("kind", ["each", "pairs"])
def test_a_piece_is_made_once_for_each_program_and_input(tmp_path: Path, kind: str) -> None:
    words = ["a", "bb", "ccc", "dddd", "eeeee"]
    assert made_again(memo_in(tmp_path), words, kind) == words
    assert made_again(memo_in(tmp_path), words, kind) == []
    assert made_again(memo_in(tmp_path, settings="others"), words, kind) == []  # it is not given them
    assert made_again(memo_in(tmp_path), ["a", "x", "ccc", "yy"], kind) == ["x", "yy"]
    assert made_again(memo_in(tmp_path, program="another"), words, kind) == words


def test_what_is_not_to_be_kept_is_made_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    calls: list[str] = []

    def nothing(word: str) -> None:
        calls.append(word)

    for _ in range(2):
        assert list(memo_in(tmp_path).each("none", nothing, Pieces(["a"], lambda keys: keys, 1))) == [None]
    assert calls == ["a", "a"]
    assert not caplog.text


def test_processes_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    words = [f"{number:x}" * (number % 7 + 1) for number in range(40)]
    pieces = Pieces(words, lambda keys: keys, at_once=3)
    shared = memo_in(tmp_path, jobs=2).pairs(("firsts", "seconds"), _length_and_word, pieces)
    alone = fresh.pairs(("firsts", "seconds"), _length_and_word, pieces)
    assert list(shared.first.items()) == list(alone.first.items())
    assert [shared.second(word) for word in words] == [alone.second(word) for word in words]
    assert made_again(memo_in(tmp_path), words, "pairs") == []


def test_the_second_part_that_the_store_has_lost_is_made_again(tmp_path: Path) -> None:
    made_again(memo_in(tmp_path), ["a", "bb"], "pairs")
    pieces = Pieces(["a", "bb"], lambda keys: keys, 1)
    pairs = memo_in(tmp_path).pairs(("firsts", "lost"), _length_and_word, pieces)
    assert pairs.second("bb") == "bb"


# --- the section's own ------------------------------------------------------------------------------


def fingerprinted(root: Path) -> Settings:
    """Settings with a theme, rules, a parent file and a value of the environment."""
    for folder, file in (("looks", "main.html"), ("own", "rule.py"), ("content", "index.md")):
        (root / folder).mkdir()
        (root / folder / file).write_text("1")
    (root / "base.yml").write_text("site_name: 1\n")
    (root / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nsite_url: !ENV [WHERE, NOWHERE]\ntheme: {name: material, custom_dir: looks}\n"
        "extra: {gongkai: {clock: 2026-01-02, house_rules: own}}\n"
    )
    return read_settings(root / "mkdocs.yml")


def _append(file: str) -> Callable[[Path, Settings], Settings]:
    def change(root: Path, _settings: Settings) -> Settings:
        with (root / file).open("a") as stream:
            stream.write("\n# 2\n")
        return read_settings(root / "mkdocs.yml")

    return change


def _given(**values: Any) -> Callable[[Path, Settings], Settings]:
    return lambda _root, settings: replace(settings, **values)


def _environment(_root: Path, settings: Settings) -> Settings:
    os.environ["NOWHERE"] = "elsewhere"
    return read_settings(settings.config_file)


CHANGES = {
    "theme": _append("looks/main.html"),
    "rules": _append("own/rule.py"),
    "settings": _append("mkdocs.yml"),
    "parent": _append("base.yml"),
    "environment": _environment,
    "clock": _given(today=date(2026, 1, 3)),
    "late": _given(clock_failures="report"),
    "address": _given(site_url="https://example.com/"),
    "organisation": _given(organisation="另一个局"),
    "since": _given(duties_since=2020),
    "topics": _given(topics=MappingProxyType({"别的": "other"})),
    "audiences": _given(audiences=MappingProxyType({"别人": "others"})),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_site_is_made_with_all_of_its_settings(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOWHERE", "here")
    settings = fingerprinted(tmp_path)
    before = fingerprint_of(settings).whole
    assert before and before == fingerprint_of(read_settings(settings.config_file)).whole
    assert fingerprint_of(CHANGES[what](tmp_path, settings)).whole not in (before, None)


def test_a_site_is_made_with_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = fingerprinted(tmp_path)
    before = fingerprint_of(settings)
    monkeypatch.setattr(fingerprint, "program_digest", lambda: "another")
    assert fingerprint_of(settings).whole != before.whole


def test_what_plugins_of_others_do_nobody_can_know(tmp_path: Path) -> None:
    settings = fingerprinted(tmp_path)
    with settings.config_file.open("a") as stream:
        stream.write("plugins: [gongkai, redirects]\n")
    run, _scan = begin_run(read_settings(settings.config_file))
    assert (run.key, run.made_with) == ("", "")


@pytest.mark.parametrize(
    "what", ["document", "file", "day", "git", "commit", "branch", "program", "settings"]
)
def test_a_report_is_recalled_only_for_an_equal_run(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], cwd=tmp_path, check=True)

    settings = small(tmp_path)
    git("init", "-q")
    git("add", "content")
    git("commit", "-qm", "1")
    before = begin_run(settings)[0].key
    assert before and before == begin_run(settings)[0].key
    if what == "document":
        (settings.content / whole.GUIDE).write_text("另一个")
    elif what == "file":
        (settings.content / whole.FORM).write_text("另一个")
    elif what == "day":
        settings = replace(settings, frozen=False, today=settings.today + timedelta(1))
        before = begin_run(replace(settings, today=settings.today + timedelta(1)))[0].key
    elif what == "git":
        settings = replace(settings, ask_git=False)
    elif what == "commit":
        git("commit", "-qm", "2", "--allow-empty")
    elif what == "branch":
        git("branch", "another")
    elif what == "program":
        monkeypatch.setattr(fingerprint, "program_digest", lambda: "another")
    else:
        settings = replace(settings, organisation="另一个局")
    assert begin_run(settings)[0].key not in (before, "")


# --- a whole build ----------------------------------------------------------------------------------


@pytest.mark.long
def test_another_setting_and_another_theme_are_on_every_page(tmp_path: Path) -> None:
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    (tmp_path / "looks" / "partials").mkdir(parents=True)
    (tmp_path / "looks" / "partials" / "copyright.html").write_text("另一个页脚")
    text = settings.config_file.read_text(encoding="utf-8").replace("示例区人力", "另一区人力")
    settings.config_file.write_text(f"{text}theme: {{name: material, custom_dir: looks}}\n", encoding="utf-8")
    settings = read_settings(settings.config_file)
    pipeline.build(settings, renderer(settings))
    after = tree(settings.site)
    pipeline.build(settings, renderer(settings), clean=True)
    assert after == tree(settings.site)
    assert all("另一区人力" in page.decode() for path, page in after.items() if path == "index.html")

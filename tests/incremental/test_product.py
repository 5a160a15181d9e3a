"""What another version of the program made is never used again, whichever cache it lies in."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.incremental.cache import Cache
from gongkai.incremental.program import digest_of, program_digest
from gongkai.model import Document
from gongkai.package import PACKAGE
from gongkai.source import SourceFile
from tests.building.test_build import small, tree
from tests.rows import mostly_long
from tests.sample import renderer


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the program's files."""
    return Path(shutil.copytree(PACKAGE, tmp_path / "gongkai", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.mark.parametrize(
    "file",
    mostly_long(
        [
            "model/policy.py",
            "rules/examples/GK104.md",
            "theme/main.html",
            "theme/assets/search.js",
            "pages/templates/policy.html",
            "search/data/citizens.txt",
            "law/calendar/2026.yml",
        ],
        "model/policy.py",
        "pages/templates/policy.html",
        "law/calendar/2026.yml",
    ),
)
def test_every_file_of_the_program_counts(package: Path, file: str) -> None:
    before = digest_of(package, [])
    with (package / file).open("a") as stream:
        stream.write("\n")
    assert digest_of(package, []) != before


def test_a_file_by_another_name_counts(package: Path) -> None:
    before = digest_of(package, [])
    (package / "model/policy.py").rename(package / "model/policies.py")
    assert digest_of(package, []) != before


def test_libraries_and_python_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def digest() -> str:
        return digest_of(tmp_path / "none", [str(tmp_path)])

    (tmp_path / "markdown-3.7.dist-info").mkdir()
    before = digest()
    (tmp_path / "markdown-3.7.dist-info").rename(tmp_path / "markdown-3.8.dist-info")
    after = digest()
    assert after != before
    monkeypatch.setattr(sys, "version", "3.99.0")
    assert digest() != after


def test_compiled_files_do_not_count(package: Path) -> None:
    before = digest_of(package, [])
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "law.cpython-311.pyc").write_bytes(b"\0")
    assert digest_of(package, []) == before


@pytest.mark.long
def test_after_an_upgrade_nothing_old_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Titles are read otherwise by the newer version: in pages, search, feeds and files for machines alike."""
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    read = Document.placed

    def otherwise(document: Document, source: SourceFile) -> Document:
        document.__dict__["title"] = f"新{document.title}"
        return read(document, source)

    monkeypatch.setattr(Document, "placed", otherwise)
    _upgrade(monkeypatch, lambda: "another version")
    pipeline.build(settings, renderer(settings))
    after = tree(settings.site)
    pipeline.forget_cache(settings)
    pipeline.build(settings, renderer(settings), clean=True)
    assert after == tree(settings.site)


@pytest.mark.long
def test_no_key_of_a_cache_forgets_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = small(tmp_path)
    asked: set[tuple[str, str]] = set()
    read = Cache.known

    def noting(store: Cache, table: str, keys: Sequence[str]) -> Iterator[str]:
        asked.update((table, key) for key in keys)
        return read(store, table, keys)

    monkeypatch.setattr(Cache, "known", noting)
    pipeline.build(settings, renderer(settings))
    before = set(asked)
    assert {table for table, _key in before} >= {"said", "outlines", "examined", "looks", "parts"}
    asked.clear()
    _upgrade(monkeypatch, lambda: "another version")
    pipeline.build(settings, renderer(settings))
    assert asked and not before & asked


def _upgrade(patch: pytest.MonkeyPatch, digest: Callable[[], str]) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("gongkai.") and getattr(module, "program_digest", None) is program_digest:
            patch.setattr(module, "program_digest", digest)

"""Pages of a document's versions are taken over all or none, and never when one of them would come out otherwise."""

import os
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.building import pipeline
from gongkai.engine.making import PageMaker
from gongkai.releases import switch
from gongkai.releases.build_record import load_build_record
from gongkai.releases.folder_reuse import FolderReuse
from tests.building.test_build import tree
from tests.evidence import feb
from tests.exports.test_old_addresses import settings_of
from tests.repositories import Repository
from tests.sample import renderer

WINDOW, HALL = "about/window.md", "about/hall.md"
DAY = date(2024, 3, 10)


def text(title: str, words: str) -> str:
    return f"---\ntitle: {title}\npublished: 2024-02-01\n---\n\n{words}\n"


class Section:
    """A section with two documents of two versions each, built again and again."""

    def __init__(self, root: Path) -> None:
        self.repository = Repository.create(root / "repository")
        self.site = root / "site"
        for day, hour in ((1, 16), (4, 17)):
            files = {path: text(path[6:-3], f"每天开到{hour}时。") for path in (WINDOW, HALL)}
            self.repository.commit(feb(day), files)

    def built(self, day: date = DAY) -> Mapping[str, bytes]:
        settings = replace(settings_of(self.repository, day), site=self.site)
        pipeline.build(settings, renderer(settings))
        return tree(self.site)

    def is_as_clean(self, day: date = DAY) -> bool:
        """Whether a clean build makes the same."""
        clean = self.site.with_name("clean")
        settings = replace(settings_of(self.repository, day), site=clean)
        pipeline.build(settings, renderer(settings), clean=True)
        return self.built(day) == tree(clean)


@pytest.fixture
def section(tmp_path: Path) -> Section:
    made = Section(tmp_path)
    made.built()
    return made


def asked_for(
    monkeypatch: pytest.MonkeyPatch, owner: type, method: str, name: Callable[[Any], str]
) -> list[str]:
    """The names of what a method is asked for, from now on."""
    names: list[str] = []
    real = getattr(owner, method)

    def noted(own: object, asked: object) -> object:
        names.append(name(asked))
        return real(own, asked)

    monkeypatch.setattr(owner, method, noted)
    return names


@pytest.fixture
def planned(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The pages that are made."""
    return asked_for(monkeypatch, PageMaker, "make", lambda page: page.path)


@pytest.fixture
def old(section: Section, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a release that is no longer kept, in which the next one is made."""
    monkeypatch.setattr(switch, "KEPT", 1)
    section.repository.commit(feb(8), {HALL: text("hall", "每天开到20时。")})
    section.built()
    (folder,) = section.site.resolve().parent.glob("old-*")
    section.repository.commit(feb(9), {HALL: text("hall", "每天开到18时。")})
    return folder


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts of an old release's folder that are looked through."""
    return asked_for(monkeypatch, FolderReuse, "_keep_shared", str)


def versions(paths: list[str], name: str) -> set[str]:
    return {path for path in paths if path.startswith(f"about/{name}/versions/")}


def test_a_new_version_makes_the_pages_of_its_document_alone(section: Section, planned: list[str]) -> None:
    section.repository.commit(feb(9), {HALL: text("hall", "每天开到18时。")})
    assert b"18" in section.built()["about/hall/versions/2024-02-09/index.html"]
    assert len(versions(planned, "hall")) == 4
    assert not versions(planned, "window")
    assert section.is_as_clean()


@pytest.mark.parametrize(
    ("file", "gone"),
    [
        ("index.html", True),
        pytest.param("2024-02-01/index.html", False, marks=pytest.mark.long),
        pytest.param("index.html", False, marks=pytest.mark.long),
        pytest.param("2024-02-01/index.html", True, marks=pytest.mark.long),
    ],
)
def test_a_page_that_somebody_touched_is_made_anew_with_its_bundle(
    section: Section, planned: list[str], file: str, gone: bool
) -> None:
    before = section.built()
    touched = section.site.resolve() / "about/window/versions" / file
    touched.parent.chmod(0o755)
    touched.chmod(0o644)
    if gone:
        touched.unlink()
    else:
        touched.write_bytes(touched.read_bytes().replace("每天".encode(), "每周".encode()))
        os.utime(touched, (time.time() + 5,) * 2)
    section.repository.commit(feb(9), {HALL: text("hall", "每天开到18时。")})
    after = section.built()
    here = f"about/window/versions/{file}"
    assert after[here] == before[here]
    assert len(versions(planned, "window")) == 3


def test_where_several_of_them_lead_is_told_once_and_where_to_each_other_not_at_all(section: Section) -> None:
    ledger = load_build_record(section.site.resolve().with_suffix(".ledger"))
    assert ledger
    pages = [one for path, one in ledger.entries.items() if path.startswith("about/hall/versions/")]
    told = Counter(target for one in pages for target in one.targets)
    assert set(told.values()) == {1}
    assert {"index.html#", "about/hall/index.html#"} <= told.keys()
    assert not versions(list(told), "hall")


@pytest.mark.long
def test_what_else_lies_in_their_folder_is_part_of_the_release(section: Section) -> None:
    beside = {
        f"{HALL[:-3]}/versions/plan.csv": "一,二\n",
        WINDOW: text("window", "[表](hall/versions/plan.csv)"),
    }
    section.repository.commit(feb(9), beside)
    assert "about/hall/versions/plan.csv" in section.built()
    section.repository.commit(feb(10), {WINDOW: text("window", "[表](hall/versions/plan.csv)，每天开。")})
    assert section.is_as_clean()
    assert "about/hall/versions/plan.csv" in tree(section.site)
    section.repository.commit(feb(11), {WINDOW: text("window", "每天开。")})
    assert "about/hall/versions/plan.csv" not in section.built()


LIST = "about/window/versions/"
FIRST = f"{LIST}2024-02-01/"


def test_folders_of_versions_that_nobody_touched_are_left_closed(
    section: Section, old: Path, looked_through: list[str]
) -> None:
    inode = (old / FIRST).stat().st_ino
    assert section.is_as_clean()
    assert "about/window/" in looked_through
    assert not versions(looked_through, "window")
    release = section.site.resolve()
    assert (release / FIRST).stat().st_ino == inode
    assert {path.stat().st_mode & 0o777 for path in (release, *release.rglob("*")) if path.is_dir()} == {
        0o555
    }


@pytest.mark.parametrize("where", [FIRST, pytest.param(LIST, marks=pytest.mark.long)])
@pytest.mark.parametrize("how", ["added", "changed", "replaced", "removed", "below"])
def test_what_somebody_put_beside_a_version_in_an_old_release_is_not_published(
    section: Section, old: Path, how: str, where: str
) -> None:
    folder = old / where
    folder.chmod(0o755)
    page = folder / "index.html"
    if how == "added":
        (folder / "secret.html").write_text("不应公开")
    elif how == "below":
        (folder / "deep").mkdir()
        (folder / "deep" / "index.html").write_text("不应公开")
    else:
        data = page.read_bytes()
        page.unlink()
        if how != "removed":
            page.write_bytes(data if how == "replaced" else b"x" * len(data))
    folder.chmod(0o555)
    assert section.is_as_clean()


@pytest.mark.parametrize("where", [FIRST, pytest.param(LIST, marks=pytest.mark.long), f"{LIST}more/"])
def test_a_file_that_was_taken_away_from_beside_a_version_does_not_come_back(
    section: Section, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.setattr(switch, "KEPT", 1)
    beside = f"{where}plan.csv"
    section.repository.commit(feb(8), {beside: "一,二\n", HALL: text("hall", f"[表](../{beside})")})
    assert beside in section.built()
    for day in (9, 10, 11):
        section.repository.commit(feb(day), {HALL: text("hall", f"每天开到{day}时。")})
        assert beside not in section.built()
        assert section.is_as_clean()
    section.repository.commit(feb(12), {HALL: text("hall", f"[表](../{beside})，每天开。")})
    assert beside in section.built()
    assert section.is_as_clean()


@pytest.mark.long
def test_a_clock_that_goes_back_shows_no_version_of_later(section: Section) -> None:
    assert "about/hall/versions/2024-02-04/index.html" in section.built()
    assert not [path for path in section.built(feb(2)) if "/versions/" in path]
    assert section.is_as_clean(feb(2))
    assert section.is_as_clean()

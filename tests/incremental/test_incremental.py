"""A build that takes over what has not changed gives the same bytes as one that starts from nothing."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.package import THEME
from gongkai.pages import Site
from gongkai.releases import staging
from gongkai.releases import switch as releases
from gongkai.releases.build_record import BuildRecord, FileRecord
from gongkai.releases.completeness import inspect_folder
from gongkai.releases.folder_reuse import FolderReuse
from gongkai.releases.switch import Incomplete
from gongkai.report import ContentRejected
from gongkai.settings import Settings, read_settings
from tests import whole_section as whole
from tests.building.test_build import opened, tree
from tests.random_editor import Editor
from tests.sample import renderer
from tests.sections import Section

SHORT, LONG, STEPS = 1, 202, 3


@pytest.fixture
def one_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the third build on, each is made in the folder of an earlier release."""
    monkeypatch.setattr(releases, "KEPT", 1)


def written(root: Path, editor: Editor) -> Settings:
    """The editor's section on disk, nothing else beside it."""
    shutil.rmtree(root / "content", ignore_errors=True)
    extra = {"organisation": editor.organisation, "clock_failures": "report"}
    section = Section(root, editor.files, whole.TODAY, extra)
    section.write()
    return read_settings(section.config, as_of=editor.today)


def built(settings: Settings, clean: bool = False) -> bool:
    """Build; whether anything was published."""
    try:
        pipeline.build(settings, renderer(settings), clean=clean)
    except ContentRejected:
        return False
    return True


def try_sequence(seed: int, root: Path) -> None:
    """With one release kept, every build from the third on builds in the folder of an earlier release."""
    editor = Editor(seed)
    built(written(root / "kept", editor))
    done = ["begin"]
    for _ in range(STEPS):
        done += [editor.act() for _ in range(editor.chance.randint(1, 3))]
        live = (root / "kept" / "site").resolve()
        before = tree(live)
        incremental, clean = written(root / "kept", editor), written(root / f"clean-{len(done)}", editor)
        published = built(incremental)
        assert published == built(clean, clean=True), done
        after = tree(root / "kept" / "site")
        assert after == (tree(clean.site) if published else before), done
        no_longer_kept = live.with_name(f"old-{live.name}")
        assert tree(no_longer_kept if no_longer_kept.exists() else live) == before, done


@pytest.mark.usefixtures("one_kept")
@pytest.mark.parametrize("seed", range(SHORT))
def test_after_random_edits_the_site_is_what_a_clean_build_makes(seed: int, tmp_path: Path) -> None:
    try_sequence(seed, tmp_path)


@pytest.mark.usefixtures("one_kept")
@pytest.mark.long
@pytest.mark.parametrize("seed", range(SHORT, SHORT + LONG))
def test_after_two_hundred_random_edits_too(seed: int, tmp_path: Path) -> None:
    try_sequence(seed, tmp_path)


def made(settings: Settings) -> set[str]:
    """The pages that a build makes anew."""
    found: set[str] = set()
    inner = renderer(settings)

    def render(site: Site, staging: Path) -> Mapping[str, FileRecord]:
        found.update(page.path for page in site.due)
        return inner(site, staging)

    pipeline.build(settings, render)
    return found


def test_a_page_is_made_anew_when_something_that_it_shows_has_changed_and_only_then(tmp_path: Path) -> None:
    editor = Editor(0)
    assert "policies/2024/job-subsidy/" in made(written(tmp_path, editor))
    editor.files[whole.LOAN] += "\n补充。\n"
    anew = made(written(tmp_path, editor))
    assert "policies/2024/startup-loan/" in anew
    assert not anew & {"policies/2024/job-subsidy/", "interpretations/2024/startup-loan/", "policies/2024/"}
    editor.files[whole.JOB] = editor.files[whole.JOB].replace("title: 示例区", "title: 示例市", 1)
    anew = made(written(tmp_path, editor))
    assert {"policies/2024/job-subsidy/", "interpretations/2024/job-subsidy/", "policies/2024/"} <= anew
    assert "policies/2024/startup-loan/" not in anew


def test_a_new_day_makes_only_the_pages_anew_that_count_days(tmp_path: Path) -> None:
    editor = Editor(0)
    made(written(tmp_path, editor))
    editor.today = whole.TODAY.replace(day=21)
    anew = made(written(tmp_path, editor))
    assert "decisions/2024/wage-deposit/" in anew  # its consultation has a day less
    assert not anew & {"policies/2024/startup-loan/", "about/guide/"}


@pytest.mark.long
def test_a_damaged_cache_or_ledger_is_noticed(tmp_path: Path) -> None:
    editor = Editor(0)
    settings = written(tmp_path, editor)
    built(settings)
    before = tree(settings.site)
    for damaged in (settings.cache / "kept.sqlite", next((tmp_path / ".site-releases").glob("*.ledger"))):
        data = bytearray(damaged.read_bytes())
        for place in range(200, len(data), 997):
            data[place] ^= 0xFF
        damaged.write_bytes(data)
        editor.files[whole.LOAN] += "\n补充。\n"
        built(written(tmp_path, editor))
        built(written(tmp_path / "clean", editor), clean=True)
        assert tree(settings.site) == tree(tmp_path / "clean" / "site") != before


@pytest.mark.long
def test_a_file_of_the_live_site_that_somebody_changed_is_made_anew(tmp_path: Path) -> None:
    settings = written(tmp_path, Editor(0))
    built(settings)
    before = tree(settings.site)
    (opened(settings.site) / "policies" / "2024" / "startup-loan" / "index.html").write_text("改了")
    (settings.site / "assets" / "gongkai.css").unlink()
    built(settings)
    assert tree(settings.site) == before


@pytest.mark.long
def test_unchanged_files_are_hard_links(tmp_path: Path) -> None:
    editor = Editor(0)
    settings = written(tmp_path, editor)
    built(settings)
    first = settings.site.resolve()
    editor.files[whole.LOAN] += "\n补充。\n"
    built(written(tmp_path, editor))
    second = settings.site.resolve()
    assert first != second
    files = {path for path in tree(first) if not path.startswith("search/")}  # the index is another one
    same = {path for path in files if (second / path).exists() and (second / path).samefile(first / path)}
    assert len(same) > 0.8 * len(files)
    assert "policies/2024/startup-loan/index.html" not in same
    (one,), (other,) = (list((release / "search").glob("*/p")) for release in (first, second))
    assert one.parent.name != other.parent.name  # the index has another address
    assert (
        sum(bucket.samefile(one / bucket.name) for bucket in other.iterdir()) > len(list(one.iterdir())) / 2
    )


@pytest.mark.long
@pytest.mark.usefixtures("one_kept")
def test_nothing_that_lies_in_an_old_release_gets_into_the_new_one(tmp_path: Path) -> None:
    editor = Editor(0)
    settings = written(tmp_path, editor)
    for _ in range(2):
        built(settings)
        editor.files[whole.LOAN] += "\n补充。\n"
        settings = written(tmp_path, editor)
    (old,) = (tmp_path / ".site-releases").glob("old-*")
    (opened(old) / "secret" / "deep").mkdir(parents=True)
    (old / "secret" / "deep" / "index.html").write_text("不应公开")
    (old / "search" / "link").symlink_to(tmp_path)
    (old / "about" / "guide" / "index.html").unlink()
    (old / "about" / "guide" / "index.html").write_text("改了")
    built(settings)
    built(written(tmp_path / "clean", editor), clean=True)
    assert tree(settings.site) == tree(tmp_path / "clean" / "site")
    assert not (settings.site / "secret").exists()
    assert not (settings.site / "search" / "link").is_symlink()
    empty = [path for path in settings.site.resolve().rglob("*") if path.is_dir() and not any(path.iterdir())]
    assert empty == []


@pytest.mark.long
@pytest.mark.usefixtures("one_kept")
def test_a_change_that_nobody_sees_makes_the_same_site_again(tmp_path: Path) -> None:
    editor = Editor(0)
    built(written(tmp_path, editor))
    sites = []
    for number in range(4):
        editor.files[f"policies/2024/draft-{number}.md"] = "---\ntitle: 草稿\ndraft: true\n---\n"
        assert built(written(tmp_path, editor))
        sites.append(tree(tmp_path / "site"))
    assert (tmp_path / "site").resolve().name == "000005"
    assert "api/v1/manifest.json" in sites[0]
    assert all(site == sites[0] for site in sites)


def test_no_kept_release_is_written_to_even_where_its_ledger_knows_little(tmp_path: Path) -> None:
    """As that of a merge of shares, which knows no page's making."""
    editor = Editor(0)
    settings = written(tmp_path, editor)
    built(settings)
    live = settings.site.resolve()
    BuildRecord(entries=inspect_folder(live)).save(live.with_name(f"{live.name}.ledger"))
    shutil.copytree(live, live.with_name("staging-killed"), copy_function=os.link)
    before = tree(live)
    editor.files[whole.LOAN] += "\n补充。\n"
    built(written(tmp_path, editor))
    assert settings.site.resolve() != live
    assert tree(live) == before


@pytest.mark.long
def test_a_picture_that_the_theme_has_too_goes_with_its_document(tmp_path: Path) -> None:
    editor = Editor(0)
    text = editor.files[whole.LOAN]
    picture = "policies/2024/picture.svg"
    built(written(tmp_path, editor))
    editor.files[picture] = (THEME / "assets" / "favicon.svg").read_text(encoding="utf-8")
    editor.files[whole.LOAN] = text + "\n![图](picture.svg)\n"
    assert built(written(tmp_path, editor))
    assert (tmp_path / "site" / picture).is_file()
    del editor.files[picture]
    editor.files[whole.LOAN] = text
    assert built(written(tmp_path, editor))
    assert not (tmp_path / "site" / picture).exists()


def test_a_file_that_nobody_made_is_never_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    editor = Editor(0)
    settings = written(tmp_path, editor)
    built(settings)
    before = tree(settings.site)
    free = staging.StagingFolder.free

    def littered(stage: staging.StagingFolder, kept: Mapping[str, FileRecord]) -> None:
        free(stage, kept)
        (stage.folder / "stray.html").write_text("不应公开")

    monkeypatch.setattr(staging.StagingFolder, "free", littered)
    editor.files[whole.LOAN] += "\n补充。\n"
    with pytest.raises(Incomplete, match=r"stray\.html"):
        built(written(tmp_path, editor))
    assert tree(settings.site) == before


@pytest.mark.long
@pytest.mark.usefixtures("one_kept")
def test_an_old_release_that_cannot_be_used_again_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = Editor(0)

    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(FolderReuse, "keep_shared_files", refused)
    for _ in range(3):
        assert built(written(tmp_path, editor))
        editor.files[whole.LOAN] += "\n补充。\n"
    assert len(list((tmp_path / ".site-releases").glob("0*"))) == 2  # one release and its ledger

"""The build as a whole: what is published, what leaves no trace, and that a failure changes nothing."""

import gzip
import multiprocessing
import posixpath
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gongkai.building import pipeline
from gongkai.building.section import JudgedSection
from gongkai.findings import WrongUse
from gongkai.package import THEME
from gongkai.pages import Site
from gongkai.preview.section import OWN
from gongkai.releases.build_record import FileRecord
from gongkai.releases.completeness import broken_links, inspect_folder
from gongkai.releases.switch import Incomplete
from gongkai.report import ContentRejected
from gongkai.settings import Settings, read_settings
from scripts.screenshots import DESK, IMAGES, PREVIEWS, SHOTS
from tests import whole_section as whole
from tests.browser.test_light import LIMIT
from tests.sample import CONFIG, MKDOCS, ROOT, renderer
from tests.sections import Section, shared_cache

CONTENT = ROOT / "content"
WITHHELD = "summer-youth-plan"
DRAFT = "dispatch-guide"
PLAIN = "theme: {name: material, language: zh, font: false}\nplugins: []\n"


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, but for the log of releases: it tells of those before too."""
    return {
        path: file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not (path := file.relative_to(folder).as_posix()).startswith("proof/")
    }


def opened(folder: Path) -> Path:
    """A release, to be tampered with: whoever is not root may not, else."""
    for place in (folder.resolve(), *folder.resolve().rglob("*")):
        if not place.is_symlink():
            place.chmod(0o755 if place.is_dir() else 0o644)
    return folder


def small(root: Path, day: date = whole.TODAY) -> Settings:
    """A small section, and the settings by which its site lies at `root`/site."""
    return Section(root, whole.whole_section(), day).write()


def test_every_public_document_has_its_page(sample: Path, judged_sample: JudgedSection) -> None:
    library = judged_sample.library
    public = {d.url for d in library.documents} - {
        library[path].url for path in judged_sample.report.withheld
    }
    assert len(public) > 70
    for url in public:
        assert (sample / url / "index.html").is_file(), url


def test_withheld_documents_and_drafts_leave_no_trace(sample: Path) -> None:
    titles = [
        re.search(r"^title: (.+)$", file.read_text(encoding="utf-8"), re.M)
        for slug in (WITHHELD, DRAFT)
        for file in CONTENT.glob(f"*/2026/{slug}.md")
    ]
    words = [WITHHELD, DRAFT, *(title[1].strip("\"'") for title in titles if title)]
    assert len(words) == 5
    for path, content in tree(sample).items():
        for word in words:
            assert word not in path
            assert word.encode() not in content, f"{word} in {path}"


@pytest.mark.long
def test_withheld_documents_come_out_on_their_day(tmp_path: Path) -> None:
    settings = read_settings(CONFIG, site=tmp_path / "site", as_of=date(2026, 6, 22))
    pipeline.build(settings, renderer(settings))
    for kind in ("policies", "interpretations"):
        assert (tmp_path / "site" / kind / "2026" / WITHHELD / "index.html").is_file()


def test_nothing_else_of_the_content_is_published(sample: Path) -> None:
    published = set(tree(sample))
    odd = {path for path in published if path.endswith((".md", ".yml", ".yaml", ".map"))}
    assert odd <= {"redirects.map"}, "which nginx reads; a map of scripts is none of the site"
    attachments = {path for path in published if "/files/" in path}
    assert attachments == {f.relative_to(CONTENT).as_posix() for f in CONTENT.glob("**/files/*")}


@pytest.mark.long
def test_a_file_nobody_refers_to_is_not_copied(tmp_path: Path) -> None:
    settings = small(tmp_path)
    (settings.content / whole.FORM).with_name("secret-list.txt").write_text("名单", encoding="utf-8")
    pipeline.build(settings, renderer(settings))
    assert (tmp_path / "site" / whole.FORM).is_file()
    assert not list((tmp_path / "site").rglob("secret-list*"))


class Loads(HTMLParser):
    """What a page loads of itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in ("img", "script", "iframe", "source", "video", "audio", "embed") and given.get("src"):
            self.found.append(given["src"])
        if tag == "link" and given.get("rel") not in ("canonical", "prev", "next", "alternate"):
            self.found.append(given["href"])


@pytest.mark.parametrize(
    "address",
    [
        "../nothing/",
        pytest.param("../#no-such-place", marks=pytest.mark.long),
        pytest.param("../../../../policies/", marks=pytest.mark.long),
        pytest.param("/policies/", marks=pytest.mark.long),
        pytest.param("missing.css", marks=pytest.mark.long),
    ],
)
def test_a_link_that_leads_nowhere_is_never_published(tmp_path: Path, address: str) -> None:
    settings = small(tmp_path)

    def with_a_bad_link(site: Site, staging: Path) -> Mapping[str, FileRecord] | None:
        written = renderer(settings)(site, staging)
        page = staging / "policies" / "index.html"
        html = page.read_text(encoding="utf-8").replace("</main>", f"<a href='{address}'>x</a></main>")
        page.write_text(html, encoding="utf-8")
        return written

    with pytest.raises(Incomplete, match=r"policies/index\.html → "):
        pipeline.build(settings, with_a_bad_link)
    assert not (tmp_path / "site").exists()


def test_every_page_works_below_any_sub_path(sample: Path) -> None:
    for path, content in tree(sample).items():
        if path.endswith(".html") and path != "404.html":
            assert not re.findall(rb'(?:href|src)="/', content), path
    assert not list(broken_links(inspect_folder(sample.resolve())))


def test_no_page_is_heavy_or_loads_anything_from_another_host(sample: Path) -> None:
    """What a page loads by itself; what its scripts ask for, a browser tells (tests/browser/test_light.py)."""
    files = tree(sample)
    weights = {
        path: len(gzip.compress(data, 6)) for path, data in files.items() if path.endswith((".css", ".js"))
    }
    for path, content in files.items():
        if path.endswith(".html"):
            weight = len(gzip.compress(content, 6))
            for address in set(Loads(content.decode()).found):
                assert not urlsplit(address).netloc, f"{path} loads {address}"
                # /zwgk/ is the sample's own address: its page for what is not there is shown below any folder
                place = posixpath.join("/zwgk", posixpath.dirname(path), urlsplit(address).path)
                weight += weights.get(posixpath.relpath(posixpath.normpath(place), "/zwgk"), 0)
            assert 5_000 < weight <= LIMIT, f"{path} weighs {weight} bytes"
        if path.endswith(".css"):
            assert not re.search(rb"url\(\s*['\"]?(?:https?:)?//", content), path


def test_sheets_reach_readers_without_comments(sample: Path) -> None:
    """Ours alone. Scripts are small already, and reach them as they are."""
    for file in (THEME / "assets").glob("*.css"):
        small = (sample / "assets" / file.name).read_bytes()
        assert len(small) < file.stat().st_size
        assert not re.search(rb"^\s*/\*", small, re.MULTILINE), file.name
    for file in (THEME / "assets").glob("*.js"):
        assert (sample / "assets" / file.name).read_bytes() == file.read_bytes()
    assert b"MIT License" in (sample / "assets" / "inflate.js").read_bytes()


def test_a_broken_rule_leaves_the_old_site_as_it_was(tmp_path: Path) -> None:
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    before, link = tree(tmp_path / "site"), (tmp_path / "site").readlink()
    (settings.content / whole.LOAN_DIAGRAM).unlink()
    with pytest.raises(ContentRejected) as rejected:
        pipeline.build(settings, renderer(settings))
    errors = [f.code for f in rejected.value.report.findings if f.severity == "error"]
    assert errors == ["GK101"]
    assert (tree(tmp_path / "site"), (tmp_path / "site").readlink()) == (before, link)


@pytest.mark.parametrize(
    "fault", [RuntimeError("engine"), pytest.param(KeyboardInterrupt(), marks=pytest.mark.long)]
)
def test_a_fault_while_writing_leaves_the_old_site_as_it_was(tmp_path: Path, fault: BaseException) -> None:
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    before = tree(tmp_path / "site")

    def break_off(site: Site, staging: Path) -> None:
        (staging / "index.html").write_text("half")
        raise fault

    with pytest.raises(type(fault)):
        pipeline.build(settings, break_off, clean=True)
    assert tree(tmp_path / "site") == before
    assert releases_of(tmp_path / "site") == ["000001"]


def releases_of(site: Path) -> list[str]:
    """What lies beside a site, but for its lock, the log, what tells of releases, and what the next build will remove."""
    beside = [*(site.parent / f".{site.name}-releases").iterdir()]
    telling = {"lock", "log", *(f"closed-{p.name}" for p in beside)}
    ours = (p for p in beside if p.name not in telling and p.suffix != ".ledger")
    return sorted(p.name for p in ours if not p.name.startswith("old-"))


def test_what_a_killed_build_left_behind_is_removed(tmp_path: Path) -> None:
    left = tmp_path / ".site-releases" / "staging-dead"
    left.mkdir(parents=True)
    (left / "index.html").write_text("half")
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    assert releases_of(tmp_path / "site") == ["000001"]


@pytest.mark.long
def test_two_builds_at_once_follow_one_another(tmp_path: Path) -> None:
    settings, fork = small(tmp_path), multiprocessing.get_context("fork")
    gate = fork.Barrier(3)

    def build() -> None:
        gate.wait()
        pipeline.build(settings, renderer(settings))

    builds = [fork.Process(target=build) for _ in range(3)]
    for process in builds:
        process.start()
    for process in builds:
        process.join(timeout=120)
    assert [process.exitcode for process in builds] == [0, 0, 0]
    # A build that begins when another has ended finds nothing to do: one to three releases, each of them whole.
    made = releases_of(tmp_path / "site")
    assert made == ["000001", "000002", "000003"][: len(made)]
    assert (tmp_path / "site").resolve().name == made[-1]
    sites = [tree(tmp_path / ".site-releases" / release) for release in made]
    assert "index.html" in sites[0]
    assert all(site == sites[0] for site in sites)


def test_a_site_inside_the_content_or_around_it_is_refused(tmp_path: Path) -> None:
    for site in (CONTENT / "out", CONTENT.parent):
        with pytest.raises(WrongUse, match="不能一个放在另一个里面"):
            read_settings(CONFIG, site=site)


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = read_settings(CONFIG, site=tmp_path / "file" / "site")
    with pytest.raises(WrongUse, match="不能在"):
        pipeline.build(settings, renderer(settings))


def test_an_incomplete_site_is_never_switched_to(tmp_path: Path) -> None:
    settings = small(tmp_path)

    def forget_a_page(site: Site, staging: Path) -> Mapping[str, FileRecord] | None:
        written = renderer(settings)(site, staging)
        (staging / "policies" / "index.html").unlink()
        return written

    with pytest.raises(Incomplete, match=r"policies/index\.html"):
        pipeline.build(settings, forget_a_page)
    assert not (tmp_path / "site").exists()


@pytest.mark.long
def test_old_releases_are_forgotten_and_the_live_one_is_kept(tmp_path: Path) -> None:
    for day in range(20, 24):
        settings = small(tmp_path, whole.TODAY.replace(day=day))
        pipeline.build(settings, renderer(settings))
    assert releases_of(tmp_path / "site") == ["000002", "000003", "000004"]
    assert (tmp_path / "site").resolve().name == "000004"


def test_somebody_elses_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "letter.docx").write_text("mine")
    settings = small(tmp_path)
    with pytest.raises(WrongUse, match="已有别的文件"):
        pipeline.build(settings, renderer(settings))
    assert (tmp_path / "site" / "letter.docx").read_text() == "mine"


@pytest.mark.long
def test_a_site_built_by_an_older_tool_as_a_plain_folder_is_switched_too(
    tmp_path: Path, sample: Path
) -> None:
    shutil.copytree(sample.resolve(), tmp_path / "site")
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    assert (tmp_path / "site").is_symlink()


@pytest.mark.long
def test_worker_processes_write_the_same_bytes(tmp_path: Path, sample: Path) -> None:
    settings = read_settings(CONFIG, site=tmp_path / "site")
    pipeline.build(settings, renderer(settings, jobs=3))
    assert tree(tmp_path / "site") == tree(sample)


def test_a_fault_in_a_worker_is_told_and_changes_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "mkdocs.yml"
    text = CONFIG.read_text(encoding="utf-8").replace(
        "  name: material", f"  name: material\n  custom_dir: {tmp_path / 'theme'}"
    )
    broken.write_text(
        text.replace("hooks/site_hook.py", str(ROOT / "hooks" / "site_hook.py")), encoding="utf-8"
    )
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "main.html").write_text("{{ no_such_thing.at_all }}")
    settings = read_settings(
        broken, content=small(tmp_path / "small").content, site=tmp_path / "site", as_of=whole.TODAY
    )
    with pytest.raises(Exception, match="no_such_thing"):
        pipeline.build(settings, renderer(settings, jobs=2))
    assert not (tmp_path / "site").exists()


@pytest.mark.long
def test_a_section_lays_its_own_looks_over_ours(tmp_path: Path) -> None:
    looks = tmp_path / "looks"
    (looks / "assets").mkdir(parents=True)
    (looks / "assets" / "own.css").write_text("body { color: #123 }", encoding="utf-8")
    (looks / "partials").mkdir()
    (looks / "partials" / "standing.html").write_text("<p>本局自己的页脚</p>", encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    text = CONFIG.read_text(encoding="utf-8")
    text = text.replace("hooks/site_hook.py", str(ROOT / "hooks" / "site_hook.py"))
    config.write_text(text.replace("  name: material", f"  name: material\n  custom_dir: {looks}"), "utf-8")
    settings = read_settings(
        config, content=small(tmp_path / "small").content, site=tmp_path / "site", as_of=whole.TODAY
    )
    pipeline.build(settings, renderer(settings))
    home = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "本局自己的页脚" in home
    assert "gongkai.css" in home
    assert (tmp_path / "site" / "assets" / "own.css").is_file()


def test_a_theme_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("site_name: 甲\ntheme: {name: material, custom_dir: looks}\n", encoding="utf-8")
    with pytest.raises(WrongUse, match="looks"):
        read_settings(config)


def test_plain_mkdocs_builds_the_same_site(tmp_path: Path) -> None:
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    text = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    hook = f"hooks: [{ROOT / 'hooks' / 'site_hook.py'}]\n"
    (tmp_path / "mkdocs.yml").write_text(text + PLAIN + hook, encoding="utf-8")
    done = mkdocs("-f", str(tmp_path / "mkdocs.yml"), "-d", str(tmp_path / "other"))
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "other") == tree(tmp_path / "site")


@pytest.mark.long
def test_plain_mkdocs_builds_the_same_sample(tmp_path: Path, sample: Path) -> None:
    done = mkdocs("-f", str(CONFIG), "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "site") == tree(sample)


@pytest.mark.long
def test_plain_mkdocs_enforces_the_same_rules(tmp_path: Path) -> None:
    content = Path(shutil.copytree(CONTENT, tmp_path / "content"))
    (tmp_path / ".cache").symlink_to(shared_cache())
    (content / "interpretations" / "2024" / "graduate-job-subsidy.md").unlink()
    config = tmp_path / "mkdocs.yml"
    text = CONFIG.read_text(encoding="utf-8").replace(
        "hooks/site_hook.py", str(ROOT / "hooks" / "site_hook.py")
    )
    config.write_text(text, encoding="utf-8")
    done = mkdocs("-f", str(config), "-d", str(tmp_path / "site"))
    assert done.returncode == 1
    assert "GK101" in done.stderr
    assert not (tmp_path / "site").exists()


def mkdocs(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", MKDOCS, "build", "-q", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_pictures_in_the_readme_show_pages_that_still_exist(sample: Path) -> None:
    for name, (path, _width, _height) in SHOTS.items():
        assert (IMAGES / f"{name}.png").is_file()
        assert (sample / path / "index.html").is_file(), f"{name} shows {path}: run make screenshots"
    shown = re.findall(r"docs/images/([\w-]+)\.png", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown
    assert set(shown) <= set(SHOTS)


def test_the_pictures_in_the_handbook_show_documents_that_still_exist() -> None:
    pages = (ROOT / "docs" / "editors").glob("*.md")
    shown = {name for page in pages for name in re.findall(r"images/([\w-]+)\.png", page.read_text("utf-8"))}
    assert {*PREVIEWS, *DESK.values()} <= shown <= {*PREVIEWS, *DESK.values(), *SHOTS}
    for name, path in PREVIEWS.items():
        assert (IMAGES / f"{name}.png").is_file()
        assert path == OWN or (CONTENT / f"{path.rstrip('/')}.md").is_file(), f"{name}: run make screenshots"

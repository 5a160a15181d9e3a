"""One site, however its pages are shared out: over processes, started in any way, or over machines."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.cli import command_line
from gongkai.exports import MANIFEST, STATUS
from gongkai.incremental import fingerprint
from scripts import merge_shards
from tests import whole_section as whole
from tests.building.test_build import opened, tree
from tests.repositories import Repository
from tests.rows import mostly_long
from tests.sample import ROOT
from tests.sections import Section

_STARTED = """import multiprocessing, sys
if __name__ == "__main__":
    multiprocessing.set_start_method({method!r})
    sys.path.insert(0, {root!r})
    from gongkai.cli import command_line
    sys.exit(command_line.main({arguments!r}))
"""


def command(section: Section, site: Path, *more: str) -> list[str]:
    return ["build", "--config", str(section.config), "--site", str(site), "--as-of", "2024-05-20", *more]


def build(section: Section, site: Path, *more: str) -> dict[str, bytes]:
    """What the command line builds."""
    assert command_line.main(command(section, site, *more)) == 0
    return tree(site)


def run(script: Path, *arguments: str, **environment: str) -> None:
    """A process of its own, in an environment of its own."""
    done = subprocess.run(
        [sys.executable, str(script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "NO_COLOR": "1", **environment},
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def section(tmp_path_factory: pytest.TempPathFactory) -> Section:
    section = Section(tmp_path_factory.mktemp("shares"), whole.whole_section(), whole.TODAY)
    section.write()
    return section


@pytest.fixture(scope="module")
def one(section: Section) -> dict[str, bytes]:
    """The site as one process builds it."""
    return build(section, section.root / "one", "--jobs", "1", "--clean")


@pytest.mark.parametrize("jobs", ["2", pytest.param("5", marks=pytest.mark.long)])
def test_any_number_of_processes_writes_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    assert build(section, tmp_path / "site", "--jobs", jobs) == one


_VARIED = {
    "locale": {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"},
    "time zone": {"TZ": "America/Los_Angeles"},
    "hash seed": {"PYTHONHASHSEED": "1"},
}
_ALL = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "31337"}


@pytest.mark.parametrize(
    ("method", "environment"),
    [
        pytest.param("spawn", _ALL, id="spawn, all else otherwise", marks=pytest.mark.long),
        pytest.param("spawn", {}, id="spawn", marks=pytest.mark.long),
        pytest.param("forkserver", {}, id="forkserver", marks=pytest.mark.long),
    ],
)
def test_processes_started_in_any_way_write_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path, method: str, environment: dict[str, str]
) -> None:
    script = tmp_path / "start.py"
    site = tmp_path / "site"
    arguments = command(section, site, "--clean", "--jobs", "2")
    script.write_text(_STARTED.format(method=method, root=str(ROOT / "hooks"), arguments=arguments))
    run(script, **environment)
    assert tree(site) == one


@pytest.fixture(scope="module")
def built(section: Section, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The shares of three machines."""
    folders = [tmp_path_factory.mktemp("machine") / f"share-{number}" for number in (1, 2, 3)]
    for number, folder in enumerate(folders, 1):
        build(section, folder, "--shard", f"{number}/3")
    return folders


@pytest.fixture
def shares(built: list[Path], tmp_path: Path) -> list[Path]:
    """The same, as files that can be harmed, as they come over a network."""
    for folder in built:
        opened(Path(shutil.copytree(folder, tmp_path / folder.name)))
    return [tmp_path / folder.name for folder in built]


def merge(site: Path, *shares: Path) -> int:
    return merge_shards.main([str(site), *map(str, shares)])


def test_the_union_of_all_machines_shares_is_the_whole_site(
    one: dict[str, bytes], built: list[Path], tmp_path: Path
) -> None:
    union: dict[str, bytes] = {}
    for share in map(tree, built):
        assert share != one
        del share[MANIFEST]  # each has its own; the merge puts them together
        share.pop(STATUS, None)  # the first one's names that share alone
        assert all(union.get(path, data) == data for path, data in share.items())
        union |= share
    assert union == {path: data for path, data in one.items() if path not in (MANIFEST, STATUS)}
    assert merge(tmp_path / "merged", *reversed(built)) == 0
    assert tree(tmp_path / "merged") == one


def refused(capsys: pytest.CaptureFixture[str], *shares: Path, status: int = 3) -> str:
    """What is said of shares that are not merged; the site stays as it is."""
    site = shares[0].parent / "merged"
    site.symlink_to("as-it-was")
    capsys.readouterr()
    assert merge(site, *shares) == status
    assert site.readlink() == Path("as-it-was")
    site.unlink()
    return capsys.readouterr().err


PAGE = "policies/2024/startup-loan/index.html"


def test_shares_that_are_not_as_they_were_built_are_refused(
    shares: list[Path], capsys: pytest.CaptureFixture[str]
) -> None:
    (page,) = (share / PAGE for share in shares if (share / PAGE).exists())
    data = page.read_bytes()
    page.write_bytes(data.replace(b"<main", b"<mane"))
    assert f"{PAGE} 的内容变了" in refused(capsys, *shares)
    page.unlink()
    assert f"缺少 {PAGE}" in refused(capsys, *shares)
    page.symlink_to(shares[0] / "404.html")
    assert f"{PAGE} 的内容变了" in refused(capsys, *shares)
    page.unlink()
    page.write_bytes(data)
    (shares[1] / "extra.html").write_text("别处来的")
    assert "share-2 和生成时不一样：多出 extra.html" in refused(capsys, *shares)
    (shares[1] / "extra.html").unlink()
    listing = shares[2] / MANIFEST
    listing.write_bytes(listing.read_bytes().replace(b'"bytes"', b'"bytez"', 1))
    assert "share-3 不是 build --shard 生成的一份" in refused(capsys, *shares, status=2)


def test_shares_that_are_not_all_there_are_refused(
    shares: list[Path], one: dict[str, bytes], section: Section, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, third = shares
    assert "一共 3 份，缺第 3 份" in refused(capsys, first, second)
    assert "都是第 2 份" in refused(capsys, first, second, second, third)
    assert "没有" in refused(capsys, first, second.with_name("nowhere"), third, status=2)
    (third / MANIFEST).unlink()
    assert "share-3 不是" in refused(capsys, first, second, third, status=2)
    assert "one 不是" in refused(capsys, first, second, section.root / "one", status=2)


@pytest.mark.parametrize(
    ("what", "said"),
    mostly_long(
        [
            ("day", "日期不同（2024-05-20 与 2024-05-21）"),
            ("settings", "设置不同"),
            ("content", "内容文件不同"),
            ("theme", "自己的页面框架不同"),
            ("product", "程序、程序库或 Python 不同"),
            ("count", "总份数不同（3 与 2）"),
        ],
        "content",
        "count",
    ),
)
def test_shares_of_different_sites_are_refused(
    shares: list[Path],
    section: Section,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    what: str,
    said: str,
) -> None:
    files = {**section.files, whole.LOAN: f"{section.files[whole.LOAN]!s}\n又一段。\n"}
    other = Section(tmp_path / "other", files if what == "content" else section.files, whole.TODAY)
    other.write()
    shutil.copytree(section.root / ".cache", other.root / ".cache")
    if what == "settings":
        other.config.write_text(other.config.read_text(encoding="utf-8") + "site_author: 另一个\n", "utf-8")
    if what == "theme":
        (other.root / "looks").mkdir()
        (other.root / "looks" / "extra.txt").write_text("另一个")
        theme = "theme: {name: material, custom_dir: looks}\n"
        other.config.write_text(other.config.read_text(encoding="utf-8") + theme, "utf-8")
    if what == "product":
        monkeypatch.setattr(fingerprint, "program_digest", lambda: "another version")
    day = ("--as-of", "2024-05-21") if what == "day" else ()
    third = build(other, tmp_path / "third", "--shard", "2/2" if what == "count" else "3/3", *day)
    assert third
    assert said in refused(capsys, *shares[:2], tmp_path / "third")


@pytest.mark.long
def test_shares_of_different_commits_are_refused(
    section: Section, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even where no document differs: what the history says may."""
    repository = Repository.create(tmp_path / "bureau")
    root = Section(repository.root, section.files, whole.TODAY)
    root.write()
    commits = []
    for number in (1, 2):
        commits.append(repository.commit(whole.TODAY))
        build(root, tmp_path / f"share-{number}", "--shard", f"{number}/2")
    told = refused(capsys, tmp_path / "share-1", tmp_path / "share-2")
    assert f"提交不同（{commits[0]} 与 {commits[1]}）" in told


@pytest.mark.long  # together, and with other processes, they are tried above
@pytest.mark.parametrize("environment", [_ALL, *_VARIED.values()], ids=["all", *_VARIED])
def test_the_environment_makes_no_difference(
    section: Section, one: dict[str, bytes], tmp_path: Path, environment: dict[str, str]
) -> None:
    arguments = command(section, tmp_path / "site", "--jobs", "2", "--clean")
    run(ROOT / "build.py", *arguments, **environment)
    assert tree(tmp_path / "site") == one


@pytest.mark.long
def test_folder_and_umask_make_no_difference(
    one: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    elsewhere = Section(tmp_path / "另一个 文件夹", whole.whole_section(), whole.TODAY)
    elsewhere.write()
    before = os.umask(0o077)
    try:
        site = build(elsewhere, tmp_path / "far" / "away" / "网站")
    finally:
        os.umask(before)
    assert site == one
    assert (tmp_path / "far" / "away" / "网站").resolve().stat().st_mode & 0o777 == 0o555
    modes = {
        file.stat().st_mode & 0o777 for file in (tmp_path / "far" / "away" / "网站").resolve().rglob("*")
    }
    assert modes == {0o444, 0o555}  # for everybody to read; nobody writes to what is out


@pytest.mark.long
def test_without_a_cache_the_site_is_the_same(
    section: Section, one: dict[str, bytes], tmp_path: Path
) -> None:
    copy = Section(tmp_path / "copy", whole.whole_section(), whole.TODAY)
    copy.write()
    (copy.root / ".cache").write_text("no folder")  # so that no cache can be written
    assert build(copy, tmp_path / "site") == one
    shutil.rmtree(section.root / ".cache")
    assert build(section, section.root / "one") == one

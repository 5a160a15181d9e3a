"""The gate cannot be walked round: engines without our hook publish nothing, and what is out cannot be written to."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from gongkai.building import pipeline
from gongkai.cli import command_line
from gongkai.releases import switch as releases
from gongkai.settings import Settings, read_settings
from tests import whole_section as whole
from tests.building.test_build import DRAFT, opened, tree
from tests.sample import CONFIG, MKDOCS, ROOT, renderer
from tests.sections import Section

NOBODY = 65534
HOOK = "hooks: [hooks/site_hook.py]\n"
SAYS = "本网站须用公开（Gongkai）生成"
REFUSED = "没有公开（Gongkai）的检查程序"


def section(root: Path, edit: str = "") -> Settings:
    files = {**whole.whole_section(), whole.LOAN: whole.whole_section()[whole.LOAN] + edit}
    return Section(root, files, whole.TODAY).write()


def build(settings: Settings) -> None:
    pipeline.build(settings, renderer(settings))


def modes(site: Path) -> set[tuple[bool, int]]:
    release = site.resolve()
    return {(p.is_dir(), p.lstat().st_mode & 0o777) for p in (release, *release.rglob("*"))}


CLOSED = {(False, 0o444), (True, 0o555)}


# --- engines without our hook ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bureau's folder with the sample's settings, a draft, and a site."""
    root = tmp_path_factory.mktemp("bureau")
    files = {**whole.whole_section(), f"policies/2024/{DRAFT}.md": "---\ndraft: true\n---\n\n不应公开。\n"}
    Section(root, files, whole.TODAY).write()
    shutil.copytree(ROOT / "content" / ".placeholder", root / "content" / ".placeholder")
    text = CONFIG.read_text(encoding="utf-8").replace("clock: 2026-06-15", f"clock: {whole.TODAY}")
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    (root / "hooks").symlink_to(ROOT / "hooks")
    build(read_settings(root / "mkdocs.yml"))
    return root


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """MkDocs of an environment that `make setup` has finished."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "those-of-the-tests.pth").write_text(sysconfig.get_path("purelib"))
    subprocess.run([python, ROOT / "scripts" / "mkdocs_gate.py"], check=True)
    return (str(python), "-m", MKDOCS)


UNGUARDED = (
    sys.executable,
    "-c",
    "import runpy, sys; sys.meta_path[:] = [f for f in sys.meta_path if getattr(f, '__name__', '') != 'Gate'];"
    f"runpy.run_module('{MKDOCS}', run_name='__main__')",
)
"""MkDocs of an environment that `make setup` has not made, with what this one has."""


def mkdocs(command: Sequence[str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*command, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONSAFEPATH": "1"},
    )


def written(folder: Path) -> dict[Path, int]:
    """Everything in a folder but caches, and when it was last changed."""
    return {
        file: file.lstat().st_mtime_ns
        for file in folder.rglob("*")
        if not {".cache", ".git"}.intersection(file.parts)
    }


@pytest.mark.parametrize(
    ("settings", "arguments"),
    [
        ("site_dir: ../site\n", ("build",)),
        pytest.param("theme: readthedocs\n", ("serve",), marks=pytest.mark.long),
        pytest.param("INHERIT: ../mkdocs.yml\nhooks: []\n", ("gh-deploy", "--dirty"), marks=pytest.mark.long),
    ],
    ids=["build", "serve", "gh-deploy"],
)
def test_mkdocs_refuses_settings_without_our_hook(
    project: Path, guarded: Sequence[str], settings: str, arguments: tuple[str, ...]
) -> None:
    elsewhere = project / "elsewhere"
    elsewhere.mkdir(exist_ok=True)
    settings += "site_name: 另一个\ndocs_dir: ../content\n"
    (elsewhere / "mkdocs.yml").write_text(settings, encoding="utf-8")
    before = written(project)
    done = mkdocs(guarded, project, *arguments, "-f", "elsewhere/mkdocs.yml")
    assert done.returncode == 1
    assert REFUSED in done.stdout
    assert written(project) == before


@pytest.mark.long
def test_the_guarded_environment_builds_with_our_hook(
    project: Path, guarded: Sequence[str], tmp_path: Path
) -> None:
    done = mkdocs(guarded, project, "build", "-q", "--dirty", "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stdout
    assert tree(tmp_path / "site") == tree(project / "site")


@pytest.mark.parametrize(
    ("instead", "arguments", "said"),
    [
        ("", (), SAYS),
        pytest.param("plugins: [search]\n", (), SAYS, marks=pytest.mark.long),
        pytest.param("hooks: [hooks/sitehook.py]\n", (), "sitehook.py", marks=pytest.mark.long),
        pytest.param(HOOK, ("--theme", "readthedocs"), "页面框架只能用 material", marks=pytest.mark.long),
    ],
    ids=["no hook", "plugins of others", "misspelt", "another theme"],
)
def test_our_settings_without_what_belongs_to_them_publish_nothing(
    project: Path, instead: str, arguments: tuple[str, ...], said: str
) -> None:
    """Any MkDocs, and as root."""
    text = (project / "mkdocs.yml").read_text(encoding="utf-8").replace(HOOK, instead)
    text = text.replace("plugins: []\n", "") if instead.startswith("plugins") else text
    (project / "odd.yml").write_text(text, encoding="utf-8")
    before = written(project)
    done = mkdocs(UNGUARDED, project, "build", "-f", "odd.yml", *arguments)
    assert written(project) == before
    out = project / ".cache" / "placeholder"
    page = (out / "index.html").read_text(encoding="utf-8") if done.returncode == 0 else ""
    assert said in done.stdout + page
    assert not [file for file in out.rglob("*") if DRAFT in str(file) or "policies" in file.parts]


@pytest.mark.long
def test_our_hook_publishes_nowhere_but_in_a_folder(project: Path) -> None:
    before = written(project)
    done = mkdocs(UNGUARDED, project, "gh-deploy")
    assert done.returncode == 1
    assert "不能用 mkdocs gh-deploy 发布" in done.stdout
    assert written(project) == before


def test_a_settings_file_goes_before_what_it_inherits(project: Path) -> None:
    heir = project / "heir.yml"
    heir.write_text("INHERIT: mkdocs.yml\ndocs_dir: other\n", encoding="utf-8")
    assert read_settings(heir).content == project / "other"
    assert read_settings(heir).site == project / "site"
    heir.write_text("INHERIT: mkdocs.yml\nsite_dir: other\n", encoding="utf-8")
    assert read_settings(heir).content == project / "content"
    assert read_settings(heir).site == project / "other"


# --- what is out ----------------------------------------------------------------------------------------


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder that belongs to somebody who is not root."""
    with tempfile.TemporaryDirectory(prefix="gongkai-own-") as folder:
        if os.getuid() == 0:
            os.chown(folder, NOBODY, NOBODY)
        yield Path(folder)


def as_somebody(work: Callable[[], object]) -> None:
    """Do it in a process that is not root's, to whom modes mean nothing."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            if os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.umask(0o022)
            work()
            status = 0
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@pytest.mark.long
def test_releases_are_read_only_and_made_in_each_others_folders(
    own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By their owner, who is not root: the third one in the folder of the first, which is no longer kept."""
    monkeypatch.setattr(releases, "KEPT", 1)

    def work() -> None:
        for number in range(3):
            build(section(own_folder, f"\n第{number}稿。\n"))
            assert modes(own_folder / "site") == CLOSED
        assert "第2稿" in (own_folder / "site/policies/2024/startup-loan/index.html").read_text("utf-8")

    as_somebody(work)
    clean = section(own_folder / "clean", "\n第2稿。\n")
    build(clean)
    assert tree(own_folder / "site") == tree(clean.site)


@pytest.mark.long
def test_what_an_earlier_version_left_open_is_closed(tmp_path: Path) -> None:
    build(section(tmp_path))
    live = opened(tmp_path / "site").resolve()
    build(section(tmp_path, "\n又一稿。\n"))
    assert (tmp_path / "site").resolve() != live
    assert modes(tmp_path / "site") == CLOSED


@pytest.mark.long
def test_an_engine_of_any_kind_leaves_the_live_release_as_it_is(own_folder: Path) -> None:
    """Settings that Gongkai takes (it brings its own hook), and another environment's MkDocs, which does not."""

    def work() -> None:
        settings = section(own_folder)
        build(settings)
        before = tree(settings.site)
        for more in ((), ("--dirty",)):
            done = mkdocs(UNGUARDED, own_folder, "build", *more)
            assert done.returncode != 0
            assert "PermissionError" in done.stdout
            assert tree(settings.site) == before

    as_somebody(work)


def test_no_site_is_made_among_releases(tmp_path: Path) -> None:
    settings = section(tmp_path)
    build(settings)
    for place in (".site-releases/000001", ".site-releases/mine", "site/mine"):
        status = command_line.main(
            ["build", "--config", str(settings.config_file), "--site", str(tmp_path / place)]
        )
        assert status == command_line.WRONG_USE
    assert modes(settings.site) == CLOSED


# --- rollback -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three releases, the third one live."""
    root = tmp_path_factory.mktemp("three")
    for number in range(3):
        build(section(root, f"\n第{number}稿。\n"))
    return root


@pytest.fixture
def three(built: Path, tmp_path: Path) -> Settings:
    """The same, to be harmed."""
    shutil.copytree(built, tmp_path, symlinks=True, copy_function=os.link, dirs_exist_ok=True)
    return read_settings(tmp_path / "mkdocs.yml")


def rollback(settings: Settings, *arguments: str) -> int:
    return command_line.main(["rollback", "--config", str(settings.config_file), *arguments])


PAGE = "policies/2024/startup-loan/index.html"


def damage(file: Path) -> None:
    """One character is another, and nothing else can be seen from outside."""
    state, data = file.stat(), file.read_bytes()
    file.unlink()
    file.write_bytes(data[:-20] + b"?" + data[-19:])
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))


def add(file: Path) -> None:
    file.with_name("draft.html").write_text("不应公开")


def empty(file: Path) -> None:
    file.unlink()


def replace(file: Path) -> None:
    file.rename(file.with_name("elsewhere.html"))
    file.symlink_to("elsewhere.html")


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damage, f"{PAGE} 的内容变了"),
        pytest.param(empty, f"缺少 {PAGE}", marks=pytest.mark.long),
        pytest.param(add, "多出 policies/2024/startup-loan/draft.html", marks=pytest.mark.long),
        pytest.param(replace, f"{PAGE} 的内容变了", marks=pytest.mark.long),
        pytest.param(
            lambda file: file.parents[3].with_suffix(".ledger").unlink(),
            "000002.ledger 没有或已损坏",
            marks=pytest.mark.long,
        ),
    ],
    ids=["damaged", "missing", "foreign", "a link", "no ledger"],
)
def test_a_damaged_release_is_refused_and_the_next_older_one_is_offered(
    three: Settings, capsys: pytest.CaptureFixture[str], harm: Callable[[Path], object], said: str
) -> None:
    second = three.site.resolve().with_name("000002")
    (second / PAGE).parent.chmod(0o755)
    harm(second / PAGE)
    before = tree(three.site)
    assert rollback(three) == command_line.WRONG_USE
    told = capsys.readouterr().err
    assert said in told
    assert "rollback --to 1" in told
    assert tree(three.site) == before
    assert rollback(three, "--to", "2") == command_line.WRONG_USE
    assert rollback(three, "--to", "1") == command_line.FINE
    assert "第0稿" in (three.site / PAGE).read_text(encoding="utf-8")


def test_any_kept_release_can_be_named(three: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert rollback(three, "--to", "1") == command_line.FINE
    assert rollback(three, "--to", "3") == command_line.FINE
    assert "第2稿" in (three.site / PAGE).read_text(encoding="utf-8")
    assert rollback(three, "--to", "9") == command_line.WRONG_USE
    assert "没有第 9 版" in capsys.readouterr().err


def test_a_lost_live_release_is_no_dead_end(three: Settings) -> None:
    three.site.unlink()
    assert rollback(three) == command_line.FINE
    assert "第2稿" in (three.site / PAGE).read_text(encoding="utf-8")


def test_without_any_sound_release_nothing_is_offered(
    three: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("000001", "000002"):
        release = three.site.resolve().with_name(name)
        release.chmod(0o755)
        damage(release / "404.html")
    assert rollback(three) == command_line.WRONG_USE
    assert "没有更早的完好版本" in capsys.readouterr().err

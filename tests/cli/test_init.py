"""`init`: what is begun passes `check` and builds at once, and takes a bureau's own documents; nothing is overwritten."""

import glob
import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from gongkai.cli import command_line
from gongkai.cli.init import _ASKED
from gongkai.editing.starters import STARTERS
from gongkai.editing.upgrading import upgrade_plan
from gongkai.package import PACKAGE, VERSION, files_below
from gongkai.settings import read_settings
from tests.rows import mostly_long
from tests.sample import ROOT

SAID = ("--organisation", "某区教育局", "--site-url", "https://www.moqu.gov.cn/jy", "--since", "2026")


def init(folder: Path, *said: str, day: str = "2026-02-02") -> int:
    return command_line.main(["init", str(folder), "--as-of", day, *said])


@pytest.fixture
def section(tmp_path: Path) -> Path:
    """A fresh section, in a folder with a space and Chinese."""
    folder = tmp_path / "某 局"
    assert init(folder, *SAID) == 0
    return folder


def run(section: Path, *words: str, day: str = "2026-02-02") -> int:
    return command_line.main([*words, "--as-of", day, "--no-git"], config=section / "mkdocs.yml")


def test_a_fresh_section_is_checked_built_and_written_in(
    section: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(section, "check") == 0
    told = capsys.readouterr().out
    for path in ("about/guide.md", "about/rules.md", "decisions/2026/catalogue.md", "plans/2026.md"):
        assert path in told  # as what is to do
    for number in range(1, 11):
        title = f"关于做好第{number}批学校招生工作的通知"
        assert run(section, "new", "policy", "--title", title, "--number", f"某教〔2026〕{number}号") == 0
    assert len([*(section / "content/policies/2026").iterdir()]) == 10
    assert run(section, "check") == 0
    assert run(section, "build") == 0
    home = (section / "site/index.html").read_text(encoding="utf-8")
    assert "某区教育局政务公开" in home
    assert "招生" not in home  # drafts
    everything = "".join(
        file.read_text(encoding="utf-8") for file in section.rglob("*") if file.suffix in (".md", ".yml")
    )
    assert "示例区" not in everything
    assert "人力资源" not in everything


def test_what_the_law_wants_first_is_told_as_a_reminder(
    section: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(section, "check") == 0
    assert "政府信息公开指南（about/guide.md）；条例第十二条" in capsys.readouterr().out
    guide = section / "content/about/guide.md"
    text = re.sub(r"draft: true.*?\n|<!--.*?-->", "", guide.read_text(encoding="utf-8"), flags=re.S)
    guide.write_text(re.sub("(## .*)", r"\1\n\n正文。", text), encoding="utf-8")
    assert run(section, "check") == 0
    assert "条例第十二条要求编制" not in capsys.readouterr().out
    assert run(section, "check", day="2026-04-01") == 0
    assert "提醒 GK201" in capsys.readouterr().out
    settings = section / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("clock_failures: report", "clock_failures: block"), encoding="utf-8")
    assert run(section, "check", day="2026-04-01") == 1  # as the README asks, once all is there


def test_the_settings_say_what_was_said(tmp_path: Path) -> None:
    strange = "某区“教育: 体育”局 #1"
    assert init(tmp_path / "a", "--organisation", strange, *SAID[2:]) == 0
    settings = read_settings(tmp_path / "a/mkdocs.yml")
    assert (settings.organisation, settings.duties_since) == (strange, 2026)
    assert settings.site_url == "https://www.moqu.gov.cn/jy/"
    assert not settings.frozen
    raw = yaml.safe_load((tmp_path / "a/mkdocs.yml").read_text(encoding="utf-8"))
    assert raw["plugins"] == ["gongkai"]
    assert (tmp_path / "a" / raw["docs_dir"] / "index.md").is_file()


def test_every_setting_that_is_commented_out_can_be_put_in(section: Path) -> None:
    file = section / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"^( *)# ( *[a-z_0-9]+: ?)", r"\1\2", text, flags=re.M), encoding="utf-8")
    settings = read_settings(file)
    assert (dict(settings.audiences)["学生家长"], dict(settings.stale_days)) == ("parents", {"about": 365})
    assert settings.evidence_since
    assert settings.terms != read_settings(ROOT / "mkdocs.yml").terms
    assert run(section, "check") == 0


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ((), "缺少 --organisation（单位名称）、--site-url（网址）、--since（年份）"),
        (SAID[:4], "缺少 --since"),
        ((*SAID[:4], "--since", "26"), "四位年份"),
        ((*SAID[:4], "--since", "今年"), "四位年份"),
        ((*SAID[:2], "--site-url", "www.moqu.gov.cn", *SAID[4:]), "--site-url"),
        ((*SAID[:2], "--site-url", "https://[x/", *SAID[4:]), "--site-url"),
        (("--organisation", "某\n局", *SAID[2:]), "--organisation"),
    ],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], said: tuple[str, ...], told: str
) -> None:
    assert init(tmp_path / "new", *said) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["README.md", ".git", "一份旧文件.docx"])
def test_a_folder_that_has_anything_in_it_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_text("old")
    assert init(tmp_path, *SAID) == 2
    assert name in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "old"


def test_the_guide_names_the_government_of_the_region(tmp_path: Path) -> None:
    assert init(tmp_path / "a", *SAID, "--region", "某省某市某区") == 0
    assert init(tmp_path / "b", *SAID) == 0
    with_region, without = (
        (tmp_path / name / "content/about/guide.md").read_text(encoding="utf-8") for name in "ab"
    )
    assert "可以向某省某市某区人民政府申请行政复议" in with_region
    assert "应当先申请行政复议" in with_region  # 行政复议法 art. 23: a refusal, no answer in time
    assert "人民政府" not in without
    assert init(tmp_path / "c", *SAID, "--region", "某省\n某区") == 2


def test_a_large_site_is_published_by_four_machines_and_by_nobody_else(tmp_path: Path) -> None:
    assert init(tmp_path / "a", *SAID, "--large-site") == 0
    github = [
        yaml.safe_load(file.read_text(encoding="utf-8"))
        for file in (tmp_path / "a/.github/workflows").iterdir()
    ]
    jobs = [name for workflow in github for name in workflow["jobs"]]
    assert sorted(jobs) == ["check", "merge", "plan", "share"]
    gitlab = yaml.safe_load((tmp_path / "a/.gitlab-ci.yml").read_text(encoding="utf-8"))
    assert gitlab["include"] == [{"local": ".gitlab/large-site.yml"}]
    assert not gitlab.keys() & {"pages", "share"}
    large = yaml.safe_load((tmp_path / "a/.gitlab/large-site.yml").read_text(encoding="utf-8"))
    for job in ("share", "pages"):  # not in merge requests, whose pipelines the including file has too
        assert large[job]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]


def test_upgrade_knows_a_large_site(tmp_path: Path) -> None:
    assert init(tmp_path / "a", *SAID, "--large-site") == 0
    plan = upgrade_plan(tmp_path / "a", VERSION)
    assert (plan.changes, plan.left) == ((), ())


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_asks_for_what_was_not_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = _Terminal()
    answers = "www.moqu.gov.cn\nhttps://www.moqu.gov.cn/jy/\n\n今年\n25\n2025\n"
    monkeypatch.setattr(sys, "stdin", _Terminal(answers))
    monkeypatch.setattr(sys, "stdout", shown)
    assert init(tmp_path / "a", *SAID[:2]) == 0
    for fault in ("网址应以 https:// 开头", "这一项不能空着", "现为“今年”", "现为“25”"):
        assert fault in shown.getvalue(), "asked again"
    settings = read_settings(tmp_path / "a/mkdocs.yml")
    assert (settings.organisation, settings.duties_since) == ("某区教育局", 2025)
    assert _ASKED["organisation"][1] not in shown.getvalue()
    assert _ASKED["since"][1] in shown.getvalue()


@pytest.mark.long
def test_its_own_command_line_runs_the_installed_program(section: Path) -> None:
    def told(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *options, str(section / "build.py"), "explain", "GK101"]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)

    environment = {"PYTHONPATH": str(PACKAGE.parent), "LANG": "C.UTF-8"}
    assert "GK101" in told().stdout
    absent = told("-I", "-S")
    assert (absent.returncode, "requirements.txt" in absent.stderr) == (2, True)


LARGE = (".github/workflows/large-site.yml", ".gitlab/large-site.yml")
PIPELINES = (".github/workflows/gongkai.yml", ".gitlab-ci.yml", ".gitea/workflows/gongkai.yml")


@pytest.mark.parametrize("file", mostly_long([*PIPELINES, *LARGE], ".gitlab-ci.yml"))
def test_its_pipelines_install_the_pinned_program_and_need_nothing_of_a_checkout(
    tmp_path: Path, file: str
) -> None:
    section = tmp_path / "a"
    assert init(section, *SAID, *(["--large-site"] if file in LARGE else [])) == 0
    text = (section / file).read_text(encoding="utf-8")
    runs = re.findall(r"pip install .*", text)
    assert runs
    assert all(line.endswith("-r requirements.txt") for line in runs)
    assert "make " not in re.sub("#.*", "", text)
    for module in re.findall(r"python -m ([a-z_.]+)", text):
        assert module in ("venv", "pip") or (PACKAGE.parent / f"{module.replace('.', '/')}.py").is_file()
    kind = "vendor.gitlab-ci" if "gitlab" in file else "vendor.github-workflows"
    transform = ["--data-transform", "gitlab-ci"] if "gitlab" in file else []
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", kind, *transform]
    done = subprocess.run([*check, str(section / file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_product_is_pinned(section: Path) -> None:
    lines = (section / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#")] == [f"gongkai[import]=={VERSION}"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == VERSION


def test_every_file_of_the_package_is_in_its_wheel() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    patterns = settings["package-data"]["gongkai"]
    shipped = {
        Path(name).as_posix()
        for pattern in patterns
        for name in glob.glob(pattern, root_dir=PACKAGE, recursive=True)  # noqa: PTH207 (as setuptools reads them)
    }
    files = {name for name, file in files_below(PACKAGE) if file.suffix != ".py"}
    assert "data/section/mkdocs.yml" in files
    assert files <= shipped


def test_its_readme_names_files_and_commands_that_are_there(section: Path) -> None:
    text = (section / "README.md").read_text(encoding="utf-8")
    for command in re.findall(r"`python build\.py ([a-z]+[^`]*)`", text):
        command_line.parser_of("build.py", command_line.SETTINGS).parse_args(command.split())
    for name in re.findall(r"`(content/[a-z/]+\.md|mkdocs\.yml|requirements\.txt|\.[a-z/-]+\.yml)`", text):
        assert (section / name).is_file(), name
    hints = yaml.safe_load((section / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert hints
    assert all((section / schema).is_file() for schema in hints)


def test_what_is_double_clicked_on_windows_runs_commands_that_are_there(section: Path) -> None:
    shared = (section / ".gongkai/start.cmd").read_bytes()
    assert {file.stem for file in section.glob("*.cmd")} == STARTERS.keys()
    for file in section.rglob("*.cmd"):
        data = file.read_bytes()
        assert data.isascii()  # cmd.exe reads a file in the console's own encoding
        assert data.count(b"\n") == data.count(b"\r\n")
        assert data.startswith(b"@echo off\r\n")
    for file in section.glob("*.cmd"):
        called = re.search(r'call "%~dp0(.+?)" (.+) %\*', file.read_text())
        assert called
        assert (section / called[1].replace("\\", "/")).is_file()
        if called[2] != "install":
            command_line.parser_of("gongkai", command_line.SETTINGS).parse_args(called[2].split())
    text = shared.decode()
    labels = set(re.findall(r"^:(\w+)", text, re.M))
    assert set(re.findall(r"(?:goto |call :)(\w+)", text)) == labels
    for name in re.findall(r'type "([^"]+)"', text):
        assert (section / name.replace("\\", "/")).is_file()


@pytest.mark.parametrize("converts", mostly_long(["true", "input", "false"], "true"))
def test_git_for_windows_changes_no_attachment_and_no_starter(section: Path, converts: str) -> None:
    """Whatever git was told when it was installed there."""
    (section / "content/files").mkdir()
    attached = section / "content/files/form.csv"
    attached.write_bytes("姓名,单位\r\n".encode())
    page = section / "content/index.md"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))

    def git(*words: str) -> str:
        command = [
            "git",
            "-c",
            f"core.autocrlf={converts}",
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.cn",
            *words,
        ]
        return subprocess.run(command, cwd=section, capture_output=True, text=True, check=True).stdout

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "开办")
    for file in (attached, page, section / "检查.cmd"):
        file.unlink()
    git("checkout", "--", ".")
    assert attached.read_bytes() == "姓名,单位\r\n".encode()
    assert b"\r" not in page.read_bytes()
    assert (section / "检查.cmd").read_bytes().count(b"\r\n") == 2
    assert git("status", "--porcelain") == ""

"""`upgrade`: a section moves to this version; what the bureau wrote or changed itself stays, and is told."""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.cli import command_line
from gongkai.editing import upgrading, versions
from gongkai.editing.section import Founding, templates, words_for
from gongkai.package import VERSION
from gongkai.rules import BY_CODE, RULES
from tests.sample import ROOT

BEFORE = versions.all_versions()[-2].version
CI, OWNERS, TASKS = ".github/workflows/gongkai.yml", ".github/CODEOWNERS", ".vscode/tasks.json"
POLICY = """---
title: 关于做好第{number}批学校招生工作的通知
number: 某教〔2026〕{number}号
issuer: 某区教育局
drafted: 2026-01-05
signed: 2026-01-12
published: 2026-01-12
reviewed: {{secrecy: 2026-01-12, legal: 2026-01-12}}
summary: 安排第{number}批招生。
topics: [政务公开]
audiences: [社会公众]
interpretation_exempt: 只作工作安排。
---

各学校按计划招生。
"""


def founded(folder: Path, version: str = BEFORE) -> Path:
    """A section as an earlier version's `init` wrote it, with ten documents of its own."""
    founding = Founding("某区教育局", "https://www.moqu.gov.cn/jy/", 2026)
    words = words_for(founding.organisation, "某区教育局 政务公开", founding.site_url, "2026", version)
    files = versions.templates_of(version).filled(words, large_site=False)
    own = {f"content/policies/2026/zs-{n}.md": POLICY.format(number=n) for n in range(1, 11)}
    for place, text in {**files, **own}.items():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def upgrade(section: Path, *words: str) -> int:
    return run(section, "upgrade", *words)


def run(section: Path, *words: str) -> int:
    said = [*words, "--as-of", "2026-02-02", "--no-git"]
    return command_line.main(said, config=section / "mkdocs.yml")


def files(section: Path) -> dict[str, bytes]:
    return {
        file.relative_to(section).as_posix(): file.read_bytes()
        for file in section.rglob("*")
        if file.is_file() and ".cache" not in file.parts
    }


def later(patch: pytest.MonkeyPatch, changed: Mapping[str, str | None], **facts: object) -> None:
    """Let this version's `init` write some files otherwise, and this version have changed something."""
    now = templates()
    texts = {place: text for place, text in {**now.files, **changed}.items() if text is not None}
    patch.setattr(versions, "templates", lambda: replace(now, files=texts))
    *earlier, last = versions.all_versions()
    all_of_them = (*earlier, replace(last, **facts))  # type: ignore[arg-type]
    patch.setattr(versions, "all_versions", lambda: all_of_them)


@pytest.fixture
def section(tmp_path: Path) -> Path:
    return founded(tmp_path / "某 局")


@pytest.mark.long
def test_ten_documents_later_the_next_version_loses_nothing(
    section: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(section, "check") == 0
    before = files(section)
    capsys.readouterr()
    assert upgrade(section, "--yes") == 0
    told, after = capsys.readouterr().out, files(section)
    assert f"从 {BEFORE} 升级到 {VERSION}" in told
    assert "\n自己改 " not in told
    words = words_for("某区教育局", "某区教育局 政务公开", "https://www.moqu.gov.cn/jy/", "2026", VERSION)
    new = templates().filled(words, large_site=False)
    assert {place: after[place].decode() for place in new} == new
    assert {place: text for place, text in before.items() if place not in new}.items() <= after.items()
    assert upgrade(section, "--yes") == 0
    assert "没有要改的" in capsys.readouterr().out
    assert files(section) == after
    assert run(section, "build") == 0
    page = section / "site/policies/2026/zs-10/index.html"
    assert "第10批" in page.read_text(encoding="utf-8")


def test_what_the_bureau_changed_is_left_and_the_difference_told(
    section: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = templates().files
    later(
        monkeypatch, {OWNERS: f"{kept[OWNERS]}# 新的一行\n", TASKS: f"{kept[TASKS]}\n", CI: f"{kept[CI]}#\n"}
    )
    own = (section / OWNERS).read_text(encoding="utf-8").replace("example-district", "moqu")
    (section / OWNERS).write_text(own, encoding="utf-8")
    (section / CI).unlink()  # not GitHub's
    assert upgrade(section, "--yes") == 0
    told = capsys.readouterr().out
    assert (section / OWNERS).read_text(encoding="utf-8") == own
    assert f"自己改 {OWNERS}" in told
    assert "+# 新的一行" in told
    assert "moqu" not in told  # what is told is the product's change, not the bureau's taken back
    assert not (section / CI).exists()
    assert (section / TASKS).read_text(encoding="utf-8") == f"{kept[TASKS]}\n".replace("$$", "$")
    assert upgrade(section, "--from", BEFORE, "--dry-run") == 0
    assert f"自己改 {OWNERS}" in capsys.readouterr().out  # again, whenever it is wanted


def test_files_that_are_new_or_needed_no_more(
    section: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    later(monkeypatch, {"start.cmd": "gongkai\r\n", "mine.cmd": "theirs\n", TASKS: None, OWNERS: None})
    (section / "mine.cmd").write_text("mine\n")
    (section / OWNERS).write_text("* @moqu\n")
    assert upgrade(section, "--yes") == 0
    told = capsys.readouterr().out
    assert (section / "start.cmd").read_bytes() == b"gongkai\r\n"
    assert "start.cmd" not in str(upgrading.upgrade_plan(section, BEFORE))
    assert (section / "mine.cmd").read_text() == "mine\n"
    assert (section / OWNERS).read_text() == "* @moqu\n"
    assert not (section / TASKS).exists()
    assert f"删去 {TASKS}" in told
    assert "自己改 mine.cmd" in told
    assert f"自己改 {OWNERS}（新版本不再需要" in told


def test_windows_ends_of_lines_are_no_change_of_the_bureau_and_stay(section: Path) -> None:
    for file in (section / CI, section / TASKS, section / "requirements.txt"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    plan = upgrading.upgrade_plan(section, BEFORE)
    assert plan.left == ()
    upgrading.upgrade(plan)
    written = (section / "requirements.txt").read_bytes()
    assert written.startswith(b"\xef\xbb\xbf#")
    assert f"=={VERSION}\r\n".encode() in written
    assert b"\r\r" not in written


@pytest.mark.parametrize(
    "line",
    ["gongkai==0.1.0", "  Gongkai [import] == 0.1.0  # 说明", "gongkai[import]==0.1.0 ; python_version>'3'"],
)
def test_the_version_is_pinned_in_whatever_form_it_is_written(section: Path, line: str) -> None:
    own = f"--find-links /srv/包\n{line}\nmkdocs-glightbox==0.4.0\n".encode("gb18030")
    (section / "requirements.txt").write_bytes(own)
    assert upgrading.pinned_version(section) == "0.1.0"
    assert upgrade(section, "--yes") == 0
    assert (section / "requirements.txt").read_bytes() == own.replace(b"0.1.0", VERSION.encode())


@pytest.mark.long
def test_nothing_is_written_before_somebody_agrees(
    section: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    before = files(section)
    assert upgrade(section, "--dry-run") == 0
    assert f"+gongkai[import]=={VERSION}" in capsys.readouterr().out
    assert upgrade(section) == 2
    assert "--yes" in capsys.readouterr().err
    shown = Terminal()
    monkeypatch.setattr(sys, "stdout", shown)
    for answer in ("n", "", "\n"):
        monkeypatch.setattr(sys, "stdin", Terminal(answer))
        assert upgrade(section) == 0
    assert files(section) == before
    monkeypatch.setattr(sys, "stdin", Terminal("y\n"))
    assert upgrade(section) == 0
    assert files(section) != before
    assert shown.getvalue().index(f"+gongkai[import]=={VERSION}") < shown.getvalue().index("照以上改吗")


def test_a_pin_that_was_raised_by_hand_is_noticed(
    section: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    later(monkeypatch, {TASKS: "{}\n"})
    pin = section / "requirements.txt"
    pin.write_text(pin.read_text(encoding="utf-8").replace(BEFORE, VERSION), encoding="utf-8")
    assert upgrade(section) == 0
    assert f"upgrade --from {BEFORE}" in capsys.readouterr().out
    assert upgrade(section, "--from", BEFORE, "--yes") == 0
    assert (section / TASKS).read_text() == "{}\n"


def test_new_rules_severities_and_names_of_settings_are_told_and_done(
    section: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    later(
        monkeypatch,
        {},
        rules={"GK606": "error"},
        severities={"GK107": "warning"},
        settings={"since_year": "duties_since", "stale_after": "stale_days", "absent": "terms"},
        notes=("首页换了样子。",),
    )
    config = section / "mkdocs.yml"
    own = config.read_text(encoding="utf-8") + "    stale_after: {policies: 90} # stale_after 的说明\n"
    own = own.replace("    stale_days: {about: 365}\n", "").replace("duties_since:", "since_year:")
    config.write_text(own, encoding="utf-8")
    broken = section / "content/policies/2026/zs-3.md"
    broken.write_text(f"{broken.read_text(encoding='utf-8')}\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 | 3 |\n")
    assert upgrade(section, "--yes") == 0
    told = capsys.readouterr().out
    for line in (f"新规则 GK606 text-changed（错误，会停止发布）：{BY_CODE['GK606'].says}", "首页换了样子。"):
        assert line in told
    for line in (f"规则 GK107 {BY_CODE['GK107'].title}：改为提醒", "设置 since_year 改名为 duties_since"):
        assert line in told
    after = config.read_text(encoding="utf-8")
    assert after == own.replace("since_year:", "duties_since:").replace("stale_after: {", "stale_days: {")
    assert run(section, "check") == 1
    assert upgrade(section, "--from", BEFORE, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "GK606" in told
    assert "1 处，例如 policies/2026/zs-3.md 第" in told


def test_what_will_stop_the_build_is_told_before_anything_changes(
    section: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Years of old entries: a new rule's findings, and those of an old rule that has become stricter."""
    register = section / "content/requests/2026.yml"
    register.parent.mkdir(exist_ok=True)
    register.write_text(
        "- {no: 2026-001, received: 2026-01-05, replied: 2026-01-14, outcome: 不予公开}\n"
        "- {no: 2026-002, received: 2026-01-06, replied: 2026-01-15, outcome: 不予处理}\n"
        "- {no: 2026-003, received: 2026-01-19, paused: [{from: 2026-01-27, why: 书面征求第三方意见}]}\n",
        encoding="utf-8",
    )
    before = files(section)
    assert upgrade(section, "--dry-run") == 0
    told = capsys.readouterr().out
    assert "有 3 项错误，改好以前不能用新版本发布" in told
    assert "文件：requests/2026.yml（2 处）" in told
    assert f"GK003 {BY_CODE['GK003'].title}：1 处，例如 requests/2026.yml 第 3 行" in told
    assert "把 GK310 暂时改为提醒" in told
    assert files(section) == before
    assert run(section, "check") == 1
    assert run(section, "fix", "--write") == 0
    config = section / "mkdocs.yml"
    softer = "    rules: {GK310: {severity: warning, reason: 往年的登记正在补录。}}\n"
    config.write_text(config.read_text(encoding="utf-8").rstrip("\n") + f"\n{softer}", encoding="utf-8")
    assert run(section, "build") == 0  # what was told is enough
    capsys.readouterr()
    assert upgrade(section, "--dry-run") == 0
    assert "没有错误，可以照常发布：\n  GK310" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pin", "words", "told"),
    [
        ("mkdocs==1.6.1", (), "没有写定程序的版本"),
        ("gongkai>=0.1", (), "没有写定程序的版本"),
        ("gongkai==99.1.0", (), "pip install -r requirements.txt"),
        ("gongkai==0.0.3", (), "不认识 0.0.3"),
        ("gongkai==0.1.0", ("--from", "旧的"), "不是版本号"),
        ("gongkai==0.1.0", ("--format", "json"), "只能是 text"),
    ],
)
def test_what_cannot_be_upgraded_is_refused(
    section: Path, capsys: pytest.CaptureFixture[str], pin: str, words: tuple[str, ...], told: str
) -> None:
    (section / "requirements.txt").write_text(f"{pin}\n")
    before = files(section)
    assert upgrade(section, "--yes", *words) == 2
    assert told in capsys.readouterr().err
    assert files(section) == before


def test_what_was_cut_short_is_done_by_running_it_again(
    section: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    later(monkeypatch, {TASKS: "{}\n", OWNERS: "*\n"})
    with monkeypatch.context() as patch:
        write = Path.write_bytes

        def full(path: Path, data: bytes) -> int:
            if "tasks" in path.name:
                raise OSError(28, "No space left on device")
            return write(path, data)

        patch.setattr(Path, "write_bytes", full)
        assert upgrade(section, "--yes") == 2
    assert TASKS in capsys.readouterr().err
    assert upgrading.pinned_version(section) == BEFORE
    assert not [file for file in files(section) if file.endswith(".new")]
    assert upgrade(section, "--yes") == 0
    assert (section / TASKS).read_text() == "{}\n"


# --- what is kept about versions -----------------------------------------------------------------------


def test_every_rule_names_the_version_in_which_it_came_and_the_severity_that_it_has() -> None:
    """A new rule, or one that weighs otherwise, stands in the file of the version that brings it."""
    severities: dict[str, str] = {}
    for facts in versions.all_versions():
        assert not facts.rules.keys() & severities.keys(), facts.version
        assert facts.severities.keys() <= severities.keys(), facts.version
        severities |= {**facts.rules, **facts.severities}
    assert severities == {rule.code: rule.severity for rule in RULES}


def test_the_changelog_has_the_same_versions() -> None:
    lines = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").splitlines()
    told = [line.split()[1] for line in lines if line.startswith("## ")]
    assert told == [facts.version for facts in reversed(versions.all_versions())]
    assert told[0] == VERSION


def test_what_earlier_versions_wrote_is_kept() -> None:
    """`python -m scripts.freeze_version`, before the version is raised."""
    earlier = {facts.version for facts in versions.all_versions()} - {VERSION}
    assert earlier <= {file.stem for file in versions.VERSIONS.glob("*.json")}
    for version in earlier:
        kept = json.loads((versions.VERSIONS / f"{version}.json").read_bytes())
        assert "gongkai[import]==$version\n" in kept["files"]["requirements.txt"]

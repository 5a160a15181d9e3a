"""A section of 300 documents moves from the version before to this one: nothing is lost, and what no line
of CHANGELOG.md names comes out as the same bytes.

Way one is a section that `init` of the earlier version's wheel began. Way two is a fork of an earlier checkout, with its
sample replaced by content of its own, that moves as docs/operators.md says. Both need the repository's history.
"""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.corpus import pair
from benchmarks.corpus_texts import Source, read_sources
from gongkai.editing.section import words_for
from gongkai.editing.versions import all_versions, templates_of
from gongkai.package import VERSION
from tests.long.packages import checkout, git, this_version, wheel
from tests.long.sites import NAMED, OTHER_WORDS, differing, lost, tree
from tests.sample import ROOT

pytestmark = pytest.mark.long

RELEASED, FORKED = "b04a63f", "fdf8f54"
"""The commits of 0.1.0, and of the checkout that was used as a fork."""
DAY = "2026-06-15"
DOCUMENTS = 300
GROUNDS = {
    "不予公开": "属于三类内部事务信息",
    "无法提供": "本机关不掌握相关政府信息",
    "不予处理": "信访举报投诉类申请",
    "其他处理": "申请人无正当理由逾期不补正",
}
"""What the editor finds in the answers of the registers, by outcome."""


def gongkai(section: Path, installed: Path | None, *words: str, ok: bool = True) -> str:
    """Run the section's command line, with the package installed there, or with none but the section's own."""
    path = {} if installed is None else {"PYTHONPATH": str(installed)}
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(section.parent), **path}
    command = [sys.executable, str(section / "build.py"), *words]
    done = subprocess.run(
        command, cwd=section.parent, env=environment, capture_output=True, text=True, check=False
    )
    assert not ok or done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def documents_of(section: Path) -> dict[str, bytes]:
    """Everything that is the bureau's own."""
    return {path: data for path, data in tree(section / "content").items() if path != ".placeholder/index.md"}


def own_content(sample: Path, texts: Path, into: Path) -> None:
    """Documents of every kind (an earlier sample's), and as many policies with their interpretations as make 300."""
    shutil.copytree(sample, into, dirs_exist_ok=True)
    documents = sum(1 for file in into.rglob("*.md") if ".placeholder" not in file.parts)
    sources, chance = plain_sources(sample, texts), random.Random(DOCUMENTS)
    for number in range(200, 200 + (DOCUMENTS - documents + 1) // 2):
        for path, text in pair(number, 2024 + number % 3, sources, chance):
            (into / path).parent.mkdir(parents=True, exist_ok=True)
            (into / path).write_text(text, encoding="utf-8")


def plain_sources(sample: Path, texts: Path) -> tuple[Source, ...]:
    """The sample's prose without links, tables and signs."""
    texts.mkdir(parents=True)
    for number, file in enumerate(sorted(sample.glob("policies/*/*.md"))):
        body = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        prose = [part for part in body.split("\n\n") if not re.search(r"[\[\]|<>{}*_`!#^:=+-]", part)]
        (texts / f"{number}.md").write_text("\n\n".join([f"# 规定{number}", *prose]), encoding="utf-8")
    return read_sources(texts)


def mended(section: Path, installed: Path | None) -> None:
    """What `check` says of this version's rules, and nothing else, is done by an editor: a field, and `fix`."""
    told = gongkai(section, installed, "check", "--as-of", DAY, ok=False)
    assert "没有发布任何内容" in told
    codes = set(re.findall(r"错误 (GK\d+)", told))
    assert codes == {"GK003", "GK303", "GK310"}, told
    for file in (section / "content/requests").glob("*.yml"):
        text = re.sub(r"(,|\n ) (outcome: (\S+?))(?=[},\n])", _with_ground, file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
    gongkai(section, installed, "fix", "--write", "requests")


def _with_ground(found: re.Match[str]) -> str:
    ground = GROUNDS.get(found[3])
    return f"{found[0]}{found[1]} ground: {ground}" if ground else found[0]


def site_of(section: Path, installed: Path | None, copy: Path) -> Path:
    """Commit all that there is, build, and keep what came out."""
    git("add", "-A", folder=section)
    git("commit", "-q", "--allow-empty", "-m", "内容", folder=section)
    gongkai(section, installed, "build", "--as-of", DAY)
    return Path(shutil.copytree(section / "site", copy))


def block(name: str) -> str:
    """What docs/operators.md says to type."""
    text = (ROOT / "docs/operators.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- tried: {name} -->\n```sh\n(.*?)```", text, re.DOTALL)
    assert found
    return found[1]


def typed(name: str, section: Path, new: Path, tools: Path, installed: Path) -> None:
    """Type it, with the command `gongkai` of an installed package."""
    tools.mkdir()
    command = f'#!/bin/sh\nPYTHONPATH="{installed}" exec "{sys.executable}" -m gongkai "$@"\n'
    (tools / "gongkai").write_text(command)
    (tools / "gongkai").chmod(0o755)
    told = {"PATH": f"{tools}:{os.environ['PATH']}", "NEW": str(new), "LANG": "C.UTF-8", "HOME": str(tools)}
    subprocess.run(["bash", "-euc", block(name)], cwd=section, env=told, check=True)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with this version's checkout, and its wheel, installed."""
    root = tmp_path_factory.mktemp("upgrade")
    wheel(this_version(root / "new"), root / "wheel")
    return root


def test_way_one_a_section_that_init_began(made: Path, tmp_path: Path) -> None:
    old = checkout(RELEASED, tmp_path / "old")
    installed, section = wheel(old, tmp_path / "wheel"), tmp_path / "某 局"
    said = ("--organisation", "示例区人力资源和社会保障局", "--site-url", "https://www.example.com/zwgk/")
    command = [
        sys.executable,
        "-m",
        "gongkai",
        "init",
        str(section),
        *said,
        "--since",
        "2024",
        "--as-of",
        DAY,
    ]
    subprocess.run(command, cwd=tmp_path, env={"PYTHONPATH": str(installed), "LANG": "C.UTF-8"}, check=True)
    _as_kept(section)
    own_content(old / "content", tmp_path / "texts", section / "content")
    (section / ".github/CODEOWNERS").write_text("* @moqu/zwgk\n")
    git("init", "-q", "-b", "main", folder=section)
    before = site_of(section, installed, tmp_path / "before")
    own = {**tree(section / "content"), "": (section / ".github/CODEOWNERS").read_bytes()}

    told = gongkai(section, made / "wheel/installed", "upgrade", "--yes")
    assert f"从 {all_versions()[-2].version} 升级到 {VERSION}" in told
    assert {**tree(section / "content"), "": (section / ".github/CODEOWNERS").read_bytes()} == own
    assert "有 14 项错误，改好以前不能用新版本发布" in told
    for told_of in ("GK310", "GK003", "GK303", "requests/2024.yml（4 处）"):
        assert told_of in told.split("可以替您改的文件")[0]  # before anything changes
    mended(section, made / "wheel/installed")
    after = site_of(section, made / "wheel/installed", tmp_path / "after")
    assert json.loads((after / "status.json").read_bytes())["product"] == VERSION
    assert differing(before, after) == []
    assert list(lost(before, after)) == []
    assert_harm_is_noticed(before, after)
    assert "没有要改的" in gongkai(section, made / "wheel/installed", "upgrade")


def assert_harm_is_noticed(before: Path, after: Path) -> None:
    """The comparison tells of every loss that is planted."""
    page = "policies/2026/flexible-insurance-subsidy/index.html"
    attached = next(path for path in tree(after) if path.endswith(".docx"))
    for place, pattern, harmed in (
        (page, rb'(?s)(<section class="gk-text".*?)<p>.*?</p>', rb"\1"),
        (page, rb'(?s)(<div class="gk-answer".*?)<p>.*?</p>', rb"\1"),
        (page, '(?s)(<div class="gk-answer".*?)680元'.encode(), r"\g<1>860元".encode()),
        (page, rb"(?s).*", b""),
        ("requests/2025/index.html", b">2025-003<", b"><"),
        ("api/v1/documents.json", rb"flexible-insurance", b"flexible-assurance"),
        ("api/v1/questions.json", "补贴".encode(), "津贴".encode()),
        ("calendar.ics", rb"DTSTART;VALUE=DATE:2026", b"DTSTART;VALUE=DATE:2027"),
        ("sitemap.xml", rb"policies/2026", b"policies/2025"),
        (attached, rb"(?s)^PK", b"pk"),
    ):
        sound = (after / place).read_bytes()
        harm = re.sub(pattern, harmed, sound, count=1)
        assert harm != sound, place
        (after / place).write_bytes(harm)
        assert [*lost(before, after), *differing(before, after)], (place, pattern)
        (after / place).write_bytes(sound)
    (after / attached).unlink()
    assert attached in lost(before, after)


def _as_kept(section: Path) -> None:
    """What the real wheel wrote is what data/versions/ keeps of it."""
    version = all_versions()[-2].version
    kept = templates_of(version).filled(
        words_for(
            "示例区人力资源和社会保障局",
            "示例区人力资源和社会保障局 政务公开",
            "https://www.example.com/zwgk/",
            "2024",
            version,
        ),
        large_site=False,
    )
    written = {path: data.decode() for path, data in tree(section).items() if not path.startswith(".cache/")}
    begun = {path for path in written if re.match(r"content/(?!\.)", path)}
    assert {path: text for path, text in written.items() if path not in begun} == kept


@pytest.mark.parametrize("way", ["together", "apart"])
@pytest.mark.parametrize("commit", [RELEASED, FORKED])
def test_way_two_a_fork_of_an_earlier_checkout(made: Path, tmp_path: Path, commit: str, way: str) -> None:
    section = checkout(commit, tmp_path / "某 局")
    sample = Path(shutil.move(section / "content", tmp_path / "sample"))
    own_content(sample, tmp_path / "texts", section / "content")
    git("init", "-q", "-b", "main", folder=section)
    before = site_of(section, None, tmp_path / "before")
    own = documents_of(section)

    installed = made / "wheel/installed"
    new = made / "new" if way == "together" else tmp_path / "空 的"
    typed(way, section, new, tmp_path / "tools", installed)
    assert documents_of(section) == own
    mended(section, installed if way == "apart" else None)
    after = site_of(section, installed if way == "apart" else None, tmp_path / "after")
    assert json.loads((after / "status.json").read_bytes())["product"] == VERSION
    # what lists said is the same from 0.1.0 on; what documents say, from any version on
    assert list(lost(before, after, lists=commit == RELEASED)) == []
    if commit == RELEASED:
        assert differing(before, after) == []
    if way == "apart":
        assert "没有要改的" in gongkai(section, installed, "upgrade")


def test_what_may_differ_is_named_in_the_changelog() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    this = " ".join(changelog.split(f"\n## {VERSION}")[1].split("\n## ")[0].split())
    for told in (*NAMED.values(), *OTHER_WORDS.values()):
        assert told in this

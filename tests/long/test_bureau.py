"""A bureau of its own: begun by `init` from a wheel, by a user who is not root, in a folder with spaces and Chinese,
without this checkout; under every Python that the package says it runs with. Installs from PyPI.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from gongkai.package import PACKAGE, VERSION
from tests.long.packages import this_version, wheel
from tests.sample import ROOT

pytestmark = pytest.mark.long

NOBODY = 65534
DAY = ("--as-of", "2026-02-06")
OWN_LAW = """
    basis:
      2026:
        work_points: 2026年政务公开工作要点（某政办〔2026〕2号）
        rules: {GK302: 二（三）：依申请公开}
    terms:
      request: [{from: 2026-01-01, days: 15, basis: 《某区依申请公开办法》第八条}]
    house_rules: 本单位规则
"""
POLICY = """---
title: 关于做好招生工作的通知{mark}
number: 某教〔2026〕1号
issuer: 某区教育局
drafted: 2026-01-05
signed: 2026-01-12
published: 2026-01-12
reviewed: {{secrecy: 2026-01-12, legal: 2026-01-12}}
summary: 安排招生。
topics: [政务公开]
audiences: [社会公众]
interpretation_exempt: 只作工作安排。
---

各学校按计划招生。
"""
REGISTER = "- {no: 2026-001, received: 2026-01-05}\n"


@dataclass
class User:
    """Somebody without rights, with a folder, a Python and nothing of ours."""

    home: Path
    python: Path
    library: Path | None = None
    """Where the Python's own library lies, if it was moved."""
    environment: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name.startswith(("PIP_", "SSL_")) or name.lower().endswith("_proxy")
        }
        library = {"LD_LIBRARY_PATH": str(self.library)} if self.library else {}
        kept["PIP_NO_COMPILE"] = "1"  # twice as fast
        home = {"HOME": str(self.home), "TMPDIR": str(self.home), "LANG": "C.UTF-8"}
        self.environment = {**kept, **home, **library, "PATH": "/usr/local/bin:/usr/bin:/bin"}

    def start(self, *command: object, folder: Path | None = None) -> "subprocess.Popen[str]":
        other = NOBODY if os.geteuid() == 0 else None
        return subprocess.Popen(
            [*map(str, command)],
            cwd=folder or self.home,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=other,
            group=other,
            extra_groups=None if other is None else [],
        )

    def run(self, *command: object, folder: Path | None = None, status: int = 0) -> str:
        with self.start(*command, folder=folder) as process:
            told = process.communicate()[0]
        assert process.returncode == status, told[-4000:]
        return told


@pytest.fixture(scope="module")
def wheels() -> Iterator[Path]:
    """A folder that everybody can read, with the wheel."""
    with tempfile.TemporaryDirectory(prefix="wheels-") as folder:
        Path(folder).chmod(0o755)
        wheel(this_version(Path(folder, "new")), Path(folder, "made"))
        (built,) = Path(folder, "made").glob("*.whl")
        (Path(folder) / "out").mkdir()
        shutil.copy(built, Path(folder) / "out")
        yield Path(folder) / "out"


@pytest.fixture(params=["3.11", "3.12", "3.13"])
def user(request: pytest.FixtureRequest) -> Iterator[User]:
    """One for each Python; a Python that lies where only root may look is copied."""
    version: str = request.param
    places = [Path(f"/usr/bin/python{version}"), Path(f"/usr/local/bin/python{version}")]
    places += sorted(Path("~/.pyenv/versions").expanduser().glob(f"{version}.*/bin/python{version}"))
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        pytest.skip(f"!!! LEFT OUT: the wheel in Python {version}. There is none here.")
    with tempfile.TemporaryDirectory(prefix="bureau-") as folder:
        root, library = Path(folder), None
        home = root / "某 区 教育局"
        home.mkdir()
        if os.geteuid() == 0:
            root.chmod(0o755)
            os.chown(home, NOBODY, NOBODY)
            if found.is_relative_to(Path("/root")):
                unneeded = shutil.ignore_patterns("test", "__pycache__", "share")
                shutil.copytree(found.parents[1], root / "python", ignore=unneeded, symlinks=True)
                found, library = root / "python/bin" / found.name, root / "python/lib"
        yield User(home, found, library)


def test_a_bureau_of_its_own(user: User, wheels: Path) -> None:
    section = user.home / "公开 栏目"
    begun(user, wheels, section)
    with_its_own_law(user, section)
    served(user, section)
    mkdocs = user.run(section / ".venv/bin/python", "-m", "mkdocs", "build", "-q", folder=section)
    assert "Traceback" not in mkdocs
    if os.geteuid() == 0:
        assert {file.lstat().st_uid for file in section.rglob("*")} == {NOBODY}


def begun(user: User, wheels: Path, section: Path) -> None:
    """Installed, begun with `init`, installed once more as the section's README says; checked and built at once."""
    tools = user.home / "工 具"
    user.run(user.python, "-m", "venv", tools)
    (built,) = wheels.iterdir()
    user.run(tools / "bin/python", "-m", "pip", "install", "-q", built)
    said = ("--organisation", "某区教育局", "--site-url", "https://www.moqu.gov.cn/jy", "--since", "2026")
    user.run(tools / "bin/gongkai", "init", section, *said, "--region", "某省某市某区", *DAY)
    user.run(user.python, "-m", "venv", section / ".venv")
    pip = (section / ".venv/bin/python", "-m", "pip", "install", "-q", "--find-links", wheels)
    user.run(*pip, "-r", "requirements.txt", folder=section)
    where = user.run(section / ".venv/bin/python", "-c", "import gongkai; print(gongkai.__file__)")
    assert Path(where.strip()).is_relative_to(section / ".venv")
    assert not Path(where.strip()).is_relative_to(PACKAGE)
    told = user.run(user.python, "build.py", "check", *DAY, folder=section)  # which finds .venv by itself
    assert "政府信息公开指南（about/guide.md）" in told
    user.run(user.python, "build.py", "build", *DAY, folder=section)
    assert "某区教育局政务公开" in (section / "site/index.html").read_text(encoding="utf-8")
    assert VERSION in (section / "site/status.json").read_text(encoding="utf-8")
    assert str(ROOT) not in told


def with_its_own_law(user: User, section: Path) -> None:
    """Its work points, a term of 15 days and a rule of its own, in messages and in the site."""

    def write(path: str, text: str) -> None:
        file = section / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        for made in (file, *file.parents[: len(Path(path).parts) - 1]):
            os.chown(made, owner.st_uid, owner.st_gid)

    owner = section.stat()
    docs = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
    rule = re.search(r"`no_shouting\.py`:\n\n```python\n(.*?)```", docs, re.DOTALL)
    assert rule
    good, bad = POLICY.format(mark=""), POLICY.format(mark="！")
    marked = bad.replace("！\n", "！  # HR001\n", 1)
    examples = "\n\n".join(
        f"## {title}\n\n~~~~markdown policies/2026/a.md\n{text}~~~~"
        for title, text in (("错误：有感叹号", marked), ("正确：没有", good))
    )
    write("本单位规则/no_shouting.py", rule[1])
    write("本单位规则/HR001.md", f"标题不用感叹号。\n\n{examples}\n")
    write("mkdocs.yml", (section / "mkdocs.yml").read_text(encoding="utf-8").rstrip() + OWN_LAW)
    write("content/requests/2026.yml", REGISTER)
    write("content/policies/2026/zs.md", bad)
    told = user.run(user.python, "build.py", "check", *DAY, folder=section, status=1)
    for words in ("HR001", "有感叹号", "《某区公文处理规定》第十二条", "本单位规则 1 条"):
        assert words in told
    for words in ("GK302", "15个工作日", "《某区依申请公开办法》第八条", "某政办〔2026〕2号）二（三）"):
        assert words in re.sub(r"(\d) ", r"\1", told)
    write("content/policies/2026/zs.md", good)
    user.run(user.python, "build.py", "build", *DAY, folder=section)
    assert "招生" in (section / "site/policies/2026/zs/index.html").read_text(encoding="utf-8")


def served(user: User, section: Path) -> None:
    """The preview, until it is ended."""
    process = user.start(user.python, "build.py", "serve", "--port", "0", *DAY, folder=section)
    try:
        assert process.stdout
        address = next(
            found[0] for line in process.stdout if (found := re.search(r"http://[\d.]+:\d+/\S*", line))
        )
        page = ""
        for _attempt in range(60):
            with suppress(URLError, ConnectionError):
                with urlopen(f"{address.rstrip('/')}/policies/2026/zs/", timeout=30) as answer:
                    page = answer.read().decode()
                break
            time.sleep(1)
        assert "关于做好招生工作的通知" in page
    finally:
        process.terminate()
        process.communicate(timeout=60)  # until nobody holds its output: no preview is left behind

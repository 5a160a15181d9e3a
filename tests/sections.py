"""Small sections for tests: written to a folder of their own, judged whole, and told as a set of places."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from gongkai.building import pipeline
from gongkai.building.section import JudgedSection
from gongkai.findings import Finding
from gongkai.model.standing import GUIDE
from gongkai.report import Report
from gongkai.settings import Settings, read_settings

Found = tuple[str, int, str]
"""Path, line and code of a finding."""

Files = Mapping[str, str | bytes]
"""What lies in the content folder: text, or bytes that no text can say."""


ITS_GUIDE = {GUIDE: "---\ntitle: 政府信息公开指南\npublished: 2008-05-01\n---\n\n本指南每年更新。\n"}
"""What a section owes before anything else."""


@dataclass(frozen=True)
class Section:
    """A content folder with its settings beside it; `today` and `extra` are written into the settings. The
    guide that every section owes (GK605) is added where there is none, unless `bare`."""

    root: Path
    files: Files
    today: date
    extra: Mapping[str, Any] = field(default_factory=dict)
    bare: bool = False

    @property
    def config(self) -> Path:
        return self.root / "mkdocs.yml"

    @property
    def content(self) -> Path:
        return self.root / "content"

    def write(self) -> Settings:
        """Put everything on disk and read the settings as the command line does."""
        self.content.mkdir(parents=True, exist_ok=True)
        ours = {"clock": self.today, "organisation": "示例区人力资源和社会保障局", **self.extra}
        settings = {"site_name": "示例", "docs_dir": "content", "extra": {"gongkai": ours}}
        self.config.write_text(
            yaml.dump(settings, Dumper=yaml.CSafeDumper, allow_unicode=True), encoding="utf-8"
        )
        owed = not self.bare and GUIDE not in map(str.lower, self.files)
        for path, text in {**(ITS_GUIDE if owed else {}), **self.files}.items():
            file = self.content / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_settings(self.config)

    def judged(self) -> JudgedSection:
        """Write the section and judge it; texts that another test had converted are not converted again."""
        settings = self.write()
        cache = self.root / ".cache"
        if not cache.exists():
            cache.symlink_to(shared_cache())
        return pipeline.check(settings)

    def check(self) -> Report:
        """What is told of the section."""
        return self.judged().report


@cache
def shared_cache() -> Path:
    """A folder for what sections that are only judged have in common, which is most of their texts."""
    folder = tempfile.mkdtemp(prefix="gongkai-tests-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def places(findings: tuple[Finding, ...]) -> list[Found]:
    """Where the findings sit, in order; a list, so that one told twice is seen."""
    return [(finding.path, finding.line, finding.code) for finding in findings]


def line_of(text: str | bytes, needle: str) -> int:
    """The line on which `needle` stands for the first time; 1 for an empty one."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return next(number for number, line in enumerate(lines, 1) if needle in line)

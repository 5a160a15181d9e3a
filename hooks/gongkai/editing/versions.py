"""What came with each version of the program, and what its `init` wrote: data/versions/, one place for both.

VERSION.yml says what changed for a section: rules with their severities, severities that changed, settings that were
renamed, and notes in Chinese. VERSION.json keeps the templates of a version that is out (`scripts.freeze_version`);
those of the present one lie in data/section/.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml
from packaging.version import InvalidVersion, Version

from gongkai.editing.section import Templates, templates
from gongkai.findings import WrongUse
from gongkai.package import PACKAGE, VERSION

VERSIONS = PACKAGE / "data" / "versions"


@dataclass(frozen=True)
class VersionFacts:
    """What a version changed for a section."""

    version: str
    rules: Mapping[str, str]
    """New rules by code, with their severities."""
    severities: Mapping[str, str]
    """Rules that were there before, with the severities that they have from this version on."""
    settings: Mapping[str, str]
    """Settings under `extra.gongkai` that were renamed: the old name, the new one."""
    notes: tuple[str, ...]
    """What else to know, in Chinese."""


@cache
def all_versions() -> tuple[VersionFacts, ...]:
    """Every version, the oldest first; the last one is this."""
    read = [_facts(file.stem, yaml.safe_load(file.read_bytes())) for file in VERSIONS.glob("*.yml")]
    return tuple(sorted(read, key=lambda facts: Version(facts.version)))


def versions_between(before: str, until: str = VERSION) -> tuple[VersionFacts, ...]:
    """Those after `before`, up to `until`."""
    after, last = Version(before), Version(until)
    return tuple(facts for facts in all_versions() if after < Version(facts.version) <= last)


def known_version(written: str) -> str:
    """The version as its data are named; raises `WrongUse` for one that is unknown here, or newer than this."""
    try:
        version = Version(written)
    except InvalidVersion:
        raise WrongUse(f"“{written}”不是版本号，应写成 {VERSION} 这样的形式") from None
    if version > Version(VERSION):
        raise WrongUse(
            f"这个栏目写定的是 {written}，正在运行的程序是较旧的 {VERSION}；"
            "请先运行 python -m pip install -r requirements.txt"
        )
    known = [facts.version for facts in all_versions()]
    for name in known:
        if Version(name) == version:
            return name
    raise WrongUse(f"不认识 {written} 这一版；可以从这些版本升级：{'、'.join(known)}")


def templates_of(version: str) -> Templates:
    """What `init` of a version wrote."""
    if version == VERSION:
        return templates()
    kept = json.loads((VERSIONS / f"{version}.json").read_bytes())
    return Templates(kept["files"], kept["large_site"])


def _facts(version: str, data: dict[str, Any]) -> VersionFacts:
    return VersionFacts(
        version,
        rules={code: severity for severity, codes in data["rules"].items() for code in codes},
        severities=data["severities"],
        settings=data["settings"],
        notes=tuple(data["notes"]),
    )

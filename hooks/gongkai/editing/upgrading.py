"""A section moves to this version of the program: what is still as an earlier `init` wrote it follows, the rest is left.

Three states of each file are compared: as the earlier version wrote it, as it is, and as this version writes it. The
version that a section stands at is the one pinned in its requirements.txt, and that line is written last.
"""

import codecs
import difflib
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import yaml

from gongkai.editing.section import SECTIONS_SCHEMAS, words_for
from gongkai.editing.versions import known_version, templates_of, versions_between
from gongkai.findings import WrongUse, system_refusal
from gongkai.package import VERSION
from gongkai.settings import raw_settings

REQUIREMENTS = "requirements.txt"
_SETTINGS = "mkdocs.yml"
_LARGE_SITE = (".github/workflows/large-site.yml", ".gitlab/large-site.yml")
_PIN = re.compile(r"^(\s*gongkai\s*(?:\[[^\]\n]*\])?\s*==\s*)([^\s;#,\\]+)", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class FileChange:
    """A file of the section before and after; None: there is none."""

    place: str
    before: str | None
    after: str | None

    @property
    def diff(self) -> str:
        """What changes, line by line."""
        old, new = (text.splitlines() if text is not None else [] for text in (self.before, self.after))
        told = difflib.unified_diff(old, new, self.place, f"{self.place}（新版本）", lineterm="", n=2)
        return "\n".join(told).encode(errors="replace").decode()

    @property
    def generated(self) -> bool:
        """Whether nobody reads it line by line."""
        return self.place.startswith(SECTIONS_SCHEMAS)


@dataclass(frozen=True)
class UpgradePlan:
    """What an upgrade does to a section, and what it leaves to the bureau."""

    root: Path
    before: str
    """The version that the section stands at."""
    changes: tuple[FileChange, ...]
    left: tuple[FileChange, ...]
    """Files that the bureau changed: what this version would have changed in them."""


def pinned_version(root: Path) -> str:
    """The version that a section stands at; raises `WrongUse` where it names none."""
    text = _read(root / REQUIREMENTS)
    if text is None or not (pin := _PIN.search(text)):
        raise WrongUse(
            f"{root / REQUIREMENTS} 里没有写定程序的版本（gongkai==版本号），不知道从哪一版升级；"
            "用 init 开办的栏目都有这一行。内容和程序放在同一个仓库的，怎样搬过来，见运维手册“升级”"
        )
    return pin[2]


def upgrade_plan(root: Path, before: str) -> UpgradePlan:
    """What leads the section in this folder from a version to the present one; raises `WrongUse`."""
    before = known_version(before)
    words = partial(words_for, *_words_in(root / _SETTINGS))
    large = any((root / place).is_file() for place in _LARGE_SITE)
    was = templates_of(before).filled(words(before), large_site=large)
    will_be = templates_of(VERSION).filled(words(VERSION), large_site=large)
    renamed = {old: new for facts in versions_between(before) for old, new in facts.settings.items()}
    changes, left = list[FileChange](), list[FileChange]()
    for place in sorted(was.keys() | will_be.keys(), key=lambda place: (place == REQUIREMENTS, place)):
        old, there, new = was.get(place), _read(root / place), will_be.get(place)
        own = there
        if place == REQUIREMENTS:  # the line that names the version always follows
            old, own = _pinned(old), _pinned(own)
        left_alone = own not in (_plain(old), _plain(new))
        after = own if left_alone or own == _plain(new) else new
        if after is not None and place == _SETTINGS:
            after = with_renamed_settings(after, renamed)
        if after != there:
            changes.append(FileChange(place, there, after))
        if left_alone and own is not None and _plain(old) != _plain(new):
            left.append(FileChange(place, old, new))
    return UpgradePlan(root, before, tuple(changes), tuple(left))


def upgrade(plan: UpgradePlan) -> None:
    """Make the changes of a plan, the pinned version last: what was cut short can be run again. Raises `WrongUse`."""
    for change in plan.changes:
        target = plan.root / change.place
        try:
            if change.after is None:
                target.unlink()
            else:
                _replace(target, change.after)
        except OSError as problem:
            raise WrongUse(
                f"{target} 写不进去：{system_refusal(problem)}；前面的已经改好，可以再运行一次"
            ) from problem


def version_left_behind(root: Path) -> str | None:
    """The version before this one as whose `init` wrote them files still lie here, where the pin was set by hand."""
    for facts in reversed(versions_between("0", VERSION)[:-1]):
        changes = upgrade_plan(root, facts.version).changes
        if any(change.before is not None and change.place != REQUIREMENTS for change in changes):
            return facts.version
    return None


def with_renamed_settings(text: str, renamed: Mapping[str, str]) -> str:
    """A settings file in which settings under `extra.gongkai` have their new names, all else as it was."""
    found = dict(_keys(text)) if renamed else {}
    lines = text.split("\n")
    for name, mark in sorted(found.items(), key=lambda one: one[1].column, reverse=True):
        new = renamed.get(name)
        if new and new not in found and lines[mark.line].startswith(name, mark.column):
            line = lines[mark.line]
            lines[mark.line] = f"{line[: mark.column]}{new}{line[mark.column + len(name) :]}"
    return "\n".join(lines)


def _keys(text: str) -> Iterator[tuple[str, yaml.Mark]]:
    """The names of the settings under `extra.gongkai`, and where they stand."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    for name in ("extra", "gongkai"):
        inside = node.value if isinstance(node, yaml.MappingNode) else []
        node = next((value for key, value in inside if key.value == name), None)
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, key.start_mark) for key, _value in node.value)


def _words_in(config: Path) -> tuple[str, str, str, str]:
    """What a section says of itself, as its templates have it."""
    raw, _files = raw_settings(config)
    extra = raw.get("extra")
    ours = extra.get("gongkai") if isinstance(extra, dict) else None
    ours = ours if isinstance(ours, dict) else {}
    said = (ours.get("organisation"), raw.get("site_name"), raw.get("site_url"), ours.get("duties_since"))
    organisation, site_name, site_url, since = ("" if value is None else str(value) for value in said)
    return organisation, site_name, site_url, since


def _pinned(text: str | None) -> str | None:
    """The requirements with this version in the line that names it."""
    return None if text is None else _PIN.sub(rf"\g<1>{VERSION}", text)


def _plain(text: str | None) -> str | None:
    """A text with plain ends of lines."""
    return None if text is None else text.replace("\r\n", "\n")


def _read(file: Path) -> str | None:
    """A file's text with plain ends of lines; None where there is none; "" for what is no file of its own."""
    if not file.exists() and not file.is_symlink():
        return None
    if file.is_symlink() or not file.is_file():
        return ""
    try:
        return _plain(file.read_bytes().decode("utf-8-sig", errors="surrogateescape"))
    except OSError as problem:
        raise WrongUse(f"{file} 读不出来：{system_refusal(problem)}") from problem


def _replace(target: Path, text: str) -> None:
    """Write a file in one step, with the marks and ends of lines that it had."""
    old = target.read_bytes() if target.exists() else b""
    data = text.replace("\r\n", "\n").encode(errors="surrogateescape")
    data = data.replace(b"\n", b"\r\n") if b"\r\n" in old or "\r\n" in text else data
    data = codecs.BOM_UTF8 + data if old.startswith(codecs.BOM_UTF8) else data
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.new")
    try:
        new.write_bytes(data)
        if target.exists():
            shutil.copymode(target, new)
        new.replace(target)
    except OSError:
        new.unlink(missing_ok=True)
        raise

"""Everything besides the content and the day that a site is made from, as one digest: code, templates, theme,
settings, and the versions of all libraries. Where it changes, nothing is taken over from an earlier build."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gongkai.settings import Settings, raw_settings
from gongkai.source import Scan, git_line

_OURS = Path(__file__).resolve().parent
_THEME = _OURS.parents[1] / "theme"
_FROM_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[^\s#]+)")
_HOOK = "site_hook.py"


def product_key(settings: Settings) -> str | None:
    """The digest; None where the settings name plugins or hooks of others: what those do nobody can know."""
    raw, _files = raw_settings(settings.config_file)
    if raw.get("plugins") or _hooks_of_others(raw):
        return None
    return hashlib.blake2b(repr(product_parts(settings)).encode(), digest_size=16).hexdigest()


def product_parts(settings: Settings) -> dict[str, str]:
    """Digests of what a site is made from besides content and day, each by its name."""
    raw, files = raw_settings(settings.config_file)
    home, theme = settings.config_file.parent, raw.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    themes = {_THEME, *((home / str(custom),) if custom else ())}
    said: list[object] = [settings.frozen, settings.frozen and settings.today, settings.clock_failures]
    for file in files:
        text = file.read_bytes()
        said += [text, *_variables(text.decode(errors="replace"))]
    hooks = [(home / name, name) for name in _hooks_of_others(raw)]
    return {
        "code": _digest(_below(_OURS)),
        "theme": _digest(found for folder in sorted(themes) for found in _below(folder)),
        "hooks": _digest((name, file) for file, name in hooks if file.is_file()),
        "settings": _short(repr(said).encode()),
        "libraries": _short(repr((sys.version, sorted(_libraries()))).encode()),
    }


def share_of(settings: Settings, scan: Scan, share: tuple[int, int]) -> dict[str, str | int]:
    """Of what a `share` is, its index and how many there are: content, day and all the rest. Unlike a scan's own
    fingerprint it is the same on every machine."""
    content = hashlib.blake2b(digest_size=16)
    for file in scan.written:
        content.update(f"{file.path}\0".encode() + file.digest)
    return {
        "number": share[0] + 1,
        "of": share[1],
        "commit": (git_line(settings.content, "rev-parse", "HEAD") or "") if settings.ask_git else "",
        "content": content.hexdigest(),
        "as_of": settings.today.isoformat(),
        **product_parts(settings),
    }


def _hooks_of_others(raw: Mapping[str, Any]) -> list[str]:
    return [str(name) for name in raw.get("hooks") or [] if Path(str(name)).name != _HOOK]


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for place, file in files:
        digest.update(f"{place}\0".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _short(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every file of a folder but compiled ones, in order."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            yield file.relative_to(folder).as_posix(), file


def _variables(text: str) -> Iterable[str]:
    """The environment's values that a settings file asks for."""
    for match in _FROM_ENVIRONMENT.finditer(text):
        for name in match[1].strip("[]").split(","):
            yield f"{name.strip()}={os.environ.get(name.strip())}"


def _libraries() -> Iterator[str]:
    """Name and version of everything that is installed."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield from (found.name for found in folder.iterdir() if found.suffix == ".dist-info")

"""Everything besides the content and the day that a site is made from, as one digest: code, templates, theme,
settings, and the versions of all libraries. Where it changes, nothing is taken over from an earlier build."""

import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.settings import Settings, raw_settings

_OURS = Path(__file__).resolve().parent
_THEME = _OURS.parents[1] / "theme"
_FROM_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[^\s#]+)")
_HOOK = "site_hook.py"


def product_key(settings: Settings) -> str | None:
    """The digest; None where the settings name plugins or hooks of others: what those do nobody can know."""
    raw, files = raw_settings(settings.config_file)
    hooks = [name for name in raw.get("hooks") or [] if Path(str(name)).name != _HOOK]
    if raw.get("plugins") or hooks:
        return None
    digest = hashlib.blake2b(digest_size=16)
    theme = raw.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    themes = {_THEME, *((settings.config_file.parent / str(custom),) if custom else ())}
    for place, file in (*_below(_OURS), *(found for folder in sorted(themes) for found in _below(folder))):
        digest.update(f"{place}\0".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    for file in files:
        text = file.read_bytes()
        digest.update(hashlib.blake2b(text).digest())
        digest.update(repr(tuple(_variables(text.decode(errors="replace")))).encode())
    digest.update(repr((sys.version, tuple(sorted(_libraries())))).encode())
    digest.update(
        repr((settings.frozen, settings.frozen and settings.today, settings.clock_failures)).encode()
    )
    return digest.hexdigest()


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

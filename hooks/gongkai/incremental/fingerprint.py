"""Everything besides the content and the day that a site is made from, as one digest: the program, the section's own
theme and rules, and its settings. Where it changes, nothing is taken over from an earlier build."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gongkai.incremental.product import files_below, product_digest
from gongkai.settings import HOOK, PLUGIN, Settings, raw_settings
from gongkai.source import Scan, git_line

_FROM_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[^\s#]+)")


def product_key(settings: Settings) -> str | None:
    """The digest; None where the settings name plugins or hooks of others: what those do nobody can know."""
    raw, _files = raw_settings(settings.config_file)
    return None if any(named_others(raw)) else _short(repr(made_with(settings)).encode())


def made_with(settings: Settings) -> dict[str, str]:
    """Digests of what a site is made with, each by its name."""
    raw, files = raw_settings(settings.config_file)
    home, theme = settings.config_file.parent, raw.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    hooks = [(name, home / name) for name in named_others(raw)]
    said: list[object] = [settings.frozen, settings.frozen and settings.today, settings.clock_failures]
    for file in files:
        text = file.read_bytes()
        said += [text, *_variables(text.decode(errors="replace"))]
    return {
        "product": product_digest(),
        "theme": _digest(files_below(home / str(custom)) if custom else ()),
        "rules": _digest(files_below(settings.house_rules) if settings.house_rules else ()),
        "words": _digest([("words", settings.synonyms)] if settings.synonyms else ()),
        "hooks": _digest((name, file) for name, file in hooks if file.is_file()),
        "settings": _short(repr(said).encode()),
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
        **made_with(settings),
    }


def named_others(raw: dict[str, Any]) -> Iterator[str]:
    """The plugins and hooks that a settings file names besides us."""
    for plugin in raw.get("plugins") or ():
        name = next(iter(plugin), "") if isinstance(plugin, dict) else str(plugin)
        if name != PLUGIN:
            yield name
    yield from (name for name in map(str, raw.get("hooks") or ()) if Path(name).name != HOOK)


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.blake2b(digest_size=16)
    for place, file in files:
        digest.update(f"{place}\0".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _short(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _variables(text: str) -> Iterable[str]:
    """The environment's values that a settings file asks for."""
    for match in _FROM_ENVIRONMENT.finditer(text):
        for name in match[1].strip("[]").split(","):
            yield f"{name.strip()}={os.environ.get(name.strip())}"

"""Everything besides the content and the day that a site is made from, as one digest: the program, the section's own
theme and its settings. Where it changes, nothing is taken over from an earlier build."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gongkai.product import files_below, product_digest
from gongkai.settings import HOOK, PLUGIN, Settings, raw_settings

_FROM_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[^\s#]+)")


def product_key(settings: Settings) -> str | None:
    """The digest; None where the settings name plugins or hooks of others: what those do nobody can know."""
    raw, files = raw_settings(settings.config_file)
    if any(_of_others(raw)):
        return None
    digest = hashlib.blake2b(product_digest().encode(), digest_size=16)
    theme = raw.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    for place, file in files_below(settings.config_file.parent / str(custom)) if custom else ():
        digest.update(f"{place}\0".encode())
        digest.update(hashlib.blake2b(file.read_bytes()).digest())
    for file in files:
        text = file.read_bytes()
        digest.update(hashlib.blake2b(text).digest())
        digest.update(repr(tuple(_variables(text.decode(errors="replace")))).encode())
    digest.update(
        repr((settings.frozen, settings.frozen and settings.today, settings.clock_failures)).encode()
    )
    return digest.hexdigest()


def _of_others(raw: dict[str, Any]) -> Iterator[str]:
    """The plugins and hooks that a settings file names besides us."""
    for plugin in raw.get("plugins") or ():
        name = next(iter(plugin), "") if isinstance(plugin, dict) else str(plugin)
        if name != PLUGIN:
            yield name
    yield from (name for name in map(str, raw.get("hooks") or ()) if Path(name).name != HOOK)


def _variables(text: str) -> Iterable[str]:
    """The environment's values that a settings file asks for."""
    for match in _FROM_ENVIRONMENT.finditer(text):
        for name in match[1].strip("[]").split(","):
            yield f"{name.strip()}={os.environ.get(name.strip())}"

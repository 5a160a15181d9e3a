"""Everything besides the content and the day that a site is made from, as one digest: the program, the section's own
theme and its settings. Where it changes, nothing is taken over from an earlier build."""

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path

from gongkai.product import files_below, product_digest
from gongkai.settings import Settings, raw_settings

_FROM_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[^\s#]+)")
_HOOK = "site_hook.py"


def product_key(settings: Settings) -> str | None:
    """The digest; None where the settings name plugins or hooks of others: what those do nobody can know."""
    raw, files = raw_settings(settings.config_file)
    hooks = [name for name in raw.get("hooks") or [] if Path(str(name)).name != _HOOK]
    if raw.get("plugins") or hooks:
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


def _variables(text: str) -> Iterable[str]:
    """The environment's values that a settings file asks for."""
    for match in _FROM_ENVIRONMENT.finditer(text):
        for name in match[1].strip("[]").split(","):
            yield f"{name.strip()}={os.environ.get(name.strip())}"

"""What costs most in a small build and cannot change while tests run is found out once, not in every build.

Each is known by its place or its source, so that a test may still bring a theme of its own. Tests that start the
program as a process of its own run without this.
"""

from functools import cache

import gongkai.engine.installed  # noqa: F401 (MkDocs by whichever name)

# isort: split
import jinja2
import pytest
from jinja2.bccache import Bucket
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from gongkai.law import workdays

_MATERIAL = get_theme_dir("material")


class _Compiled(jinja2.BytecodeCache):
    """Templates as compiled; Jinja compares the source's check sum before it uses one."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()


def install(patch: pytest.MonkeyPatch) -> None:
    """Compile each template once, walk through Material's folders once, count a year once."""
    get_env, list_templates = Theme.get_env, jinja2.FileSystemLoader.list_templates
    compiled = _Compiled()

    @cache
    def names_in(folder: str) -> list[str]:
        names = list_templates(jinja2.FileSystemLoader(folder))
        return [name for name in names if not name.startswith(".")]  # MkDocs drops hidden ones itself

    def environment(theme: Theme) -> jinja2.Environment:
        made = get_env(theme)
        made.bytecode_cache = compiled
        return made

    def names(loader: jinja2.FileSystemLoader) -> list[str]:
        if _MATERIAL not in loader.searchpath:
            return list_templates(loader)
        others = [folder for folder in loader.searchpath if folder != _MATERIAL]
        return sorted({*list_templates(jinja2.FileSystemLoader(others)), *names_in(_MATERIAL)})

    patch.setattr(Theme, "get_env", environment)
    patch.setattr(jinja2.FileSystemLoader, "list_templates", names)
    patch.setattr(workdays, "_working_days", cache(workdays._working_days))

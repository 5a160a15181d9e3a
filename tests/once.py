"""What costs most in a small build and cannot change while tests run is found out once, not in every build.

Each is known by its place or its source, so that a test may still bring a theme of its own. Tests that start the
program as a process of its own run without this.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import gongkai.engine.installed  # noqa: F401 (MkDocs by whichever name)

# isort: split
import jinja2
import pytest
from jinja2.bccache import Bucket
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from gongkai.incremental.memo import StoredMemo
from gongkai.law import workdays
from gongkai.memo import Pieces

_MATERIAL = get_theme_dir("material")

_SHARED = {("meaning",), ("reports",), ("inspection",)}
"""What builds share by its key: of all they keep, what takes the longest to make, and depends on nothing but what its key
is a digest of. The rest is made anew, so that a key that forgets something shows itself."""


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
    """Compile each template once, walk through Material's folders once, count a year once; make the index of meaning and
    the Word files once for the same content."""
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
    patch.setattr(StoredMemo, "_fresh", _sharing(StoredMemo._fresh))


def _sharing(fresh: Callable[..., Iterator[bytes]]) -> Callable[..., Iterator[bytes]]:
    """What makes pieces of the shared kinds once for a key, and stores them as if they had been made."""
    made: dict[tuple[object, str], bytes] = {}

    def shared(
        memo: StoredMemo,
        names: tuple[str, ...],
        make: Any,
        pieces: Pieces[Any],
        missing: Mapping[object, str],
    ) -> Iterator[bytes]:
        if names not in _SHARED:
            yield from fresh(memo, names, make, pieces, missing)
            return
        of = make.args  # a test may bring a function of its own
        unknown = {given: key for given, key in missing.items() if (of, key) not in made}
        for key, result in zip(unknown.values(), fresh(memo, names, make, pieces, unknown), strict=True):
            made[of, key] = result
        known = {key: made[of, key] for given, key in missing.items() if given not in unknown}
        memo.store.write(names[0], known)
        yield from (made[of, key] for key in missing.values())

    return shared

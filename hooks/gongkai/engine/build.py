"""Writing a site with MkDocs: in this process, or in shares by worker processes."""

import logging
import multiprocessing
import os
import pickle
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.utils.yaml import yaml_load

from gongkai.engine import running
from gongkai.engine.frame import Frame
from gongkai.pages import Site

PRODUCT = Path(__file__).resolve().parents[3]
HOOK = PRODUCT / "hooks" / "site_hook.py"
THEME = PRODUCT / "theme"

_WORTH_SHARING = 400
"""Pages below which a second process costs more than it saves: starting one takes about a second."""


def render(
    site: Site,
    staging: Path,
    *,
    config_file: Path,
    content: Path,
    jobs: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the whole site into the empty folder `staging`.

    `jobs`: processes to use (None: all cores, where that is worth it). `progress` hears how many of
    how many pages are written.
    """
    total = len(site.pages)
    jobs = jobs or (os.cpu_count() or 1 if total >= _WORTH_SHARING else 1)
    written = multiprocessing.Value("i", 0)

    def show() -> None:
        if progress:
            progress(written.value, total)

    def wrote() -> None:
        _count(written)
        show()

    if jobs == 1:
        _write(Frame(site, wrote=wrote), config_file, content, staging)
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-share-") as folder:
        plan = Path(folder, "site.pickle")
        plan.write_bytes(pickle.dumps((site, config_file, content, staging)))
        with ProcessPoolExecutor(jobs, initializer=_start_worker, initargs=(written,)) as pool:
            shares = [pool.submit(write_share, plan, index, jobs) for index in range(jobs)]
            for share in shares:
                while not share.done():
                    show()
                    _wait(share)
                share.result()
    show()


def write_share(plan: Path, index: int, count: int) -> None:
    """Write one share of a site: every page whose number is `index` modulo `count`."""
    site, config_file, content, staging = pickle.loads(plan.read_bytes())
    _write(Frame(site, index, count, lambda: _count(_written)), config_file, content, staging)


_written: Any = None


def _start_worker(written: Any) -> None:
    global _written  # noqa: PLW0603 (a worker process is told once where to count)
    _written = written


def _count(written: Any) -> None:
    with written.get_lock():
        written.value += 1


def _wait(share: Any) -> None:
    try:
        share.exception(timeout=0.2)
    except TimeoutError:
        return


def _write(frame: Frame, config_file: Path, content: Path, staging: Path) -> None:
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    logging.getLogger("mkdocs.commands.build").addFilter(_not_about_dirty)
    with running.frame(frame):
        config = load_config(
            str(config_file),
            config_file_path=str(config_file),
            docs_dir=str(content),
            site_dir=str(staging),
            **_where_missing(config_file),
        )
        config.plugins.on_startup(command="build", dirty=True)
        try:
            mkdocs_build(config, dirty=True)
        finally:
            config.plugins.on_shutdown()


def _not_about_dirty(record: logging.LogRecord) -> bool:
    """MkDocs warns that dirty builds are inexact; ours are exact, and `strict` would stop at the warning."""
    return "'dirty' build" not in record.getMessage()


def _where_missing(config_file: Path) -> dict[str, Any]:
    """Our theme and hook for a settings file elsewhere that names none, or names them by a relative path."""
    with config_file.open("rb") as file:
        raw = yaml_load(file)
    given: dict[str, Any] = {} if "plugins" in raw else {"plugins": []}
    hooks = [name for name in raw.get("hooks") or [] if Path(name).name != HOOK.name]
    given["hooks"] = [*hooks, str(HOOK)]
    theme = raw.get("theme")
    theme = {"name": theme} if isinstance(theme, str) else dict(theme or {})
    theme.setdefault("name", "material")
    theme.setdefault("language", "zh")
    theme.setdefault("font", False)
    custom = theme.get("custom_dir")
    if custom is None or not (config_file.parent / custom).is_dir():
        theme["custom_dir"] = str(THEME)
    given["theme"] = theme
    return given

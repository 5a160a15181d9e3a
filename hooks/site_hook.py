"""The only file MkDocs loads: its events in firing order, each a hand-over to the engine.

Under `build.py` the site is ready before MkDocs starts. Under plain `mkdocs build` it is made here, by the
same rules: a broken one stops the build before anything is written.
"""

from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongkai.engine.frame import Frame
from gongkai.engine.plain import PlainBuild
from gongkai.engine.running import current

_plain = PlainBuild()


def on_startup(command: str, **_kwargs: Any) -> None:
    """Remember how MkDocs was started."""
    _plain.command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The last moment before MkDocs empties the site's folder: judge, and point it at a staging folder."""
    return (current() or _plain.prepare(config)).configure(config)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Only what the library names is published."""
    return _frame().files(files, config)


def on_env(env: jinja2.Environment, **_kwargs: Any) -> jinja2.Environment:
    """Templates do not change during a build."""
    return _frame().environment(env)


def on_post_page(output: str, page: Page, **_kwargs: Any) -> str:
    """Account for the page, and let go of it."""
    _frame().wrote(output, page)
    return output


def on_post_build(**_kwargs: Any) -> None:
    """Everything is written."""
    _plain.written = True


def on_shutdown() -> None:
    """After a plain build: switch to what was written, if it was all written."""
    _plain.finish()


def _frame() -> Frame:
    frame = current() or _plain.frame
    if frame is None:
        raise RuntimeError("on_config did not run")
    return frame

"""Gongkai as MkDocs' plugin: its events in firing order, each a hand-over of a line.

Under `gongkai build` the site is ready before MkDocs starts. Under plain `mkdocs build` it is made here, by the
same rules: a broken one stops the build before anything is written.
"""

from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from gongkai.engine.frame import Frame
from gongkai.engine.plain import PlainBuild
from gongkai.engine.running import current_frame
from gongkai.findings import WrongUse
from gongkai.settings import HOOK, PLUGIN

_FIRST, _LAST = 1_000_000, -1_000_000
"""Other plugins see what we made, and we what they made of it, in whatever order they are named."""


class GongkaiPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call] # it has no settings of its own
    """What a section's settings name under `plugins`, and `hooks/site_hook.py` passes on without an installation."""

    def __init__(self) -> None:
        self._plain = PlainBuild()

    def on_startup(self, *, command: str, **_kwargs: Any) -> None:
        """Remember how MkDocs was started."""
        self._plain.command = command

    @event_priority(_FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """The last moment before MkDocs empties the site's folder: judge, and point it at a staging folder."""
        if config.plugins.get(PLUGIN, self) is not self:
            raise Abort(f"设置文件的 plugins 已写了 {PLUGIN}，请删去 hooks 中的 {HOOK}")
        return (current_frame() or self._plain.prepare(config)).configure(config, self)

    @event_priority(_FIRST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Only what the library names is published."""
        return self._frame().files(files, config)

    @event_priority(_LAST)
    def on_env(self, env: jinja2.Environment, **_kwargs: Any) -> jinja2.Environment:
        """Templates do not change during a build."""
        return self._frame().environment(env)

    @event_priority(_LAST)
    def on_post_page(self, output: str, *, page: Page, **_kwargs: Any) -> str:
        """Account for the page, and let go of it."""
        self._judge(output, page.url or "index.html")
        self._frame().wrote(output, page)
        return output

    @event_priority(_LAST)
    def on_post_template(self, output_content: str, *, template_name: str, **_kwargs: Any) -> str:
        """Look at pages that are no page's."""
        if template_name.endswith(".html"):
            self._judge(output_content, template_name)
        return output_content

    def on_build_error(self, *, error: Exception) -> None:
        """What is told to editors is told as MkDocs does it, where MkDocs was started by hand."""
        if isinstance(error, WrongUse) and current_frame() is None:
            raise Abort(str(error)) from error

    @event_priority(_LAST)
    def on_post_build(self, **_kwargs: Any) -> None:
        """Everything is written."""
        self._plain.written = True

    @event_priority(_LAST)
    def on_shutdown(self) -> None:
        """After a plain build: switch to what was written, if it was all written."""
        self._plain.finish()

    def _judge(self, html: str, path: str) -> None:
        if current_frame() or self._plain.command != "serve":  # MkDocs' own preview has a script in its pages
            self._frame().judge(html, path)

    def _frame(self) -> Frame:
        frame = current_frame() or self._plain.frame
        if frame is None:
            raise RuntimeError("on_config did not run")
        return frame

"""One page at a time in the frame of the site, for a preview: what MkDocs does in a build, without the folder."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from mkdocs.commands.build import get_context
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import get_navigation

from gongkai.engine import running
from gongkai.engine.files import ReadyPage
from gongkai.engine.frame import Frame
from gongkai.engine.making import PageMaker
from gongkai.engine.settings_file import configured
from gongkai.incremental.recorded_context import answers_of
from gongkai.package import THEME
from gongkai.pages import Context, Page, Planned, Site, navigation


class Framer:
    """The theme and the settings file, read once; the section comes with each page."""

    def __init__(self, config_file: Path, context: Context) -> None:
        with tempfile.TemporaryDirectory(prefix="gongkai-empty-") as empty:
            self._config = configured(config_file, empty)
            self._nav = self._config.nav
            with running.serving_frame(_frame_of(_stand_ins(context), context)):
                plugins = self._config.plugins
                plugins.on_startup(command="serve", dirty=False)
                self._config = plugins.on_config(self._config)
                files = get_files(self._config)
                environment = self._config.theme.get_env()
                files.add_files_from_theme(environment, self._config)
                files = plugins.on_files(files, config=self._config)
                self._environment = plugins.on_env(environment, config=self._config, files=files)
        self.assets: Mapping[str, Path | bytes] = {
            file.dest_uri: Path(file.abs_src_path) if file.abs_src_path else file.content_bytes
            for file in files.media_files()
        }
        """The theme's files by their path below the site."""

    @property
    def theme(self) -> tuple[Path, ...]:
        """The folders of the section's own theme, if it has one, and of ours."""
        custom = self._config.theme.custom_dir
        return (*((Path(custom),) if custom else ()), THEME)

    def framed(self, page: Page, context: Context) -> str:
        """The whole HTML of a page."""
        planned = Planned(page.path, page.source, page.title, lambda _context: page, page.updated, page.kind)
        others = (one for one in _stand_ins(context) if one.source != page.source)
        frame = _frame_of((planned, *others), context, page)
        config = self._config
        config.nav = self._nav
        with running.serving_frame(frame):
            frame.configure(config)
            files = frame.files(Files([]), config)
            frame.environment(self._environment)
            ready = next(file.page for file in files if file.src_uri == page.source)
            nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
            ready = cast(ReadyPage, ready)
            ready.active = True
            given = get_context(nav, files.documentation_pages(), config, ready)
            given = config.plugins.on_page_context(given, page=ready, config=config, nav=nav)
            output = self._environment.get_template("main.html").render(given)
            return str(config.plugins.on_post_page(output, page=ready, config=config))


class _OnePage(PageMaker):
    """Has the one page that is framed."""

    def __init__(self, site: Site, page: Page | None) -> None:
        super().__init__(site, answers_of(site.context))
        self._page = page

    def make(self, planned: Planned) -> Page:
        if self._page is None or planned.path != self._page.path:
            raise RuntimeError(f"nothing asks for {planned.path}")
        return self._page

    def wrote(self, path: str, output: str, parts: Iterable[str]) -> None:
        """There is nothing to account for."""


def _frame_of(pages: tuple[Planned, ...], context: Context, page: Page | None = None) -> Frame:
    site = Site(pages, context, navigation(context))
    return Frame(site, _OnePage(site, page), pages[:1] if page else ())


def _stand_ins(context: Context) -> tuple[Planned, ...]:
    """What a menu may lead to, known by name alone: the site's own menu, and every document that is out."""
    named = {source: title for title, source in navigation(context)}
    named |= {d.path: d.title for d in context.library.documents if d.public_on(context.today)}
    return tuple(Planned(_path_of(source), source, title, _unmade) for source, title in named.items())


def _path_of(source: str) -> str:
    return (
        source.removesuffix("index.md") if source.endswith("index.md") else f"{source.removesuffix('.md')}/"
    )


def _unmade(context: Context) -> Page:  # noqa: ARG001
    raise RuntimeError("a menu needs the page's name alone")

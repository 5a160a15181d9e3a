"""What MkDocs' events do with a ready site. One `Frame` serves one build of one share."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from gongkai.engine.files import PageFile, ReadyPage, asset_file
from gongkai.pages import Site

_DROPPED = ("assets/javascripts/*", "assets/stylesheets/*", "assets/images/favicon.png", "*.md")
"""Files of Material that no page loads: our frame has a sheet of its own and needs no script."""


def _nothing() -> None:
    return None


@dataclass
class Frame:
    """A site and the share of it that this process writes: every page whose number is `index` modulo `count`."""

    site: Site
    index: int = 0
    count: int = 1
    wrote: Callable[[], None] = _nothing
    """Called after each page, to show progress."""

    @property
    def first(self) -> bool:
        """The first share also copies files and builds the theme's own pages."""
        return self.index == 0

    def configure(self, config: MkDocsConfig) -> MkDocsConfig:
        """Settings that must be so for the site to work, whatever the settings file says."""
        config.use_directory_urls = True
        if config.nav is None:
            config.nav = [{title: source} for title, source in self.site.navigation]
        for checks in (config.validation.nav, config.validation.links):
            for key in checks:
                checks[key] = logging.DEBUG  # MkDocs sees only the pages it renders: we check links ourselves
        config.extra["gk_today"] = self.site.today
        config.extra["gk_frozen"] = self.site.frozen
        if not self.first:
            config.theme.static_templates = set()
        return config

    def files(self, files: Files, config: MkDocsConfig) -> Files:
        """What the library names, and the theme's files; nothing else of the content folder."""
        ready = Files([])
        if self.first:
            for file in files.media_files():
                dropped = file.src_dir == config.docs_dir or any(fnmatch(file.src_uri, p) for p in _DROPPED)
                if not dropped:
                    ready.append(file)
            for asset in self.site.assets:
                ready.append(asset_file(asset, config))
            for path, data in self.site.files:
                ready.append(File.generated(config, path, content=data))
        titles = dict(_menu(config.nav))
        for number, page in enumerate(self.site.pages):
            file = PageFile(page, number % self.count == self.index, config)
            ReadyPage(titles.get(page.source), file, config, self.site.today)
            ready.append(file)
        return ready

    def environment(self, environment: jinja2.Environment) -> jinja2.Environment:
        """Templates do not change during a build."""
        environment.auto_reload = False
        return environment


def _menu(navigation: Any) -> Iterator[tuple[str, str]]:
    """Source and title of every page that the settings' `nav` names."""
    for item in navigation if isinstance(navigation, list) else ():
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, str(title)
            else:
                yield from _menu(target)

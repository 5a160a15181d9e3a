"""What MkDocs' events do with a ready site. One `Frame` serves one build of one share."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from gongkai.engine.appearance import looks_of
from gongkai.engine.events import Ours
from gongkai.engine.files import PageFile, ReadyPage
from gongkai.engine.making import PageMaker
from gongkai.engine.minified import published
from gongkai.engine.partials import Partials
from gongkai.engine.shared_frame import SharedFrames
from gongkai.engine.watching import watch
from gongkai.engine.written import fault_in
from gongkai.findings import WrongUse
from gongkai.looks import SHEET
from gongkai.package import THEME
from gongkai.pages import Planned, Site
from gongkai.pages.versions import VERSION
from gongkai.safety.content_policy import page_faults

_DROPPED = ("assets/javascripts/*", "assets/stylesheets/*", "assets/images/favicon.png", "*.md")
"""Files of Material that no page loads: our frame has a sheet of its own and needs no script."""
_MISSING = "404.html"
_OUR_OWN = {"sitemap.xml"}
"""What MkDocs would make of all pages, which no process has at hand: `pages/sitemap_xml.py` does."""


def _nothing() -> None:
    return None


@dataclass
class Frame:
    """A site and the share of it that this process writes."""

    site: Site
    maker: PageMaker
    due: Sequence[Planned]
    """The pages to write."""
    first: bool = True
    """Whether the theme's own pages and files are written too: by one share of all."""
    progress: Callable[[], None] = _nothing
    """Called after each page."""
    may_share: bool = False
    """Whether pages of versions may be left to `write_apart`, when MkDocs has written all others."""
    _apart: tuple[Planned, ...] = ()
    _ready: Files | None = None
    _environment: jinja2.Environment | None = None
    _partials: Partials = field(default_factory=Partials)
    _of_others: bool = False
    """Whether others have a hand in the pages: plugins, or templates of the section's own."""

    def configure(self, config: MkDocsConfig, plugin: object = None) -> MkDocsConfig:
        """Settings that must be so for the site to work, whatever the settings file says; and a look at all that other
        plugins than ours do from now on."""
        config.use_directory_urls = True
        if config.nav is None:
            config.nav = [{title: source} for title, source in self.site.navigation]
        for checks in (config.validation.nav, config.validation.links):
            for key in checks:
                checks[key] = logging.DEBUG  # MkDocs sees only the pages it renders: we check links ourselves
        config.extra["gk_today"] = self.site.today
        config.extra["gk_frozen"] = self.site.frozen
        config.extra |= looks_of(self.site.context.settings, config.theme)
        _lay_under(config.theme)
        templates = {_MISSING, *config.theme.static_templates} - _OUR_OWN
        config.theme.static_templates = templates if self.first else set()
        pages = frozenset(f"{page.path}index.html" for page in self.site.pages)
        ours = Ours(pages, self.site.context.settings.content, Path(config.site_dir), Path(config.docs_dir))
        alone = plugin is None or not watch(config, plugin, ours)
        self._partials = Partials((THEME,) if alone else ())
        custom = config.theme.custom_dir
        self._of_others = not alone or bool(custom and any(Path(custom).rglob("*.html")))
        return config

    def judge(self, html: str, path: str) -> None:
        """Raises `WrongUse` for a finished page of which a browser would stop a part: ours are known to be sound."""
        if self._of_others and (faults := page_faults(html)):
            raise WrongUse(
                f"网页 {path} 上有内容安全策略会拦下的内容：{'；'.join(faults)}。"
                "请改正设置、custom_dir 里的模板或者写了它的插件"
            )

    def files(self, files: Files, config: MkDocsConfig) -> Files:
        """The pages of this share, those that the menu names, and the theme's files; nothing of the content."""
        ready = Files([])
        if self.first:
            for file in files.media_files():
                dropped = file.src_dir == config.docs_dir or any(fnmatch(file.src_uri, p) for p in _DROPPED)
                if not dropped:
                    self._judge_file(file, files, config)
                    ready.append(published(file, config))
            if sheet := self.site.context.settings.looks.stylesheet:
                ready.append(File.generated(config, SHEET, content=sheet))
        titles = dict(_menu(config.nav))
        self._ready = ready
        if self.may_share and not self._of_others and config.site_url:
            self._apart = tuple(page for page in self.due if shares_frame(page))
        due = {page.path for page in self.due} - {page.path for page in self._apart}
        self.maker.menu = tuple(page.path for page in self.site.pages if page.source in titles)
        for page in self.site.pages:
            if page.path in due or page.source in titles:
                page_file = PageFile(page, page.path in due, config)
                ReadyPage(titles.get(page.source), page_file, config, self.maker)
                ready.append(page_file)
        return ready

    def _judge_file(self, file: File, files: Files, config: MkDocsConfig) -> None:
        """Raises `WrongUse` for a file of a theme folder that a plugin has added, if a browser would stop a part of it."""
        known = {config.theme.custom_dir, str(THEME), get_theme_dir("material")}
        if self._of_others and file.src_dir not in known:
            there = {one.dest_uri for one in files}
            if fault := fault_in(file.dest_uri, file.content_bytes, there.__contains__):
                raise WrongUse(
                    f"插件带来的文件 {file.dest_uri} 会被内容安全策略拦下（{fault}）；请删去这个插件"
                )

    def environment(self, environment: jinja2.Environment) -> jinja2.Environment:
        """Templates do not change during a build, and parts of the frame are the same on many pages. A template of the
        section's own may extend or include ours as `gongkai/…`, since by its own name it would find itself."""
        environment.auto_reload = False
        if environment.loader:
            ours = jinja2.PrefixLoader({"gongkai": jinja2.FileSystemLoader(str(THEME))})
            environment.loader = jinja2.ChoiceLoader([environment.loader, ours])
        self.maker.writing = True
        environment.globals["gk_part"] = self._partials.part
        self._environment = environment
        return environment

    def write_apart(self, config: MkDocsConfig) -> None:
        """Write the pages that MkDocs was not told of, in a frame that they share."""
        if not self._apart or self._environment is None or self._ready is None:
            return
        frames = SharedFrames(self._environment, config, self._ready, self.maker, self._partials)
        for planned in self._apart:
            page = self.maker.make(planned)
            output, parts = frames.framed(planned, page)
            self.maker.wrote(planned.path, output, parts)
            file = Path(config.site_dir, planned.path, "index.html")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(output.encode(errors="xmlcharrefreplace"))
            self.progress()

    def wrote(self, output: str, page: MkDocsPage) -> None:
        """A page is framed: account for it, and let go of it."""
        if isinstance(page, ReadyPage):
            self.maker.wrote(page.ours.path, output, self._partials.used)
            page.forget()
        self._partials.used.clear()
        self.progress()


def shares_frame(page: Planned) -> bool:
    """Whether a page's frame is the same on many: what a menu marks below `about/` depends on the page itself."""
    return page.kind == VERSION and not page.path.startswith("about/")


def refuse_other_frames(config: MkDocsConfig) -> None:
    """Our theme lies upon Material and no other; raises `WrongUse` where another one was asked for."""
    if get_theme_dir("material") not in config.theme.dirs:
        raise WrongUse(
            f"页面框架只能用 material，现为“{config.theme.name}”；请改正设置里的 theme，或去掉 --theme"
        )


def _lay_under(theme: Theme) -> None:
    """Our theme lies between the section's own files (`custom_dir`), which come first, and Material."""
    if str(THEME) not in theme.dirs:
        theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME))


def _menu(navigation: Any) -> Iterator[tuple[str, str]]:
    """Source and title of every page that the settings' `nav` names."""
    for item in navigation if isinstance(navigation, list) else ():
        for title, target in item.items() if isinstance(item, dict) else ():
            if isinstance(target, str):
                yield target, str(title)
            else:
                yield from _menu(target)

"""One frame for many pages: those of past versions differ in a few words, so the frame is rendered once with signs in the
places of these, and filled in for each page. A page then costs a hundredth of what rendering it does.

The first page of each frame is rendered as well: where that comes out otherwise, all are rendered.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import jinja2
from jinja2.utils import url_quote
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from gongkai.engine.files import PageFile, ReadyPage
from gongkai.engine.making import PageMaker
from gongkai.engine.partials import Partials
from gongkai.pages import Page, Planned

_TITLE, _SUMMARY, _ADDRESS, _WAY, _BODY = "GkTitleGk", "GkSummaryGk", "GkAddressGk", "GkWayGk", "GkBodyGk"
"""Letters alone: they are the same when they are escaped, or quoted for an address."""
_STEP = rf'<li><a href="[^"]*">{_WAY}</a></li>'
_SIGNS = re.compile(f"{_STEP}|{_TITLE}|{_SUMMARY}|{_ADDRESS}|{_BODY}")
_REPORT = re.compile(r'<a class="gk-report" href="[^"]*"')
_FOLD = "<!-- contents -->\n"
_Key = tuple[object, ...]


@dataclass(frozen=True)
class _Frame:
    """A frame cut at its signs: `pieces` stand before, between and behind what `signs` name."""

    pieces: tuple[str, ...]
    signs: tuple[str, ...]
    given: Mapping[str, Any]
    """What its template was given, for the way to a page."""
    parts: tuple[Markup, ...]

    def filled(self, values: Mapping[str, str]) -> str:
        """The page with these values."""
        words = (values[sign] for sign in self.signs)
        return self.pieces[0] + "".join(
            part for pair in zip(words, self.pieces[1:], strict=True) for part in pair
        )


class SharedFrames:
    """The frames of one build. They need addresses of pages, and so a site that has one."""

    def __init__(
        self,
        environment: jinja2.Environment,
        config: MkDocsConfig,
        files: Files,
        maker: PageMaker,
        partials: Partials,
    ) -> None:
        self._environment = environment
        self._config = config
        self._files = files.documentation_pages()
        self._nav = get_navigation(files, config)
        self._maker = maker
        self._partials = partials
        self._frames: dict[_Key, _Frame | None] = {}
        self._ways: dict[tuple[_Key, object], str] = {}

    def framed(self, planned: Planned, page: Page) -> tuple[str, tuple[Markup, ...]]:
        """The whole HTML of a page, and the parts of it that are the same on other pages."""
        ready = ReadyPage(None, PageFile(planned, True, self._config), self._config, self._maker)
        key = planned.path.count("/"), ready.menu_state, page.kind, page.tags, page.feeds, page.linked_data
        if key not in self._frames:
            frame = self._opened(planned, page)
            output, _parts, _given = self._rendered(ready, page)
            whole = frame.filled(self._values(frame, key, page, ready)) == output
            self._frames[key] = frame if whole else None
        found = self._frames[key]
        if found is None:
            output, parts, _given = self._rendered(ready, page)
            return output, parts
        return found.filled(self._values(found, key, page, ready)), found.parts

    def _rendered(self, ready: ReadyPage, page: Page) -> tuple[str, tuple[Markup, ...], Mapping[str, Any]]:
        ready.show(page)
        ready.active = True
        self._partials.used.clear()
        given = get_context(self._nav, self._files, self._config, ready)
        output = self._environment.get_template("main.html").render(given)
        return output, tuple(self._partials.used), given

    def _opened(self, planned: Planned, page: Page) -> _Frame:
        """The frame of a page, with signs in it."""
        named = replace(planned, title=_TITLE)
        ready = ReadyPage(None, PageFile(named, True, self._config), self._config, self._maker)
        ready.canonical_url = _ADDRESS
        signed = replace(page, title=_TITLE, summary=_SUMMARY, html=_BODY, crumbs=((_WAY, ""),))
        output, parts, given = self._rendered(ready, signed)
        report = _REPORT.search(output)
        within = report.span() if report else (0, 0)
        signs, pieces, done = [], [], 0
        for match in _SIGNS.finditer(output):
            sign = _WAY if _WAY in match[0] else match[0]
            quoted = within[0] <= match.start() < within[1]
            pieces.append(output[done : match.start()])
            signs.append(f"{sign} quoted" if quoted else sign)
            done = match.end()
        return _Frame((*pieces, output[done:]), tuple(signs), given, parts)

    def _values(self, frame: _Frame, key: _Key, page: Page, ready: ReadyPage) -> Mapping[str, str]:
        address = ready.canonical_url or ""
        summary = page.summary or self._config.site_description or self._config.site_name
        way = self._ways.get((key, page.crumbs))
        if way is None:
            home = f"{frame.given['base_url'].rstrip('/')}/"
            given = {**frame.given, "page": ready, "home": home, "ours": page}
            way = self._environment.get_template("partials/path.html").render(given)
            self._ways[key, page.crumbs] = way
        return {
            _TITLE: escape(page.title),
            f"{_TITLE} quoted": url_quote(page.title, for_qs=True),
            _SUMMARY: escape(summary),
            _ADDRESS: escape(address),
            f"{_ADDRESS} quoted": url_quote(address, for_qs=True),
            _WAY: way,
            _BODY: page.html.replace(_FOLD, "", 1),
        }

"""Every page of a preview: the site's own with what an editor has to know, and a few besides."""

import hashlib
import posixpath
import re
from collections import ChainMap
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, replace
from html import escape, unescape
from itertools import groupby
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from gongkai.engine import Framer
from gongkai.findings import Finding
from gongkai.model.duties import State
from gongkai.pages import Context, Page, find_page, index_page
from gongkai.preview.inline_findings import Note, counted, notes_on, with_note_markers, with_notes_shown
from gongkai.preview.section import OWN, PreviewedSection, page_of
from gongkai.preview.templates import render
from gongkai.report import SOON, time_left
from gongkai.rules import rules_of
from gongkai.rules.book import explained
from gongkai.settings import Settings
from gongkai.text import Text
from gongkai.text.convert import convert

ASSETS = Path(__file__).parent / "assets"
RULES = f"{OWN}rules/"
EVENTS = f"{OWN}events"

_LINK = re.compile(r'(<a\b[^>]*?\shref="([^"#?]*)[^"]*"[^>]*>)(.*?)</a>', re.S)
_LAYOUT = re.compile(r'<div class="gk-layout\b|<main\b')


@dataclass(frozen=True)
class PreviewPage:
    """A whole page; `seen` changes whenever it does, or what it is shown with. `there`: whether it was to be found."""

    html: str
    seen: str
    there: bool


class Pages:
    """The pages of a section at one moment, each made when it is asked for and kept."""

    def __init__(self, section: PreviewedSection, framer: Framer, stamp: str, trouble: str = "") -> None:
        self.section = section
        self._framer = framer
        self._stamp = stamp
        self._trouble = trouble
        self._made: dict[str, PreviewPage] = {}

    def page(self, path: str) -> PreviewPage:
        """The page at a path; one that says so where there is none."""
        if path not in self._made:
            self._made[path] = self._make(path)
        return self._made[path]

    def _make(self, path: str) -> PreviewPage:
        section, home = self.section, "../" * path.count("/") or "./"
        notes = notes_on(section.findings.get(path, ()), section.sources.get(path))
        page = self._own(path, home) if path.startswith(OWN) else self._of_site(path, notes, home)
        context = section.context(section.document(path))
        there = page is not None
        if page is None:
            said = "内容里没有这一页。接口文件、年度报告的 Word 文件、订阅和日历要生成网站（build）以后才有。"
            page = _page(path, "没有这个页面", render("missing.html", said=said, home=home))
        html = self._framer.framed(page, context)
        html = _with_links_marked(html, path, section.waiting)
        html = self._with_bar(html, path, home, notes if page.kind != "preview" else ())
        seen = hashlib.blake2b(f"{self._stamp}\n{html}".encode(), digest_size=12).hexdigest()
        return PreviewPage(_with_head(html, path, home, seen), seen, there)

    def _of_site(self, path: str, notes: tuple[Note, ...], home: str) -> Page | None:
        """The page as the site will have it, its findings in it; what there is of one that cannot be made."""
        section = self.section
        source, document = section.sources.get(path), section.document(path)
        context = section.context(document)
        if source and source.path in context.texts:
            signed = with_note_markers(source, section.judged.texts, notes)
            texts = cast(MutableMapping[str, Text], context.texts)  # nothing is written to it
            context = replace(context, texts=ChainMap({source.path: signed}, texts))
        planned = find_page(path, context)
        if planned is not None:
            return with_notes_shown(planned.page(), notes, home)
        if path in section.moved:
            return _moved(path, section.moved[path], home)
        if source is None and not notes:
            return None
        return with_notes_shown(_plain(path, section, context), notes, home)

    def _own(self, path: str, home: str) -> Page | None:
        if path == OWN:
            return self._panel(home)
        code = path.removeprefix(RULES).removesuffix("/")
        settings = self.section.settings
        known = path == f"{RULES}{code}/" and code in rules_of(settings).by_code
        return _rule(path, code, settings) if known else None

    def _panel(self, home: str) -> Page:
        """All findings of the section, file by file."""
        findings = self.section.judged.report.findings
        files = []
        for path, found in groupby(findings, key=lambda finding: finding.path):
            page = page_of(path)
            told = [render("finding.html", note=note, home=home) for note in self._numbered(tuple(found))]
            files.append((path, None if page == OWN else page, told))
        title = f"整个栏目：{counted(findings) or '没有问题'}"
        return _page(OWN, title, render("panel.html", title=title, files=files, home=home))

    def _numbered(self, found: tuple[Finding, ...]) -> tuple[Note, ...]:
        source = self.section.sources.get(page_of(found[0].path))
        first = self.section.judged.report.findings.index(found[0])
        return tuple(replace(note, number=note.number + first) for note in notes_on(found, source))

    def _with_bar(self, html: str, path: str, home: str, notes: tuple[Note, ...]) -> str:
        """The framed page below the preview's bar."""
        section = self.section
        source, waiting = section.sources.get(path), section.waiting.get(path, "")
        bar = render(
            "bar.html",
            home=home,
            waiting=waiting,
            said=_said(waiting),
            trouble=self._trouble,
            counted=counted(section.judged.report.findings),
            notes=notes,
            todos=[todo[1:] for todo in section.judged.report.todos if source and todo[0] == source.path],
            soon=SOON,
            overdue=sum(duty.state is State.OVERDUE for duty in section.duties),
            duties=[(d, page_of(d.path), time_left(d, section.today)) for d in section.duties],
        )
        place = _LAYOUT.search(html)
        start = place.start() if place else 0
        return f"{html[:start]}{bar}{html[start:]}"


def _with_head(html: str, path: str, home: str, seen: str) -> str:
    """The page with the preview's style and script: files of our own, as the content policy asks."""
    head = (
        f'<link rel="stylesheet" href="{home}{OWN}preview.css">\n'
        f'<script src="{home}{OWN}preview.js" data-events="{home}{EVENTS}" data-page="{escape(path)}" '
        f'data-seen="{seen}" defer></script>\n</head>'
    )
    return html.replace("</head>", head, 1)


def _said(waiting: str) -> str:
    """What it means that a page is not out."""
    if waiting == "草稿":
        return "草稿不会公开；写好以后删去 draft: true 这一行，到发布日期公开。"
    return "现在还没有公开，以下是公开当天的样子。" if waiting else ""


def _with_links_marked(html: str, path: str, waiting: Mapping[str, str]) -> str:
    """Every link to a document that is not out says so."""

    def mark(match: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(path, unquote(unescape(match[2])))) + "/"
        said = waiting.get(target) if match[2].endswith("/") else None
        return f'{match[1]}{match[3]}<span class="gk-preview__link">{said}</span></a>' if said else match[0]

    return _LINK.sub(mark, html) if waiting else html


def _plain(path: str, section: PreviewedSection, context: Context) -> Page:
    """A document whose page cannot be made as it is: what there is of it."""
    source = section.sources.get(path)
    document = section.judged.library.get(source.path) if source else None
    title = document.title if document and document.has("title") else source.path if source else path
    body = context.relinked(context.texts[document.path].html, document, document) if document else ""
    said = "这份文件有读不出来的地方，或者缺少页面上必须有的内容，先这样显示；改正以后就是正式的样子。"
    return replace(_page(path, title, render("plain.html", title=title, said=said, body=body)), kind="plain")


def _moved(path: str, url: str, home: str) -> Page:
    """What there is to see of an old address, from which the site's readers are led on at once."""
    return _page(path, "旧网址", render("moved.html", address=f"{home}{url}", url=url))


def _rule(path: str, code: str, settings: Settings) -> Page:
    """A rule's page of the rule book."""
    title, _, text = explained(code, settings).partition("\n")
    title = title.removeprefix("# ")
    html = f'<h1>{escape(title)}</h1>\n<div class="gk-body">\n{convert(text, path).html}\n</div>'
    return _page(path, title, html)


def _page(path: str, title: str, html: str) -> Page:
    return Page(path, index_page(path), title, html, kind="preview", crumbs=(("首页", ""),) if path else ())

"""What others may do at each of MkDocs' events, as generators: they look, wait while it is done, and look again."""

from collections.abc import Callable, Collection, Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkDocsPage

from gongkai.engine.files import ReadyPage
from gongkai.engine.shown import missing
from gongkai.engine.written import Folder, fault_in, put_in
from gongkai.safety.content_policy import page_faults

UNHEARD = {
    "page_read_source": "读取正文；正文由公开（Gongkai）读取和核对（GK606），这里的结果不会出现在网页上",
    "page_markdown": "改写 Markdown 正文；正文由公开（Gongkai）转换和核对（GK606），这里的结果不会出现在网页上",
    "page_content": "改写正文的 HTML；正文由公开（Gongkai）转换和核对（GK606），这里的结果不会出现在网页上",
}
"""Events that a page of ours does not have, since it is ready before MkDocs starts: what was done in them would be lost."""
_FIXED = {
    "docs_dir": "内容文件夹由 extra.gongkai 的 content 决定",
    "site_dir": "网站先在暂存文件夹里生成，检查完整以后才发布",
    "site_name": "网页和接口要用同一个名称，应直接写在设置文件里",
    "site_url": "网页和接口要用同一个网址，应直接写在设置文件里",
    "use_directory_urls": "网址由程序决定",
    "markdown_extensions": "正文由公开（Gongkai）转换，不用 MkDocs 的扩展",
    "mdx_configs": "正文由公开（Gongkai）转换，不用 MkDocs 的扩展",
}
"""Settings that are followed as the settings file has them, or not at all."""
_OF_PAGES = ("title", "canonical_url", "edit_url", "update_date", "markdown")
"""What our frame shows as it is, whatever MkDocs' page says."""

Look = Generator[None, Any, None]


class LostEvent(Exception):
    """What was done would be lost, or must not be; says so in Chinese, as the end of a sentence."""


@dataclass
class Ours:
    """What is ours in this build: the files that our pages come out as, and where attachments come from."""

    pages: frozenset[str]
    content: Path
    site: Path
    """Where the site is being made."""
    docs: Path
    """What MkDocs takes for the content: nothing of it is published."""

    def let_in(self, paths: Collection[str]) -> None:
        """Others put files at these paths; raises `LostEvent` where they are not theirs to put."""
        for path in paths:
            if why := put_in(path, self.pages, self.content):
                raise LostEvent(f"写了 {path}：{why}")


def _config(_ours: Ours, item: Any, *, config: MkDocsConfig | None = None, **_more: Any) -> Look:
    before = {name: repr((config or item)[name]) for name in _FIXED}
    after = yield
    for name, was in before.items():
        if repr((config or after)[name]) != was:
            raise LostEvent(f"改了设置 {name}；{_FIXED[name]}")


def _docs(ours: Ours, _item: Any, **_more: Any) -> Look:
    before = set(ours.docs.rglob("*"))
    yield
    if written := set(ours.docs.rglob("*")) - before:
        raise LostEvent(
            f"往 docs_dir 里写了文件（{min(written).name}），那里的文件不会发布；应写到 site_dir，或者加进 files"
        )


def _files(ours: Ours, files: Files, **_more: Any) -> Look:
    pages, others = _places(files)
    result = yield
    pages_now, others_now = _places(result)
    for source, page in pages.items():
        now = pages_now.get(source)
        if now is not page or page.dest_uri not in ours.pages:
            raise LostEvent(f"去掉、换掉或移动了网页 {source}；要公开的网页都要公开，地址也不能变")
    if more := sorted(pages_now.keys() - pages.keys()):
        raise LostEvent(f"加了网页 {more[0]}；每一页都要经过检查，请把它写成内容文件夹里的文件")
    ours.let_in(others_now.keys() - others.keys())
    new = {path: file for path, file in others_now.items() if others.get(path) is not file}
    for path, file in new.items():
        if fault := fault_in(path, file.content_bytes, others_now.__contains__):
            raise LostEvent(f"加的文件 {path} 会被内容安全策略拦下（{fault}）")


def _places(files: Files) -> tuple[dict[str, File], dict[str, File]]:
    """Pages by their source, and other files by their place below the site."""
    pages = {file.src_uri: file for file in files if file.is_documentation_page()}
    return pages, {file.dest_uri: file for file in files if not file.is_documentation_page()}


def _page(_ours: Ours, item: Any, *, page: ReadyPage | None = None, **_more: Any) -> Look:
    page = page or item
    before = {name: getattr(page, name) for name in _OF_PAGES}
    result = yield
    now = (
        result if isinstance(result, MkDocsPage) else result["page"] if isinstance(result, Mapping) else page
    )
    if now is not page:
        raise LostEvent("换掉了页面对象，网页上不会有变化")
    for name, was in before.items():
        if getattr(page, name) != was:
            raise LostEvent(f"改了页面的 {name}，网页上不会有变化；请改内容文件")
    if page.rewritten:
        raise LostEvent(f"改了页面的 {page.rewritten}，网页上不会有变化；请改内容文件")


def _html(_ours: Ours, html: str, **_more: Any) -> Look:
    result = yield
    if result == html:
        return
    if gone := missing(html, result):
        raise LostEvent(f"改动了网页的正文（{gone}）；正文要和文件一字不差（GK606）")
    known = page_faults(html)
    if faults := [fault for fault in page_faults(result) if fault not in known]:
        raise LostEvent(f"往网页里写的内容会被内容安全策略拦下（{'；'.join(faults)}）")


def _site(ours: Ours, _item: Any, **_more: Any) -> Look:
    folder = Folder(ours.site)
    yield
    gone, changed, new = folder.changes()
    if touched := sorted((gone | changed) & ours.pages):
        raise LostEvent(f"改动或删去了已经写好的网页 {touched[0]}；网页只能在 on_post_page 里改，正文不能改")
    ours.let_in(new)
    for path in sorted(new | changed):
        if fault := folder.fault(path):
            raise LostEvent(f"写的文件 {path} 会被内容安全策略拦下（{fault}）")


LOOKS: Mapping[str, tuple[Callable[..., Look], ...]] = {
    "config": (_config, _docs),
    "pre_build": (_config, _docs),
    "files": (_files, _docs),
    "nav": (_docs,),
    "env": (_docs,),
    "pre_page": (_page,),
    "page_context": (_page,),
    "post_page": (_page, _html),
    "post_template": (_html,),
    "post_build": (_site, _docs),
    "shutdown": (_site,),
}
"""Events that are not here have nothing to change: they are told that something begins or ends."""

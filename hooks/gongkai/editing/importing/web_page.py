"""A saved page of an old website (.html) → blocks: the article without the frame around it, and what the page's `meta`
says of it, as Chinese government sites write it (ArticleTitle, PubDate)."""

import re
from datetime import date
from pathlib import Path

from lxml import etree, html

from gongkai.editing.importing.blocks import (
    Block,
    Intake,
    Look,
    all_nodes,
    paragraph,
    read_with_pandoc,
    words_of,
)
from gongkai.editing.importing.plain_text import decoded
from gongkai.findings import WrongUse

_FRAME = ("script", "style", "nav", "header", "footer", "form", "iframe", "noscript", "select", "button")
_ARTICLE = (
    "//*[@id='zoom' or @id='Zoom' or @id='UCAP-CONTENT' or @id='js_content']",
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ') or contains(concat(' ', @class, ' '), ' TRS_UEDITOR ')]",
    "//article",
    "//*[contains(@class, 'article-con') or contains(@class, 'article_con') or contains(@class, 'xxgk_content')]",
    "//*[@id='content' or @id='article' or contains(concat(' ', @class, ' '), ' content ')]",
)
"""Where the article stands in the pages of the systems in use; the first that is there with words in it."""
_ENCLOSED = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)(?:[?#]|$)", re.I)
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+?)\s*(?:-->|$)")
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_FEWEST = 20


def read_web_page(file: Path) -> Intake:
    """Read a .html; raises `WrongUse` for a page in which no article is found."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(file.name, file.read_bytes()))
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True))
    except etree.ParserError as problem:
        raise WrongUse(f"{file.name} 里没有文字") from problem
    article = _article(page)
    if article is None:
        raise WrongUse(
            f"{file.name} 里没有找到文章正文，可能是列表页或者首页；请打开网页，把正文复制到 Word 里再导入"
        )
    left_out = _without_links(article)
    nodes = read_with_pandoc(html.tostring(article, encoding="unicode"), "html-native_divs-native_spans")
    blocks = [Block(node, words_of(node), Look(level=_level(node))) for node in nodes]
    title = (
        _meta(page, "ArticleTitle", "title", "og:title") or (page.findtext(".//title") or "").split("_")[0]
    )
    title = "".join(title.split())
    if title and not any("".join(block.text.split()) == title for block in blocks[:3]):
        blocks.insert(0, Block(paragraph(title), title, Look(title=True)))
    return Intake(
        tuple(blocks),
        left_out=tuple(left_out),
        published=_day(_meta(page, "PubDate", "pubdate", "publishdate", "article:published_time")),
        address=_address(page, text),
    )


def _article(page: html.HtmlElement) -> html.HtmlElement | None:
    for node in page.xpath("|".join(f"//{name}" for name in _FRAME)):
        node.drop_tree()
    for path in _ARTICLE:
        found = [node for node in page.xpath(path) if len("".join(node.text_content().split())) >= _FEWEST]
        if found:
            return max(found, key=lambda node: len(node.text_content()))
    groups: dict[html.HtmlElement, int] = {}
    for node in page.xpath("//p"):
        groups[node.getparent()] = groups.get(node.getparent(), 0) + len(node.text_content().strip())
    best = max(groups, key=lambda parent: groups[parent], default=None)
    return best if best is not None and groups[best] >= _FEWEST else None


def _without_links(article: html.HtmlElement) -> list[str]:
    """Take links and pictures of the old site away, whose files are not here; says which."""
    said = []
    for link in article.xpath(".//a"):
        if _ENCLOSED.search(link.get("href") or ""):
            said.append(
                f"附件的链接“{link.text_content().strip()}”（{link.get('href')}），请把文件补到 attachments"
            )
        link.drop_tag()
    for image in article.xpath(".//img"):
        said.append(f"图片（{image.get('src') or '没有地址'}）")
        image.drop_tree()
    return said


def _level(node: object) -> int:
    return next((int(one["c"][0]) for one in all_nodes(node) if one["t"] == "Header"), 0)


def _meta(page: html.HtmlElement, *names: str) -> str:
    """What the first of these `meta` says."""
    said = {
        (node.get("name") or node.get("property") or "").lower(): (node.get("content") or "").strip()
        for node in page.xpath("//meta[@content]")
    }
    return next((said[name.lower()] for name in names if said.get(name.lower())), "")


def _day(text: str) -> date | None:
    found = _DAY.search(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _address(page: html.HtmlElement, text: str) -> str:
    """Where the page stood below its site: as it says itself, or as the browser noted that saved it."""
    canonical = page.xpath("//link[@rel='canonical']/@href")
    saved = _SAVED_FROM.search(text)
    address = str(canonical[0]) if canonical else saved[1] if saved else _meta(page, "og:url", "Url")
    whole = re.fullmatch(r"https?://[^/\s]+(/[^\s?#]+)(?:#\S*)?", address)
    return whole[1] if whole else ""

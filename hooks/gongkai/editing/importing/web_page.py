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
from gongkai.editing.importing.files_of_page import FilesOfPage, address_in, is_button, is_list_of_links
from gongkai.editing.importing.plain_text import decoded
from gongkai.editing.importing.refusals import NoDocument
from gongkai.text.layout_words import ends_like_title

_FRAME = ("script", "style", "nav", "header", "footer", "form", "iframe", "noscript", "select", "button")
_ARTICLE = (
    "//*[@id='zoom' or @id='Zoom' or @id='UCAP-CONTENT' or @id='js_content']",
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ') or contains(concat(' ', @class, ' '), ' TRS_UEDITOR ')]",
    "//article",
    "//*[contains(@class, 'article-con') or contains(@class, 'article_con') or contains(@class, 'xxgk_content')]",
    "//*[@id='content' or @id='article' or contains(concat(' ', @class, ' '), ' content ')]",
)
"""Where the article stands in the pages of the systems in use; the first that is there with words in it."""
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+?)\s*(?:-->|$)")
_DAY = re.compile(r"((?:19|20)\d{2})[-/.年](\d{1,2})[-/.月](\d{1,2})")
_FEWEST = 20
"""Letters of the shortest article, and of a paragraph that is worth telling of."""
_MOST = 0.7
"""The share of all paragraphs that an article has at least, where nothing marks it."""
_LONGEST_TITLE = 80
_IN_TABLE = ("td", "th", "tr", "tbody", "thead", "table")


def read_web_page(file: Path, root: Path | None = None) -> Intake:
    """Read a .html; raises `NoDocument` for a page in which no article is found. `root`: the folder of the old website."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(file.name, file.read_bytes()))
    try:
        page = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True))
    except etree.ParserError as problem:
        raise NoDocument(f"{file.name} 里没有文字") from problem
    article = _article(page)
    if article is None:
        raise NoDocument(
            f"{file.name} 里没有找到文章正文，可能是列表页或者首页；请打开网页，把正文复制到 Word 里再导入"
        )
    if is_list_of_links(article):
        raise NoDocument(f"{file.name} 是列表页，里面是到别的网页的链接，没有正文")
    beside = _beside(page, article)
    files = FilesOfPage(article, file, root)
    nodes = read_with_pandoc(html.tostring(article, encoding="unicode"), "html-native_divs-native_spans")
    found = [Block(node, words_of(node), Look(level=_level(node))) for node in nodes]
    blocks = [block for block in found if not (block.is_paragraph and is_button(block.text))]
    buttons = tuple(f"网页上的“{block.text.strip()}”" for block in found if block not in blocks)
    title = _title(page, article)
    there = next((at for at, one in enumerate(blocks[:3]) if "".join(one.text.split()) == title), None)
    if title and (there is None or blocks[there].node["t"] == "Header"):
        blocks[there or 0 : 0 if there is None else there + 1] = [
            Block(paragraph(title), title, Look(title=True))
        ]
    return Intake(
        tuple(blocks),
        media=files.pictures,
        linked=files.annexes,
        left_out=(*files.left_out, *buttons, *beside),
        missing=tuple(files.missing),
        published=_day(_meta(page, "PubDate", "pubdate", "publishdate", "article:published_time")),
        address=_address(page, text) or (address_in(file, root) if root else ""),
    )


def _title(page: html.HtmlElement, article: html.HtmlElement) -> str:
    """As `meta` says it; else the heading before the article or at its top, where it reads like a title or the window's
    title says it too; else the window's title, which may be the site's name."""
    if said := _meta(page, "ArticleTitle", "title", "og:title"):
        return "".join(said.split())
    window = "".join((page.findtext(".//title") or "").split())
    for heading in _headings(page, article):
        words = "".join(heading.text_content().split())
        if 4 < len(words) <= _LONGEST_TITLE and (ends_like_title(words) or words in window):
            return words
    return re.split(r"[_|]|[-–—](?=[^-–—\d]*$)", window)[0]


def _headings(page: html.HtmlElement, article: html.HtmlElement) -> list[html.HtmlElement]:
    """Headings before the article, the nearest first, then the first in it."""
    found = page.xpath("//h1|//h2|//h3")
    inside = set(article.iter())
    order = {node: place for place, node in enumerate(page.iter())}
    before = [one for one in found if one not in inside and order[one] < order[article]]
    return [*reversed(before), *[one for one in found if one in inside][:1]]


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
    if best is None or groups[best] < _FEWEST:
        return None
    while best.getparent() is not None and (
        best.tag in _IN_TABLE or _in_paragraphs(best) < _MOST * sum(groups.values())
    ):
        best = best.getparent()
    return best


def _in_paragraphs(node: html.HtmlElement) -> int:
    return sum(len(one.text_content().strip()) for one in node.xpath(".//p"))


def _beside(page: html.HtmlElement, article: html.HtmlElement) -> list[str]:
    """The longer paragraphs of the page that stand outside of the article."""
    inside = set(article.iter())
    told = (" ".join(one.text_content().split()) for one in page.xpath("//p") if one not in inside)
    return [f"网页上正文以外的“{words}”" for words in dict.fromkeys(told) if len(words) >= _FEWEST]


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

"""Small pages at addresses where something was: they lead on to where it is, or say that it is no more."""

from html import escape
from urllib.parse import quote

from gongkai.exports.json_output import root_of
from gongkai.model import Document
from gongkai.model.title_marks import in_marks
from gongkai.settings import Settings
from gongkai.text import OldVersion

_PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{said}：{title}</title>
<meta name="robots" content="noindex">
{leading}<link rel="stylesheet" href="{base}assets/gongkai.css">
</head>
<body class="gk-page">
<div class="gk-layout">
<main class="gk-main">
<h1>{heading}</h1>
{words}</main>
</div>
</body>
</html>
"""
_LEADING = """<meta http-equiv="refresh" content="0; url={address}">
<link rel="canonical" href="{canonical}">
"""
_MOVED = """<p><a href="{address}">{title}</a></p>
<p>没有自动打开的，请点上面的链接。{advice}</p>
"""
_NO_MORE = """<p>{named}已经不在这个网址，它以前的版本也不再提供。</p>
<ul>
{here}<li><a href="{base}search/">搜索有没有新的内容</a></li>
<li>需要原文的，可以<a href="{base}requests/">申请公开</a></li>
</ul>
"""
_HERE = '<li>现在这个网址上的是<a href="{address}">{title}</a></li>\n'


def moved_page(file: str, page: str, title: str, settings: Settings) -> bytes:
    """What stands in the place of a page that moved. `file`: where it stands; `page`: where it leads, `title` what it
    finds there."""
    return _leading(
        file,
        page,
        ("已移到新网址", "这一页已经移到新网址", title),
        settings,
        "收藏、引用过旧网址的，请改用新网址。",
    )


def version_page(file: str, version: OldVersion, here: Document | None, settings: Settings) -> bytes:
    """What stands in the place of a version's page. `here`: the document that is at its address now."""
    if not version.gone:
        return moved_page(file, version.page, f"{version.title}：历次版本", settings)
    said, heading = "历次版本不再提供", "文件已经删除，历次版本不再提供"
    if version.page:
        return _leading(file, version.page, (said, heading, version.title or "已删除的文件"), settings)
    base = "../" * file.count("/")
    named = in_marks(version.title) if version.title else "原来的文件"
    link = _HERE.format(address=escape(f"{base}{quote(here.url)}"), title=escape(here.title)) if here else ""
    words = _NO_MORE.format(named=escape(named), base=base, here=link)
    title = escape(version.title or "已删除的文件")
    return _PAGE.format(said=said, title=title, leading="", base=base, heading=said, words=words).encode()


def _leading(
    file: str, page: str, words: tuple[str, str, str], settings: Settings, advice: str = ""
) -> bytes:
    """A page that leads on. `words`: what its title says first, its heading, and the title of the page that it leads to."""
    base = "../" * file.count("/")
    address = quote(f"{base}{page}") or "./"
    canonical = f"{root_of(settings)}{quote(page)}" if settings.site_url else address
    told = dict(zip(("said", "heading", "title"), map(escape, words), strict=True))
    places = {"address": escape(address), "canonical": escape(canonical), "base": base, "advice": advice}
    leading, below = (one.format(**told, **places) for one in (_LEADING, _MOVED))
    return _PAGE.format(**told, base=base, leading=leading, words=below).encode()

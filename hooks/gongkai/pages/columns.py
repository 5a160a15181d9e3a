"""The four standard columns (国办公开办函〔2019〕61号), and what the law expects in one that nobody has written yet."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai import law
from gongkai.model import AnnualReport
from gongkai.model.standing import GUIDE, SYSTEM
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page


@dataclass(frozen=True)
class Column:
    """A standard column: what it is for, and what the law wants while it is empty."""

    title: str
    path: str
    says: str
    wanted: str = ""
    """Empty where there is something in it."""


@dataclass(frozen=True)
class _Unwritten:
    """A column that is one page."""

    title: str
    says: str
    basis: str
    contents: tuple[str, ...]


_PAGES = {
    GUIDE: _Unwritten(
        "政府信息公开指南",
        "信息的分类、查阅和申请方法",
        "《政府信息公开条例》第十二条要求编制、公布政府信息公开指南，并及时更新。指南应当写明：",
        law.GUIDE_CONTENT,
    ),
    SYSTEM: _Unwritten(
        "政府信息公开制度",
        "公开、审查、解读、监督的规定",
        "《政府信息公开条例》要求建立健全政府信息公开的各项制度：",
        law.SYSTEM_CONTENT,
    ),
}


def standard_columns(context: Context) -> tuple[Column, ...]:
    """指南, 制度, 法定主动公开内容, 年报, in the order that every government site has them."""
    reports = context.library.public(AnnualReport, context.today)
    return (
        _column(GUIDE, "条例第十二条要求编制、公布", context),
        _column(SYSTEM, "条例第四条要求建立", context),
        Column("法定主动公开内容", "statutory/", "条例第二十条规定的内容"),
        Column(
            "政府信息公开年报",
            "reports/",
            "每年的工作和统计数据",
            "" if reports else "条例第四十九条、第五十条要求每年公布",
        ),
    )


def unwritten_columns(context: Context) -> tuple[tuple[str, str], ...]:
    """Title and source of the pages that stand in for columns which are not there."""
    return tuple((page.title, index_page(_url(path))) for path, page in _missing(context))


def unwritten_pages(context: Context) -> Iterator[Page]:
    """A page in each of these places, so that the column and what belongs in it are found."""
    for path, column in _missing(context):
        url = _url(path)
        html = context.render("unwritten.html", url, column=column)
        text = f"{column.title}尚未公布；列出法规要求的内容。"
        yield Page(url, index_page(url), column.title, html, text)


def _column(path: str, wanted: str, context: Context) -> Column:
    document = context.library[path] if context.is_public(path) else None
    held = document is not None and not document.withdrawn_on(context.today)
    return Column(_PAGES[path].title, _url(path), _PAGES[path].says, "" if held else wanted)


def _missing(context: Context) -> Iterator[tuple[str, _Unwritten]]:
    return ((path, page) for path, page in _PAGES.items() if not context.is_public(path))


def _url(path: str) -> str:
    return f"{path.removesuffix('.md')}/"

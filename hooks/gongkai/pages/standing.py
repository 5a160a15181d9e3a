"""政务公开: the four standard columns, what gives account of the work, and the standing pages."""

from dataclasses import dataclass

from gongkai.model import About
from gongkai.model.standing import GUIDE
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page
from gongkai.pages.statutory import item_of

PATH = "about/"
RULES = "about/rules.md"

ACCOUNTS = (
    ("依申请公开", "requests/", "申请的受理、答复和期限"),
    ("工作要点任务", "plans/", "任务分解和完成情况"),
    ("政民互动办理情况", "interactions/", "热线、咨询、建议、信箱"),
    ("公开监督", "disclosure/", "各项义务的到期日和完成情况"),
)
"""Pages that give account: name, path, what they show."""


@dataclass(frozen=True)
class Column:
    """A standard column; one without a page has no path."""

    title: str
    path: str
    says: str


def standing_page(context: Context) -> Page:
    """The one page that leads to all of them."""
    others = tuple(
        context.link(about)
        for about in reversed(context.library.public(About, context.today))
        if about.path not in (GUIDE, RULES) and not item_of(about)
    )
    html = context.render(
        "standing.html", PATH, columns=standard_columns(context), accounts=ACCOUNTS, others=others
    )
    text = "政府信息公开指南、制度、法定主动公开内容、年报，以及公开工作的办理和监督情况。"
    return Page(PATH, index_page(PATH), "政务公开", html, text)


def standard_columns(context: Context) -> tuple[Column, ...]:
    """指南, 制度, 法定主动公开内容, 年报, in the order that every government site has them."""
    return (
        Column("政府信息公开指南", _url(GUIDE, context), "信息的分类、查阅和申请方法"),
        Column("政府信息公开制度", _url(RULES, context), "公开、审查、解读、监督的规定"),
        Column("法定主动公开内容", "statutory/", "条例第二十条规定的内容"),
        Column("政府信息公开年报", "reports/", "每年的工作和统计数据"),
    )


def _url(path: str, context: Context) -> str:
    document = context.library[path] if context.is_public(path) else None
    return document.url if document and not document.withdrawn_on(context.today) else ""

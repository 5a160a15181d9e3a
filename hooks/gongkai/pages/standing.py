"""政务公开: the four standard columns, what gives account of the work, and the standing pages."""

from gongkai.model import About
from gongkai.model.standing import GUIDE, SYSTEM
from gongkai.pages.columns import standard_columns
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page
from gongkai.pages.statutory import item_of

PATH = "about/"

ACCOUNTS = (
    ("依申请公开", "requests/", "申请的受理、答复和期限"),
    ("工作要点任务", "plans/", "任务分解和完成情况"),
    ("政民互动办理情况", "interactions/", "热线、咨询、建议、信箱"),
    ("公开监督", "disclosure/", "各项义务的到期日和完成情况"),
    ("检查指标对照", "inspection/", "国家检查指标和工作要点，逐项对照"),
)
"""Pages that give account: name, path, what they show."""


def standing_page(context: Context) -> Page:
    """The one page that leads to all of them."""
    others = tuple(
        context.link(about)
        for about in reversed(context.library.public(About, context.today))
        if about.path not in (GUIDE, SYSTEM) and not item_of(about)
    )
    html = context.render(
        "standing.html", PATH, columns=standard_columns(context), accounts=ACCOUNTS, others=others
    )
    text = "政府信息公开指南、制度、法定主动公开内容、年报，以及公开工作的办理和监督情况。"
    return Page(PATH, index_page(PATH), "政务公开", html, text)

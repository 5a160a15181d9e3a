"""The search page: a form, the places that `theme/.scripts/search.js` fills, and ways on without it."""

from gongkai.model.standing import GUIDE
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page

HOTLINES = (("政务服务便民热线", "12345"),)
_LISTS = (
    ("按主题", "topics/"),
    ("按对象", "audiences/"),
    ("常见问答", "questions/"),
    ("政策文件", "policies/"),
    ("政策解读", "interpretations/"),
    ("意见征集", "consultations/"),
)


def search_page(context: Context) -> Page:
    """The one page of all searches: what is asked for stands in its address."""
    path = "search/"
    guide = context.library[GUIDE].url if context.is_public(GUIDE) else ""
    html = context.render("search.html", path, lists=_LISTS, hotlines=HOTLINES, guide=guide)
    return Page(path, index_page(path), "搜索", html, "在全部政策文件、解读和常见问答中查找。", kind="search")

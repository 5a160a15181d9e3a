"""What government sites must say of each page for those who collect it: 国办发〔2017〕47号《政府网站发展指引》.

Column tags stand on every page but the first; article tags on the pages of documents. What is not known is left
out: a day of publication has no hour here, and none is made up.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from gongkai.model import Document, Policy
from gongkai.pages.context import Context
from gongkai.pages.site import Page

Tag = tuple[str, str]
"""A meta element: its name and its content."""

COLUMNS = {
    "policies": ("政策文件", "政策文件", "本机关制发和转载的政策文件，标明是否有效，附政策解读。"),
    "interpretations": ("政策解读", "解读回应", "与政策文件同步发布的解读，以及政策实施后的跟踪解读。"),
    "decisions": ("重大决策", "重大决策", "年度重大行政决策事项目录，以及每项决策的全过程。"),
    "consultations": ("意见征集", "互动交流", "正在征求和已经征求公众意见的事项。"),
    "questions": ("常见问答", "互动交流", "政策解读中的问题和答案，按主题排列。"),
    "entitlements": ("能享受哪些政策", "互动交流", "回答几个问题，看哪些政策可能符合、能领多少。"),
    "participation": ("公众参与", "互动交流", "正在征求意见和邀请参加的事项，以及每一项的结果。"),
    "interactions": ("政民互动办理情况", "互动交流", "热线、咨询、建议和信箱来件的办理情况。"),
    "changes": ("本月更新了什么", "政府信息公开", "每月发布、修改、更正、到期、废止的文件，一句话一条。"),
    "open-data": ("数据开放", "政府信息公开", "本栏目的全部数据文件，附用途、网址和示例。"),
    "clarifications": ("澄清回应", "解读回应", "对不实、不完整信息的澄清。"),
    "replies": ("政策咨询答复", "解读回应", "群众和企业咨询政策的问题，以及本机关的答复。"),
    "requests": ("依申请公开", "政府信息公开", "政府信息公开申请的受理、答复和期限情况。"),
    "reports": ("政府信息公开年报", "政府信息公开", "各年度的政府信息公开工作年度报告。"),
    "plans": ("工作要点任务", "政府信息公开", "政务公开工作要点的任务分解和完成情况。"),
    "statutory": ("法定主动公开内容", "政府信息公开", "《政府信息公开条例》第二十条规定主动公开的内容。"),
    "normative": ("规范性文件库", "政策文件", "本机关的行政规范性文件，标明登记号、有效期和是否有效。"),
    "disclosure": ("公开监督", "政府信息公开", "公开义务的到期日和完成情况，以及暂缓事项。"),
    "inspection": ("检查指标对照", "政府信息公开", "国家的政府网站检查指标和本单位的工作要点，逐项对照。"),
    "proof": ("留痕存证", "政府信息公开", "每次更新网站的登记簿，以及怎样核对一个页面是否这样公开过。"),
    "topics": ("按主题", "政策文件", "按主题排列的政策文件、政策解读、决策档案和回应。"),
    "audiences": ("按对象", "政策文件", "按面向对象排列的政策文件、政策解读、决策档案和回应。"),
    "about": ("政务公开", "政府信息公开", "政府信息公开指南、制度和其他说明。"),
    "search": ("搜索", "搜索", "在全部政策文件、政策解读和常见问答中查找。"),
    "sitemap": ("网站地图", "网站地图", "本栏目的全部列表和固定页面。"),
}
"""The first part of a page's path: the name, kind and description of its column."""


def tags(page: Page, context: Context) -> tuple[Tag, ...]:
    """The meta elements of one page, in the order of the guideline."""
    document = context.library.get(page.source)
    return (*_site(context), *_column(page), *(_article(page, document, context) if document else ()))


def _site(context: Context) -> Iterator[Tag]:
    if domain := urlsplit(context.settings.site_url).netloc:
        yield "SiteDomain", domain


def _column(page: Page) -> Iterator[Tag]:
    column = COLUMNS.get(page.path.split("/", 1)[0])
    if column:
        yield "ColumnName", column[0]
        yield "ColumnType", column[1]
        yield "ColumnDescription", column[2]


def _article(page: Page, document: Document, context: Context) -> Iterator[Tag]:
    if not page.path:
        return
    library = context.library
    yield "ArticleTitle", page.title
    yield "PubDate", document.published.isoformat()
    if source := _source(document, context):
        yield "ContentSource", source
    if keywords := (
        *library.topics_of(document, context.today),
        *library.audiences_of(document, context.today),
    ):
        yield "Keywords", ",".join(keywords)


def _source(document: Document, context: Context) -> str:
    if isinstance(document, Policy):
        if document.republished:
            return document.republished.from_
        return document.lead.issuer if document.lead else "、".join(document.issuer)
    return context.settings.organisation

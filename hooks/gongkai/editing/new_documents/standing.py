"""The standing pages that a section begins with: the guide that 条例 art. 12 asks for, 制度, 机构, 联系方式; the home page."""

from gongkai.editing.facts import DRAFT
from gongkai.editing.front import FrontMatterField, document
from gongkai.editing.new_documents.prompts import Prompts
from gongkai.editing.skeletons import todo
from gongkai.editing.writing import Written

_REMEDIES = "五、监督和救济"
_APPEAL = (
    "公民、法人或者其他组织认为本机关在政府信息公开工作中侵犯其合法权益的，可以向{region}人民政府申请行政复议"
    "（自知道或者应当知道之日起60日内），也可以依法向人民法院提起行政诉讼；对不予公开的决定不服，或者认为没有在期限内答复的，"
    "应当先申请行政复议，对复议决定不服的，可以自收到复议决定书之日起15日内提起行政诉讼。"
)
"""条例 art. 51; 行政复议法 (2023) art. 20, 23, 24: how long, when first of all, and the government whose organ it is."""
_PAGES = {
    "guide": (
        "政府信息公开指南",
        (
            ("一、政府信息的分类", "分哪几类，每类有什么（条例第十二条）"),
            ("二、编排体系", "按什么编排：索引号、名称、内容概述、生成日期，怎样检索"),
            ("三、获取方式", "主动公开的在哪里看；依申请公开的怎样提出、写明什么、多长时间答复、怎样收费"),
            (
                "四、政府信息公开工作机构",
                "名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式，一项也不能少",
            ),
            (_REMEDIES, "向谁投诉、举报，怎样申请行政复议、提起行政诉讼，哪些应当先申请复议"),
        ),
    ),
    "rules": (
        "政府信息公开制度",
        (
            ("一、工作机构和职责", "哪个科室负责，分管负责人是谁（条例第四条）"),
            ("二、公开审查", "谁起草、谁审查、谁批准，保密审查怎样做（条例第十七条）"),
            ("三、管理和更新", "文件失效、修改以后谁来标明，多长时间清理一次"),
            ("四、监督", "怎样考核，怎样受理投诉、举报"),
        ),
    ),
    "organisation": (
        "机关职能和机构设置",
        (
            ("机关职能", "按“三定”规定写（条例第二十条第二项）"),
            ("机构设置", "内设科室和下属单位，各管什么"),
            ("负责人", "姓名、职务、分工"),
        ),
    ),
    "contact": (
        "咨询和监督",
        (
            ("联系方式", "办公地址、办公时间、联系电话（条例第二十条第二项）"),
            ("监督电话", "受理投诉、举报的科室和电话"),
        ),
    ),
}


def new_standing_pages(wants: Prompts, region: str = "") -> Written:
    """The home page, and the others as drafts; the guide names the government of the region to appeal to."""
    files = {"index.md": _home(wants.settings.organisation)}
    for name, (title, parts) in _PAGES.items():
        entries = [
            DRAFT,
            FrontMatterField("title", title),
            FrontMatterField("published", wants.settings.today),
        ]
        body = "\n\n".join(paragraph for part in parts for paragraph in _part(*part, region))
        files[f"about/{name}.md"] = document(entries, body).encode()
    said = "、".join(f"{title}（about/{name}.md）" for name, (title, _parts) in _PAGES.items())
    return Written(files, (f"固定页面：{said}",))


def _part(heading: str, what: str, region: str) -> tuple[str, ...]:
    if heading == _REMEDIES and region:
        return f"## {heading}", _APPEAL.format(region=region), todo("向谁投诉、举报；核对上面一段")
    return f"## {heading}", todo(what)


def _home(organisation: str) -> bytes:
    entries = [
        FrontMatterField("title", f"{organisation}政务公开"),
        FrontMatterField("summary", f"{organisation}的政策文件、政策解读、重大行政决策和政府信息公开情况。"),
    ]
    body = f"这里公开{organisation}的政策文件、政策解读、重大行政决策和政府信息公开情况。查政策，请直接搜索您的问题。"
    return document(entries, body).encode()

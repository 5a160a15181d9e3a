"""The files for machines that a site has: what exports write, and what the page 数据开放 names, are this one list."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class OpenFile:
    """One file below the site; or several of a kind, `{…}` in the path standing for what differs."""

    path: str
    title: str
    says: str
    """Who takes it, and for what."""
    form: str
    """How it is written: JSON, CSV…"""
    example: str
    """A piece of it, or how it is used."""
    schema: str = ""
    """The name of its JSON Schema."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(self.path)))

    def is_at(self, path: str) -> bool:
        """Whether this is the file, or one of the files, at a path."""
        return self._pattern.fullmatch(path) is not None


DOCUMENTS = OpenFile(
    "api/v1/documents.json",
    "全部公开文件",
    "政策文件、解读、决策档案等的标题、状态、日期、主题、附件和相互关系，供一网通办、上级网站同步。",
    "JSON",
    '{"path": "policies/2026/job-subsidy.md", "kind": "政策文件", "title": "就业补贴办法", "status": "有效",'
    ' "published": "2026-04-16", "url": "https://…/policies/2026/job-subsidy/"}',
    "documents",
)
QUESTIONS = OpenFile(
    "api/v1/questions.json",
    "常见问答知识库",
    "今天可以对外答复的全部问答，带永久编号和有效期，供12345热线、智能客服、办事窗口调用。",
    "JSON",
    '{"id": "job-subsidy-who", "question": "谁可以申请？", "answer": {"text": "登记失业人员。"},'
    ' "valid": {"from": "2026-05-01", "until": null}}',
    "questions",
)
QUESTIONS_TABLE = OpenFile(
    "api/v1/questions.csv",
    "常见问答表",
    "内容与知识库相同，一行一问，双击可以用 Excel、WPS 打开。",
    "CSV",
    "编号,问题,答案,政策文件,发文字号",
)
CALCULATORS = OpenFile(
    "api/v1/calculators.json",
    "算得清",
    "谁能享受、能领多少：每份政策问什么、标准、条件、算式和算例，供12345热线、一网通办按同一套数计算。",
    "JSON",
    '{"path": "policies/2026/job-subsidy.md", "amount": {"formula": "months * 每月补贴", "unit": "元", "per": null},'
    ' "cases": [{"title": "缴费6个月", "amount": "4800"}]}',
    "calculators",
)
CHANGES = OpenFile(
    "api/v1/changes.json",
    "变动记录",
    "上面两份 JSON 清单里新增、改动、撤下的每一条，按先后编号；记住上次的编号，下次只取新的。",
    "JSON",
    '{"cursor": 260, "day": "2026-06-15", "change": "changed", "type": "document", "id": "policies/2026/job-subsidy.md"}',
    "changes",
)
CHANGES_PART = OpenFile(
    "api/v1/changes/{序号}.json",
    "以前的变动记录",
    "变动记录每写满1000条另存一份，以后不再改动；有哪几份，变动记录里的 parts 列出。",
    "JSON",
    '{"parts": [{"url": "https://…/api/v1/changes/1.json"}]}',
    "changes-part",
)
MANIFEST = OpenFile(
    "api/v1/manifest.json",
    "网站文件清单",
    "网站全部文件（本清单和 proof/ 除外）的大小和 SHA-256 校验值，供镜像、存档单位逐个核对。",
    "JSON",
    '{"path": "policies/2026/job-subsidy/index.html", "bytes": 12345, "sha256": "9f86d081…"}',
    "manifest",
)
SCHEMAS = OpenFile(
    "api/v1/schema/{名称}.json",
    "数据格式说明",
    "每份 JSON 文件的字段、类型和中文说明（JSON Schema），程序可以据此自动检查。",
    "JSON Schema",
    '{"properties": {"title": {"type": "string", "description": "标题"}}}',
)
STATUS = OpenFile(
    "status.json",
    "网站状态",
    "现在公开的是哪一版、哪天生成、有几项提醒，供值班监控。",
    "JSON",
    '{"day": "2026-06-15", "product": "0.1.0", "findings": {"warnings": 0}}',
    "status",
)
FEED = OpenFile(
    "feed.xml",
    "订阅全部更新",
    "最近变动的50篇，用订阅软件打开，有更新会提醒。",
    "Atom",
    "把网址粘贴到订阅软件的“添加订阅”里",
)
TOPIC_FEEDS = OpenFile(
    "topics/{主题}/feed.xml", "订阅一个主题", "只看一个主题的更新，例如就业、社会保险。", "Atom", FEED.example
)
AUDIENCE_FEEDS = OpenFile(
    "audiences/{对象}/feed.xml",
    "订阅一类对象",
    "只看与一类人有关的更新，例如高校毕业生。",
    "Atom",
    FEED.example,
)
DOCUMENT_FEED = OpenFile(
    "{栏目}/{年份}/{文件}/feed.xml",
    "关注一份文件",
    "一份政策文件或者一项决策的修改、更正、到期、废止、意见采纳情况，文件页“关注本文”有链接；结束以后再保留一年。",
    "Atom",
    FEED.example,
)
DOCUMENT_CALENDAR = OpenFile(
    "{栏目}/{年份}/{文件}/calendar.ics",
    "一份文件的日历",
    "一份文件的施行、到期、申报截止，一项决策的征求意见、反馈期限，可以加到手机或者电脑的日历里。",
    "iCalendar",
    "手机日历：“添加日历”→“订阅日历”→粘贴网址",
)
MONTHS = OpenFile(
    "api/v1/months.json",
    "各月更新目录",
    "哪些月份有更新、各有几条、文件在哪里。",
    "JSON",
    '{"month": "2026-06", "count": 12, "url": "https://…/api/v1/months/2026-06.json"}',
    "months",
)
MONTH = OpenFile(
    "api/v1/months/{月份}.json",
    "一个月更新了什么",
    "一个月里发布、修改、更正、到期、废止、撤下和公开意见采纳情况的每一条，一句话一条，供信息简报、上级网站、新媒体取用。",
    "JSON",
    '{"day": "2026-06-12", "what": "amended", "title": "就业补贴办法", "words": "由《关于调整就业补贴标准的通知》修改"}',
    "month",
)
CALENDAR = OpenFile(
    "calendar.ics",
    "征求意见和申报日历",
    "征求意见的起止、申报截止日和尚未办结的期限，可以加到手机或者电脑的日历里。",
    "iCalendar",
    "手机日历：“添加日历”→“订阅日历”→粘贴网址",
)
INSPECTION = OpenFile(
    "api/v1/inspection.csv",
    "检查指标对照表",
    "国家检查指标和本单位各年工作要点的逐项状态、说明和证据，供主管部门检查时下载核对。",
    "CSV",
    "部分,年度,指标,内容,依据,状态",
)
INSPECTION_WORD = OpenFile(
    "inspection/inspection.docx",
    "检查指标对照（Word）",
    "内容与检查指标对照页相同，供打印、存档。",
    "Word",
    "用 Word、WPS 打开",
)
REPORT_WORD = OpenFile(
    "reports/{年份}/annual-report.docx",
    "年度报告（Word）",
    "政府信息公开工作年度报告，按统一格式排好，供报送、打印。",
    "Word",
    "用 Word、WPS 打开",
)
SITE_MAP = OpenFile(
    "sitemap.xml",
    "网页地址表",
    "全部网页的地址和更新日期，供搜索引擎收录。",
    "XML",
    "<url><loc>https://…/policies/</loc></url>",
)
SITE_MAP_PACKED = OpenFile(
    "sitemap.xml.gz", "网页地址表（压缩）", "内容与网页地址表相同。", "gzip", "gunzip -c sitemap.xml.gz"
)
REDIRECTS = OpenFile(
    "redirects.map",
    "旧网址对照表",
    "移动过的文件、旧网站的网址现在转到哪里；标 gone 的已经删除。供网站服务器（nginx）跳转，也供其他平台改正链接。",
    "nginx map",
    "/art/2021/5/8/12.html /zwgk/policies/2021/job-subsidy/;",
)

OPEN_FILES = (
    *(
        DOCUMENTS,
        QUESTIONS,
        QUESTIONS_TABLE,
        CALCULATORS,
        CHANGES,
        CHANGES_PART,
        FEED,
        TOPIC_FEEDS,
        AUDIENCE_FEEDS,
        DOCUMENT_FEED,
        CALENDAR,
        DOCUMENT_CALENDAR,
        MONTHS,
        MONTH,
        INSPECTION,
    ),
    *(INSPECTION_WORD, REPORT_WORD),
    *(STATUS, MANIFEST, SCHEMAS, SITE_MAP, SITE_MAP_PACKED, REDIRECTS),
)


def word_report(year: int) -> str:
    """Where the annual report on a year lies as a Word file."""
    return REPORT_WORD.path.format(年份=year)


def listed(path: str) -> str:
    """The path of a file for machines. Raises `LookupError` for one that the list, and so the public, does not know."""
    if not any(one.is_at(path) for one in OPEN_FILES):
        raise LookupError(f"{path} stands in no entry of OPEN_FILES (model/open_data.py)")
    return path

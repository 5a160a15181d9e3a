"""What the commands share that make new files: the words for their options, and what is said in the end."""

from gongkai.editing.writing import Written, write
from gongkai.settings import Settings
from gongkai.settings.typed_values import day, reference

TEXTS = {
    "title": "标题",
    "number": "发文字号",
    "issuer": "发布机构（默认本单位）",
    "drafted": "起草日期",
    "signed": "签发日期",
    "published": "发布日期（默认今天）",
    "summary": "内容概述",
    "department": "承办科室",
    "contact": "咨询方式",
    "interprets": "解读哪份文件，例如 policies/2024/a.md",
    "based_on": "答复依据哪份文件，例如 policies/2024/a.md",
    "form": "解读或互动的形式",
    "item": "年度目录中的编号",
    "year": "年度",
    "opens": "开始日期",
    "closes": "结束日期",
    "slug": "新文件的名字（默认按文号或标题取）",
}
"""What can be said of a new file, by the names of the options."""
ENTRY_TEXTS = {
    "received": "依申请公开：收到日期；互动：收到几件",
    "channel": "依申请公开或互动的渠道",
    "applicant": "申请人类别",
    "month": "互动：月份，例如 2024-05",
    "answered": "互动：办结几件",
    "on_time": "互动：按期办结几件",
    "satisfied": "互动：满意几件",
    "rule": "暂缓：对哪条规则破例",
    "path": "暂缓：哪个文件",
    "reason": "暂缓：理由，会公开",
    "approved_by": "暂缓：批准的单位或会议",
    "expires": "暂缓：到哪天为止",
    "notice": "日历：通知的文号",
    "holidays": "日历：放假日期，例如 2024-05-01至2024-05-05",
    "workdays": "日历：调休上班日期",
}
"""The same for what goes into registers and calendars."""
READ = {"published": day, "interprets": reference}
"""How an option's value is read that is not just text."""
_ENTERED = "登记表和日历没有草稿，写进去就算数；请核对，再运行 check"
DRAFTS_WRITTEN = "新文件都是草稿，不会公开；运行 check 看还有哪些待补、待核对的地方"


def write_drafts(written: Written, settings: Settings) -> None:
    """Write the files and tell of them."""
    write(written, settings.content)
    has_drafts = any(path.endswith(".md") for path in written.files)
    print("\n".join([*written.said, DRAFTS_WRITTEN if has_drafts else _ENTERED]))

"""A new annual report, a new plan, a new event of participation."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from gongkai import law
from gongkai.editing.facts import DRAFT
from gongkai.editing.front import CHECK, FILL, FrontMatterField, document, fill
from gongkai.editing.new_documents.prompts import Prompts, one_of
from gongkai.editing.skeletons import todo
from gongkai.editing.writing import Written
from gongkai.model.participation import EVENT_FORMS

_REPORT_WORDS = (
    "主动公开、依申请公开、政府信息管理、平台建设、监督保障的情况",
    "需要说明的情况；统计表由上面的 administration 和标明 normative 的政策文件自动生成",
    "需要说明的情况；统计表由登记数据自动生成",
    "需要说明的情况；统计表由上面的 disputes 自动生成",
    "问题和改进措施",
    "收取信息处理费的情况，没有收取的写明没有；其他要报告的事项",
)
"""What to write in each part."""
DECISIONS = (
    ("licences", "行政许可决定几件"),
    ("penalties", "行政处罚决定几件"),
    ("coercions", "行政强制决定几件"),
    ("fees", "行政事业性收费多少万元"),
)
RESULTS = (("upheld", "结果维持"), ("corrected", "结果纠正"), ("other", "其他结果"), ("pending", "尚未审结"))
DISPUTES = (
    ("reconsideration", "行政复议"),
    ("litigation", "未经复议直接起诉"),
    ("litigation_after", "复议后起诉"),
)


def new_report(wants: Prompts) -> Written:
    """The annual report on a year, with the six parts that 条例 art. 50 and its form ask for."""
    year = wants.year(wants.settings.today.year - 1, "报告哪一年")
    due = law.report_due(year)
    title = wants.text("title") or f"{wants.settings.organisation}{year}年政府信息公开工作年度报告"
    published = wants.day("published") or wants.settings.today
    entries = report_fields(FrontMatterField("title", title), year, published)
    parts = zip(law.REPORT_PARTS, _REPORT_WORDS, strict=True)
    body = "\n\n".join(words for part, what in parts for words in (f"## {part.heading}", todo(what)))
    path = f"reports/{year}.md"
    return Written({path: document(entries, body).encode()}, (f"年度报告：{path}（最迟 {due} 公布）",))


def report_fields(
    title: FrontMatterField, year: int, published: date, counted: Mapping[str, int | Decimal] | None = None
) -> list[FrontMatterField]:
    """The fields of a report; `counted`: what is known of its numbers, by their places (disputes.litigation.upheld)."""
    counted = counted or {}
    return [
        DRAFT,
        title,
        FrontMatterField("year", year),
        FrontMatterField("published", published, f"最迟 {law.report_due(year)}"),
        FrontMatterField("administration", _to_count("administration", DECISIONS, counted), "没有的写 0"),
        FrontMatterField(
            "disputes",
            [
                FrontMatterField(
                    name, _to_count(f"disputes.{name}", RESULTS, counted), f"{said}，各种结果几件"
                )
                for name, said in DISPUTES
            ],
        ),
    ]


def _to_count(
    place: str, fields: Sequence[tuple[str, str]], counted: Mapping[str, int | Decimal]
) -> list[FrontMatterField]:
    return [
        FrontMatterField(name, counted[f"{place}.{name}"], f"{CHECK}：按原文件的表格填写")
        if f"{place}.{name}" in counted
        else fill(name, what)
        for name, what in fields
    ]


def new_plan(wants: Prompts) -> Written:
    """The year's work points split into tasks."""
    year = wants.year(wants.settings.today.year, "哪一年的工作要点")
    entries = [
        DRAFT,
        FrontMatterField(
            "title", wants.text("title") or f"{wants.settings.organisation}{year}年政务公开工作要点任务分解"
        ),
        FrontMatterField("year", year),
        FrontMatterField("published", wants.day("published") or wants.settings.today),
        FrontMatterField(
            "tasks",
            [
                [
                    FrontMatterField("id", "1"),
                    fill("title", "任务"),
                    fill("owner", "责任科室"),
                    FrontMatterField("due", date(year, 12, 31)),
                ]
            ],
            f"{FILL}：逐项填写，一项一组；完成后加 done 和 evidence",
        ),
    ]
    path = f"plans/{year}.md"
    return Written(
        {path: document(entries, todo("需要说明的事项；没有的删去")).encode()}, (f"任务分解：{path}",)
    )


def new_participation(wants: Prompts) -> Written:
    """A hearing, survey, call for opinions or open day."""
    title = wants.text("title", "活动名称")
    choices = [(form, "") for form in EVENT_FORMS]
    form = wants.answer("form", one_of(EVENT_FORMS, "政民互动的形式"), "形式", choices)
    published = wants.day("published") or wants.settings.today
    opens = wants.day("opens", "从哪天开始（直接回车为发布当天）") or published
    closes = wants.day("closes", "到哪天结束")
    entries = [
        DRAFT,
        FrontMatterField("title", title) if title else fill("title", "活动名称"),
        FrontMatterField("form", form) if form else fill("form", f"形式，可选：{'、'.join(EVENT_FORMS)}"),
        FrontMatterField("published", published),
        FrontMatterField("opens", opens),
        FrontMatterField("closes", closes) if closes else fill("closes", "到哪天结束，例如 2024-06-08"),
        FrontMatterField("summary", summary)
        if (summary := wants.text("summary"))
        else fill("summary", "内容概述，一两句话"),
    ]
    path = wants.path(f"participation/{published.year}", title)
    body = todo("活动安排、参加办法；结束后在上面加 outcome: {on: 日期, text: 结果}")
    return Written({path: document(entries, body).encode()}, (f"政民互动：{path}",))

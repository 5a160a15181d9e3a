"""A new docket, from the year's catalogue, with the interpretation of its draft; a new catalogue."""

from datetime import date

from gongkai import law
from gongkai.editing.facts import DRAFT, Facts, interpretation_file
from gongkai.editing.front import FILL, FrontMatterField, document, fill
from gongkai.editing.new_documents.prompts import Prompts
from gongkai.editing.skeletons import interpretation_body, todo
from gongkai.editing.writing import Written
from gongkai.findings import WrongUse
from gongkai.model import Item
from gongkai.model.decision import DRAFT as DECISION_DRAFT
from gongkai.model.decision import EXPLANATION, PARTICIPATION

_LATER = (
    "以后做到哪一步，就在档案里补写：legal_review（合法性审查）、collective（集体讨论）、attendance、decided、result、feedback，"
    "正文加“## 决策结果”；专家论证、风险评估各用一个二级标题，写明意见和采纳情况"
)


def new_decision(wants: Prompts) -> Written:
    """A docket for an item of the catalogue; its consultation lasts the full term by law."""
    published = wants.day("published", "公开征求意见从哪天开始（直接回车为今天）") or wants.settings.today
    year = published.year
    item = _item(wants, year)
    title = wants.text("title") or (item.title if item else None)
    path = wants.path(f"decisions/{year}", title)
    slug = path.rsplit("/", 1)[1].removesuffix(".md")
    department = wants.text("department") or (item.department if item else None)
    entries = [
        DRAFT,
        FrontMatterField("title", title) if title else fill("title", "标题"),
        FrontMatterField("department", department) if department else fill("department", "承办科室"),
        FrontMatterField("catalogue_item", item.id)
        if item
        else FrontMatterField("major", False, "不是重大行政决策，只是征求意见"),
        FrontMatterField("published", published),
        _or_fill("summary", wants.text("summary"), "内容概述，一两句话"),
        *(
            _or_fill(name, wants.words(name), f"可选：{'、'.join(words)}；写成 [甲, 乙]")
            for name, words in (("topics", wants.settings.topics), ("audiences", wants.settings.audiences))
        ),
        _consultation(published, wants.settings.terms),
    ]
    body = "\n\n".join(
        (
            f"## {DECISION_DRAFT}",
            todo("草案全文"),
            f"## {EXPLANATION}",
            todo("为什么制定、依据是什么、主要内容"),
        )
    )
    about = Facts(title=f"{title or ''}（征求意见稿）", published=published, department=department)
    interpretation = f"interpretations/{year}/{slug}.md"
    files = {
        path: document(entries, body).encode(),
        interpretation: interpretation_file(
            about, (path,), interpretation_body(slug), wants.settings
        ).encode(),
    }
    said = (
        f"决策档案：{path}（征求意见 {published} 至 {law.consultation_earliest_close(published, wants.settings.terms)}）",
        f"草案解读：{interpretation}（与征求意见同一天发布）",
        *((_LATER,) if item else ()),
    )
    return Written(files, said)


def _consultation(opens: date, terms: law.Terms) -> FrontMatterField:
    """The public's term to speak, in full (暂行条例 art. 15)."""
    closes = law.consultation_earliest_close(opens, terms)
    why = f"满 {(closes - opens).days} 日；要缩短的，加 shortened_reason 写明理由"
    channels = fill("channels", "提出意见的方式，写成 [信函：……, 电子邮箱：……]")
    return FrontMatterField(
        "consultation", [FrontMatterField("opens", opens), FrontMatterField("closes", closes, why), channels]
    )


def _or_fill(name: str, value: object, what: str) -> FrontMatterField:
    return FrontMatterField(name, value) if value else fill(name, what)


def _item(wants: Prompts, year: int) -> Item | None:
    """The item of the catalogue; None with `--not-major`. Raises `WrongUse` when none is chosen."""
    if wants.said.get("not-major"):
        return None
    catalogue = wants.library.catalogue(year)
    items = catalogue.items if catalogue and catalogue.has("items") else ()
    if not items:
        raise WrongUse(
            f"{year} 年还没有目录（decisions/{year}/catalogue.md），先用 new catalogue 建目录；"
            "不是重大行政决策、只征求意见的，加 --not-major"
        )
    open_items = [item for item in items if not wants.library.dockets_of_item(year, item.id)]
    choices = [
        (item.id, f"{item.title}（{item.department}，计划 {item.planned} 完成）")
        for item in open_items or items
    ]
    wanted = wants.text("item", "目录中的哪一项", choices)
    if wanted is None:
        listed = "；".join(f"{id_} {said}" for id_, said in choices)
        state = "还没有档案的有" if open_items else "各项都已有档案，有的是"
        raise WrongUse(f"缺少 --item（目录编号），{year} 年目录中{state}：{listed}")
    found = next((item for item in items if item.id == wanted), None)
    if found is None:
        raise WrongUse(f"{year} 年目录中没有编号“{wanted}”，有的是：{'、'.join(item.id for item in items)}")
    return found


def new_catalogue(wants: Prompts) -> Written:
    """The year's catalogue, due by March 31."""
    year = wants.year(wants.settings.today.year, "哪一年的目录")
    due = law.catalogue_due(year)
    entries = [
        DRAFT,
        FrontMatterField(
            "title", wants.text("title") or f"{wants.settings.organisation}{year}年度重大行政决策事项目录"
        ),
        FrontMatterField("year", year),
        FrontMatterField("published", wants.day("published") or wants.settings.today, f"最迟 {due}"),
        fill("approved_by", "批准单位和会议，例如 局长办公会议（2024年第5次）"),
        FrontMatterField(
            "items",
            [
                [
                    FrontMatterField("id", f"{year}-1"),
                    fill("title", "事项名称"),
                    fill("department", "承办科室"),
                    fill("planned", f"计划完成时间，例如 {year}-09"),
                    fill(
                        "participation", f"公众参与方式，写成 [甲, 乙]；常用的有：{'、'.join(PARTICIPATION)}"
                    ),
                ]
            ],
            f"{FILL}：逐项填写，一项一组；全年没有的，删去 items，加 none_reason 说明",
        ),
    ]
    path = f"decisions/{year}/catalogue.md"
    return Written(
        {path: document(entries, todo("需要说明的事项；没有的删去")).encode()},
        (f"目录：{path}（最迟 {due} 公布）",),
    )

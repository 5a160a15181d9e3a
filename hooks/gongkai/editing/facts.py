"""What is known of a policy and its interpretation, and their files written from it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from gongkai.editing.front import CHECK, FrontMatterField, document, fill
from gongkai.editing.reviewed import note_while_open
from gongkai.model.title_marks import in_marks
from gongkai.settings import Settings

DRAFT = FrontMatterField("draft", True, "草稿不会公开；写完、核对完后删去这一行，到发布日期就会公开")

OLD_ADDRESS = "网页保存时的地址，打开旧网址会转到这里；是别的网站的，删去这一行"

Older = str | tuple[str, str]
"""A document that is repealed or amended: its path in the section, or its number and title."""


@dataclass(frozen=True)
class Facts:
    """What is known of a policy; None is left for the editor. `doubts`: by field, why it may be wrong."""

    title: str
    published: date
    number: str | None = None
    issuers: tuple[str, ...] = ()
    drafted: date | None = None
    signed: date | None = None
    secrecy: date | None = None
    legal: date | None = None
    summary: str | None = None
    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    department: str | None = None
    contact: str | None = None
    effective: date | None = None
    expires: date | None = None
    repeals: tuple[Older, ...] = ()
    amends: tuple[Older, ...] = ()
    attachments: tuple[tuple[str, str], ...] = ()
    formerly: tuple[str, ...] = ()
    """Its addresses on an older website."""
    doubts: Mapping[str, str] = field(default_factory=dict)
    is_old: bool = False
    """Whether it is older than the duties, so that what is not known may stay so."""


_NORMATIVE = "行政规范性文件才写：{registered: 登记号, review: 评估日期}，两项都没有的写 {}；还要写 expires"
"""What stands behind the field as a comment, since no program knows which documents are 规范性文件."""

CALCULATOR = (
    "# calculator:  # 发钱、发补贴的政策写：谁能领、能领多少；去掉行首的“# ”再改，写法见手册“各类文件”的“算得清”",
    "#   asks:",
    "#     - {id: months, label: 已经满几个月？, type: number, unit: 个月, min: 0}",
    "#   rates:",
    "#     - {from: 2024-01-01, 每月补贴: 800, basis: 二（一）}",
    "#   eligible:",
    "#     - {when: months >= 3, otherwise: 要满 3 个月, basis: 一（二）}",
    '#   amount: {formula: "months * 每月补贴", unit: 元}',
    "#   cases:",
    "#     - {title: 满 6 个月, on: 2024-03-01, given: {months: 6}, expect: 4800}",
    "#     - {title: 只有 2 个月, on: 2024-03-01, given: {months: 2}, expect: 不符合}",
)
"""A skeleton of 算得清, all of it comments."""


def policy_file(facts: Facts, body: str, settings: Settings, *, with_calculator: bool = False) -> str:
    """The policy's file. `with_calculator`: with its skeleton."""

    def known(name: str, value: Any, missing: str) -> FrontMatterField:
        if value is None or value == ():
            return _wanted(facts, name, missing)
        return FrontMatterField(name, value, f"{CHECK}：{facts.doubts[name]}" if name in facts.doubts else "")

    issuer = facts.issuers[0] if len(facts.issuers) == 1 else facts.issuers
    entries = [
        DRAFT,
        known("title", facts.title or None, "标题"),
        known("number", facts.number, "发文字号，例如 示人社〔2024〕11号；没有的写 无"),
        known("issuer", issuer, "发布机构"),
        known("drafted", facts.drafted, "起草日期，例如 2024-05-08"),
        known("signed", facts.signed, "签发日期（成文日期）"),
        known("published", facts.published, "发布日期"),
    ]
    for name, value in (("effective", facts.effective), ("expires", facts.expires)):
        entries += [known(name, value, "")] if value else []
    for name, olders in (("repeals", facts.repeals), ("amends", facts.amends)):
        entries += [known(name, [_older(one) for one in olders], "")] if olders else []
    entries += [
        FrontMatterField("# normative", None, _NORMATIVE),
        *(map(FrontMatterField, CALCULATOR) if with_calculator else ()),
        _reviewed(facts, settings),
        known("summary", facts.summary, "内容概述，一两句话，显示在列表和搜索结果中"),
        known("topics", facts.topics, f"主题，可选：{'、'.join(settings.topics)}；写成 [甲, 乙]"),
        known(
            "audiences", facts.audiences, f"面向对象，可选：{'、'.join(settings.audiences)}；写成 [甲, 乙]"
        ),
    ]
    for name, text in (("department", facts.department), ("contact", facts.contact)):
        entries += [known(name, text, "")] if text else []
    if facts.formerly:
        entries.append(known("formerly", list(facts.formerly), ""))
    if facts.attachments:
        groups = [
            [FrontMatterField("file", file), FrontMatterField("title", title)]
            for file, title in facts.attachments
        ]
        entries.append(FrontMatterField("attachments", groups))
    return document(entries, body)


def _wanted(facts: Facts, name: str, what: str) -> FrontMatterField:
    """A field that the editor is to fill in, or may leave out of an old document."""
    if facts.is_old and name in _EXCUSED:
        return FrontMatterField(f"# {name}", None, f"旧文件可以不写：{what}")
    return fill(name, what)


def _older(older: Older) -> str | list[FrontMatterField]:
    if isinstance(older, str):
        return older
    number, title = older
    return [FrontMatterField("number", number), FrontMatterField("title", title)]


_EXCUSED = {"drafted", "reviewed", "summary", "topics", "audiences"}
"""What a document may lack that is older than the duties (`duties_since`)."""


def _reviewed(facts: Facts, settings: Settings) -> FrontMatterField:
    """Both reviews or none: half of them would be a fault even in a draft (GK506)."""
    if facts.secrecy and facts.legal:
        return FrontMatterField(
            "reviewed", [FrontMatterField("secrecy", facts.secrecy), FrontMatterField("legal", facts.legal)]
        )
    if facts.is_old:
        return _wanted(facts, "reviewed", "保密审查、合法性审查的日期")
    return FrontMatterField("reviewed", None, note_while_open(facts.signed, facts.published, settings))


def interpretation_file(
    facts: Facts,
    interprets: tuple[str, ...],
    body: str,
    settings: Settings,
    *,
    title: str = "",
    form: str = "qa",
) -> str:
    """The file of an interpretation whose days are tied to the policy's (三同步)."""
    tied = "与政策文件同一天"
    days = (("drafted", facts.drafted), ("signed", facts.signed), ("published", facts.published))
    entries = [
        DRAFT,
        FrontMatterField("title", title or f"{in_marks(facts.title)}政策解读"),
        FrontMatterField("interprets", interprets[0] if len(interprets) == 1 else interprets),
        FrontMatterField("form", form, "qa 一问一答，case 案例分析，diagram 图示图解，article 文字解读"),
        *(
            FrontMatterField(name, day, f"{CHECK}：{facts.doubts[name]}" if name in facts.doubts else tied)
            if day
            else _wanted(facts, name, tied)
            for name, day in days
        ),
        _reviewed(facts, settings),
        FrontMatterField("summary", facts.summary)
        if facts.summary
        else _wanted(facts, "summary", "内容概述，一两句话，显示在列表和搜索结果中"),
        fill(
            "covers",
            "讲到了哪几方面，选三项以上，写成 [适用范围, 办事指引, 执行口径]；"
            "可选：核心概念、关键词、适用范围、办事指引、操作方法、执行口径、惠民利企、新旧差异",
        ),
    ]
    for name, text in (("department", facts.department), ("contact", facts.contact)):
        entries += [FrontMatterField(name, text)] if text else []
    if facts.formerly:
        entries.append(FrontMatterField("formerly", list(facts.formerly), f"{CHECK}：{OLD_ADDRESS}"))
    return document(entries, body)

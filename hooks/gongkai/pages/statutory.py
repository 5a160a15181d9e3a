"""法定主动公开内容: what 条例 art. 20 names, item by item, with what this section holds of it, or 无.

A standing page belongs to an item by its name: `about/statutory-7-budget.md` to item (7); see docs/standing-pages.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai import law
from gongkai.model import About, AnnualReport, Catalogue, Docket, Plan, Policy, Request, Status
from gongkai.model.standing import GUIDE, ORGANISATION
from gongkai.model.validity import apply_until
from gongkai.pages.columns import standard_columns
from gongkai.pages.context import Context, Kind
from gongkai.pages.lists import live_by_label
from gongkai.pages.normative import PATH as LIBRARY
from gongkai.pages.normative import normative_documents
from gongkai.pages.site import Page, index_page

PATH = "statutory/"
_NUMERALS = (
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
)
_OF_ITEM = re.compile(r"about/statutory-(\d{1,2})(?:-[a-z0-9-]+)?\.md")
_ORGAN = (ORGANISATION, "about/contact.md", GUIDE)
"""Standing pages on what the organ is and where it can be found: item (2)."""
_WELFARE = ("employment", "entrepreneurship", "training", "social-insurance")
"""Slugs of topics whose policies are item (11)'s."""

Held = tuple[str, str, str]
"""What the section holds: its title, its path, and its mark where it is over."""


@dataclass(frozen=True)
class StatutoryItem:
    """An item of art. 20; `held` is empty where the section has nothing."""

    number: str
    title: str
    held: tuple[Held, ...]


def statutory_page(context: Context) -> Page:
    """The page of all fifteen items."""
    items = tuple(
        StatutoryItem(numeral, title, tuple(_held(number, context)))
        for number, (numeral, title) in enumerate(zip(_NUMERALS, law.STATUTORY_CONTENT, strict=True), 1)
    )
    html = context.render("statutory.html", PATH, items=items, columns=standard_columns(context))
    text = "《政府信息公开条例》第二十条规定主动公开的内容，没有的注明“无”。"
    return Page(PATH, index_page(PATH), "法定主动公开内容", html, text)


def item_of(about: About) -> int:
    """The item that a standing page belongs to by its name; 0 for none."""
    match = _OF_ITEM.fullmatch(about.path)
    number = int(match[1]) if match else 0
    return number if number <= len(law.STATUTORY_CONTENT) else 0


def _held(number: int, context: Context) -> Iterator[Held]:
    for about in reversed(_shown(About, context)):
        if item_of(about) == number:
            yield context.link(about)
    special = {1: _rules, 2: _organ, 5: _services, 11: _welfare, 15: _others}
    if number in special:
        yield from special[number](context)


def _rules(context: Context) -> Iterator[Held]:
    policies = context.library.public(Policy, context.today)
    if normative := normative_documents(context):
        yield f"规范性文件库：{_counted(normative, '件', context)}", LIBRARY, ""
    if policies:
        yield f"政策文件库：{_counted(policies, '篇', context)}", "policies/", ""


def _counted(policies: Sequence[Policy], unit: str, context: Context) -> str:
    """How many there are, how many of them are in force, and how many will be."""
    library, today = context.library, context.today
    coming = sum(library.status(one, today) is Status.COMING for one in policies)
    live = sum(not context.is_over(one) for one in policies) - coming
    said = f"共 {len(policies)} {unit}，现行 {live} {unit}"
    return f"{said}，尚未生效 {coming} {unit}" if coming else said


def _organ(context: Context) -> Iterator[Held]:
    for path in _ORGAN:
        if context.is_public(path) and not context.library[path].withdrawn_on(context.today):
            yield context.link(context.library[path])


def _services(context: Context) -> Iterator[Held]:
    """What can be applied for, now or later."""
    for policy in _shown(Policy, context):
        until = apply_until(policy, context.library, context.today)
        closed = context.is_over(policy) or (until is not None and until < context.today)
        if policy.apply and not closed:
            yield context.link(policy)


def _welfare(context: Context) -> Iterator[Held]:
    for label, path, live in live_by_label("topics", context):
        if path.split("/")[1] in _WELFARE and live:
            yield f"{label}：现行政策、解读、决策和回应 {live} 篇", path, ""


def _others(context: Context) -> Iterator[Held]:
    catalogues = _shown(Catalogue, context)
    if catalogues:
        yield context.link(catalogues[0])
    if _shown(Docket, context):
        yield "重大行政决策档案", "decisions/", ""
    if _shown(Plan, context):
        yield "工作要点任务", "plans/", ""
    if _shown(AnnualReport, context):
        yield "政府信息公开年报", "reports/", ""
    if any(placed.entry.received <= context.today for placed in context.library.entries(Request)):
        yield "依申请公开办理情况", "requests/", ""


def _shown(kind: type[Kind], context: Context) -> tuple[Kind, ...]:
    out = context.library.public(kind, context.today)
    return tuple(document for document in out if not document.withdrawn_on(context.today))

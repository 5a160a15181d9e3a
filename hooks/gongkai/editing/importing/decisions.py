"""The year's catalogue of major decisions, and the minutes of a hearing: what the public took part in."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.editing.facts import DRAFT
from gongkai.editing.front import CHECK, FrontMatterField, document, fill
from gongkai.editing.importing.blocks import Block
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.refusals import AlreadyThere
from gongkai.editing.importing.work import Source, Work, media_names
from gongkai.editing.importing.yearly_tables import (
    AS_READ,
    MONTH,
    cells_of,
    columns_of,
    doubt_of_day,
    first_fields,
    without_table,
    year_and_path,
)
from gongkai.model import Document, Event
from gongkai.model.naming import checked_slug, slug_for, unused_name
from gongkai.model.participation import EVENT_FORMS
from gongkai.text.layout_patterns import day_in, without_spaces

_COLUMNS = {
    "title": re.compile(r".*(?:事项|名称|决策).*"),
    "department": re.compile(r".*(?:科室|部门|单位).*"),
    "planned": re.compile(r".*(?:时间|时限|日期|完成).*"),
    "participation": re.compile(r".*(?:参与|方式|形式).*"),
}


def take_catalogue(work: Work, source: Source) -> None:
    """A catalogue, its table as items; raises `AlreadyThere`, or `WrongUse` where nothing tells the year."""
    official = source.official
    year, path = year_and_path(work, source, "目录", "2024年度", "decisions/{year}/catalogue.md")
    table = next((block for block in official.body if block.node["t"] == "Table" and _columns(block)), None)
    items = list(_items(table, year)) if table else []
    blocks = [block for block in official.body if block is not table]
    entries = [
        *first_fields(work, source, year),
        fill("approved_by", "批准单位和会议，例如 局长办公会议（2024年第5次）"),
        FrontMatterField("items", items, AS_READ)
        if items
        else fill(
            "items",
            "事项，一项一组：id、title、department、planned、participation；全年没有的，改写 none_reason",
        ),
        *formerly_field(source),
    ]
    kept = without_table(source, table if items else None, "事项")
    work.add(kept, path, with_body(work, source, blocks, path, entries), f"（{len(items)} 项）")


def take_minutes(work: Work, source: Source) -> None:
    """The minutes or the report of a hearing or a meeting with the public, as an event of the year it was held in."""
    official = source.official
    if known := next((one for one in work.library.documents if _is_called(one, official.title)), None):
        raise AlreadyThere(
            f"标题相同的互动已经有了（{known.path}），没有重复导入；内容有改动的，请直接改那个文件"
        )
    told = _day_held(official.body)
    held = told or official.signed or work.settings.today
    published = work.wishes.published or source.published
    on = published or official.signed or work.settings.today
    form = next(form for form in EVENT_FORMS if form in official.title)
    folder = f"participation/{on.year}"
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else slug_for(official.title, official.number)
    slug = unused_name(
        slug, {one.rpartition("/")[2][:-3] for one in work.taken if one.startswith(f"{folder}/")}
    )
    doubt = "举行的日期，按正文摘出" if told else "原文件没有写哪天举行，请改为举行的日期"
    entries = [
        DRAFT,
        FrontMatterField("title", official.title),
        FrontMatterField("form", form, f"可选：{'、'.join(EVENT_FORMS)}"),
        FrontMatterField("published", on, doubt_of_day(published)),
        FrontMatterField("opens", held, f"{CHECK}：{doubt}"),
        FrontMatterField("closes", held, "持续几天的，改为最后一天"),
        fill("summary", "内容概述，一两句话，显示在列表和搜索结果中"),
        *formerly_field(source),
    ]
    work.add(
        source, f"{folder}/{slug}.md", with_body(work, source, official.body, slug, entries), f"（{form}）"
    )


def _is_called(document: Document, title: str) -> bool:
    return isinstance(document, Event) and document.has("title") and document.title == title


def with_body(
    work: Work, source: Source, blocks: Sequence[Block], path: str, entries: list[FrontMatterField]
) -> str:
    """The whole file: these fields, remarks, and what the blocks say."""
    folder, _, name = path.rpartition("/")
    media = media_names(source.intake, name.removesuffix(".md"))
    body = markdown(blocks, lambda one: media.get(one, one))
    pictures = work.add_media(source, folder, media, body)
    return document(entries, "\n\n".join([*source.remarks, *pictures, body]))


def formerly_field(source: Source) -> list[FrontMatterField]:
    """Where it stood on an older website."""
    addresses = list(source.addresses)
    return [FrontMatterField("formerly", addresses, f"{CHECK}：网页保存时的地址")] if addresses else []


def _columns(table: Block) -> dict[str, int]:
    """The place of each column; {} for a table without a column of items."""
    return columns_of(table, _COLUMNS, ("title", "department"))


def _items(table: Block, year: int) -> Iterator[list[FrontMatterField]]:
    columns = _columns(table)
    width = len(cells_of(table)[0])
    for number, row in enumerate((row for row in cells_of(table)[1:] if len(row) == width), 1):
        said = {name: row[place] for name, place in columns.items()}
        month = MONTH.search(said.get("planned", ""))
        planned = (
            f"{month[1] or year}-{int(month[2]):02}" if month and 1 <= int(month[2]) <= 12 else str(year)
        )
        forms = [form for form in re.split("[、，,；;]", said.get("participation", "")) if form]
        yield [
            FrontMatterField("id", f"{year}-{number}"),
            FrontMatterField("title", said["title"]),
            FrontMatterField("department", said["department"]),
            FrontMatterField("planned", planned),
            FrontMatterField("participation", forms)
            if forms
            else fill("participation", "公众参与方式，写成 [甲, 乙]"),
        ]


def _day_held(blocks: Sequence[Block]) -> date | None:
    """The day behind 时间：, else none."""
    for block in blocks[:12]:
        words = without_spaces(block.text)
        if re.match("(?:会议|听证|召开|举行)?(?:时间|日期)[：:]", words) and (
            day := day_in(words, whole=False)
        ):
            return day
    return None

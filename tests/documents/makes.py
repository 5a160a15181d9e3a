"""Every make of document that the import is tried on, by name."""

from collections.abc import Callable
from typing import Any

from tests.documents import layouts as lay
from tests.documents.papers import (
    ANNEXED,
    JOINT,
    JOINT_IN_CHINESE,
    MEASURES,
    NOTICE,
    UNNUMBERED,
    WITH_TABLES,
    Paper,
)


def _whole(paper: Paper, write: lay.Write, head: Callable[..., None] = lay.head) -> Any:
    document = lay.new()
    head(document, paper)
    lay.title(document, paper)
    lay.body(document, paper.parts, write)
    lay.sign_off(document, paper)
    lay.appended(document, paper, write)
    lay.colophon(document, as_table=head is lay.tabled_head)
    return document


def _numbered(by_style: bool) -> Any:
    document = lay.new()
    lay.head(document, NOTICE, serial=True)
    lay.title(document, NOTICE)
    lay.numbered(document, NOTICE, by_style=by_style)
    lay.sign_off(document, NOTICE)
    lay.colophon(document)
    return document


def _title_in_lines() -> Any:
    document = lay.new()
    lay.head(document, NOTICE)
    half = len(NOTICE.title) // 2
    lay.line(document, NOTICE.title[:half], font="方正小标宋简体", size=22, align="center")
    lay.line(document, NOTICE.title[half:], font="方正小标宋简体", size=22, align="center")
    lay.line(document, f"{NOTICE.addressee}：")
    lay.body(document, NOTICE.parts, lay.blanks)
    lay.sign_off(document, NOTICE, together=True)
    return document


def _plain_web_copy() -> Any:
    """As copied from a web page: no red head, the number in brackets under the title."""
    document = lay.new()
    lay.line(document, NOTICE.title, size=18, bold=True, align="center")
    lay.line(document, "（示人社〔2024〕121号）", align="center")
    lay.line(document, f"{NOTICE.addressee}：")
    lay.body(document, NOTICE.parts, lay.by_hand)
    lay.sign_off(document, NOTICE)
    return document


def _old_brackets() -> Any:
    document = lay.new()
    lay.line(document, "示例区人力资源和社会保障局文件", red=True, size=36, align="center")
    lay.line(document, "示人社[2024]0121号", align="center")
    lay.title(document, NOTICE)
    lay.body(document, NOTICE.parts, lay.by_hand)
    lay.sign_off(document, NOTICE)
    return document


MAKES: dict[str, tuple[Paper, Callable[[], Any]]] = {
    "gb9704": (NOTICE, lambda: _whole(NOTICE, lay.by_hand)),
    "heading-styles": (NOTICE, lambda: _whole(NOTICE, lay.styled)),
    "numbered-by-word": (NOTICE, lambda: _numbered(by_style=False)),
    "numbered-by-style": (NOTICE, lambda: _numbered(by_style=True)),
    "bold-headings": (NOTICE, lambda: _whole(NOTICE, lay.bold)),
    "bold-unnumbered": (UNNUMBERED, lambda: _whole(UNNUMBERED, lay.in_heiti)),
    "styled-unnumbered": (UNNUMBERED, lambda: _whole(UNNUMBERED, lay.styled)),
    "boxed-head": (NOTICE, lambda: _whole(NOTICE, lay.by_hand, head=lay.boxed_head)),
    "joint-tabled-head": (JOINT, lambda: _whole(JOINT, lay.by_hand, head=lay.tabled_head)),
    "joint-chinese-date": (JOINT_IN_CHINESE, lambda: _whole(JOINT_IN_CHINESE, lay.bold)),
    "measures-in-chapters": (MEASURES, lambda: _whole(MEASURES, lay.by_hand)),
    "annexes": (ANNEXED, lambda: _whole(ANNEXED, lay.by_hand)),
    "title-in-lines": (NOTICE, _title_in_lines),
    "web-copy": (NOTICE, _plain_web_copy),
    "old-brackets": (NOTICE, _old_brackets),
    "tables": (WITH_TABLES, lambda: _whole(WITH_TABLES, lay.by_hand)),
    "tables-styled": (WITH_TABLES, lambda: _whole(WITH_TABLES, lay.styled)),
}

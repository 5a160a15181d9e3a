"""《信息公开审批表》 as PDF/A-2a, to be filed: the rows of the Word file, set by typst with a Chinese font of this computer."""

import json
from datetime import date, datetime, time
from importlib import resources

from gongkai.approval import ApprovalState
from gongkai.exports.approval_paper import COLUMNS, form_notes, form_rows
from gongkai.findings import WrongUse
from gongkai.model import Document
from gongkai.settings import SHANGHAI, Settings

_FONTS = (
    *("FangSong", "FangSong_GB2312", "SimSun", "NSimSun", "Songti SC", "STSong"),
    *("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Zen Hei"),
)
"""Fonts of official papers on Windows, macOS and Linux, the first that is there."""


def form_pdf(document: Document, state: ApprovalState, settings: Settings) -> bytes:
    """The file, the same bytes on one day with one font. Raises `WrongUse` where typst or a Chinese font is missing."""
    try:
        import typst  # noqa: PLC0415 (optional: only this needs it)
    except ModuleNotFoundError:
        raise WrongUse(
            '还没有安装生成 PDF 的组件，请先运行 python -m pip install "gongkai[paper]"，或者只要 Word 文件'
        ) from None
    known = set(typst.Fonts().families())
    font = next((name for name in _FONTS if name in known), None)
    if font is None:
        raise WrongUse(f"这台电脑上没有中文字体（{'、'.join(_FONTS[:3])} 等），生成不了 PDF；请用 Word 文件")
    rows = form_rows(document, state, settings)
    given = {
        "title": "信息公开审批表",
        "organisation": settings.organisation,
        "font": font,
        "columns": COLUMNS,
        "cells": [
            {"text": cell.text, "columns": cell.columns, "head": cell.is_head, "align": cell.align}
            for row in rows
            for cell in row
        ],
        "notes": list(form_notes(state)),
        "day": _day(settings.today),
    }
    source = resources.files("gongkai").joinpath("exports/approval.typ").read_bytes()
    moment = datetime.combine(settings.today, time(), SHANGHAI)
    return bytes(
        typst.compile(
            source,
            format="pdf",
            sys_inputs={"form": json.dumps(given, ensure_ascii=False)},
            pdf_standards="a-2a",
            timestamp=int(moment.timestamp()),
        )
    )


def _day(day: date) -> list[int]:
    return [day.year, day.month, day.day]

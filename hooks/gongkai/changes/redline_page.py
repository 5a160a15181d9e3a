"""A redline as one page that needs nothing else: to be attached to a merge request, opened, or printed."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from gongkai.changes.redline import FileRedline, as_html

STYLE = Path(__file__).with_name("redline.css")
_PAPER = (
    "body { max-width: 860px; margin: 24px auto; padding: 0 16px; font: 17px/1.7 sans-serif; color: #111; }"
)


def redline_page(changed: Sequence[FileRedline], title: str) -> str:
    """The whole page."""
    parts = [
        f"<section><h2>{escape(one.what)}：{escape(one.title)}</h2>\n<p>{escape(one.path)}</p>\n"
        f'<div class="gk-redline">\n{as_html(one, f"c{number}")}\n</div></section>'
        for number, one in enumerate(changed)
    ]
    told = "\n".join(parts) or "<p>内容没有改动。</p>"
    style = f"{_PAPER}\n{STYLE.read_text(encoding='utf-8')}"
    return (
        f'<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>\n{style}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p>加删除线的是删去的文字，加下划线的是新增的文字。</p>\n{told}\n</body>\n</html>\n"
    )

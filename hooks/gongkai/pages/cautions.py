"""How a document stands, shown: the badge beside a title or question, and the sentence that an answer begins with."""

import re
from collections.abc import Mapping
from functools import cache
from html import unescape

from markupsafe import Markup, escape

from gongkai.model.successors import Pointer, Sentence, Standing

_LINK = re.compile(r'<a\b[^>]*?\shref="([^"]*)"[^>]*>.*?</a>', re.S)
_TONES = {
    "有效": "valid",
    "尚未生效": "coming",
    "草案，尚未决定": "coming",
    "已修改": "amended",
    "有变化": "amended",
    "已失效": "expired",
    "受理已截止": "expired",
    "不再执行": "expired",
    "已废止": "repealed",
    "已撤下": "withdrawn",
    "已取消": "withdrawn",
    "已终止": "withdrawn",
    "已移交": "withdrawn",
    "草案已有结果": "withdrawn",
    "征求意见中": "open",
    "进行中": "open",
    "即将开始": "coming",
    "已延期": "coming",
    "已中止": "coming",
    "已决策并反馈": "done",
}
"""The look of a badge by what it says, or by what it ends with (原文件已废止); its words say all of it."""


def tone(mark: str) -> str:
    """The look of a badge."""
    return next((name for words, name in _TONES.items() if mark.endswith(words)), "plain")


@cache
def badge(mark: str) -> Markup:
    """A mark as it stands beside a title; nothing for what simply holds."""
    return (
        Markup('<span class="gk-badge gk-badge--{}">{}</span>').format(tone(mark), mark) if mark else Markup()
    )


def caution(standing: Standing, base: str) -> Markup:
    """What an answer begins with where it may mislead; `base` leads from the page to the site's first page."""
    if not standing.sentences:
        return Markup()
    said = Markup("").join(_sentence(one, base) for one in standing.sentences)
    over = Markup(" gk-caution--over") if standing.over else Markup()
    return Markup('<p class="gk-caution{}">{}</p>\n').format(over, said)


def with_marks(html: str, marks: Mapping[str, str]) -> str:
    """The fragment with a mark behind every link to one of these addresses."""
    if not marks:
        return html

    def marked(link: re.Match[str]) -> str:
        mark = marks.get(unescape(link[1]))
        return link[0] + (f'<span class="gk-mark">（{escape(mark)}）</span>' if mark else "")

    return _LINK.sub(marked, html)


def _address(pointer: Pointer, base: str) -> str:
    """Where a pointer leads, from a page."""
    return pointer.url if "://" in pointer.url else base + pointer.url


def _sentence(sentence: Sentence, base: str) -> Markup:
    see = Markup("").join(
        Markup('，{}<a href="{}">{}</a>').format(one.label, _address(one, base), one.title)
        for one in sentence.see
    )
    return Markup("<strong>{}{}</strong>{}。").format(sentence.who, sentence.text, see)

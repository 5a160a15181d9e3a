"""Markup that did not take and is shown as it is written. Unlike all else that GK606 tells this is a list of kinds: the
page agrees with the source, and only who knows Markdown sees that it was not meant so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.text.body import TextDifference
from gongkai.text.comparison.walk import Comparison, ShownWords
from gongkai.text.dialect.inline_signs import hides_a_name, waits_for_a_date
from gongkai.text.dialect.opaque_lines import opaque_lines

SIGNS_AS_THEY_ARE = "符号确实要照原样显示的，在它前面加一个反斜杠“\\”。"
_WITHIN_HTML = "这里在网页标记里面，Markdown 的记号不起作用：在标记的那一行后面空一行再写，或者删去网页标记。"
_LONGEST = 30


@dataclass(frozen=True)
class _Kind:
    """A kind of markup that did not take: where the page shows it, and what is said of it."""

    pattern: re.Pattern[str]
    message: str
    fix: str
    first: bool = False
    """Whether it is one only at the beginning of its line."""


_KINDS = (
    _Kind(
        re.compile(r"#{2,}(?=\s|[^\x00-\x7f]|\Z)|#(?=\s|\Z)"),
        "“{0}”原样显示在页面上，没有成为标题",
        "标题写成一行：一至六个“#”，一个空格，标题文字；没有标题的，删去这一行。",
        first=True,
    ),
    _Kind(
        re.compile(r"[|｜][ \t]*:?-{2,}|-{2,}:?[ \t]*[|｜]"),
        "表格的分隔行“{0}”原样显示在页面上",
        "分隔行要紧跟在表头下面，格数与表头相同，中间不空行。",
    ),
    _Kind(
        re.compile(r"[|｜](?:.*[|｜])?\Z"),
        "表格的一行原样显示在页面上：“{0}”",
        "表格各行之间不空行；表头一行，下面一行“| --- | --- |”，再写各行，每行的格数与表头相同。",
        first=True,
    ),
    _Kind(
        re.compile(r"!{3}(?=\s|[a-z\"“]|\Z)|！{3}(?=\s*[a-z])"),
        "提示框的记号“{0}”原样显示在页面上",
        '提示框写成：!!! note "标题"，单独一行；下面的内容每行缩进四个空格。',
        first=True,
    ),
    _Kind(
        re.compile(r"`{3,}|^~{3,}"),
        "“{0}”没有配对，原样显示在页面上",
        "代码或图示的开头和结尾各写一行同样的记号，顶格；不是代码或图示的，删去它。",
    ),
    _Kind(
        re.compile(r"<!--"),
        "注释“<!--”没有写完，连同后面的文字都显示在页面上",
        "注释的末尾加上“-->”；要发布的文字不要写在注释里。",
    ),
    _Kind(
        re.compile(r"-->\s*\Z"),
        "“-->”原样显示在页面上，前面没有与它配对的“<!--”",
        "删去它，或者在注释开头补上“<!--”。",
    ),
    _Kind(
        re.compile(r"\[\^[^\]\s]+\]"),
        "脚注的记号“{0}”原样显示在页面上：没有与它对应的注文",
        "另起一行写注文：“{0}: 注的内容”；不是脚注的，换一种括号。",
    ),
    _Kind(
        re.compile(r"!?\[[^\[\]]*\]\([^()\s]*\)"),
        "链接或图片的写法没有生效，“{0}”原样显示在页面上",
        "写成 [文字](地址)，用半角括号，地址里不留空格。",
    ),
    _Kind(
        re.compile(r"\{(?::[ ]*[#.\w]|#[\w-]+\s*\}|\.[A-Za-z])[^{}]*\}?"),
        "属性“{0}”没有生效，原样显示在页面上",
        "属性写在标题的末尾，前面空一格：## 标题 {{#id}}；不是属性的，换一种括号。",
    ),
    _Kind(
        re.compile(r"~~\S(?:[^~]*\S)?~~"),
        "删除线的写法“{0}”不起作用，原样显示在页面上",
        "不再有效的文字直接删去，修改情况写进 corrected。",
    ),
    _Kind(
        re.compile(
            r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|td|th|tr|u|ul)\b(?:[^<>]*>|\s[^<>]*=)",
            re.I,
        ),
        "网页标记“{0}”原样显示在页面上",
        "删去它，改用 Markdown 的写法。",
    ),
    _Kind(
        re.compile(r"={3,}\Z"),
        "“{0}”原样显示在页面上",
        "标题用“#”写；要画一条横线的，写“---”，上下各空一行。",
        first=True,
    ),
    _Kind(
        re.compile(r"(?!\+\s+\d|-\s*\d+\s*-\s*\Z)[-*+]\s+\S{0,10}"),
        "列表的记号原样显示在页面上：“{0}”",
        "列表前面空一行，每项一行；下一级缩进四个空格。",
        first=True,
    ),
)
_CONFLICT = "======="
_QUOTES = tuple("\"“”‘’「」'")
_UNDERSCORED = re.compile(r"(?<!_)__(?![A-Za-z0-9-]+__)[^\s_][^_]+[^\s_]__(?!_)")
"""Words between underscores, which are no code: `__init__` is one."""
_STARS = re.compile(r"\*\*|__")


def raw_markup(found: Comparison, lines: list[str]) -> Iterator[TextDifference]:
    """Markup that is shown as it is written, because it did not take."""
    within_html: frozenset[int] | None = None
    for shown in found.shown:
        line = lines[shown.line - 1]
        if shown.words == _CONFLICT and any(one.startswith("<<<<<<<") for one in lines):
            continue  # GK001 says what it is
        told = _told(shown, line, lines)
        if told is None:
            continue
        if within_html is None:
            within_html = opaque_lines([one.expandtabs(4) for one in lines])
        if shown.line - 1 in within_html:
            told = replace(told, message=told.message.replace("没有配对，", ""), fix=_WITHIN_HTML)
        yield told


def _told(shown: ShownWords, line: str, lines: list[str]) -> TextDifference | None:
    if kind := _kind(shown, line):
        return kind
    if sign := _stray(shown.words, line):
        said = "没有配对，原样显示在页面上" if sign == "**" else "原样显示在页面上，没有成为加粗"
        return TextDifference(
            shown.line,
            f"“{sign}”{said}",
            f"加粗的文字前后各写“**”，里侧不留空格；{SIGNS_AS_THEY_ARE}",
        )
    if shown.first and shown.words.startswith(">") and _quotes(lines, shown.line):
        return TextDifference(shown.line, "引用的记号“>”原样显示在页面上", "“>”后面加一个空格。")
    return None


def _kind(shown: ShownWords, line: str) -> TextDifference | None:
    for kind in _KINDS:
        match = kind.pattern.match(shown.words) if kind.first else kind.pattern.search(shown.words)
        if match is None or (kind.first and not shown.first) or match[0] not in line:
            continue
        if f"\\{match[0]}" in line:  # it was meant
            continue
        words = line if "|" in match[0] or "｜" in match[0] else match[0]
        return TextDifference(
            shown.line, kind.message.format(shortened(words)), kind.fix.format(shortened(match[0]))
        )
    return None


def _stray(words: str, line: str) -> str:
    """The signs of bold type that stand alone, "" for none: those that hide a name, or calculate, are not meant so."""
    for found in _STARS.finditer(words):
        before, after = words[: found.start()], words[found.end() :]
        sign = found[0]
        if sign not in line or f"\\{sign[0]}" in line or before[-1:] == sign[0] or after[:1] == sign[0]:
            continue
        if sign == "__" and not _UNDERSCORED.search(words):
            continue
        both = f"{before[-1:]}{after[:1]}"
        if both.isascii() and both.isalnum() and len(both) == 2:
            continue
        if f"{before.rstrip()[-1:]}{after.lstrip()[:1]}".isdecimal() and before.strip() and after.strip():
            continue  # a power
        if waits_for_a_date(words, after) or (before[-1:] in _QUOTES and after[:1] in _QUOTES):
            continue
        if (before.strip() or after.strip()) and not hides_a_name(before, after):
            return sign
    return ""


def _quotes(lines: list[str], number: int) -> bool:
    """Whether a line begins with `>` as one of several."""
    near = (lines[one - 1] for one in (number - 1, number + 1) if 1 <= one <= len(lines))
    return any(re.match(r"\s{0,3}>(?![\d=])", line) for line in near) and not re.match(
        r"\s{0,3}>\s?[\d=]", lines[number - 1]
    )


def shortened(words: str) -> str:
    """Words as a message has room for them."""
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"

"""What a body says and its page does not show in the same way, told so that an editor understands it.

`compared.py` finds the characters; here they get their words and their remedy. A kind that nobody thought of has words
of its own too, only less exact ones.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from gongkai.text.body import Change
from gongkai.text.compared import Comparison, Shown, compared
from gongkai.text.finger import Lost
from gongkai.text.grids import cells
from gongkai.text.lines import MARK, line_of
from gongkai.text.signs import hides_a_name

_SIGNS = "符号确实要照原样显示的，在它前面加一个反斜杠“\\”。"
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
        re.compile(r"-->"),
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
            r"</?(?:a|b|br|center|div|em|font|h[1-6]|i|img|li|ol|p|span|strong|table|td|th|tr|u|ul)\b[^<>]*>?",
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
        re.compile(r"[-*+]\s+\S{0,10}"),
        "列表的记号原样显示在页面上：“{0}”",
        "列表前面空一行，每项一行；下一级缩进四个空格。",
        first=True,
    ),
)
_TWO_NUMBERS = re.compile(r"\d[\d,.]*%?[ \t]+\d[\d,.]*%?")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)
_STARS = re.compile(r"\*\*|__")


def changes(
    body: str, html: str, unused: Iterable[tuple[str, int]] = (), nameless: Iterable[int] = ()
) -> tuple[Change, ...]:
    """What differs between a body and its marked HTML; `unused`: notes that nothing refers to, with their lines;
    `nameless`: lines of headings without words."""
    found = compared(body, html)
    lines = body.split("\n")
    told = [
        *_lost(found, lines),
        *_added(found),
        *_raw(found, lines),
        *_merged(found, lines),
        *_unused(unused),
    ]
    told += [Change(line, "这里有一个没有文字的标题", "写上标题的文字，或者删去它。") for line in nameless]
    return tuple(dict.fromkeys(sorted(told, key=lambda one: one.line)))


def swallowed(body: str, written: str, cleaned: str) -> tuple[Change, ...]:
    """What the page had and lost when it was made safe, though nothing unsafe was in it: an open comment or tag."""
    before, after = (_TAG.sub("", MARK.sub("", html)) for html in (written, cleaned))
    if "".join(unescape(before).split()) == "".join(unescape(after).split()):
        return ()
    left = set(MARK.findall(cleaned))
    lines = [line_of(mark) for mark in MARK.findall(_TAG.sub("", written)) if mark not in left]
    line = lines[0] if lines and left else next(n for n, one in enumerate(body.split("\n"), 1) if "<" in one)
    words = body.split("\n")[line - 1]
    return (
        Change(
            line,
            f"从“{_short(words)}”起，文字被当成注释或网页标记的一部分，没有显示在页面上",
            "检查前面的“<”和“<!--”：每个标记都要写完整，注释的末尾加上“-->”。",
        ),
    )


def _unused(notes: Iterable[tuple[str, int]]) -> Iterator[Change]:
    for label, line in notes:
        yield Change(
            line,
            f"脚注“{label}”在正文里没有任何地方引用",
            f"在正文里要加注的地方写上 [^{label}]；不要这个脚注的，删去它。",
        )


def _lost(found: Comparison, lines: list[str]) -> Iterator[Change]:
    rows = set()
    for lost in found.lost:
        line = lines[lost.line - 1]
        width = found.columns.get(lost.line, 0)
        if width and len(cells(line)) > width:
            if lost.line not in rows:
                rows.add(lost.line)
                yield from _cells_beyond(lost.line, cells(line), width)
        else:
            yield _missing(lost, line)


def _cells_beyond(number: int, row: list[str], width: int) -> Iterator[Change]:
    for place, cell in enumerate(row[width:], width + 1):
        yield Change(
            number,
            f"第 {place} 格的“{_short(cell)}”在表格里没有位置：表头只有 {width} 格",
            "在表头和分隔行补上这一列，或者把它并入前面的格；格里要写竖线的，写成“\\|”。",
        )


def _merged(found: Comparison, lines: list[str]) -> Iterator[Change]:
    """Two numbers in one cell, where the cell beside it is empty or one is missing: they came from two."""
    for number, width in found.columns.items():
        if not _TWO_NUMBERS.search(lines[number - 1]):
            continue
        row = cells(lines[number - 1])
        for place, cell in enumerate(row):
            beside = (*row[max(place - 1, 0) : place], *row[place + 1 : place + 2])
            if _TWO_NUMBERS.fullmatch(cell) and (len(row) < width or "" in beside):
                yield Change(
                    number,
                    f"第 {place + 1} 格的“{_short(cell)}”像是两格的数写进了一格，旁边有一格空着",
                    "把两个数分到各自的格里；确实是一格的，中间写上单位或者顿号。",
                )


def _missing(lost: Lost, line: str) -> Change:
    words = lost.words
    if re.match(r"\s*\[\^[^\]]+\]\s*[:：]", line):
        label = re.search(r"\[\^([^\]]+)\]", line)
        return Change(
            lost.line,
            f"脚注“{label[1] if label else ''}”的注文“{_short(words)}”没有显示在页面上：同一个脚注写了两次",
            "每个脚注用自己的编号，只写一次注文。",
        )
    if re.fullmatch(r"\d+\.", words):
        return Change(
            lost.line,
            f"这一项写的编号是“{words}”，页面上显示的不是它",
            "列表各项顶格写，编号前后不夹别的文字。",
        )
    if "<!--" in words:
        return Change(
            lost.line,
            f"注释“<!--”没有写完又开始了一个，中间的文字没有显示在页面上：“{_short(words)}”",
            "每个注释的末尾都加上“-->”。",
        )
    if words.startswith(("<?", "<!")):
        return Change(
            lost.line, f"“{_short(words)}”被当成网页的指令，没有显示在页面上", "换成别的括号，或者删去它。"
        )
    if re.match(r"\s{0,3}\[[^\]]*\]:", line):
        return Change(
            lost.line,
            f"“{_short(words)}”被当成链接的地址，没有显示在页面上",
            "方括号后面的冒号改用全角“：”；链接的地址写在圆括号里：[文字](地址)。",
        )
    return Change(lost.line, f"“{_short(words)}”没有显示在页面上", f"换一种写法，使页面与原文一致；{_SIGNS}")


def _added(found: Comparison) -> Iterator[Change]:
    for added in found.added:
        yield Change(
            added.line,
            f"页面上显示“{_short(added.words)}”，原文这里没有这些字",
            f"换一种写法，使页面与原文一致；{_SIGNS}",
        )


def _raw(found: Comparison, lines: list[str]) -> Iterator[Change]:
    """Markup that is shown as it is written, because it did not take."""
    for shown in found.shown:
        line = lines[shown.line - 1]
        if kind := _kind(shown, line):
            yield kind
        elif sign := _stray(shown.words, line):
            yield Change(
                shown.line,
                f"“{sign}”没有配对，原样显示在页面上",
                f"加粗的文字前后各写“{sign}”，里侧不留空格；{_SIGNS}",
            )
        elif shown.first and shown.words.startswith(">") and _quotes(lines, shown.line):
            yield Change(shown.line, "引用的记号“>”原样显示在页面上", "“>”后面加一个空格。")


def _kind(shown: Shown, line: str) -> Change | None:
    for kind in _KINDS:
        match = kind.pattern.match(shown.words) if kind.first else kind.pattern.search(shown.words)
        if match is None or (kind.first and not shown.first) or match[0] not in line:
            continue
        if f"\\{match[0]}" in line:  # it was meant
            continue
        words = line if "|" in match[0] or "｜" in match[0] else match[0]
        return Change(shown.line, kind.message.format(_short(words)), kind.fix.format(_short(match[0])))
    return None


def _stray(words: str, line: str) -> str:
    """The signs of bold type that stand alone, "" for none: those that hide a name, or calculate, are not meant so."""
    for found in _STARS.finditer(words):
        before, after = words[: found.start()], words[found.end() :]
        sign = found[0]
        if sign not in line or f"\\{sign[0]}" in line or before[-1:] == sign[0] or after[:1] == sign[0]:
            continue
        if sign == "__" and not re.search(r"(?<!_)__[^\s_][^_]+[^\s_]__(?!_)", words):
            continue
        both = f"{before[-1:]}{after[:1]}"
        if both.isascii() and both.isalnum() and len(both) == 2:
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


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"

"""What a body says and its page does not show in the same way, told so that an editor understands it.

`comparison/walk.py` finds the characters; here they get their words and their remedy. A kind that nobody thought of has words
of its own too, only less exact ones.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape

from gongkai.text.body import TextDifference
from gongkai.text.comparison.cursor import Lost
from gongkai.text.comparison.raw_markup import SIGNS_AS_THEY_ARE, raw_markup, shortened
from gongkai.text.comparison.walk import Comparison, compare
from gongkai.text.dialect.tables import cells
from gongkai.text.lines import MARK, LineMap, line_of, unmark

_TWO_NUMBERS = re.compile(r"\d[\d,.]*%?[ \t]+\d[\d,.]*%?")
_EMPTY_LINK = re.compile(rf'<a\b[^>]*\shref="([^"]*)"[^>]*>(?:\s|{MARK.pattern})*</a>')
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.S)


def changes(
    body: str, html: str, unused: Iterable[tuple[str, int]] = (), nameless: Iterable[int] = ()
) -> tuple[TextDifference, ...]:
    """What differs between a body and its marked HTML; `unused`: notes that nothing refers to, with their lines;
    `nameless`: lines of headings without words."""
    found = compare(body, html)
    lines = body.split("\n")
    told = [
        *_lost(found, lines),
        *_added(found),
        *raw_markup(found, lines),
        *_merged(found, lines),
        *_unused(unused),
    ]
    told += [
        TextDifference(line, "这里有一个没有文字的标题", "写上标题的文字，或者删去它。") for line in nameless
    ]
    if "</a>" in html:
        told += _invisible(html)
    return tuple(dict.fromkeys(sorted(told, key=lambda one: one.line)))


def _invisible(html: str) -> Iterator[TextDifference]:
    """Links without words, which nobody can see or follow."""
    lines = LineMap(html)
    for link in _EMPTY_LINK.finditer(html):
        yield TextDifference(
            lines.before(link.start()),
            f"链接没有文字，页面上看不到，也点不到：{shortened(unescape(unmark(link[1])))}",
            "在方括号里写上链接的文字：[文字](地址)。",
        )


def lost_when_made_safe(body: str, written: str, cleaned: str) -> tuple[TextDifference, ...]:
    """What the page had and lost when it was made safe, though nothing unsafe was in it: an open comment or tag."""
    before, after = (_TAG.sub("", MARK.sub("", html)) for html in (written, cleaned))
    if "".join(unescape(before).split()) == "".join(unescape(after).split()):
        return ()
    left = set(MARK.findall(cleaned))
    lines = [line_of(mark) for mark in MARK.findall(_TAG.sub("", written)) if mark not in left]
    line = lines[0] if lines and left else next(n for n, one in enumerate(body.split("\n"), 1) if "<" in one)
    words = body.split("\n")[line - 1]
    return (
        TextDifference(
            line,
            f"从“{shortened(words)}”起，文字被当成注释或网页标记的一部分，没有显示在页面上",
            "检查前面的“<”和“<!--”：每个标记都要写完整，注释的末尾加上“-->”。",
        ),
    )


def _unused(notes: Iterable[tuple[str, int]]) -> Iterator[TextDifference]:
    for label, line in notes:
        yield TextDifference(
            line,
            f"脚注“{label}”在正文里没有任何地方引用",
            f"在正文里要加注的地方写上 [^{label}]；不要这个脚注的，删去它。",
        )


def _lost(found: Comparison, lines: list[str]) -> Iterator[TextDifference]:
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


def _cells_beyond(number: int, row: list[str], width: int) -> Iterator[TextDifference]:
    for place, cell in enumerate(row[width:], width + 1):
        if not cell:
            continue  # nothing is lost
        yield TextDifference(
            number,
            f"第 {place} 格的“{shortened(cell)}”在表格里没有位置：表头只有 {width} 格",
            "在表头和分隔行补上这一列，或者把它并入前面的格；格里要写竖线的，写成“\\|”。",
        )


def _merged(found: Comparison, lines: list[str]) -> Iterator[TextDifference]:
    """Two numbers in one cell, where the cell beside it is empty or one is missing: they came from two."""
    for number, width in found.columns.items():
        if not _TWO_NUMBERS.search(lines[number - 1]):
            continue
        row = cells(lines[number - 1])
        for place, cell in enumerate(row):
            beside = (*row[max(place - 1, 0) : place], *row[place + 1 : place + 2])
            if _TWO_NUMBERS.fullmatch(cell) and (len(row) < width or "" in beside):
                yield TextDifference(
                    number,
                    f"第 {place + 1} 格的“{shortened(cell)}”像是两格的数写进了一格，旁边有一格空着",
                    "把两个数分到各自的格里；确实是一格的，中间写上单位或者顿号。",
                )


def _missing(lost: Lost, line: str) -> TextDifference:
    words = lost.words
    if re.match(r"\s*\[\^[^\]]+\]\s*[:：]", line):
        label = re.search(r"\[\^([^\]]+)\]", line)
        return TextDifference(
            lost.line,
            f"脚注“{label[1] if label else ''}”的注文“{shortened(words)}”没有显示在页面上：同一个脚注写了两次",
            "每个脚注用自己的编号，只写一次注文。",
        )
    if re.fullmatch(r"\d+\.", words):
        return TextDifference(
            lost.line,
            f"这一项写的编号是“{words}”，页面上显示的不是它",
            "列表各项顶格写，编号前后不夹别的文字。",
        )
    if "<!--" in words:
        return TextDifference(
            lost.line,
            f"注释“<!--”没有写完又开始了一个，中间的文字没有显示在页面上：“{shortened(words)}”",
            "每个注释的末尾都加上“-->”。",
        )
    if words.startswith(("<?", "<!")):
        return TextDifference(
            lost.line, f"“{shortened(words)}”被当成网页的指令，没有显示在页面上", "换成别的括号，或者删去它。"
        )
    if re.match(r"\s{0,3}\[[^\]]*\]:", line):
        return TextDifference(
            lost.line,
            f"“{shortened(words)}”被当成链接的地址，没有显示在页面上",
            "方括号后面的冒号改用全角“：”；链接的地址写在圆括号里：[文字](地址)。",
        )
    return TextDifference(
        lost.line,
        f"“{shortened(words)}”没有显示在页面上",
        f"换一种写法，使页面与原文一致；{SIGNS_AS_THEY_ARE}",
    )


def _added(found: Comparison) -> Iterator[TextDifference]:
    for added in found.added:
        yield TextDifference(
            added.line,
            f"页面上显示“{shortened(added.words)}”，原文这里没有这些字",
            f"换一种写法，使页面与原文一致；{SIGNS_AS_THEY_ARE}",
        )

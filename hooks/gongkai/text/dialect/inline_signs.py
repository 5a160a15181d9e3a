"""Signs within a line that Markdown would take for markup, and that in Chinese official prose are none.

Stars multiply (300*2) and hide names (张*某), underscores are blanks to fill in, `<` compares. What is decided here is
only what is *not* markup; it is shielded, and Markdown reads the rest.
"""

import re
from collections.abc import Iterator

from gongkai.patterns import pattern
from gongkai.text.dialect.shielding import shielded

ANY = pattern(r"[*_`\\<]")
"""What a line must hold before anything here can matter."""

_ONLY_RULE = pattern(r"[\s*_>\-]*\Z")
_STARS = pattern(r"(?<!\\)\*+")
_ITEM = pattern(r"[\s>]*\*(?=[ \t])")
_SINGLE = pattern(r"(?<![*\\])\*(?![*\s])((?:[^*]|\*\*+)+?)(?<![\s*\\])\*(?!\*)")
_CLAUSE_SIGN = pattern(r"[，。；、！？：,;]")
_APART = "，。；、：！？）》」』】〉”’%％,.;:!?)"
"""What nobody emphasises first."""
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤欧温季俞樊葛齐易乔伍庞颜倪庄"
)
_MASK_AND = pattern(rf"[和与及或][{''.join(_SURNAMES)}]\w?\Z")
_OFFICE = pattern(r"[分支]?(?:省|市|区|县|乡|镇|街道|村|局|行|院|校|公司|单位)(?!\w)")
"""How the name of an office ends whose beginning is hidden: 中国人民银行**分行。"""
_BLANKS = pattern(r"(?<!\\)_{3,}")
_UNDERSCORED = pattern(r"(?<![\w\\])(__?)(?![_\s])([^_]+?)(?<![\s\\])\1(?![A-Za-z0-9_])")
_TICKS = pattern(r"(?<=\d)`+(?=\d)")
_PATH = pattern(
    r"(?<![\w\\])(?:[A-Za-z]:|\\\\[\w.\-]+)\\[^\s，。；、）)”」|]*|(?<![\\\w])\\\\(?=\w)|\\(?=[()])"
    r"|\$(?=[^$]*\\[a-zA-Z])[^$]*\$|(?<!\\)\\\\(?=\s|\Z)"
)
"""A Windows path, the beginning of one on the network, the brackets of a formula, a formula, the end of its line."""
_TWICE_ESCAPED = pattern(r"\\&\\#(\d{1,6});")
"""How Feishu exports `&#39;`."""
_LOOSE = pattern(r"\A([\s>]*(?:[-*+][ ]|\d+\.[ ]|#{1,6}[ ])?)\*\*[ ]*([^*\s](?:[^*]*[^*\s])?)[ ]*\*\*(?!\*)")
"""Bold type at the beginning of a line."""
_DATE = pattern(r"\*+[ ]?[年月日时][ ]?\*+[ ]?[月日时分]")
"""A date to fill in: **年**月**日."""
_ADDRESS = pattern(
    r"(?:https?|ftp)://(?:[^\s，。；、（）()<>“”\"\]]|\](?![(\[]))*(?:(?![*_])[^\s，。；、（）()<>“”\"\]])",
    re.I,
)
_CODE = pattern(r"[A-Za-z0-9\-]+\Z")
_SIGNATURE = pattern(r"\s*_{5,}\s*\Z")
"""A line to sign on."""
_TAG = pattern(r"<(?=/?[a-zA-Z][^<>]*[^\x00-\x7f])(/?[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>?)")
_VALUE = pattern(r"\"[^\"]*\"|'[^']*'|=\s*[^\s\"'>]+")
_NOT_ASCII = pattern(r"[^\x00-\x7f]")


def shield_plain_signs(line: str) -> str:
    """The line with those signs shielded that are no markup."""
    if "\\" in line:
        line = _PATH.sub(_whole, _TWICE_ESCAPED.sub(r"&#\1;", line))
    if "://" in line:
        line = _ADDRESS.sub(_whole, line)
    if "*" in line and not _ONLY_RULE.match(line):
        line = _stars(_tightened(line) if "** " in line or " **" in line else line)
    if "_" in line and (not _ONLY_RULE.match(line) or _SIGNATURE.match(line)):
        line = _UNDERSCORED.sub(_underscored, _BLANKS.sub(lambda run: shielded(run[0]), line))
    if "`" in line:
        line = _TICKS.sub(lambda run: shielded(run[0]), line)
    return _TAG.sub(_compared, line) if "<" in line else line


def leave_open(lines: list[str]) -> None:
    """Bold type that begins a line and does not end on it is not ended by what begins the next one."""
    for number in range(len(lines) - 1):
        line = lines[number].lstrip()
        if line.startswith("**") and line.count("**") == 1 and lines[number + 1].lstrip().startswith("**"):
            lines[number] = lines[number].replace("**", shielded("**"), 1)


def _tightened(line: str) -> str:
    """`**例 1 **` without the blanks that keep it from being bold, where nothing else on the line could be meant."""
    return _LOOSE.sub(r"\1**\2**", line, count=1) if line.count("**") == 2 and "***" not in line else line


def _whole(words: re.Match[str]) -> str:
    """A path or an address, in which no sign is markup."""
    return re.sub(r"(?:[*_`\[\]]|\\(?!\|))+", lambda run: shielded(run[0]), words[0])


def hides_a_name(before: str, after: str) -> bool:
    """Whether stars between these two texts stand for the rest of a name: 张** or 申请人李**的."""
    left, right = before[-1:], after[:1]
    if not left or not left.isalpha() or left.isascii():
        return False
    if _OFFICE.match(after):
        return True
    return left in _SURNAMES or not right or right in _APART


def waits_for_a_date(line: str, after: str) -> bool:
    """Whether stars before this text stand for a year, a month or a day that is to be filled in."""
    return after.lstrip(" ")[:1] in tuple("年月日时分") and _DATE.search(line) is not None


def _stars(line: str) -> str:
    item = _ITEM.match(line)
    runs = [run for run in _STARS.finditer(line) if item is None or run.end() != item.end()]
    shown = {run.start() for run in runs if len(run[0]) >= 4 or _calculates(line, run.start(), run.end())}
    if (
        sum(len(run[0]) == 2 and run.start() not in shown for run in runs) % 2
    ):  # one is the other half of a pair
        shown -= {run.start() for run in runs if len(run[0]) == 2}
    shown |= {run.start() for run in runs if waits_for_a_date(line, line[run.end() :])}
    known = "".join("x" if start in shown else sign for start, sign in enumerate(line))
    emphasised = set(_emphasised(known))
    shown |= {run.start() for run in runs if len(run[0]) == 1 and run.start() not in emphasised}
    shown |= set(_masks(line, [run for run in runs if len(run[0]) == 2 and run.start() not in shown]))
    pieces, done = [], 0
    for run in runs:
        if run.start() in shown:
            pieces += [line[done : run.start()], shielded(run[0])]
            done = run.end()
    return "".join([*pieces, line[done:]])


def _calculates(line: str, start: int, end: int) -> bool:
    """Whether stars stand between digits, or between a digit and a letter."""
    before, after = line[:start][-1:], line[end:][:1]
    both = f"{before}{after}"
    return len(both) == 2 and both.isascii() and both.isalnum() and any(map(str.isdigit, both))


def _emphasised(line: str) -> Iterator[int]:
    """Where the single stars stand that emphasise: around a few words, not around parts of a sentence."""
    for pair in _SINGLE.finditer(line):
        around = line[: pair.start()][-1:], line[pair.end() :][:1]
        if not _CLAUSE_SIGN.search(pair[1]) and not all(sign.isalnum() for sign in around):
            yield from (pair.start(), pair.end() - 1)


def _masks(line: str, runs: list[re.Match[str]]) -> Iterator[int]:
    """Where the pairs of stars stand that hide the rest of a name: 张**、李**."""
    place = 0
    while place + 1 < len(runs):
        first, second = runs[place], runs[place + 1]
        between = line[first.end() : second.start()]
        if between[:1] in _APART or _MASK_AND.match(between):
            yield from (first.start(), second.start())
            place += 1
        else:
            place += 2  # they make bold what is between


def _underscored(pair: re.Match[str]) -> str:
    """Underscores around one sign or a code, or before one that begins nothing, are blanks to fill in; two around words make
    them bold, also where a Chinese word follows at once."""
    words = pair[2].strip()
    if len(words) < 2 or words[0] in _APART or words[-1] in "：:" or _CODE.match(words):
        return shielded(pair[1]) + pair[2] + shielded(pair[1])
    goes_on = pair.string[pair.end() :][:1]
    return f"**{pair[2]}**" if pair[1] == "__" and goes_on.isalnum() else pair[0]


def _compared(tag: re.Match[str]) -> str:
    """A name or an attribute with a Chinese character in it is no tag: 3<b且c>2."""
    return shielded("<") + tag[1] if _NOT_ASCII.search(_VALUE.sub("", tag[1])) else tag[0]

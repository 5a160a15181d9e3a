"""What a line means that Markdown would read otherwise: a heading or a number, an address or a note, a quotation or a
comparison. Each function looks at one line alone, and gives it as Markdown wants it, or None where it means no such thing.
"""

import re
from dataclasses import dataclass

from gongkai.patterns import pattern
from gongkai.text.dialect.shielding import shielded

_HEADING = pattern(r"(#+)([ \t\u3000]*)(.*?)[ \t]*\Z")
_ATTRIBUTES = pattern(r"[ \t]*\{[:#.][^{}]*\}\Z")
_END_HASHES = pattern(r"(?<=[^\s#\\])#+\Z")
_COMMENT = pattern(r"<!--.*?-->")
_NOTE = pattern(r"(?:!!!|！！！)[ \t\u3000]*([\w\-]*(?:[ \t]+[a-z][\w\-]*)*)[ \t\u3000]*(.*?)[ \t\u3000]*\Z")
_TITLE = pattern(r"[\"“”＂「『'‘](.*?)[\"“”＂」』'’]\Z")
_FOOTNOTE = pattern(r"[ ]{0,3}\[\^([^\]]+)\][ \t]*[:：][ \t\u3000]*(.*)\Z")
_REFERENCE = pattern(r"[ ]{0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(\S*)")
_ADDRESS = pattern(
    r"<?(?:[a-z][a-z0-9+.\-]*:|/|\.{0,2}/|#)\S|<?[^\s，。；：、]*(?:/|\.[a-zA-Z0-9]{2,5}(?:#\S*)?>?\Z)", re.I
)
_QUOTE = pattern(r"[ ]{0,3}>(?:[ >\u3000]|\Z)")
_COMPARES = pattern(
    r"[ ]{0,3}>[ ]?\d[\d.,]*[ ]?(?:周岁|岁|[%％‰]|万|元|人|天|个|分|级|℃|度|平方|公里|米|吨|小时|倍)"
)
_DEFINITION = pattern(r"[ ]{0,3}:[ ]{1,3}(\S|$)")
_LONGEST_TERM = 30
_LONGEST_TITLE = 40
_LONGEST_TOPIC = 20
_SENTENCE_ENDS = pattern(r"[。；：，、！？…,;:!?]\s*\Z")
_NUMBER = pattern(r" *(\d+)\.")
_NO_BULLET = pattern(r" *(?:\+[ ]+\d|-[ ]*\d+[ ]*-\s*\Z)")
"""`+ 10%` says how much more, and `- 3 -` is the number of a page."""
_CLAUSE = pattern(
    r"\u3000\u3000|(?:第[〇零一二三四五六七八九十百千]+[编章节条](?:之[一二三四五六七八九十]+)?[ \u3000]"
    r"|[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}(?:[．、]|\.(?![\d ]))|[①-⑳])"
)
_PARAGRAPH_ENDS = tuple("。；：！？;:”》）")


@dataclass(frozen=True)
class ReadLine:
    """A line as Markdown wants it, and whether it is what it looked like; else its first sign is shielded."""

    line: str
    took: bool = True


def heading(line: str) -> ReadLine | None:
    """`#1批` is a number, `#就业#` a topic, `##` alone no heading, and the signs of `C#` are words."""
    found = _HEADING.match(line)
    if found is None:
        return None
    hashes, space, words = found.groups()
    named = _ATTRIBUTES.search(words)
    title = words[: named.start()] if named else words
    alone = len(hashes) == 1 and not space
    is_number = alone and title[:1].isascii() and title[:1].isalnum()
    is_topic = alone and "#" in title[1:_LONGEST_TOPIC]
    if is_number or is_topic or len(hashes) > 6 or not _COMMENT.sub("", title).strip(" \t\u3000#"):
        return ReadLine(shielded(hashes) + line[len(hashes) :], took=False)
    title = _END_HASHES.sub(lambda end: shielded(end[0]), title)
    return ReadLine(f"{hashes}{space}{title}{f' {named[0].strip()}' if named else ''}")


def is_title(line: str) -> bool:
    """Whether a line with a line of signs under it may be a heading: it is short, and no sentence."""
    words = line.strip()
    return len(words) <= _LONGEST_TITLE and "：" not in words and not _SENTENCE_ENDS.search(words)


def note(line: str) -> str | None:
    """The beginning of a note in a box, whatever quotation marks its title has, or none."""
    found = _NOTE.match(line.strip())
    if found is None or not found[1] + found[2]:
        return None
    kind, rest = found.groups()
    if not kind.isascii() and (line.lstrip()[0] == "！" or line.lstrip()[3] not in " \t\u3000"):
        return None  # an exclamation
    title = _TITLE.match(rest)
    if rest and title is None and rest.isascii():
        return None
    words = title[1] if title else rest
    return f"!!! {kind or 'note'}" + (f' "{words}"' if words or title else "")


def footnote(line: str) -> str | None:
    """The beginning of a footnote, its colon wide or not."""
    found = _FOOTNOTE.match(line)
    return f"[^{found[1]}]: {found[2]}" if found else None


def reference(line: str, body: str) -> ReadLine | None:
    """`[x]: address` is no address of links unless it looks like one and a link refers to it."""
    found = _REFERENCE.match(line)
    if found is None:
        return None
    label, target = found.groups()
    took = bool(_ADDRESS.match(target) and re.search(rf"\[{re.escape(label)}\](?!:)", body, re.I))
    return ReadLine(line if took else line.replace("[", shielded("["), 1), took)


def quotation(line: str, *, alone: bool) -> ReadLine:
    """`>18周岁` compares; so does `> 18周岁` where nothing else is quoted around it."""
    took = bool(_QUOTE.match(line)) and not (alone and _COMPARES.match(line))
    return ReadLine(line if took else line.replace(">", shielded(">"), 1), took)


def definition(line: str, term: str) -> ReadLine | None:
    """`: words` says what a term means, if there is one before it, short and no sentence."""
    begins = _DEFINITION.match(line)
    if begins is None:
        return None
    took = bool(begins[1]) and 0 < len(term) <= _LONGEST_TERM and not _SENTENCE_ENDS.search(term)
    return ReadLine(line if took else line.replace(":", shielded(":"), 1), took)


def item(line: str, above: str) -> ReadLine:
    """`2024. 年` begins no item, nor does `3. ` in the middle of a sentence that began on the line above."""
    if no_bullet := _NO_BULLET.match(line):
        sign = no_bullet[0].lstrip()[0]
        return ReadLine(line.replace(sign, shielded(sign), 1), took=False)
    number = _NUMBER.match(line)
    if number is None:
        return ReadLine(line)
    written = number[1]
    if len(written) > 3 or (written[0] == "0" and written != "0"):
        return ReadLine(line[: number.end() - 1] + shielded(".") + line[number.end() :], took=False)
    goes_on = (
        bool(above) and written != "1" and not above.rstrip().endswith((*_PARAGRAPH_ENDS, ")", "?", "!"))
    )
    return ReadLine(line, took=not goes_on)


def begins_anew(line: str, above: str) -> bool:
    """Whether a line right under another is a paragraph of its own: it begins as paragraphs and clauses do."""
    if not _CLAUSE.match(line):
        return False
    return line[0] == "\u3000" or above.rstrip().endswith(_PARAGRAPH_ENDS)

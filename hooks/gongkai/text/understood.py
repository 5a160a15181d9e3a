"""A body as its editor meant it, put so that Markdown understands it.

Markdown was made for English mail: it wants empty lines before lists and tables, four spaces, straight quotation marks,
and takes `#1批` for a heading and `[注]: …` for an address. What a Chinese official text means by such lines is plain
in nearly all cases. Here each line is put as Markdown wants it; a line that is to be read for what it says gets its
first sign shielded. Line n of the result is line n of the body, with line ends within it where lines had to be put in.
"""

import re
from collections.abc import Collection

from gongkai.text import signs
from gongkai.text.grids import grid_at
from gongkai.text.lines import MARK
from gongkai.text.listed import gathered, is_item
from gongkai.text.opaque import opaque_lines
from gongkai.text.shielding import shielded

_PLAIN = re.compile(r"[^\s<{:!！*\[=|｜_>+#\d\-`~][^|｜]*\Z")
"""A line that begins with a word and has no bar: prose, whatever stands around it."""
_INDENT = re.compile(r"[ \t\u3000\xa0]+")
_HEADING = re.compile(r"(#+)([ \t\u3000]*)(.*?)[ \t]*\Z")
_HEADING_INDENTED = re.compile(r"[\s]+(?=#{1,6}[ \t]|[|｜].*[|｜]\s*\Z)")
_ATTRIBUTES = re.compile(r"[ \t]*\{[:#.][^{}]*\}\Z")
_END_HASHES = re.compile(r"(?<=[^\s#\\])#+\Z")
_RULE = re.compile(r"(?=[ ]{0,3}[-*_])(?:[ ]{0,3}(?:(?:-+[ ]{0,2}){3,}|(?:_+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,}))[ ]*\Z")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ ]*\Z")
_TITLE_ENDS = re.compile(r"[。；：，、！？…,;:!?]\s*\Z")
_LONGEST_TITLE = 40
_NOTE = re.compile(r"(?:!!!|！！！)[ \t\u3000]*([\w\-]*(?:[ \t]+[a-z][\w\-]*)*)[ \t\u3000]*(.*?)[ \t\u3000]*\Z")
_TITLE = re.compile(r"[\"“”＂「『'‘](.*?)[\"“”＂」』'’]\Z")
_FOOTNOTE = re.compile(r"([ ]{0,3})\[\^([^\]]+)\][ \t]*[:：][ \t\u3000]*(.*)\Z")
_REFERENCE = re.compile(r"[ ]{0,3}\[([^\[\]^][^\[\]]*)\]:[ \t]*(\S*)")
_ADDRESS = re.compile(r"<?(?:[a-z][a-z0-9+.\-]*:|/|\.{0,2}/|#)\S|<?[^\s，。；：、]*(?:/|\.[a-zA-Z0-9]{2,5}(?:#\S*)?>?\Z)", re.I)
_QUOTE = re.compile(r"[ ]{0,3}>(.?)")
_COMPARES = re.compile(
    r"[ ]{0,3}>[ ]?\d[\d.,]*[ ]?(?:周岁|岁|[%％‰]|万|元|人|天|个|分|级|℃|度|平方|公里|米|吨|小时|倍)"
)
_DEFINITION = re.compile(r"[ ]{0,3}:[ ]{1,3}\S")
_LONGEST_TERM = 30
_BEGINS_ANEW = re.compile(
    r"\u3000\u3000|(?:第[〇零一二三四五六七八九十百千]+[编章节条](?:之[一二三四五六七八九十]+)?[ \u3000]"
    r"|[一二三四五六七八九十]+、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)]|\d{1,2}(?:[．、]|\.(?![\d ]))|[①-⑳])"
)
"""How a paragraph begins: two wide spaces, or the number of a clause."""
_SENTENCE_ENDS = "。；：！？;:”》）"


def understood(body: str) -> list[str]:
    """The lines of a body, put as Markdown wants them; line marks that stand in it are gone."""
    lines = MARK.sub("", body).expandtabs(4).split("\n")
    hidden = opaque_lines(lines)
    if signs.ANY.search(body):
        lines = [
            line if number in hidden or not signs.ANY.search(line) else signs.settled(line)
            for number, line in enumerate(lines)
        ]
    return Reader(lines, hidden, body).read()


class Reader:
    """Reads the lines of one container: a body, a quotation, an item of a list, a note."""

    def __init__(
        self, lines: list[str], hidden: Collection[int], body: str, *, in_item: bool = False
    ) -> None:
        self._lines = lines
        self._in_item = in_item
        self._hidden = hidden
        self._body = body
        self._prose = 0
        """How many lines of prose, without an empty one between, come before this line."""
        self._within = ""
        """What later lines may belong to by their indentation: "table", "dl", or nothing."""

    def read(self) -> list[str]:
        """The lines, put right."""
        at, lines, plain, hidden = 0, self._lines, _PLAIN.match, self._hidden
        count = len(lines)
        while at < count:
            line = lines[at]
            if not self._prose and (not line or (plain(line) and line[-1] != "\\" and at not in hidden)):
                if line:
                    self._prose = 1
                    self._within = self._within if self._within == "dl" else ""
                at += 1
            elif not line:
                self._prose = 0
                at += 1
            elif at in hidden:
                self._prose, self._within = 0, ""
                at += 1
            elif plain(line):
                at = self._as_prose(at)
            elif not line.strip():
                self._prose = 0
                at += 1
            else:
                at = self._sign(at, line)
        return self._lines

    def _as_prose(self, at: int) -> int:
        if self._prose and self._begins_anew(at):
            self._apart(at)
        self._prose += 1
        if self._within == "table":
            self._within = ""
        line = self._lines[at]
        if line.endswith("\\") and not line.endswith("\\\\") and self._goes_on(at):
            self._lines[at] = f"{line[:-1]}  "  # how others write a line break
        return at + 1

    def _begins_anew(self, at: int) -> bool:
        """Whether a line right under another is a paragraph of its own."""
        if not _BEGINS_ANEW.match(self._lines[at]):
            return False
        return self._lines[at][0] == "\u3000" or self._lines[at - 1].rstrip()[-1:] in tuple(_SENTENCE_ENDS)

    def _goes_on(self, at: int) -> bool:
        return at + 1 < len(self._lines) and bool(self._lines[at + 1].strip())

    def _apart(self, at: int) -> None:
        """An empty line before this one, unless there is one."""
        if at and self._lines[at - 1].strip() and not self._lines[at - 1].endswith("\n"):
            self._lines[at - 1] += "\n"
        self._prose = 0

    def _sign(self, at: int, line: str) -> int:
        if line[0] in " \u3000\xa0" and self._within != "dl":
            bare = line.lstrip(" \u3000\xa0")
            if line.startswith("    ") or _HEADING_INDENTED.match(line):
                self._lines[at] = line = bare
        first = line.lstrip(" ")[:1]
        for take in _TAKERS.get(first, ()):
            if then := take(self, at, line):
                return then
        if ("|" in line or "｜" in line) and (then := self._table(at, line)):
            return then
        return self._as_prose(at)

    def _heading(self, at: int, line: str) -> int:
        found = _HEADING.match(line)
        if found is None:
            return 0
        hashes, space, words = found.groups()
        named = _ATTRIBUTES.search(words)
        title = words[: named.start()] if named else words
        number = len(hashes) == 1 and not space and title[:1].isascii() and title[:1].isalnum()
        if number or len(hashes) > 6 or not re.sub(r"<!--.*?-->", "", title).strip(" \t\u3000#"):
            self._lines[at] = shielded(line[: len(hashes)]) + line[len(hashes) :]
            return self._as_prose(at)
        if at and self._lines[at - 1].strip():
            self._apart(at)
        attributes = named[0] if named else ""
        title = _END_HASHES.sub(lambda end: shielded(end[0]), title)
        self._lines[at] = f"{hashes}{space}{title}{attributes}"
        self._prose, self._within = 0, ""
        return at + 1

    def _rule(self, at: int, line: str) -> int:
        """A line under a sentence is a line, not what makes a heading of it."""
        underline = _UNDERLINE.match(line)
        if underline and self._prose and (len(underline[1]) >= 3) and self._is_title(at - 1):
            self._prose = 0
            return at + 1
        if _RULE.match(line):
            self._apart(at)
            return at + 1
        if underline and not (underline[1] == "-" and self._goes_on(at) and not self._prose):
            indent = len(line) - len(line.lstrip(" "))
            self._lines[at] = line[:indent] + shielded(line[indent]) + line[indent + 1 :]
            return self._as_prose(at)
        return 0

    def _is_title(self, at: int) -> bool:
        """Whether a paragraph of one line may be a heading."""
        words = self._lines[at].strip()
        return self._prose == 1 and len(words) <= _LONGEST_TITLE and not _TITLE_ENDS.search(words)

    def _table(self, at: int, line: str) -> int:  # noqa: ARG002
        grid = grid_at(self._lines, at, self._hidden, after_table=self._within == "table")
        if grid is None:
            return 0
        if self._prose or (at and self._lines[at - 1].strip()):
            self._apart(at)
        self._lines[at : at + len(grid)] = grid
        self._prose, self._within = 0, "table"
        after = at + len(grid)
        if after < len(self._lines) and self._lines[after].strip():
            self._apart(after)
        return after

    def _item(self, at: int, line: str) -> int:
        if not is_item(line) or self._hides_an_item(at, line):
            return 0
        end, inner = gathered(self._lines, at, self._hidden)
        if not self._in_item:
            self._apart(at)
        self._lines[at:end] = inner(lambda lines: Reader(lines, (), self._body, in_item=True).read())
        self._prose, self._within = 0, ""
        if end < len(self._lines) and self._lines[end].strip():
            self._apart(end)
        return end

    def _hides_an_item(self, at: int, line: str) -> bool:
        """Whether a number at the beginning of a line goes on with the sentence above, or is a year."""
        number = re.match(r" *(\d+)\.", line)
        if number is None:
            return False
        written = number[1]
        odd = len(written) > 3 or (written[0] == "0" and written != "0")
        above = self._lines[at - 1].rstrip() if self._prose and not self._in_item else ""
        goes_on = bool(above) and written != "1" and above[-1] not in "。；：！？;:!?”）)"
        if odd:
            self._lines[at] = line[: number.end() - 1] + shielded(".") + line[number.end() :]
        return odd or goes_on

    def _quotation(self, at: int, line: str) -> int:
        end = at
        while end < len(self._lines) and end not in self._hidden and _QUOTE.match(self._lines[end]):
            end += 1
        first = _QUOTE.match(line)
        assert first is not None
        alone = end == at + 1
        if first[1] not in ("", " ", ">", "\u3000") or (alone and _COMPARES.match(line)):
            self._lines[at] = line.replace(">", shielded(">"), 1)
            return self._as_prose(at)
        self._apart(at)
        inner: list[str] = []
        stop = at
        for stop in range(at, end):
            rest = self._lines[stop].lstrip(" ")[1:]
            if rest[:1].isdigit() or rest[:1] == "=":
                break
            inner.append(rest.removeprefix(" "))
        else:
            stop = end
        read = Reader(inner, (), self._body).read()
        self._lines[at:stop] = [_prefixed("> ", line, blank=">") for line in read]
        if stop < end:
            self._apart(stop)
        return stop

    def _note(self, at: int, line: str) -> int:
        found = _NOTE.match(line.strip())
        if found is None or (line.lstrip()[0] == "！" and not found[1].isascii()):
            return 0
        kind, rest = found.groups()
        title = _TITLE.match(rest)
        if rest and title is None and rest.isascii():
            return 0
        words = title[1] if title else rest
        self._apart(at)
        self._lines[at] = f"!!! {kind or 'note'}" + (f' "{words}"' if words or title else "")
        return self._indented(at + 1, lazy=True)

    def _indented(self, at: int, *, lazy: bool) -> int:
        """The lines that belong to a note: those that are indented, and those right under it."""
        end = at
        while end < len(self._lines) and end not in self._hidden:
            line = self._lines[end]
            if not line.strip():
                lazy = False
            elif not line.startswith("  ") and (not lazy or not _PLAIN.match(line)):
                break
            end += 1
        while end > at and not self._lines[end - 1].strip():
            end -= 1
        lines = self._lines[at:end]
        indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.startswith("  ")]
        width = min(4, *indents) if indents else 0
        inner = [line[min(width, len(line) - len(line.lstrip(" "))) :] for line in lines]
        read = Reader(inner, (), self._body).read()
        self._lines[at:end] = [_prefixed("    ", line) for line in read]
        self._prose, self._within = 0, ""
        if end < len(self._lines) and self._lines[end].strip():
            self._apart(end)
        return end

    def _footnote(self, at: int, line: str) -> int:
        found = _FOOTNOTE.match(line)
        if found is None:
            return 0
        self._lines[at] = f"[^{found[2]}]: {found[3]}"
        if not _FOOTNOTE.match(self._lines[at - 1] if at else ""):
            self._apart(at)
        end = at + 1
        while end < len(self._lines) and _PLAIN.match(self._lines[end]) and end not in self._hidden:
            end += 1
        self._prose, self._within = 0, ""
        return self._indented(end, lazy=False) if end < len(self._lines) else end

    def _reference(self, at: int, line: str) -> int:
        """`[x]: address` is no address for links unless it looks like one and a link refers to it."""
        found = _REFERENCE.match(line)
        if found is None:
            return 0
        label, target = found.groups()
        known = re.findall(rf"\[{re.escape(label)}\](?!:)", self._body, re.I)
        if known and _ADDRESS.match(target):
            self._prose = 0
            return at + 1
        self._lines[at] = line.replace("[", shielded("["), 1)
        return self._as_prose(at)

    def _definition(self, at: int, line: str) -> int:
        if not _DEFINITION.match(line):
            return 0
        above = at - 1
        while above > 0 and not self._lines[above].strip():
            above -= 1
        term = self._lines[above].strip() if above >= 0 else ""
        if self._within != "dl" and (
            not term or len(term) > _LONGEST_TERM or _TITLE_ENDS.search(term) or not _PLAIN.match(term)
        ):
            self._lines[at] = line.replace(":", shielded(":"), 1)
            return self._as_prose(at)
        self._prose, self._within = 0, "dl"
        return at + 1


def _prefixed(prefix: str, line: str, blank: str = "") -> str:
    """Every line of `line`, which may have several, behind a prefix."""
    return "\n".join(f"{prefix}{one}" if one.strip() else blank for one in line.split("\n"))


_TAKERS = {
    "#": (Reader._heading,),
    "=": (Reader._rule,),
    "-": (Reader._rule, Reader._item),
    "*": (Reader._rule, Reader._item),
    "_": (Reader._rule,),
    "+": (Reader._item,),
    **dict.fromkeys("0123456789", (Reader._item,)),
    ">": (Reader._quotation,),
    "!": (Reader._note,),
    "！": (Reader._note,),
    "[": (Reader._footnote, Reader._reference),
    ":": (Reader._definition,),
}

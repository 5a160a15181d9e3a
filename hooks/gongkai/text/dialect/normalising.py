"""A body as its editor meant it, put so that Markdown understands it.

Markdown was made for English mail: it wants empty lines before lists and tables, four spaces, straight quotation marks,
and takes `#1批` for a heading and `[注]: …` for an address. What a Chinese official text means by such lines is plain
in nearly all cases. Here each line is put as Markdown wants it; a line that is to be read for what it says gets its
first sign shielded. Line n of the result is line n of the body, with line ends within it where lines had to be put in.
"""

import re
from collections.abc import Collection

from gongkai.text.dialect import inline_signs, line_meaning
from gongkai.text.dialect.lists import gather_list, indent_of, is_item, with_prefix
from gongkai.text.dialect.opaque_lines import opaque_lines
from gongkai.text.dialect.shielding import READY, code_block, shielded
from gongkai.text.dialect.tables import grid_at
from gongkai.text.lines import FIRST_MARK, LAST_MARK

_PLAIN = re.compile(r"[^\s<{:!！*\[=|｜_>+#\d\-`~][^|｜]*\Z")
"""A line that begins with a word and has no bar: prose, whatever stands around it."""
_INDENTED_MARKUP = re.compile(r"\s+(?=#{1,6}[ \t]|[|｜].*[|｜]\s*\Z)")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-+[ ]{0,2}){3,}|(?:_+[ ]{0,2}){3,}|(?:\*+[ ]{0,2}){3,})[ ]*\Z")
_UNDERLINE = re.compile(r"[ ]{0,3}(=+|-+)[ ]*\Z")
_FENCE = re.compile(r"[ ]*(`{3,}|~{3,})[^`]*\Z")
_OURS = re.compile(f"[{FIRST_MARK}-{LAST_MARK}{READY}]")
_QUOTED = re.compile(r"[ ]{0,3}>")


def normalised(body: str) -> list[str]:
    """The lines of a body, put as Markdown wants them; line marks that stand in it are gone."""
    lines = _OURS.sub("", body).expandtabs(4).split("\n")
    hidden = opaque_lines(lines)
    if inline_signs.ANY.search(body):
        lines = [
            line
            if number in hidden or not inline_signs.ANY.search(line)
            else inline_signs.shield_plain_signs(line)
            for number, line in enumerate(lines)
        ]
        inline_signs.leave_open(lines)
    return _Reader(lines, hidden, body).read()


class _Reader:
    """Reads the lines of one container: a body, a quotation, an item of a list, a note."""

    def __init__(
        self, lines: list[str], hidden: Collection[int], body: str, *, in_item: bool = False
    ) -> None:
        self._lines = lines
        self._hidden = hidden
        self._body = body
        self._in_item = in_item
        self._fence_ends: dict[str, int] = {}
        self._prose = 0
        """How many lines of prose, without an empty one between, come before this line."""
        self._within = ""
        """What later lines may belong to: "table", "dl", or nothing."""

    def read(self) -> list[str]:
        """The lines, put right."""
        at, lines, plain, hidden = 0, self._lines, _PLAIN.match, self._hidden
        count = len(lines)
        while at < count:
            line = lines[at]
            if not line:
                self._prose = 0
                at += 1
            elif at in hidden:
                self._prose, self._within = 0, ""
                at += 1
            elif plain(line):
                if self._prose or self._within or line[-1] == "\\":
                    self._as_prose(at)
                else:
                    self._prose = 1
                at += 1
            elif not line.strip():
                self._prose = 0
                at += 1
            else:
                at = self._sign(at, line)
        return self._lines

    def _as_prose(self, at: int) -> int:
        line = self._lines[at]
        if self._prose and line_meaning.begins_anew(line, self._lines[at - 1]):
            self._apart(at)
        self._prose += 1
        if self._within == "table":
            self._within = ""
        if line.endswith("\\") and not line.endswith("\\\\") and self._goes_on(at):
            self._lines[at] = f"{line[:-1]}  "  # how others write a line break
        return at + 1

    def _goes_on(self, at: int) -> bool:
        return at + 1 < len(self._lines) and bool(self._lines[at + 1].strip())

    def _apart(self, at: int) -> None:
        """An empty line before this one, unless there is one."""
        if 0 < at < len(self._lines) and self._lines[at].strip() and self._lines[at - 1].strip():
            self._lines[at - 1] = self._lines[at - 1].removesuffix("\n") + "\n"
        self._prose = 0

    def _sign(self, at: int, line: str) -> int:
        if self._within != "dl" and (line.startswith("    ") or _INDENTED_MARKUP.match(line)):
            self._lines[at] = line = line.lstrip(" \u3000\xa0")
        for take in _TAKERS.get(line.lstrip(" ")[:1], ()):
            if then := take(self, at, line):
                return then
        if ("|" in line or "｜" in line) and (then := self._table(at)):
            return then
        return self._as_prose(at)

    def _taken(self, at: int, line: str, within: str = "") -> int:
        self._lines[at] = line
        self._prose, self._within = 0, within
        return at + 1

    def _words(self, at: int, line: str) -> int:
        self._lines[at] = line
        return self._as_prose(at)

    def _heading(self, at: int, line: str) -> int:
        read = line_meaning.heading(line)
        if read is None or not read.took:
            return self._words(at, read.line) if read else 0
        self._apart(at)
        return self._taken(at, read.line)

    def _rule(self, at: int, line: str) -> int:
        """A line of signs under a sentence is a line, not what makes a heading of it."""
        underline = _UNDERLINE.match(line)
        if (
            underline
            and len(underline[1]) > 2
            and self._prose == 1
            and line_meaning.is_title(self._lines[at - 1])
        ):
            return self._taken(at, line)
        if _RULE.match(line):
            self._apart(at)
            return self._taken(at, line)
        if underline:
            indent = indent_of(line)
            return self._words(at, line[:indent] + shielded(line[indent]) + line[indent + 1 :])
        return 0

    def _table(self, at: int) -> int:
        grid = grid_at(self._lines, at, self._hidden, after_table=self._within == "table")
        if grid is None:
            return 0
        self._apart(at)
        after = at + len(grid)
        self._lines[at:after] = grid
        self._apart(after)
        self._within = "table"
        return after

    def _item(self, at: int, line: str) -> int:
        if not is_item(line):
            return 0
        read = line_meaning.item(line, self._lines[at - 1] if self._prose and not self._in_item else "")
        if not read.took:
            return self._words(at, read.line)
        end, items = gather_list(self._lines, at, self._hidden)
        if not self._in_item:
            self._apart(at)
        self._lines[at:end] = items(lambda lines: self._inner(lines, in_item=True))
        self._within = ""
        self._apart(end)
        return end

    def _inner(self, lines: list[str], *, in_item: bool = False) -> list[str]:
        return _Reader(lines, (), self._body, in_item=in_item).read()

    def _quotation(self, at: int, line: str) -> int:
        end = at
        while end < len(self._lines) and end not in self._hidden and _QUOTED.match(self._lines[end]):
            end += 1
        read = line_meaning.quotation(line, alone=end == at + 1)
        if not read.took:
            return self._words(at, read.line)
        inner: list[str] = []
        for quoted in self._lines[at:end]:
            words = quoted.lstrip(" ")[1:]
            if words[:1].isdigit() or words[:1] == "=":
                break
            inner.append(words.removeprefix(" "))
        self._apart(at)
        end = at + len(inner)
        self._lines[at:end] = [with_prefix(line, "> ", blank=">") for line in self._inner(inner)]
        self._within = ""
        if end < len(self._lines) and _QUOTED.match(self._lines[end]):
            self._apart(end)
        return end

    def _note(self, at: int, line: str) -> int:
        note = line_meaning.note(line)
        if note is None:
            exclaimed = (
                line.replace("!!!", shielded("!!!"), 1) if line.lstrip(" ").startswith("!!!") else line
            )
            return self._words(at, exclaimed)
        self._apart(at)
        return self._indented(self._taken(at, note), lazy=True)

    def _indented(self, at: int, *, lazy: bool, first: str = "") -> int:
        """The lines that belong to a note: those that are indented, and with `lazy` those right under it. `first`:
        how it began on the line before."""
        end = at
        while end < len(self._lines) and end not in self._hidden:
            line = self._lines[end]
            if not line.strip() or line.startswith("  "):
                lazy = False
            elif not (lazy and _PLAIN.match(line)):
                break
            end += 1
        while end > at and not self._lines[end - 1].strip():
            end -= 1
        lines = self._lines[at:end]
        width = min([4, *(indent_of(line) for line in lines if line.startswith("  "))])
        begun, *inner = self._inner([first and "x", *(line[min(width, indent_of(line)) :] for line in lines)])
        self._lines[at - 1] += begun.removeprefix("x")
        self._lines[at:end] = [with_prefix(line, "    ") for line in inner]
        self._within = ""
        self._apart(end)
        return end

    def _footnote(self, at: int, line: str) -> int:
        footnote = line_meaning.footnote(line)
        if footnote is None:
            return 0
        if not (at and line_meaning.footnote(self._lines[at - 1])):
            self._apart(at)
        return self._indented(self._taken(at, footnote), lazy=True, first=footnote)

    def _reference(self, at: int, line: str) -> int:
        read = line_meaning.reference(line, self._body)
        if read is None or not read.took:
            return self._words(at, read.line) if read else 0
        return self._taken(at, line)

    def _fence(self, at: int, line: str) -> int:
        """Code within a list's item, a quotation or a note, where the library knows no fences."""
        fence = _FENCE.match(line)
        if fence is None:
            return 0
        end = self._fence_end(fence[1], at)
        if end == len(self._lines) or any(number in self._hidden for number in range(at, end)):
            return 0
        indent = indent_of(line)
        code = [one[min(indent, indent_of(one)) :] for one in self._lines[at + 1 : end]]
        self._apart(at)
        self._lines[at : end + 1] = [code_block(code), *[""] * (end - at)]
        self._within = ""
        self._apart(end + 1)
        return end + 1

    def _fence_end(self, sign: str, at: int) -> int:
        """The line that closes a fence; the number of lines where none does."""
        if self._fence_ends.get(sign, at) <= at:  # looked for once only, however many fences are open
            closing = re.compile(rf"[ ]*{sign}{sign[0]}*\s*\Z")
            after = range(at + 1, len(self._lines))
            self._fence_ends[sign] = next(
                (n for n in after if closing.match(self._lines[n])), len(self._lines)
            )
        return self._fence_ends[sign]

    def _definition(self, at: int, line: str) -> int:
        above = at - 1
        while above > 0 and not self._lines[above].strip():
            above -= 1
        term = self._lines[above].strip() if above >= 0 else ""
        if self._within != "dl" and not _PLAIN.match(term):
            term = ""
        read = line_meaning.definition(line, "词" if self._within == "dl" else term)
        if read is None or not read.took:
            return self._words(at, read.line) if read else 0
        return self._taken(at, line, within="dl")


_TAKERS = {
    "`": (_Reader._fence,),
    "~": (_Reader._fence,),
    "#": (_Reader._heading,),
    "=": (_Reader._rule,),
    "-": (_Reader._rule, _Reader._item),
    "*": (_Reader._rule, _Reader._item),
    "_": (_Reader._rule,),
    "+": (_Reader._item,),
    **dict.fromkeys("0123456789", (_Reader._item,)),
    ">": (_Reader._quotation,),
    "!": (_Reader._note,),
    "！": (_Reader._note,),
    "[": (_Reader._footnote, _Reader._reference),
    ":": (_Reader._definition,),
}

"""What a policy's text says of itself that its fields say too: its number, who signed it and when, which older documents
it repeals and amends, which annexes it has. What the words leave open is not guessed."""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from gongkai.model.title_marks import in_marks
from gongkai.patterns import pattern
from gongkai.text.layout_patterns import WIDE_DIGIT, clause_level, day_in, number_in, without_spaces
from gongkai.text.layout_words import TITLE_END, annexes_in, is_annex_mark, organs_beside

_HEAD = 6
"""Paragraphs at the beginning among which a line may be the document's own number."""
_ABOVE = 8
"""Lines of organs above the day of a joint document, at most."""
_HIDDEN = pattern(r"<!--.*?(?:-->|\Z)|^(?:```|~~~).*?(?:^(?:```|~~~)[ \t]*$|\Z)", re.S | re.M)
_LINK = pattern(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_MARKUP = pattern(r"<[^>\n]*>|\{[:#.][^}\n]*\}|\*{1,3}|\\$|~~")
_MARKED = pattern(r"[<{*\\~]")
_TITLE = r"(?:《(?:[^《》]|《[^《》]*》)+》|〈[^〈〉]+〉)"
_NUMBER = r"(?:[\u3400-\u9fff]{2,12}〔\d{4}〕\d{1,5}号)"
_NOTE = r"(?:[（(](?:[^（）()]|[（(][^（）()]*[）)])*[）)])"
_DOCUMENT = rf"(?:{_TITLE}{_NOTE}?|{_NUMBER}(?:文件|文)?)"
_DOCUMENTS = rf"{_DOCUMENT}(?:(?:、|，|,|和|及|与|以及)?原?{_DOCUMENT})*"
_COUNT = r"(?:等?(?:[\d一二两三四五六七八九十]+)?[件份个部]?(?:行政)?(?:规范性)?(?:文件)?)"
_ENDS = r"(?:(?:从|自|于)[^，。；]{2,16}起)?(?:均|都|即)?"
_REPEALED = pattern(
    rf"(?P<all>{_DOCUMENTS}){_COUNT}[，,]?{_ENDS}(?:同时|即行|一并|予以|相应|自行|同步|全部|随之)+废止(?![后前的时])"
    rf"|(?P<since>{_DOCUMENTS}){_COUNT}(?:从|自)[^，。；]{{2,16}}起废止(?![后前的时])"
    rf"|(?:决定|同时|一并|现|兹|予以)废止(?P<named>{_DOCUMENTS})(?!的)"
)
_AMENDED = pattern(
    rf"对(?P<all>{_DOCUMENTS})[^。；《》]{{0,20}}?[作做进](?:出|了|行)?(?:如下|以下|相应)(?:修改|修订|修正|调整)"
    rf"|(?P<since>{_DOCUMENTS})[^。；《》]{{0,40}}?修改[为成][：:“]"
    rf"|决定对?(?:修改|修订)(?P<named>{_DOCUMENTS})(?!的)"
)
_TITLE_SAYS = pattern(
    rf"^关于(?P<how>废止|停止(?:执行|实施|施行|适用)|修改|修订|修正)(?P<all>{_DOCUMENTS})(?P<part>第|部分|有关条款|中)?[^《》〈〉]*"
    "的(?:决定|通知|公告|通告|令)$"
)
_OF_ANOTHER = pattern(rf"(?P<who>{_TITLE})[^《》]{{0,20}}?(?:自|于|从)[^《》，。]{{4,16}}(?:施行|实施|执行)")
_FOLLOWS = pattern(r"(?:废止|予以废止)[：:]$")
_LISTED = pattern(
    rf"(?:\d{{1,2}}[.．、]|[（(][\d一二三四五六七八九十]{{1,3}}[）)]|[-*+|]).*?(?P<all>{_DOCUMENT})"
)
_SHORT = pattern(r"以下(?:统称|简称|称)(?:为|：)?[“\"]?(《[^《》]+》)")
_LABELLED = pattern(r"(?:发文字号|发文文号|文号|文件编号)[：:](?P<number>.+)")
_POINTS_TO_ANNEX = pattern(r"(?:详?见|填[写报]|参照|参见)附件(?!》)|[（(]附件\d{0,2}[）)]")


@dataclass(frozen=True)
class OlderNamed:
    """A document that the text repeals or amends, as it names it."""

    line: int
    """Within the body, from 1; 0: the document's own title says so."""
    title: str
    number: str


@dataclass(frozen=True)
class SignedOff:
    """The 成文日期 at the end, and the organs above it."""

    line: int
    day: date
    organs: tuple[str, ...]
    organ_line: int


@dataclass(frozen=True)
class OwnStatements:
    """What a text says of the document that it is."""

    number: tuple[int, str] | None = None
    sign_off: SignedOff | None = None
    repeals: tuple[OlderNamed, ...] = ()
    amends: tuple[OlderNamed, ...] = ()
    annexes: tuple[str, ...] = ()
    """Titles in 附件：1.…"""
    annex_line: int = 0
    """Where annexes are listed, or first pointed to; 0: nowhere."""
    enclosed: tuple[str, ...] = ()
    """The lines from which on annexes stand in the text itself: 附件1, or the title of one."""


class _ReadLine(NamedTuple):
    at: int
    raw: str
    """Without what nobody sees and without links and emphasis."""
    words: str
    """Without spaces."""


def is_empty(body: str) -> bool:
    """Whether a body shows a reader nothing at all."""
    if "![" in body or "<img" in body:
        return False
    if "<" not in body and "{" not in body:
        return not re.search(r"[^\W_]", body)
    return not re.search(r"[^\W_]", "".join(line.words for line in _lines(body)) or _fenced(body))


def own_statements(title: str, body: str) -> OwnStatements:
    """What the body of a policy of this title says of itself."""
    lines = [line for line in _lines(body) if line.words]
    mark = next((place for place, line in enumerate(lines) if _is_mark(line)), len(lines))
    repeals: tuple[OlderNamed, ...] = ()
    amends: tuple[OlderNamed, ...] = ()
    if any(word in title or word in body for word in ("废止", "停止", "修改", "修订", "修正", "调整")):
        short = set(_SHORT.findall(body))
        repeals = tuple(_repealed(title, lines, short))
        amends = tuple(_amended(title, lines, short))
    annexes, annex_line, enclosed = _annexes(lines) if "附件" in body else ((), 0, ())
    return OwnStatements(
        _own_number(lines), _sign_off(lines[:mark]), repeals, amends, annexes, annex_line, enclosed
    )


def _lines(body: str) -> Iterator[_ReadLine]:
    if "<!--" in body or "```" in body or "~~~" in body:
        body = _HIDDEN.sub(lambda found: "\n" * found[0].count("\n"), body)
    marked = _MARKED.search(body) is not None  # asked once, for most texts have none of it
    words_of = without_spaces if "&" in body or WIDE_DIGIT.search(body) else _joined
    for at, raw in enumerate(body.split("\n"), 1):
        line = raw
        if not line:
            continue
        if "](" in line:
            line = _LINK.sub(r"\1", line)
        if "&" in line:
            line = html.unescape(line)
        if marked and _MARKED.search(line):
            line = _MARKUP.sub("", line)
        yield _ReadLine(at, line, words_of(line))


def _joined(line: str) -> str:
    return "".join(line.split())


def _fenced(body: str) -> str:
    """What stands in fences: a diagram is something to see."""
    return "".join(found for found in _HIDDEN.findall(body) if not found.startswith("<!--"))


def _own_number(lines: list[_ReadLine]) -> tuple[int, str] | None:
    for line in lines[:_HEAD]:
        if clause_level(line.words) or line.words.startswith(("#", ">", "|")):
            return None
        labelled = _LABELLED.fullmatch(line.words)
        if number := number_in(labelled["number"] if labelled else line.words):
            return line.at, number
    return None


def _sign_off(lines: list[_ReadLine]) -> SignedOff | None:
    """The first day on a line of its own below organs on lines of theirs."""
    for place, line in enumerate(lines):
        if place == 0 or len(line.words) > 60 or "日" not in line.words[-1:]:
            continue
        day = day_in(line.words)
        if day is None:
            continue
        found: list[str] = []
        first = place
        for above in range(place - 1, max(-1, place - _ABOVE), -1):
            organs = organs_beside(lines[above].raw.strip())
            if not organs:
                break
            found, first = [*organs, *found], above
        if found:
            return SignedOff(line.at, day, tuple(dict.fromkeys(found)), lines[first].at)
    return None


def _repealed(title: str, lines: list[_ReadLine], short: set[str]) -> Iterator[OlderNamed]:
    yield from _by_title(title, ("废止", "停止"))
    listing = False
    for line in lines:
        if line.words.startswith(">"):
            continue
        found = _LISTED.match(line.words) if listing else None
        listing = listing and bool(found or line.words.startswith("|"))
        if found:
            yield from _named(line.at, found["all"], "", short)
        elif "废止" in line.words:
            yield from _found(_REPEALED, line, title, short)
        listing = listing or bool(_FOLLOWS.search(line.words))


def _amended(title: str, lines: list[_ReadLine], short: set[str]) -> Iterator[OlderNamed]:
    yield from _by_title(title, ("修改", "修订", "修正"))
    for line in lines:
        if not line.words.startswith(">") and ("修" in line.words or "调整" in line.words):
            yield from _found(_AMENDED, line, title, short)


def _by_title(title: str, how: tuple[str, ...]) -> Iterator[OlderNamed]:
    found = _TITLE_SAYS.search(without_spaces(title)[max(0, title.find("关于")) :])
    if found and found["how"].startswith(how) and not (found["part"] and "废止" in how):
        yield from _named(0, found["all"], "", set())


def _found(pattern: re.Pattern[str], line: _ReadLine, title: str, short: set[str]) -> Iterator[OlderNamed]:
    for sentence in re.split(r"[。；！？]", line.words):
        before = _OF_ANOTHER.search(sentence)
        for found in pattern.finditer(sentence):
            told = found["all"] or found["since"] or found["named"]
            if before and before.end() <= found.start() and not _is_own(before["who"], title):
                continue  # what another document did when it came
            own = "" if re.search(r"(?:同时|即行|一并|予以)+废止", found[0]) else title
            yield from _named(line.at, told, own, short)


def _named(at: int, told: str, own: str, short: set[str]) -> Iterator[OlderNamed]:
    """The documents in a list of them; `own`: the title of the one that speaks, "" where an older one may bear it."""
    for one in re.finditer(_DOCUMENT, told):
        name = re.match(_TITLE, one[0])
        number = re.search(_NUMBER, one[0][name.end() :] if name else one[0])
        words = name[0][1:-1] if name else ""
        if name and (name[0] in short or (not number and _is_own(name[0], own))):
            continue
        if number or TITLE_END.search(words):
            yield OlderNamed(at, words, without_lead(number[0]) if number else "")


def without_lead(number: str) -> str:
    """A number out of running text, without the words before the organ's."""
    return re.sub(r"^(?:.*?(?:原|和|及|与|以及|文号|为|的))(?=[\u3400-\u9fff]{2,}〔)", "", number)


def _is_own(marked: str, title: str) -> bool:
    return same_document(marked[1:-1], title)


def same_document(one: str, other: str) -> bool:
    """Whether two titles name one document: 甲办法, and 关于印发《甲办法》的通知."""
    bare = [re.sub(r"[《》〈〉“”\s·]", "", words) for words in (one, other)]
    return bool(bare[0] and bare[1]) and (bare[0] in bare[1] or bare[1] in bare[0])


def _is_mark(line: _ReadLine) -> bool:
    """Whether an annex begins here: 附件2 alone, or a heading that begins so."""
    words = line.words.lstrip("#")
    return is_annex_mark(words.rstrip("：:")) or (words != line.words and words.startswith("附件"))


def _annexes(lines: list[_ReadLine]) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
    listed = tuple(annexes_in(line.raw for line in lines))
    at = next((line.at for line in lines if listed and re.match(r"附件[：:]", line.words)), 0)
    if not at:
        singly = [line for line in lines if re.match(r"附件\d{1,2}[：:.．、]?[^\d：:].*", line.words)]
        listed = tuple(_annex_title(line.words) for line in singly)
        at = singly[0].at if singly else _pointed_to(lines)
    heads = [line.words.lstrip("#") for line in lines]
    marks = tuple(line.words.lstrip("#") for line in lines if _is_mark(line))
    titled = tuple(head for head in heads if any(head in (one, in_marks(one)) for one in listed))
    return listed, at, (*marks, *titled)


def _annex_title(words: str) -> str:
    return re.sub(r"^附件\d{1,2}[：:.．、]?", "", words).strip("《》")


def _pointed_to(lines: Iterable[_ReadLine]) -> int:
    return next((line.at for line in lines if _POINTS_TO_ANNEX.search(line.words)), 0)

"""A body's HTML made ready for its page: what scrolls can be reached, what a stylesheet needs is marked."""

import re
from collections.abc import Iterable, Iterator
from html import escape

from gongkai.model import Interpretation, Policy, Response
from gongkai.model.document import Document
from gongkai.pages.tables import dressed_table
from gongkai.text import Heading, Text, with_clauses
from gongkai.text.body import plain
from gongkai.text.convert import UNTOLD_MARK

_PIECE = re.compile(
    r"<(?:h(?P<level>[2-6])[^>]*>(?P<heading>.*?)</h(?P=level)>"
    r"|table\b.*?</(?P<table>table)>"
    r'|(?:figure class="gk-diagram">(?P<svg><svg\b[^>]*?\swidth="(?P<width>\d+).*?</svg>)</figure>'
    r'|p>(?P<img><img\b[^>]*?\ssrc="(?P<src>[^"]*)"[^>]*>)</p>)'
    rf"(?:\s*<p>(?P<told>\s*(?:<(?:strong|em)>)?{UNTOLD_MARK}.*?)</p>)?)",
    re.S,
)
QUOTED = "ask-"
"""How the ids of questions begin that are quoted from another page."""

_WIDE = 520
"""Pixels from which a drawing would have illegible letters if a phone showed it whole."""

_LISTED = re.compile(
    r'<h(?P<level>[2-4])\b[^>]*?\bid="(?P<id>[^"]*)"[^>]*>(?P<words>.*?)</h(?P=level)>'
    r"|<summary><h(?P<asked>[2-4])[^>]*>(?P<question>.*?)</h(?P=asked)></summary>\s*"
    r'<div class="gk-answer" id="(?P<answer>[^"]*)">',
    re.S,
)
_BADGE = re.compile(r'\s*<span class="gk-badge[^>]*>(.*?)</span>')
_ANY_HEADING = re.compile(r"<h([2-6])([^>]*)>(.*?)</h\1>", re.S)
_ID = re.compile(r'\bid="([^"]*)"')
_CONTAINER = re.compile(r"<(/?)(?:div|blockquote|ul|ol|li|dl|dd|table|figure|section|details)\b")
_FOOTNOTES = '<div class="footnote">'
_QUESTION_MARK = re.compile(r"^((?:\s|<[^>]+>)*)问[：:]\s*")
_ANSWER_MARK = re.compile(r"^(\s*<p>\s*(?:<strong>)?)答[：:](</strong>)?\s*")
_HEADING_TAG = re.compile(r"<(/?)h([2-5])\b")
_ADDRESSEE = re.compile(r"\A(\s*)<p>(?=[^<]{1,120}[：:]</p>)")
_SIGNED = re.compile(r"<p>(?P<issuer>[^<]{2,60})</p>\s*<p>(?P<day>\d{4}年\d{1,2}月\d{1,2}日)</p>")


def outline(html: str, deepest: int = 3) -> tuple[Heading, ...]:
    """The headings of a whole page, for its list of contents: those of the text and those around it.
    Questions are listed with the place of their answer; those quoted from another page are not."""

    def found() -> Iterator[Heading]:
        for match in _LISTED.finditer(html):
            level = int(match["level"] or match["asked"])
            if level <= deepest and not (match["answer"] or "").startswith(QUOTED):
                words = plain(_BADGE.sub(r"（\1）", match["words"] or match["question"] or ""))
                if words:
                    yield Heading(level, match["id"] or match["answer"], words, 0, False)

    return tuple(found())


def with_body_dressed(html: str, document: Document, text: Text, mark: str = "", caution: str = "") -> str:
    """The fragment ready for its document's page: a policy as 公文 with clauses that can be cited, an
    interpretation or response with its questions folded out, everything else with what all bodies get. `mark` stands
    beside each question that is folded out, `caution` at the beginning of each answer."""
    html = BodyDresser(document.title).dress(html)
    asked = {question.id for question in text.questions}
    if isinstance(document, Policy):
        return _lowered(_as_official(with_clauses(html), document))
    if isinstance(document, Interpretation | Response):
        return _folded(html, asked, mark, caution)
    return _marked(html, asked)


class BodyDresser:
    """Dresses the pieces of one body. Tables and drawings get into regions that the keyboard can scroll, named
    after the heading they stand under; `prefix` keeps ids apart where a page shows several bodies."""

    def __init__(self, under: str, prefix: str = "") -> None:
        self._under = under
        self._prefix = prefix
        self._named: dict[str, int] = {}
        self._figures = 0

    def dress(self, html: str) -> str:
        """The fragment with its tables, drawings and pictures dressed."""
        return _PIECE.sub(self._piece, html)

    def _piece(self, match: re.Match[str]) -> str:
        if match["level"]:
            self._under = plain(match["heading"])
            return match[0]
        if match["table"]:
            label = self._name("表格")
            return dressed_table(match[0], label)
        self._figures += 1
        id_ = f"gk-figure-{self._prefix}{self._figures}"
        caption = f"<figcaption>{match['told']}</figcaption>" if match["told"] else ""
        if match["img"]:
            zoom = f'<a href="{match["src"]}">看原图</a>'
            return _figure(id_, match["img"], self._name("图片"), zoom, caption, wide=False)
        zoom = f'<a href="#{id_}">放大看图</a> <a class="gk-zoom__close" href="#{id_}-small">关闭大图</a>'
        wide = int(match["width"]) > _WIDE
        return _figure(id_, match["svg"], self._name("图示"), zoom, caption, wide=wide)

    def _name(self, kind: str) -> str:
        name = f"{kind}：{self._under}"
        self._named[name] = number = self._named.get(name, 0) + 1
        return escape(f"{name}（{number}）" if number > 1 else name)


def _figure(id_: str, drawing: str, label: str, zoom: str, caption: str, *, wide: bool) -> str:
    """A drawing that scrolls in its frame, can be seen large (`:target`, without a script), and is told."""
    more = " gk-figure--wide" if wide else ""
    return (
        f'<figure class="gk-figure{more}" id="{id_}">\n'
        f'<p class="gk-zoom">{zoom}</p>\n'
        f'<div class="gk-diagram" id="{id_}-small" role="region" aria-label="{label}" tabindex="0">{drawing}</div>\n'
        f"{caption}</figure>"
    )


def fold(question: str, level: int, id_: str, answer: str, mark: str, *, is_open: bool) -> str:
    """A question with its answer. The id is inside what is folded away: a browser that is sent to it, or finds
    a word in it, opens it. `mark`, a badge or nothing, is part of the heading, so that it is listed and read out."""
    link = f'<a class="gk-anchor" href="#{id_}" title="链接到本问题" tabindex="-1" aria-hidden="true"></a>'
    return (
        f'<details class="gk-question"{" open" if is_open else ""}>'
        f'<summary><h{level} class="gk-asked">{question}{mark and " "}{mark}</h{level}></summary>\n'
        f'<div class="gk-answer" id="{id_}">\n{answer}\n{link}</div></details>\n'
    )


def _folded(html: str, asked: Iterable[str], mark: str, caution: str) -> str:
    """Every question of an interpretation with its answer in an open fold."""
    headings = list(_ANY_HEADING.finditer(html))
    last = html.find(_FOOTNOTES)
    last = len(html) if last < 0 else last
    pieces, done = [], 0
    for index, heading in enumerate(headings):
        id_ = _ID.search(heading[2])
        if not id_ or id_[1] not in asked or heading.start() < done:
            continue
        later = (other.start() for other in headings[index + 1 :] if other[1] <= heading[1])
        stop = min(next(later, last), last)
        answer = html[heading.end() : stop]
        if not _whole(answer):  # a heading within a quotation or a list: left as it is
            continue
        question = _QUESTION_MARK.sub(r"\1", heading[3])
        answer = _ANSWER_MARK.sub(lambda m: m[1] if not m[2] else "<p>", answer.strip())
        pieces += [
            html[done : heading.start()],
            fold(question, int(heading[1]), id_[1], caution + answer, mark, is_open=True),
        ]
        done = stop
    return "".join([*pieces, html[done:]])


def _whole(html: str) -> bool:
    """Whether every container that begins here ends here, and none that began before."""
    depth = 0
    for tag in _CONTAINER.finditer(html):
        depth += -1 if tag[1] else 1
        if depth < 0:
            return False
    return depth == 0


def _marked(html: str, asked: Iterable[str]) -> str:
    """Questions in documents of other kinds stay plain headings, with a mark."""

    def mark(match: re.Match[str]) -> str:
        id_ = _ID.search(match[2])
        if not id_ or id_[1] not in asked or "class=" in match[2]:
            return match[0]
        return match[0].replace(f"<h{match[1]}", f'<h{match[1]} class="gk-asked"', 1)

    return _ANY_HEADING.sub(mark, html)


def _lowered(html: str) -> str:
    """The official text stands under a heading of the page's, so its own are one level lower."""
    return _HEADING_TAG.sub(lambda match: f"<{match[1]}h{int(match[2]) + 1}", html)


def _as_official(html: str, policy: Policy) -> str:
    """GB/T 9704-2012 §7.3.2 (主送机关 flush left) and §7.3.5 (署名 and 成文日期 to the right)."""

    def sign(match: re.Match[str]) -> str:
        if plain(match["issuer"]) not in policy.issuer:
            return match[0]
        return f'<p class="gk-sign">{match["issuer"]}<br>{match["day"]}</p>'

    return _SIGNED.sub(sign, _ADDRESSEE.sub(r'\1<p class="gk-to">', html, count=1))

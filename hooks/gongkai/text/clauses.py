"""Clauses of an official text: what begins with 一、（一）1. or 第五条, or an annex, gets an id by its number, for citing.

The id says where the clause stands, not what it says: 二（三）4 is `c-2-3-4`, 第五条第（二）项 is `art-5-2`, 附件2 的
一（三） `annex-2-c-1-3`. So a link to a clause survives a correction of its words; and where the count itself was mended,
the id of before still leads to the clause (`former_ids.py`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Set
from html import escape
from typing import NamedTuple

from gongkai.text.body import plain
from gongkai.text.clause_counting import Mark, Names, citations
from gongkai.text.clause_numbers import annex_of, number_of
from gongkai.text.former_ids import former_ids

_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>h[2-6]|p|ol|li|ul|dl|div|blockquote|table|figure|pre|section|details)\b"
    r"(?P<attributes>[^>]*)>"
)
_NUMBER = re.compile(r'\b(?:start|value)="(\d+)"')
_MARKED_ARTICLE = re.compile(r"\A\s*<(strong|b|em)>\s*第[^<]{1,15}条[^<]{0,5}</\1>")
_ID = re.compile(r'id="([^"]*)"')  # a pattern that begins with \b is found thirty times slower
_LINK = re.compile(r'<a class="gk-anchor" href="#([^"]+)" title="链接到([^"]+)"')
_UNSEEN = "\u200b\ufeff \t\n　"


class Clause(NamedTuple):
    """A clause with its place in the HTML: `start` and `end` of its element's opening tag, `stop` of its words."""

    id: str
    label: str
    """How it is cited: 二（三）4."""
    start: int
    end: int
    stop: int
    heading: str = ""
    """The id it has already: that of a heading, or one written by hand."""
    former: tuple[str, ...] = ()
    """The ids it had before."""


class _Block(NamedTuple):
    """A block that may begin a clause; `number` and `place` are a list item's, as written and as counted."""

    start: int
    end: int
    stop: int
    name: str
    number: int = 0
    place: int = 0

    @property
    def is_heading(self) -> bool:
        return self.name.startswith("h")


def clauses(html: str) -> Iterator[Clause]:
    """The clauses of a fragment, in order."""
    blocks = tuple(_blocks(html))
    inside = [html[block.end : block.stop] for block in blocks]
    words = [_beginning(inner) for inner in inside]
    marks = [_mark(*one) for one in zip(blocks, words, inside, strict=True)]
    found, mended = citations(marks, [block.is_heading for block in blocks])
    had = frozenset(_ID.findall(html))
    recounted = any(block.number != block.place for block in blocks)
    before = _before(blocks, words, had, lambda block: block.number) if mended or recounted else []
    names, others = Names(had), frozenset(before)
    ids = [
        names.give(citation.id, before[place] if before else "", others) if citation else ""
        for place, citation in enumerate(found)
    ]
    older = _before(blocks, words, had, lambda block: block.place) if recounted else before
    taken = others.union(had, ids)
    for place, (block, citation) in enumerate(zip(blocks, found, strict=True)):
        if citation:
            former = [before[place], *({older[place]} - taken)] if before else []
            own = _ID.search(html[block.start : block.end])
            yield Clause(
                ids[place],
                citation.label,
                *(block.start, block.end, block.stop),
                own[1] if own else "",
                tuple(id_ for id_ in former if id_ not in ("", ids[place])),
            )


def _before(
    blocks: Iterable[_Block], words: Iterable[str], had: Set[str], number: Callable[[_Block], int]
) -> list[str]:
    """The ids that the blocks had; `number` is that of a list item."""
    texts = (
        f"{number(block)}. " if block.number else text for block, text in zip(blocks, words, strict=True)
    )
    return list(former_ids(zip(texts, (block.is_heading for block in blocks), strict=True), had))


def _mark(block: _Block, words: str, inner: str) -> Mark:
    """What a block begins with."""
    if block.number:
        return number_of(f"{block.number}. ")
    read = words.lstrip(_UNSEEN)
    if read.startswith(("附", "【", "[", "〔")):
        return annex_of(plain(inner), heading=block.is_heading)
    if read.startswith("第") and "<" in inner:
        read = plain(_MARKED_ARTICLE.sub(r"\g<0> ", inner))[:40]
    found = number_of(read)
    return found._replace(mended=True) if found and read != words else found


def _beginning(html: str) -> str:
    """The first words of a block; most are no more than words."""
    return plain(html)[:40] if "<" in html or "&" in html else html.lstrip()[:40]


def clause_ids(html: str) -> frozenset[str]:
    """Every id that `with_clauses` adds."""
    return frozenset(id_ for clause in clauses(html) for id_ in (clause.id, *clause.former))


def with_clauses(html: str) -> str:
    """The fragment with an id on every clause and a link to it, at its end, for the reader to copy.

    The link is for the pointer alone: no stop of the keyboard, no part of a heading's name. `places` has them all.
    """
    pieces, done = [], 0
    for clause in clauses(html):
        label = escape(f"链接到{clause.label}")
        if clause.heading:
            tag, ids = html[clause.start : clause.end], (clause.id, *clause.former)
        else:
            tag, ids = f'{html[clause.start : clause.end - 1]} id="{clause.id}">', clause.former
        places = "".join(f'<span class="gk-place" id="{id_}"></span>' for id_ in ids)
        link = (
            f'<a class="gk-anchor" href="#{clause.id}" title="{label}" tabindex="-1" aria-hidden="true"></a>'
        )
        pieces += [html[done : clause.start], tag, places, html[clause.end : clause.stop], link]
        done = clause.stop
    return "".join([*pieces, html[done:]])


def places(html: str) -> tuple[tuple[str, str], ...]:
    """How each clause of a fragment with clauses is cited, and its id."""
    return tuple((label, id_) for id_, label in _LINK.findall(html))


def _blocks(html: str) -> Iterator[_Block]:
    """Headings, paragraphs and numbered list items that stand in no quotation, table or note."""
    outer = 0
    lists: list[tuple[int, int]] = []
    """The last item of each list, as written and as counted."""
    for tag in _TAG.finditer(html):
        name, closing = tag["name"], bool(tag["close"])
        if name == "ol" and not outer:
            if closing:
                lists and lists.pop()
            else:
                start = _NUMBER.search(tag["attributes"])
                lists.append((int(start[1]) - 1 if start else 0,) * 2)
        elif name == "li":
            if not closing and not outer and len(lists) == 1:
                number, place = lists[0]
                written = _NUMBER.search(tag["attributes"])
                lists[0] = number, place = int(written[1]) if written else number + 1, place + 1
                yield _Block(tag.start(), tag.end(), _item_end(html, tag.end()), name, number, place)
        elif name == "p" or name.startswith("h"):
            if not closing and not outer and not lists:
                yield _Block(tag.start(), tag.end(), html.index(f"</{name}>", tag.end()), name)
        elif name != "ol":
            outer += -1 if closing else 1


def _item_end(html: str, start: int) -> int:
    """Where an item's first words end: before its paragraph's end, a list within it, or its own end."""
    found = re.compile(r"</p>|\s*<(?:ol|ul|table|div)\b|\s*</li>").search(html, start)
    return found.start() if found else start

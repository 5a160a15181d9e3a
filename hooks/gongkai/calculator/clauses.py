"""The clause a number rests on: found in the text by how it is cited, with its words."""

import re
from dataclasses import dataclass

from gongkai.text import Text
from gongkai.text.body import plain
from gongkai.text.clauses import clauses

_NOISE = re.compile(r"第[一二三四五六七八九十]+款|部分|[第项目、．.\s]")


@dataclass(frozen=True)
class FoundClause:
    """A clause of a text: its id, how it is cited, its words with all that stands below it."""

    id: str
    label: str
    words: str


def clauses_of(text: Text) -> dict[str, FoundClause]:
    """The clauses of a text, by their ids and by how they are cited."""
    html = text.html
    known = list(clauses(html))
    found: dict[str, FoundClause] = {}
    for place, one in enumerate(known):
        later = (other.start for other in known[place + 1 :] if not other.id.startswith(f"{one.id}-"))
        clause = FoundClause(one.id, one.label, plain(html[one.end : next(later, len(html))]))
        for name in (one.id, one.heading, *one.former, cited(one.label)):
            found.setdefault(name, clause)
    return found


def clause_at(basis: str, clauses: dict[str, FoundClause]) -> FoundClause | None:
    """The clause that is cited in whatever way; None where the text has none such."""
    return clauses.get(basis.lstrip("#")) or clauses.get(cited(basis))


def cited(written: str) -> str:
    """How a clause is cited, without what is written one way or another: 第三部分第（一）项 as 三（一）."""
    return _NOISE.sub("", written.replace("(", "（").replace(")", "）"))

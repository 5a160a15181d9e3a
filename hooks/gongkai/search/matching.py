"""Which entry of the knowledge base answers a question, and how surely: told by the same matcher as the public's search."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.search.asks import asks
from gongkai.search.knowledge_base import KnowledgeEntry
from gongkai.search.meaning import Matcher
from gongkai.search.meaning_files import Told, meaning_files, pairs_in_title
from gongkai.search.meaning_lists import Lists
from gongkai.search.meaning_pairs import Unit, pairs_of
from gongkai.search.standings import ANSWERED as STANDING
from gongkai.search.words import Words

_BEGINNING = 400
"""Characters of an answer that are looked at."""
ANSWERED = 0.5
"""The sureness from which a question is taken for answered."""
_SURE = 9200
"""The matcher's sureness that is this one: more than search asks for, for an entry is told with all that its policy is called."""


@dataclass(frozen=True)
class Match:
    """An entry that may answer a question, and how surely: 0 to 1."""

    entry: KnowledgeEntry
    score: float


class KnowledgeMatcher:
    """The knowledge base, ready to be asked."""

    def __init__(self, entries: Sequence[KnowledgeEntry], words: Words) -> None:
        self._entries = entries
        told = [Told(asks().of(one.question), STANDING, pairs_in_title(one.question)) for one in entries]
        lists = Lists(pairs_of([_unit(entry) for entry in entries]))
        self._matcher = Matcher(dict(meaning_files(lists, told, words, asks())), key_words=False)

    def best(self, question: str, most: int = 3) -> tuple[Match, ...]:
        """The entries that fit best, the best first; of equals the first in the knowledge base."""
        found = self._matcher.answer(question).results[:most]
        return tuple(
            Match(self._entries[one.unit], round(min(one.sure * ANSWERED / _SURE, 1.0), 3)) for one in found
        )


def _unit(entry: KnowledgeEntry) -> Unit:
    """An entry: what its policy is called counts as if the question said it, its answer as much as a heading."""
    titles = dict.fromkeys((entry.source.title, *(policy.title for policy in entry.policies)))
    return Unit(f"{entry.question} {' '.join(titles)}", "", entry.text[:_BEGINNING], "")

"""The bodies of a section, converted. Outlines are at hand; the HTML, thirty times as much, comes when it is asked for."""

import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from functools import partial

from gongkai.memo import Memo, Pairs, Pieces, fresh
from gongkai.model import Document, Interpretation, Library, Policy, Response
from gongkai.text.body import Outline, Text
from gongkai.text.convert import convert_to_outline

Texts = Mapping[str, Text]
"""Converted bodies by the document's path."""

_AT_ONCE = 40
"""Bodies that are converted together."""
_HELD = 64
"""Bodies of which the HTML is held in memory: a page and its rules ask for one several times."""

Body = tuple[str, str]
"""A body and the seed of its ids."""
TextKey = tuple[bytes, str]
"""Changes whenever a body, or the seed of its ids, does."""


class SectionTexts(Texts):
    """The texts of a library."""

    def __init__(
        self, bodies: dict[str, Body], memo: Memo = fresh, before: "SectionTexts | None" = None
    ) -> None:
        self._bodies = bodies
        then = before._bodies if before else {}
        self._keys: dict[str, TextKey] = {
            path: before._keys[path] if before and then.get(path) == body else _key(*body)
            for path, body in bodies.items()
        }
        wanted = {key: bodies[path] for path, key in self._keys.items()}
        known = before._converted if before else {}
        self._converted: dict[TextKey, Pairs[Outline, str]] = {k: known[k] for k in wanted if k in known}
        anew = {key: body for key, body in wanted.items() if key not in self._converted}
        pieces = Pieces(list(anew), partial(map, anew.__getitem__), _AT_ONCE)
        pairs = memo.pairs(("outlines", "bodies"), _converted, pieces)
        self._converted |= dict.fromkeys(anew, pairs)
        self._texts: dict[str, Text] = {}
        self._held: OrderedDict[TextKey, str] = OrderedDict()

    def key(self, path: str) -> TextKey:
        """Changes whenever the text at this path does."""
        return self._keys[path]

    def body(self, path: str) -> Body:
        """What the text at this path was converted from."""
        return self._bodies[path]

    def __getitem__(self, path: str) -> Text:
        if path not in self._texts:
            key = self._keys[path]
            self._texts[path] = Text(self._converted[key].first[key], partial(self._html, key))
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_texts": {}, "_held": OrderedDict()}

    def _html(self, key: TextKey) -> str:
        html = self._held.get(key)
        if html is None:
            html = self._held[key] = self._converted[key].second(key)
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return html


def convert_all(library: Library, memo: Memo = fresh, before: SectionTexts | None = None) -> SectionTexts:
    """Convert the body of every document. What was converted `before`, in this process, is taken over."""
    bodies = {
        document.path: (document.source.body, seed_of(document, library)) for document in library.documents
    }
    return SectionTexts(bodies, memo, before)


def _converted(body: Body) -> tuple[Outline, str]:
    return convert_to_outline(*body)


def seed_of(document: Document, library: Library) -> str:
    """What ids of questions are made from besides their words: the policy's 发文字号, else the path."""
    subjects: tuple[Document, ...] = (document,)
    if isinstance(document, Interpretation | Response):
        subjects = library.subjects_of(document)
    policies = (subject for subject in subjects if isinstance(subject, Policy) and subject.has("number"))
    return next((policy.own_number for policy in policies if policy.own_number), document.path)


def _key(body: str, seed: str) -> TextKey:
    return hashlib.blake2b(body.encode(), digest_size=16).digest(), seed

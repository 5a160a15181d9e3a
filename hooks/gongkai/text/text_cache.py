"""Converted bodies, kept by content hash: what has not changed is not converted again.

The key names everything that can change the result: the body, the seed of its ids, the code of this room
and the versions of the libraries that convert. Outlines are kept apart from the HTML, which is thirty times
as much and is only fetched where somebody asks for it.
"""

import hashlib
import json
import marshal
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from gongkai.incremental.cache import Cache
from gongkai.incremental.processes import chunks, spread
from gongkai.incremental.product import product_digest
from gongkai.model import Document, Interpretation, Library, Policy
from gongkai.text.body import Text
from gongkai.text.convert import converted

Texts = Mapping[str, Text]
"""Converted bodies by the document's path."""

_CHUNK = 40
"""Bodies that a worker converts at a time."""
_HELD = 64
"""Bodies of which the HTML is held in memory: a page and its rules ask for one several times."""

Body = tuple[str, str]
"""A body and the seed of its ids."""


class KeptTexts(Texts):
    """The texts of a library. Outlines are here; the HTML comes from the store, and what the store has lost is
    converted again."""

    def __init__(
        self,
        bodies: dict[str, Body],
        store: Cache,
        jobs: int | None = None,
        before: "KeptTexts | None" = None,
    ) -> None:
        self._bodies = bodies
        self._store = store
        then = before._bodies if before else {}
        self._keys: dict[str, str] = {
            path: before._keys[path] if before and then.get(path) == body else _key(*body)
            for path, body in bodies.items()
        }
        wanted = dict.fromkeys(self._keys.values())
        known = before._outlines if before else {}
        self._outlines: dict[str, bytes] = {key: known[key] for key in wanted if key in known}
        self._outlines |= store.read("outlines", [key for key in wanted if key not in known])
        self._read = (
            {before._keys[path]: text.outline for path, text in before._texts.items()} if before else {}
        )
        self._texts: dict[str, Text] = {}
        self._held: OrderedDict[str, str] = OrderedDict()
        self._convert_missing(jobs)

    def key(self, path: str) -> str:
        """Changes whenever the text at this path does."""
        return self._keys[path]

    def body(self, path: str) -> Body:
        """What the text at this path was converted from."""
        return self._bodies[path]

    def __getitem__(self, path: str) -> Text:
        if path not in self._texts:
            key = self._keys[path]
            outline = self._read.get(key) or marshal.loads(self._outlines[key])
            self._texts[path] = Text(outline, partial(self._html, path))
        return self._texts[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "_texts": {}, "_held": OrderedDict()}

    def _html(self, path: str) -> str:
        key = self._keys[path]
        html = self._held.get(key)
        if html is None:
            kept = self._store.get("bodies", key)
            html = kept.decode() if kept is not None else converted(*self._bodies[path])[1]
            self._held[key] = html
            if len(self._held) > _HELD:
                self._held.popitem(last=False)
        return html

    def _convert_missing(self, jobs: int | None) -> None:
        missing = {key: self._bodies[path] for path, key in self._keys.items() if key not in self._outlines}
        pieces = chunks(list(missing.items()), _CHUNK)
        self._store.close()  # before processes are started
        used = len(self._bodies)
        for done in spread(_convert_some, pieces, jobs):
            self._outlines.update((key, outline) for key, outline, _html in done)
            self._store.write("outlines", {key: outline for key, outline, _html in done}, used)
            self._store.write("bodies", {key: html for key, _outline, html in done}, used)
            if not self._store.works:
                self._held.update((key, html.decode()) for key, _outline, html in done)


def convert_all(
    library: Library,
    store: Cache | None = None,
    jobs: int | None = None,
    before: KeptTexts | None = None,
) -> KeptTexts:
    """Convert the body of every document, on `jobs` processes (None: one for each core); without a store
    everything stays in memory. What was converted `before`, in this process, is taken over."""
    bodies = {
        document.path: (document.source.body, seed_of(document, library)) for document in library.documents
    }
    return KeptTexts(bodies, store or Cache(None), jobs, before)


def _convert_some(some: Sequence[tuple[str, Body]]) -> list[tuple[str, bytes, bytes]]:
    done = ((key, *converted(*body)) for key, body in some)
    return [(key, marshal.dumps(outline), html.encode()) for key, outline, html in done]


def seed_of(document: Document, library: Library) -> str:
    """What ids of questions are made from besides their words: the policy's 发文字号, else the path."""
    subjects = library.subjects_of(document) if isinstance(document, Interpretation) else (document,)
    policies = (subject for subject in subjects if isinstance(subject, Policy) and subject.has("number"))
    return next((policy.own_number for policy in policies if policy.own_number), document.path)


def _key(body: str, seed: str) -> str:
    return hashlib.sha256(json.dumps((product_digest(), seed)).encode() + body.encode()).hexdigest()

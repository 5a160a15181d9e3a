"""What is made of one document for machines, kept with what was asked meanwhile: after an edit, little is made anew.

The section notes its questions (`asking/`), as it does for pages. What another code or other settings made is made
anew, and so is everything where the settings name plugins of others.
"""

import hashlib
import marshal
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from gongkai.incremental.cache import Cache
from gongkai.incremental.dependencies import QueryAnswers
from gongkai.incremental.fingerprint import product_key
from gongkai.incremental.recorded_queries import RecordedQueries
from gongkai.model import Document, Library
from gongkai.settings import Settings
from gongkai.text import Texts

Make = Callable[[Document, Library, Texts, Settings], Any]
"""Makes plain values (what `marshal` can keep) of a document; may ask nothing but what it is given."""

_AT_ONCE = 200
"""Documents whose kept values are in memory at a time."""


def of_each(
    table: str,
    make: Make,
    documents: Sequence[Document],
    section: tuple[Library, Texts, Settings],
    also: Mapping[str, object] | None = None,
) -> Iterator[Any]:
    """What `make` gives for each of the documents, in their order. `table`: where it is kept; `also`: by path,
    plain values that it depends on besides the section."""
    settings = section[2]
    answers, store = QueryAnswers(*section), Cache(settings.cache)
    began = _key(settings)
    also = also or {}
    for start in range(0, len(documents), _AT_ONCE):
        some = documents[start : start + _AT_ONCE]
        keys = [f"{began} {document.path}" for document in some]
        kept = dict(store.read(table, keys)) if began else {}
        fresh: dict[str, bytes] = {}
        for key, document in zip(keys, some, strict=True):
            other = also.get(document.path)
            if key in kept:
                made, reads, then = marshal.loads(kept[key])
                if then == other and answers.hold(reads):
                    yield made
                    continue
            reads = RecordedQueries()
            asked = answers.section(reads, settings)
            asked[0].get(document.path)  # whether or not it is looked up
            made = make(document, *asked)
            kept_now: Any = made, reads.kept(), other
            fresh[key] = marshal.dumps(kept_now)
            yield made
        if began:
            store.write(table, fresh, len(documents))


def _key(settings: Settings) -> str:
    """A digest of code and settings; empty where what other code does cannot be known."""
    product = product_key(settings)
    if product is None:
        return ""
    given = (
        *(settings.site_url, settings.organisation, settings.duties_since),
        *(tuple(settings.topics.items()), tuple(settings.audiences.items())),
    )  # which whoever runs this may have put in place of the file's
    return hashlib.blake2b(f"{product} {given}".encode(), digest_size=12).hexdigest()

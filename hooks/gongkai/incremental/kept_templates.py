"""Templates, kept as they were compiled: to compile those of one edit takes half a second."""

from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from gongkai.incremental.memo import StoredMemo

_TABLE = "templates"
_SPARE = 200


class KeptTemplates(BytecodeCache):
    """By name, place and text, and by all that a site is made with: the library that compiles is part of the program, filters
    that are tried meanwhile are too. Where plugins or hooks of others may have a hand in it, nothing is kept."""

    def __init__(self, memo: StoredMemo) -> None:
        self._memo = memo
        self._used = set[str]()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept of a template, if anything is."""
        if (key := self._key(bucket)) and (kept := self._memo.store.get(_TABLE, key)):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        if key := self._key(bucket):
            self._memo.store.write(_TABLE, {key: bucket.bytecode_to_string()})
            self._memo.store.drop_unused(_TABLE, self._used, _SPARE)

    def _key(self, bucket: Bucket) -> str | None:
        key = self._memo.section_key("template", bucket.key, bucket.checksum)
        self._used |= {key} if key else set()
        return key


@contextmanager
def templates_kept(environment: Environment, memo: StoredMemo) -> Iterator[None]:
    """Keep the templates of an environment of this process, for one build."""
    environment.bytecode_cache = KeptTemplates(memo)
    try:
        yield
    finally:
        environment.bytecode_cache = None

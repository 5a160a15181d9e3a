"""A register: a YAML list of entries that is data and no document (`requests/YEAR.yml`, `waivers.yml`).

An entry without one of its required fields is left out, its fault told; one with another faulty field is
still judged on the rest. The others are judged all the same.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from gongkai.findings import Violation
from gongkai.model.partial import Partial
from gongkai.source import Front
from gongkai.source.front_matter import Place


class RegisterEntry(Partial):
    """One entry of a register; `KIND` is the register's Chinese name."""

    KIND: ClassVar[str]


AnyRegisterEntry = TypeVar("AnyRegisterEntry", bound=RegisterEntry)


@dataclass(frozen=True)
class Placed(Generic[AnyRegisterEntry]):
    """An entry with the file it stands in and its place there."""

    path: str
    index: int
    entry: AnyRegisterEntry
    front: Front

    def line(self, *place: str | int) -> int:
        """The line of one of the entry's fields, or of the entry where the field is not written."""
        return self.front.line((self.index, *place))

    def violation(self, field: str | Place | None, message: str, **extra: Any) -> Violation:
        """A broken rule at one of the entry's fields (None: the entry as a whole)."""
        place = (field,) if isinstance(field, str) else field or ()
        return Violation(self.path, self.line(*place), message, **extra)

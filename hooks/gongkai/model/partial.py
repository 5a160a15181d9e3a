"""What is known in part: a record with a faulty field is still judged on all the others.

The faulty field is left unset, and whoever asks for it gets `FieldUnknown`. A rule that asks has no verdict
then, and needs none: the fault itself is a finding that stops the build.
"""

from typing import TYPE_CHECKING, Any

from gongkai.model.fields import Record


class FieldUnknown(LookupError):
    """A rule asked for a field that is missing or could not be understood."""


class Partial(Record):
    """A document or an entry of a register, whose faulty fields are left unset."""

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Only reached for what is not set: a field without a usable value."""
            if name in type(self).model_fields:
                raise FieldUnknown(name)
            return super().__getattr__(name)

    def has(self, field: str) -> bool:
        """Whether the field has a usable value (or its default)."""
        return field in self.__dict__

    @property
    def is_whole(self) -> bool:
        """Whether every field has a usable value (or its default)."""
        return all(map(self.has, type(self).model_fields))

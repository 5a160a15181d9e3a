"""The frame that the current build in this process serves: how the plugin finds what `render` prepared."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from gongkai.engine.frame import Frame

_frame: ContextVar[Frame | None] = ContextVar("frame", default=None)


@contextmanager
def serving_frame(current: Frame) -> Iterator[None]:
    """Let the hook of the builds within serve this frame."""
    token = _frame.set(current)
    try:
        yield
    finally:
        _frame.reset(token)


def current_frame() -> Frame | None:
    """The frame that was prepared for this build; None under a plain `mkdocs build`."""
    return _frame.get()

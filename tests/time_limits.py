"""Every test ends: what pytest-timeout needs to know of our long tests, and of the processes that tests start."""

import signal
from collections.abc import Generator
from types import FrameType

import pytest

from tests.processes import children, kill

LONG = 3600
"""Seconds for each of the long tests; the others have those in pyproject.toml."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.get_closest_marker("long") and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(LONG))


@pytest.hookimpl(wrapper=True)
def pytest_timeout_set_timer() -> Generator[None, object, object]:
    """When a test's time is over, what it started is killed first: the test may be waiting for it."""
    done = yield
    before, fail = children(), signal.getsignal(signal.SIGALRM)

    def end(number: int, frame: FrameType | None) -> None:
        kill(children() - before)
        if callable(fail):
            fail(number, frame)

    signal.signal(signal.SIGALRM, end)
    return done

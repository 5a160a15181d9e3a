"""What several tests stand on: the sample section, built once a session."""

import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from types import FrameType

import hypothesis
import pytest

from gongkai import pipeline
from gongkai.settings import read_settings
from tests import once
from tests.processes import children, kill
from tests.sample import CONFIG, renderer

hypothesis.settings.register_profile("same answer each time", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same answer each time")


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


@pytest.fixture(scope="session", autouse=True)
def fewer_seconds() -> Iterator[None]:
    """Builds in the tests' own process share what cannot differ between them."""
    with pytest.MonkeyPatch.context() as patch:
        once.install(patch)
        yield


@pytest.fixture(scope="session")
def sample(fewer_seconds: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample section: a folder to read, not to write."""
    site = tmp_path_factory.mktemp("sample") / "zwgk"
    settings = read_settings(CONFIG, site=site)
    pipeline.build(settings, renderer(settings))
    return site

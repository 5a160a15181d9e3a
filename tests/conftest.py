"""What several tests stand on: the sample section, built once a session."""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from gongkai.building import pipeline
from gongkai.building.section import JudgedSection
from gongkai.operating_system import exclusive_lock
from gongkai.settings import read_settings
from tests import once
from tests.collecting import pytest_collection
from tests.evidence import CONTACT, THEN, guide
from tests.repositories import Repository
from tests.sample import CONFIG, renderer
from tests.time_limits import pytest_collection_modifyitems, pytest_timeout_set_timer

hypothesis.settings.register_profile("same answer each time", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same answer each time")


__all__ = ["pytest_collection", "pytest_collection_modifyitems", "pytest_timeout_set_timer"]


@pytest.fixture(scope="session", autouse=True)
def fewer_seconds() -> Iterator[None]:
    """Builds in the tests' own process share what cannot differ between them."""
    with pytest.MonkeyPatch.context() as patch:
        once.install(patch)
        yield


@pytest.fixture(scope="session")
def sample(fewer_seconds: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample section: a folder to read, not to write. The processes among which tests are divided share it."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "sample"
    folder.mkdir(exist_ok=True)
    site = folder / "zwgk"
    with exclusive_lock(folder / "lock", lambda: None):
        if not site.exists():
            settings = read_settings(CONFIG, site=site)
            pipeline.build(settings, renderer(settings))
    return site


@pytest.fixture(scope="session")
def judged_sample(fewer_seconds: None) -> JudgedSection:
    """The sample section as it is judged: to look at, not to change."""
    return pipeline.check(read_settings(CONFIG))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """One that has had a commit long ago."""
    made = Repository.create(tmp_path / "repository")
    made.commit(THEN, {CONTACT: guide(THEN, words="地址和电话。")})
    return made

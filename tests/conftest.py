"""What several tests stand on: the sample section, built once a session."""

from pathlib import Path

import hypothesis
import pytest

from gongkai import pipeline
from gongkai.settings import read_settings
from tests.sample import CONFIG, renderer

hypothesis.settings.register_profile("same answer each time", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same answer each time")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample section: a folder to read, not to write."""
    site = tmp_path_factory.mktemp("sample") / "zwgk"
    settings = read_settings(CONFIG, site=site)
    pipeline.build(settings, renderer(settings))
    return site

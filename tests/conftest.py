"""What several tests stand on: the sample section, built once a session."""

from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest
from gongkai import engine, pipeline
from gongkai.pages import Site
from gongkai.settings import Settings, read_settings

hypothesis.settings.register_profile("same answer each time", derandomize=True, deadline=None)
hypothesis.settings.load_profile("same answer each time")

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "mkdocs.yml"


def renderer(settings: Settings, jobs: int = 1) -> Callable[[Site, Path], None]:
    """The engine as `pipeline.build` wants it."""

    def render(site: Site, staging: Path) -> None:
        engine.render(
            site, staging, config_file=settings.config_file, content=settings.content, jobs=jobs
        )

    return render


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built sample section: a folder to read, not to write."""
    site = tmp_path_factory.mktemp("sample") / "zwgk"
    settings = read_settings(CONFIG, site=site)
    pipeline.build(settings, renderer(settings))
    return site

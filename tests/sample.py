"""Where the project's own files lie, and how a test builds a site."""

from collections.abc import Callable
from pathlib import Path

from gongkai import engine
from gongkai.pages import Site
from gongkai.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "mkdocs.yml"


def renderer(settings: Settings, jobs: int = 1) -> Callable[[Site, Path], None]:
    """The engine as `pipeline.build` wants it."""

    def render(site: Site, staging: Path) -> None:
        engine.render(site, staging, config_file=settings.config_file, content=settings.content, jobs=jobs)

    return render

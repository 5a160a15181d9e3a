"""Where the project's own files lie, and how a test builds a site."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from gongkai import engine
from gongkai.pages import Site
from gongkai.releases.build_record import FileRecord
from gongkai.settings import Settings

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "mkdocs.yml"
MKDOCS = sys.modules["mkdocs"].__name__
"""What the engine found: MkDocs, or ProperDocs in its place."""


def renderer(settings: Settings, jobs: int = 1) -> Callable[[Site, Path], Mapping[str, FileRecord]]:
    """The engine as `pipeline.build` wants it."""

    def render(site: Site, staging: Path) -> Mapping[str, FileRecord]:
        return engine.render(site, staging, config_file=settings.config_file, jobs=jobs)

    return render


def bodies_of_sample() -> tuple[str, ...]:
    """The bodies of the sample's policies, as they are written."""
    files = sorted((ROOT / "content" / "policies").rglob("*.md"))
    return tuple(file.read_text(encoding="utf-8").split("\n---\n", 1)[1] for file in files)

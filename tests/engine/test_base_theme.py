"""Material is the base theme by name alone: the day it is gone, pages look as before."""

from pathlib import Path

import jinja2
import pytest
from mkdocs.utils import get_theme_dir

from gongkai.build import pipeline
from gongkai.incremental.product import THEME
from tests.build.test_build import small, tree
from tests.sample import renderer

MATERIAL = Path(get_theme_dir("material"))


def test_no_page_is_made_with_a_template_of_materials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[Path] = set()
    get_source = jinja2.FileSystemLoader.get_source

    def noting(
        loader: jinja2.FileSystemLoader, environment: jinja2.Environment, name: str
    ) -> tuple[str, str, object]:
        text, file, fresh = get_source(loader, environment, name)
        read.add(Path(file))
        return text, file, fresh

    monkeypatch.setattr(jinja2.FileSystemLoader, "get_source", noting)
    settings = small(tmp_path)
    pipeline.build(settings, renderer(settings))
    assert {THEME / "main.html", THEME / "404.html", THEME / ".icons" / "menu.svg"} <= read
    assert not [file for file in read if MATERIAL in file.parents]


def test_no_file_of_materials_is_published(sample: Path) -> None:
    assert set(tree(sample).values()).isdisjoint(tree(MATERIAL / "assets").values())

"""Material is the base theme by name alone: without any file of it, the site is the same."""

from pathlib import Path

import mkdocs.utils
import pytest

from gongkai.building import pipeline
from gongkai.engine import frame
from tests.building.test_build import small, tree
from tests.sample import renderer


@pytest.mark.long
def test_a_site_has_nothing_of_material(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def site(root: Path) -> dict[str, bytes]:
        settings = small(root)
        pipeline.build(settings, renderer(settings))
        return tree(settings.site)

    before = site(tmp_path / "with")
    empty = tmp_path / "material"
    empty.mkdir()
    (empty / "mkdocs_theme.yml").write_text("{}")
    for module in (frame, mkdocs.utils):
        monkeypatch.setattr(module, "get_theme_dir", {"material": str(empty)}.__getitem__)
    assert {"index.html", "404.html"} <= before.keys()
    assert site(tmp_path / "without") == before

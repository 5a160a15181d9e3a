"""A settings file as MkDocs takes it, with what it leaves out that every site of ours needs: our theme, our hook."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils import get_theme_dir
from mkdocs.utils.yaml import yaml_load

from gongkai.findings import WrongUse

PRODUCT = Path(__file__).resolve().parents[3]
HOOK = PRODUCT / "hooks" / "site_hook.py"
THEME = PRODUCT / "theme"


def configured(config_file: Path, empty: str, **more: str) -> MkDocsConfig:
    """MkDocs' settings. It would walk through the content, of which it gets nothing: `empty` is a folder to see."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    config = load_config(
        str(config_file),
        config_file_path=str(config_file),
        docs_dir=empty,
        **more,
        **_where_missing(config_file),
    )
    framed(config)
    return config


def framed(config: MkDocsConfig) -> None:
    """Let our frame stand behind a `custom_dir` that has only a part of it; raises `WrongUse` for any other theme."""
    folders, material = config.theme.dirs, get_theme_dir("material")
    if material not in folders:
        raise WrongUse(
            f"页面框架只能用 material，现为“{config.theme.name}”；请改正设置里的 theme，或去掉 --theme"
        )
    if THEME not in (Path(folder).resolve() for folder in folders):
        folders.insert(folders.index(material), str(THEME))


def _where_missing(config_file: Path) -> dict[str, Any]:
    """Our theme and hook for a settings file elsewhere that names none, or names them by a relative path."""
    with config_file.open("rb") as file:
        raw = yaml_load(file)
    given: dict[str, Any] = {} if "plugins" in raw else {"plugins": []}
    hooks = [name for name in raw.get("hooks") or [] if Path(name).name != HOOK.name]
    given["hooks"] = [*hooks, str(HOOK)]
    theme = raw.get("theme")
    theme = {"name": theme} if isinstance(theme, str) else dict(theme or {})
    theme.setdefault("name", "material")
    theme.setdefault("language", "zh")
    theme.setdefault("font", False)
    custom = theme.get("custom_dir")
    if custom is None or not (config_file.parent / custom).is_dir():
        theme["custom_dir"] = str(THEME)
    given["theme"] = theme
    return given

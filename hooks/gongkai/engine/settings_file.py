"""A settings file as MkDocs takes it, with what it leaves out that every site of ours needs: our theme, our hook."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

PRODUCT = Path(__file__).resolve().parents[3]
HOOK = PRODUCT / "hooks" / "site_hook.py"


def configured(config_file: Path, empty: str, **more: str) -> MkDocsConfig:
    """MkDocs' settings. It would walk through the content, of which it gets nothing: `empty` is a folder to see."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    return load_config(
        str(config_file),
        config_file_path=str(config_file),
        docs_dir=empty,
        **more,
        **_where_missing(config_file),
    )


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
    given["theme"] = theme
    return given

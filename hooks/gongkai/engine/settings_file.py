"""A settings file as MkDocs takes it, with what it leaves out that every site of ours needs."""

import os
from pathlib import Path
from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugins
from mkdocs.utils.yaml import yaml_load

from gongkai.engine.frame import refuse_other_frames
from gongkai.engine.plugin import GongkaiPlugin
from gongkai.findings import WrongUse
from gongkai.settings import HOOK, PLUGIN


def configured(config_file: Path, empty: str, **more: str) -> MkDocsConfig:
    """MkDocs' settings. It would walk through the content, of which it gets nothing: `empty` is a folder to see."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    try:
        config = load_config(
            str(config_file),
            config_file_path=str(config_file),
            docs_dir=empty,
            **more,
            **_where_missing(config_file),
        )
    except Abort as problem:  # MkDocs has said what in its own words
        raise WrongUse(
            f"{config_file} 里有 MkDocs 不能接受的设置，见上面英文的一行；说 plugin is not installed 的，"
            "请先安装这个插件，或从 plugins 里删去"
        ) from problem
    refuse_other_frames(config)
    if PLUGIN not in config.plugins:
        config.plugins[PLUGIN] = GongkaiPlugin()
    return config


def _where_missing(config_file: Path) -> dict[str, Any]:
    """A base theme for a settings file that names none; our hook file is the plugin, which is there already."""
    with config_file.open("rb") as file:
        raw = yaml_load(file)
    given: dict[str, Any] = {} if "plugins" in raw else {"plugins": []}
    if (
        PLUGIN in (raw.get("plugins") or ()) and PLUGIN not in get_plugins()
    ):  # in a checkout we are not installed
        given["plugins"] = _without_ours(raw["plugins"])
    given["hooks"] = [name for name in raw.get("hooks") or [] if Path(name).name != HOOK]
    theme = raw.get("theme")
    theme = {"name": theme} if isinstance(theme, str) else dict(theme or {})
    theme.setdefault("name", "material")
    theme.setdefault("language", "zh")
    theme.setdefault("font", False)
    given["theme"] = theme
    return given


def _without_ours(plugins: Any) -> Any:
    """A list of plugins, or their settings by name; ours has none."""
    if isinstance(plugins, dict):
        return {name: said for name, said in plugins.items() if name != PLUGIN}
    return [one for one in plugins if one != PLUGIN]

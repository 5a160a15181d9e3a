"""What a settings file leaves out that every site of ours needs: our theme, our hook."""

from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

PRODUCT = Path(__file__).resolve().parents[3]
HOOK = PRODUCT / "hooks" / "site_hook.py"
THEME = PRODUCT / "theme"


def where_missing(config_file: Path) -> dict[str, Any]:
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

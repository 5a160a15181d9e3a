"""A settings file as plain data, without importing MkDocs."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gongkai.findings import WrongUse, system_refusal

PLUGIN, HOOK = "gongkai", "site_hook.py"
"""By which of these a settings file names us: MkDocs' plugin where we are installed, a hook in a checkout."""


class _TolerantLoader(yaml.CSafeLoader):
    """Reads any mkdocs.yml: `!ENV` and `!!python/name:` tags belong to MkDocs and are of no use here."""


def _ignore_tag(loader: yaml.CSafeLoader, _suffix: str, node: yaml.Node) -> Any:
    return loader.construct_scalar(node) if isinstance(node, yaml.ScalarNode) else None


_TolerantLoader.add_multi_constructor("!", _ignore_tag)
_TolerantLoader.add_multi_constructor("tag:yaml.org,2002:python/", _ignore_tag)


def raw_settings(file: Path) -> tuple[dict[str, Any], tuple[Path, ...]]:
    """A settings file as plain data, with `INHERIT` followed the way MkDocs does, and all files that it is in.

    Raises `WrongUse` when it is missing or not YAML.
    """
    try:
        raw = yaml.load(file.read_bytes(), Loader=_TolerantLoader)
    except OSError as problem:
        raise WrongUse(f"读不到设置文件 {file}：{system_refusal(problem)}") from problem
    except (yaml.YAMLError, ValueError) as problem:  # ValueError: a day that does not exist, a wrong encoding
        raise WrongUse(f"设置文件 {file} 读不出来：{problem}") from problem
    if not isinstance(raw, dict):
        raise WrongUse(f"设置文件 {file} 应为“名称: 值”的组合")
    if parent := raw.pop("INHERIT", None):
        base, files = raw_settings((file.parent / str(parent)).resolve())
        _put_aside(base, raw)
        return _merge(base, raw), (*files, file)
    return raw, (file,)


_FOLDERS = {"docs_dir": "content", "site_dir": "site"}
"""MkDocs' names for two folders → ours, which go before."""


def _put_aside(base: dict[str, Any], over: dict[str, Any]) -> None:
    """A folder that a file names in MkDocs' words goes before the one that it inherits in ours."""
    extra = base.get("extra")
    ours = extra.get("gongkai") if isinstance(extra, dict) else None
    if isinstance(ours, dict):
        for name in _FOLDERS.keys() & over.keys():
            ours.pop(_FOLDERS[name], None)


def _merge(base: dict[str, Any], over: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in over.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = _merge(merged[key], value) if both else value
    return merged


def named_others(raw: dict[str, Any]) -> Iterator[str]:
    """The plugins and hooks that a settings file names besides us."""
    for plugin in raw.get("plugins") or ():
        name = next(iter(plugin), "") if isinstance(plugin, dict) else str(plugin)
        if name != PLUGIN:
            yield name
    yield from (name for name in map(str, raw.get("hooks") or ()) if Path(name).name != HOOK)

"""What a section lays over our theme, its own templates, stylesheets, scripts and pictures: judged before anything is
made, so that nothing of it is stopped by a browser or dropped in silence."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from gongkai.building.overlay.files import MADE, faults_of
from gongkai.building.overlay.plugins import refusals
from gongkai.findings import WrongUse
from gongkai.looks import SHEET
from gongkai.package import THEME, files_below
from gongkai.safety.content_policy import Known
from gongkai.settings import Settings, raw_settings

__all__ = ["MADE", "refuse_overlay"]

_NO_EFFECT_IN_THEME = {
    "palette": "颜色请写在 extra.gongkai.looks 的 colours 里",
    "logo": "徽标请写在 extra.gongkai.looks 的 emblem 里",
    "favicon": "请把图标放到 custom_dir 的 assets/favicon.svg",
    "icon": "请删去；要换图标，改 custom_dir 里的模板",
    "features": "本站的页面框架没有 Material 的这些功能，请删去",
    "font": "字体请写在 extra.gongkai.looks 的 fonts 里，这里写 font: false",
}
_NO_EFFECT = {
    "markdown_extensions": "正文由公开（Gongkai）转换并核对，不用 MkDocs 的扩展，请删去",
    "extra_templates": "请改写 theme 的 static_templates，模板放进 custom_dir",
    "copyright": "页脚请写在 extra.gongkai.footer 里",
    "use_directory_urls": "网址由程序决定，请删去",
}


def refuse_overlay(settings: Settings) -> None:
    """Raises `WrongUse` for whatever of a section's own theme would not reach its readers as it was meant."""
    raw, files = raw_settings(settings.config_file)
    theme, custom = raw.get("theme"), settings.custom_dir
    theme = theme if isinstance(theme, dict) else {}
    known = partial(_is_published, custom, bool(settings.looks.stylesheet), bool(settings.others))
    said = [
        *_without_effect(raw, theme, settings.config_file),
        *_added(raw, files, known),
        *_pictures(settings, custom),
        *refusals(settings.others),
    ]
    for path, file in files_below(custom) if custom else ():
        said += (f"{file}\n    {fault}" for fault in faults_of(path, file, known))
    if said:
        raise WrongUse(
            "本栏目的样式、脚本、模板或插件有问题，请先改正（什么也没有发布）：\n  " + "\n  ".join(said)
        )


def _is_published(custom: Path | None, sheet: bool, others: bool, path: str) -> bool:
    """Whether the site will have a file of the theme at this path. Where there are plugins of `others` nobody knows yet:
    then it is seen on the finished site."""
    if path.endswith((".html", ".md")):
        return False
    there = (custom is not None and (custom / path).is_file()) or (THEME / path).is_file()
    return there or (sheet and path == SHEET) or others


def _without_effect(raw: dict[str, Any], theme: dict[str, Any], file: Path) -> Iterator[str]:
    """Settings that our frame does not follow."""
    for name, instead in _NO_EFFECT_IN_THEME.items():
        if theme.get(name):
            yield f"{file}：theme 的 {name} 在这里不起作用；{instead}"
    for name, instead in _NO_EFFECT.items():
        if raw.get(name) not in (None, []) and not (name == "use_directory_urls" and raw[name] is True):
            yield f"{file}：{name} 在这里不起作用；{instead}"


def _added(raw: dict[str, Any], files: tuple[Path, ...], known: Known) -> Iterator[str]:
    """`extra_css` and `extra_javascript`: files of the site, and there."""
    for setting in ("extra_css", "extra_javascript"):
        for given in raw.get(setting) or ():
            address = str(given.get("path", "") if isinstance(given, dict) else given)
            where = f"{_place(files, setting, address)} 的 {setting}"
            parts = urlsplit(address.replace("\\", "/"))
            if parts.scheme or parts.netloc:
                yield (
                    f"{where} 要从别的网站装载 {address}，内容安全策略不许"
                    "\n      改法：把文件下载下来，放进 custom_dir，这里写它从 custom_dir 算起的路径"
                )
            elif not known(parts.path):
                yield (
                    f"{where} 写了 {address}，找不到这个文件"
                    "\n      改法：把它放进 theme 的 custom_dir，这里写从 custom_dir 算起的路径（不要放在内容文件夹里）"
                )


def _place(files: tuple[Path, ...], setting: str, address: str) -> str:
    """The settings file and the line in which an address stands."""
    for file in reversed(files):
        root = yaml.compose(file.read_bytes(), Loader=yaml.CSafeLoader)
        for key, value in root.value if isinstance(root, yaml.MappingNode) else ():
            if key.value == setting and isinstance(value, yaml.SequenceNode):
                for node in _scalars(value):
                    if node.value == address:
                        return f"{file} 第 {node.start_mark.line + 1} 行"
    return str(files[-1])


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _scalars(one)
    elif isinstance(node, yaml.MappingNode):
        for _key, one in node.value:
            yield from _scalars(one)


def _pictures(settings: Settings, custom: Path | None) -> Iterator[str]:
    for path in filter(None, (settings.looks.emblem, *settings.footer.pictures)):
        if custom is None:
            yield f"{settings.config_file}：图片 {path} 要放在自己的样式文件夹里；请新建一个文件夹，写进 theme 的 custom_dir"
        elif not (custom / path).is_file():
            yield f"{settings.config_file}：找不到图片 {custom / path}；请把它放进 custom_dir，或改正路径"

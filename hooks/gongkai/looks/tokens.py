"""The setting `looks`: colours, fonts and emblem, and the stylesheet that is made of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.findings import WrongUse
from gongkai.looks.colours import colour
from gongkai.looks.palettes import TOKENS, Palette, Palettes, palettes, unreadable_pairs

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_SANS = (
    '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC",'
    " sans-serif"
)
_SERIF = (
    '"FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "Songti SC", "Noto Serif CJK SC", "Source Han Serif SC",'
    ' "SimSun", serif'
)
FONTS = {"text": ("--sans", _SANS), "title": ("--title", _SERIF)}
"""The setting's name → the name in stylesheets, and what is taken where a reader has none of the bureau's fonts: as in
assets/gongkai.css."""
_FONT = re.compile(r"[\w .+-]{1,60}")
SHEET = "assets/looks.css"


@dataclass(frozen=True)
class Looks:
    """What a bureau chose."""

    light: Palette = field(default_factory=dict)
    dark: Palette = field(default_factory=dict)
    fonts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    emblem: str = ""
    """A picture below `custom_dir`."""

    @property
    def palettes(self) -> Palettes:
        """Its colours in each way of showing."""
        return palettes(self.light, self.dark)

    @property
    def stylesheet(self) -> str:
        """The sheet that lies over assets/gongkai.css; empty where nothing was chosen."""
        if not (self.light or self.dark or self.fonts):
            return ""
        return "\n".join(["/* Made of extra.gongkai.looks. */", *self._rules(), ""])

    def _rules(self) -> Iterator[str]:
        light, dark, easy, easy_dark = self.palettes
        always = [f"{FONTS[name][0]}: {_families(name, families)}" for name, families in self.fonts]
        if "mark" in light:  # on paper red is printed, all other colours are black
            always.append(f"{TOKENS['mark'].property}: {light['mark']}")
        yield from _rule(":root", always)
        yield from _within("screen", light, easy)
        yield from _within("screen and (prefers-color-scheme: dark)", dark, easy_dark)


def _within(medium: str, plain: Palette, easy: Palette) -> Iterator[str]:
    rules = [*_rule(":root", _colours(plain)), *_rule("html.gk-easy", _colours(easy))]
    if rules:
        yield from (f"@media {medium} {{", *rules, "}")


def _colours(palette: Palette) -> list[str]:
    return [f"{token.property}: {palette[name]}" for name, token in TOKENS.items() if name in palette]


def _rule(selector: str, declarations: list[str]) -> Iterator[str]:
    if declarations:
        yield f"{selector} {{ {'; '.join(declarations)}; }}"


def _families(name: str, families: tuple[str, ...]) -> str:
    return ", ".join([*(f'"{family}"' for family in families), FONTS[name][1]])


def read_looks(given: Any, file: Path) -> Looks:
    """The setting `looks`; raises `WrongUse`, also for colours that cannot be told apart."""
    if given is None:
        return Looks()
    form = 'looks: {colours: {link: "#0b6b3a"}, emblem: assets/emblem.svg}'
    given = of_names(given, ("colours", "dark", "fonts", "emblem"), "looks", form, file)
    light, dark = (_palette(given.get(name), name, file) for name in ("colours", "dark"))
    looks = Looks(light, dark, tuple(_fonts(given.get("fonts"), file)), _emblem(given.get("emblem"), file))
    if faults := list(unreadable_pairs(looks.palettes)):
        raise WrongUse(f"{file}：looks 的颜色不合要求：\n  " + "\n  ".join(faults))
    return looks


def of_names(given: Any, names: tuple[str, ...], what: str, form: str, file: Path) -> dict[str, Any]:
    """A setting that is a group of these names; raises `WrongUse`."""
    if not isinstance(given, dict):
        raise WrongUse(f"{file}：{what} 应写成 {form}")
    if unknown := sorted(set(map(str, given)) - set(names)):
        raise WrongUse(f"{file}：{what} 中没有名为“{'、'.join(unknown)}”的设置；可用的有：{'、'.join(names)}")
    return given


def _palette(given: Any, name: str, file: Path) -> Palette:
    if given is None:
        return {}
    form = f'{name}: {{link: "#0b6b3a"}}'
    given = of_names(given, tuple(TOKENS), f"looks 的 {name}", form, file)
    found = {}
    for token, value in given.items():
        if (chosen := colour(value)) is None:
            now = "空白（# 前面要加引号）" if value is None else f"“{value}”"
            raise WrongUse(f'{file}：looks 的 {name} 里，{token} 应写成 "#0b6b3a" 的样子，带引号，现为{now}')
        found[token] = chosen
    return found


def _fonts(given: Any, file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    if given is None:
        return
    given = of_names(given, tuple(FONTS), "looks 的 fonts", "fonts: {title: [方正小标宋简体]}", file)
    for name, value in given.items():
        families = value if isinstance(value, list) else [value]
        for family in families:
            if not isinstance(family, str) or not _FONT.fullmatch(family):
                raise WrongUse(
                    f"{file}：looks 的 fonts 里，{name} 应为字体的名称或名称的列表，现有“{family}”"
                )
        yield name, tuple(families)


def _emblem(given: Any, file: Path) -> str:
    return "" if given is None else picture(given, "looks 的 emblem", file)


def picture(given: Any, what: str, file: Path) -> str:
    """A picture's path below `custom_dir`; raises `WrongUse`. Whether it is there is seen later."""
    path = PurePosixPath(given) if isinstance(given, str) and given else None
    if path is None or path.is_absolute() or ".." in path.parts or "\\" in str(given):
        raise WrongUse(
            f"{file}：{what} 应为图片从 custom_dir 算起的路径，例如 assets/emblem.svg，现为“{given}”"
        )
    if path.suffix.lower() not in PICTURES:
        raise WrongUse(f"{file}：{what} 只能是 {'、'.join(PICTURES)} 图片，现为“{given}”")
    return str(path)

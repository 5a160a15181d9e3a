"""The colours of the site by what they are for, in each of the ways in which it is shown, and whether they can be read."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai.looks.colours import BLACK, WHITE, contrast, readable

Palette = Mapping[str, str]


class Token(NamedTuple):
    """One colour: its name in stylesheets, and what it is for."""

    property: str
    meaning: str


TOKENS = {
    "mark": Token("--red", "版头和失效标记"),
    "link": Token("--blue", "链接和强调"),
    "band": Token("--band", "菜单条和按钮"),
    "on_band": Token("--on-band", "菜单条和按钮上的字"),
    "ink": Token("--ink", "正文"),
    "soft": Token("--soft", "次要的文字"),
    "edge": Token("--edge", "输入框和按钮的边"),
    "line": Token("--line", "分隔线"),
    "ground": Token("--ground", "浅底"),
    "paper": Token("--paper", "页面底色"),
    "focus": Token("--focus", "键盘焦点框"),
}
PROPERTIES = frozenset(token.property for token in TOKENS.values())

_BASE: Palette = {
    "mark": "#a61b1b",
    "link": "#2a5275",
    "band": "#2b4a66",
    "on_band": "#ffffff",
    "ink": "#1f2328",
    "soft": "#535d68",
    "edge": "#78838f",
    "line": "#d8dde3",
    "ground": "#f4f6f8",
    "paper": "#ffffff",
    "focus": "#c77700",
}
_DARK: Palette = {
    "mark": "#f2958c",
    "link": "#9fc3e3",
    "band": "#22354a",
    "ink": "#e4e7ea",
    "soft": "#aab3bd",
    "edge": "#7f8a96",
    "line": "#394049",
    "ground": "#21262c",
    "paper": "#181b20",
    "focus": "#ffb84d",
}
_EASY: Palette = {
    "mark": "#8f0f0f",
    "link": "#0b3a63",
    "band": "#0b3a63",
    "ink": "#000000",
    "soft": "#2f2f2f",
    "edge": "#444444",
    "line": "#767676",
}
_EASY_DARK: Palette = {
    "mark": "#ffb3ab",
    "link": "#b9d8f4",
    "band": "#143a5c",
    "ink": "#ffffff",
    "soft": "#e3e6e9",
    "edge": "#c4ccd4",
    "line": "#8a939c",
    "paper": "#000000",
    "ground": "#14181c",
}
OURS = (_BASE, _DARK, _EASY, _EASY_DARK)
"""As assets/gongkai.css has them; a test holds this. Each lies over those before it that it is shown together with."""

TEXT, EDGE = 4.5, 3.0
"""What WCAG 2.1 AA asks for: of letters (1.4.3), and of what shows where a control is (1.4.11)."""
_PAIRS = (
    *((name, upon, TEXT) for name in ("ink", "soft", "link", "mark") for upon in ("paper", "ground")),
    ("on_band", "band", TEXT),
    *((name, upon, EDGE) for name in ("edge", "focus") for upon in ("paper", "ground")),
)
_STRONG, _DARK_STRONG, _BAND = 9.0, 7.0, 9.0
"""Contrasts of the colours that are derived, those of ours about."""


class Palettes(NamedTuple):
    """What each way of showing changes; `easy` is 长者模式."""

    light: Palette
    dark: Palette
    easy: Palette
    easy_dark: Palette

    def shown(self) -> Iterator[tuple[str, Palette]]:
        """Each way with all the colours that are seen in it, ours where there is no other, and what it is called."""
        base, dark, easy, easy_dark = ({**ours, **own} for ours, own in zip(OURS, self, strict=True))
        yield "浅色", base
        yield "深色", base | dark
        yield "长者模式", base | easy
        yield "深色的长者模式", base | dark | easy | easy_dark


def palettes(light: Palette, dark: Palette) -> Palettes:
    """What a bureau chose, and what follows from it: its hues in the dark and in large print, so much lighter or darker
    that they are read as well as ours."""
    base = {**_BASE, **light}
    night = {**base, **_DARK, **dark}
    darker = {name: dark.get(name, _DARK.get(name, base[name])) for name in {*light, *dark}}
    easy: dict[str, str] = {}
    easy_dark: dict[str, str] = {}
    for name in ("mark", "link"):
        if name in light:
            grounds = night["paper"], night["ground"]
            darker[name] = dark.get(name) or readable(light[name], WHITE, grounds, _DARK_STRONG)
            easy[name] = readable(light[name], BLACK, (base["paper"], base["ground"]), _STRONG)
        if name in darker:
            easy_dark[name] = readable(
                darker[name], WHITE, (_EASY_DARK["paper"], _EASY_DARK["ground"]), _STRONG
            )
    if "band" in light or "on_band" in light:
        letters = night["on_band"]
        ground = WHITE if contrast(letters, BLACK) < contrast(letters, WHITE) else BLACK
        stronger = readable(base["band"], ground, (letters,), _BAND)
        darker["band"] = dark.get("band") or stronger
        easy["band"], easy_dark["band"] = stronger, readable(darker["band"], ground, (letters,), _BAND)
    return Palettes(light, darker, easy, easy_dark)


def unreadable_pairs(chosen: Palettes) -> Iterator[str]:
    """Every pair of colours that is not read well enough, in Chinese, with numbers and a remedy."""
    told: set[tuple[str, ...]] = set()
    for way, palette in chosen.shown():
        for name, upon, least in _PAIRS:
            one, other = palette[name], palette[upon]
            if (ratio := contrast(one, other)) >= least or (name, one, upon, other) in told:
                continue
            told.add((name, one, upon, other))
            what = f"{way}：{_shown(name, one)}放在 {_shown(upon, other)}上，对比度是 {_cut(ratio)}:1"
            better = _better(name, palette, least)
            yield f"{what}，低于 {least:g}:1（WCAG 2.1 AA），看不清{better}"


def _better(name: str, palette: Palette, least: float) -> str:
    """A colour of the same hue that would do, in words; empty where there is none."""
    grounds = [palette[upon] for one, upon, _least in _PAIRS if one == name]
    for towards in (BLACK, WHITE):
        mended = readable(palette[name], towards, grounds, least)
        worst = min(contrast(mended, ground) for ground in grounds)
        if worst >= least:
            return f"；{name} 改成 {mended} 就有 {_cut(worst)}:1"
    return "；两种颜色太接近，请另选一种"


def _shown(name: str, hexadecimal: str) -> str:
    return f"{name}（{TOKENS[name].meaning}，{hexadecimal}）"


def _cut(ratio: float) -> str:
    """Two digits, never rounded up: 4.499 is not 4.50."""
    return f"{int(ratio * 100) / 100:.2f}"

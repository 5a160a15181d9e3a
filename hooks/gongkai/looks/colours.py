"""Colours as `#rrggbb`, and how well one is read upon another: the contrast of WCAG 2.1."""

import re
from collections.abc import Iterable
from colorsys import hls_to_rgb, rgb_to_hls

BLACK, WHITE = "#000000", "#ffffff"
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.I)
_STEPS = 40
_LIGHT_SATURATION = 0.45
"""Of colours that are made lighter: a full green shines upon a dark ground, and is no easier to read."""


def colour(given: object) -> str | None:
    """`#rrggbb` of what was given as `#rgb` or `#rrggbb`; None for anything else."""
    if not isinstance(given, str) or not _HEX.fullmatch(given):
        return None
    digits = given[1:].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * digit for digit in digits)


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(given: str, towards: str, upon: Iterable[str], ratio: float) -> str:
    """The colour, as little darker or lighter (`towards` black or white) as it needs to have the contrast `ratio` upon
    all these grounds; black or white itself where nothing less is enough."""
    grounds = tuple(upon)
    for step in range(_STEPS):
        mixed = _nearer(given, towards, step / _STEPS)
        if all(contrast(mixed, ground) >= ratio for ground in grounds):
            return mixed
    return towards


def _luminance(hexadecimal: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(hexadecimal))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(hexadecimal: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(hexadecimal[1:]))


def _nearer(given: str, to: str, part: float) -> str:
    """So much lighter or darker, and of the same hue."""
    hue, lightness, saturation = rgb_to_hls(*(channel / 255 for channel in _channels(given)))
    lighter = to == WHITE and part > 0
    lightness += ((1 if to == WHITE else 0) - lightness) * part
    mixed = hls_to_rgb(hue, lightness, min(saturation, _LIGHT_SATURATION) if lighter else saturation)
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in mixed)

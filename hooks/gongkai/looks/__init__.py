"""A bureau's own looks, from its settings: colours with enough contrast, fonts, emblem, footer, and the stylesheet of them."""

from gongkai.looks.footer import Badge, Footer, read_footer
from gongkai.looks.palettes import PROPERTIES
from gongkai.looks.sheets import OUR_SHEET, unreadable_in
from gongkai.looks.tokens import SHEET, Looks, read_looks

__all__ = [
    "OUR_SHEET",
    "PROPERTIES",
    "SHEET",
    "Badge",
    "Footer",
    "Looks",
    "read_footer",
    "read_looks",
    "unreadable_in",
]

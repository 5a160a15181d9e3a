"""A bureau's own looks, as its settings say them: colours that can be read, fonts, emblem, and what the foot must tell."""

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

"""What templates show of a bureau's own looks: its stylesheet, its emblem, what the foot tells."""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.theme import Theme

from gongkai.looks import SHEET
from gongkai.pages import room_for
from gongkai.settings import Settings


def looks_of(settings: Settings, theme: Theme) -> dict[str, Any]:
    """By the names that templates use; `gk_rooms`: for each picture the attributes that keep its room."""
    looks, foot = settings.looks, settings.footer
    pictures = filter(None, (looks.emblem, *foot.pictures)) if theme.custom_dir else ()
    folder = Path(theme.custom_dir or "")
    return {
        "gk_looks": SHEET if looks.stylesheet else "",
        "gk_emblem": looks.emblem,
        "gk_footer": foot,
        "gk_rooms": {path: Markup(room_for("", folder / path)) for path in pictures},  # numbers alone
    }

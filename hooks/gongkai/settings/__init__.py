"""The settings of a section (`mkdocs.yml`), read once and frozen; and what is typed on the command line."""

from gongkai.settings.files import HOOK, PLUGIN, raw_settings
from gongkai.settings.settings import (
    AUDIENCES,
    CLOCK_MODES,
    COLUMNS,
    SHANGHAI,
    TOPICS,
    Settings,
    read_settings,
    this_moment,
    with_content,
)

__all__ = [
    "AUDIENCES",
    "CLOCK_MODES",
    "COLUMNS",
    "HOOK",
    "PLUGIN",
    "SHANGHAI",
    "TOPICS",
    "Settings",
    "raw_settings",
    "read_settings",
    "this_moment",
    "with_content",
]

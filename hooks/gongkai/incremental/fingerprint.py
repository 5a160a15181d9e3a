"""Everything besides the content and the day that a site is made from: the program, the section's own theme and rules,
and its settings. Where it changes, nothing is taken over from an earlier build."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gongkai.incremental.program import program_digest
from gongkai.package import folder_digest, values_digest
from gongkai.settings import Settings, raw_settings

_FROM_ENVIRONMENT = re.compile(r"!ENV\s*(\[[^\]]*\]|[^\s#]+)")


@dataclass(frozen=True)
class Fingerprint:
    """What a site is made with."""

    parts: Mapping[str, str]
    """Digests of program, theme, rules, hooks and settings."""
    whole: str | None
    """The digest of it all; None where the settings name plugins or hooks of others: what those do nobody can know."""


def fingerprint_of(settings: Settings) -> Fingerprint:
    """What the site of these settings is made with."""
    _raw, files = raw_settings(settings.config_file)
    home, others = settings.config_file.parent, settings.others
    said = values_digest([*_given(settings), *_written(files)])
    parts = {
        "product": program_digest(),
        "theme": folder_digest(settings.custom_dir) if settings.custom_dir else "",
        "rules": settings.house_rules_digest,
        "words": values_digest(_content(settings.synonyms)) if settings.synonyms else "",
        "hooks": values_digest([(name, _content(home / name)) for name in others]),
        "settings": said,
    }
    return Fingerprint(parts, None if others else values_digest(parts))


def _given(settings: Settings) -> Iterator[object]:
    """Settings that whoever runs this may have put in place of the file's."""
    yield settings.frozen and settings.today
    yield settings.clock_failures
    yield from (settings.site_url, settings.organisation, settings.duties_since)
    yield from (tuple(settings.topics.items()), tuple(settings.audiences.items()))


def _written(files: Iterable[Path]) -> Iterator[object]:
    """The settings files, and the environment's values that they ask for."""
    for file in files:
        text = file.read_bytes()
        yield text
        for match in _FROM_ENVIRONMENT.finditer(text.decode(errors="replace")):
            for name in match[1].strip("[]").split(","):
                yield f"{name.strip()}={os.environ.get(name.strip())}"


def _content(file: Path) -> bytes:
    return file.read_bytes() if file.is_file() else b""

"""What a misspelt reference means, and what a file with a name of no kind was to be called.

Nothing is taken for what it may have meant: a misspelt reference stops the build (GK005). But whoever knows the meaning
can say what to write, and tells no second fault for the first.
"""

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.interpretation import Interpretation
from gongkai.model.kinds import kind_of
from gongkai.model.policy import Policy
from gongkai.settings import COLUMNS
from gongkai.source import SourceFile

FOLDERS = (*COLUMNS, "calendar")
"""The folders of a section, by which a path is found in an address."""

_ENDINGS = re.compile(
    r"(?:\.(?:md|markdown|mdown|mkd|txt|docx?|wps|pdf|rtf|html?|yml|yaml))+$|/(?:index\.html?)?$", re.I
)
_REGISTERS = ("requests", "interactions", "calendar")
_NEAR = 0.85
"""How much alike two names are of which one is a slip of the other."""


def corrected_path(written: str) -> str:
    """A path of the section as it should be written: from a web address, with backslashes, from another folder,
    without its ending or with another, with capitals, blanks or underlines."""
    text = unicodedata.normalize("NFKC", written).strip().strip("“”\"'《》<>").replace("\\", "/")
    try:
        text = unquote(urlsplit(text).path if "://" in text else text.partition("#")[0])
    except ValueError:
        text = unquote(text)
    parts = [
        part.strip() for part in _ENDINGS.sub("", text).split("/") if part.strip() not in ("", ".", "..")
    ]
    folders = [_folder(part) for part in parts[:-1]]
    start = next((place for place, folder in enumerate(folders) if folder), None)
    if start is not None:
        parts = [folders[start], *parts[start + 1 :]]
    stem = slug(parts[-1]) if parts else ""
    ending = "yml" if parts and parts[0] in _REGISTERS else "md"
    return "/".join([*parts[:-1], f"{stem}.{ending}"]) if stem else ""


def _folder(part: str) -> str:
    """The folder of the section that a part of a path names, however it is written."""
    near = difflib.get_close_matches(part.lower(), FOLDERS, n=1, cutoff=0.8)
    return near[0] if near else ""


def slug(name: str) -> str:
    """A name in the letters that it may have; "" where it has none of them."""
    name = re.sub(r"[\s_.·—–-]+", "-", name.strip().lower())
    return "" if re.search(r"[^a-z0-9-]", name) else name.strip("-")


def likely_target(written: str, paths: Collection[str], beside: Iterable[str] = ()) -> str:
    """Which of the paths a reference means: as it is spelt right, the same name in another year, or the nearest
    name; "" where none is near, or two are. `beside`: names that it probably has."""
    path = corrected_path(written)
    if path in paths:
        return path
    folder, _, name = path.rpartition("/")
    same = [one for one in paths if one.rpartition("/")[2] == name]
    if len(same) == 1:
        return same[0]
    here = {one: one.rpartition("/")[2] for one in paths if one.rpartition("/")[0] == folder}
    near = difflib.get_close_matches(name, here.values(), n=2, cutoff=_NEAR) if name else []
    if len(near) == 1 or (len(near) > 1 and _ratio(near[0], name) - _ratio(near[1], name) > 0.1):
        return next(one for one, its_name in here.items() if its_name == near[0])
    likely = [one for one in beside if one in paths]
    return likely[0] if len(likely) == 1 else ""


def likely_subjects(
    documents: Iterable[Document], unread: frozenset[str], written: Iterable[SourceFile]
) -> Mapping[tuple[str, str], str]:
    """For each interpretation and what it says wrongly that it interprets, the document that it means. Where a file
    with a wrong name lies in that folder, it may be the one."""
    known = {one.path: one for one in documents}
    subjects = {path: one for path, one in known.items() if isinstance(one, Policy | Docket)}
    asking = [one for one in known.values() if isinstance(one, Interpretation) and one.has("interprets")]
    taken = {path for one in asking for path in one.interprets}
    paths = {*subjects, *(path for path in unread if path.startswith(("policies/", "decisions/")))}
    broken = [(one, path) for one in asking for path in one.interprets if path not in paths]
    stray = {_folder_of(one.path) for one in written if kind_of(one.path) is None} if broken else set()
    found: dict[tuple[str, str], str] = {}
    for one, path in broken:
        own = corrected_path(path)
        likely = (*_by_name(one, subjects), *_by_day(one, subjects, taken))
        if own in paths:
            found[one.path, path] = own
        elif _folder_of(own) not in stray and (meant := likely_target(path, paths, likely[:1])):
            found[one.path, path] = meant
    return found


def _folder_of(path: str) -> str:
    return path.rpartition("/")[0]


def _by_name(one: Interpretation, subjects: Mapping[str, Document]) -> Iterator[str]:
    """What an interpretation is called after: by its file's name, or by a title in its own."""
    own = one.path.replace("interpretations/", "policies/", 1)
    if own in subjects:
        yield own
    title = _words(one.title) if one.has("title") else ""
    yield from (path for path, it in subjects.items() if it.has("title") and _words(it.title) in title)


def _by_day(one: Interpretation, subjects: Mapping[str, Document], taken: Collection[str]) -> Iterator[str]:
    """What came out with it and has no other interpretation, where that is one document alone."""
    if one.has("published") and one.has("followup") and not one.followup:
        same = [
            path
            for path, it in subjects.items()
            if path not in taken and it.has("published") and it.published == one.published
        ]
        yield from same if len(same) == 1 else ()


def _words(title: str) -> str:
    return re.sub(r"\W", "", title) or title


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()

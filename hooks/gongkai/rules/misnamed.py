"""Files that lie where they do not belong, or under a name of no kind: where each was meant to lie, and what asks
for it there."""

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from gongkai.model import Clarification, Docket, Document, Event, Interpretation, Library, Policy, Reply
from gongkai.model.document import required_fields
from gongkai.model.kinds import kind_of
from gongkai.model.misspellings import FOLDERS, corrected_path
from gongkai.model.naming import slug_for
from gongkai.model.references import named_documents
from gongkai.source import Front, SourceFile

_AS_DOCUMENT = re.compile(
    r".+\.(?:(?:md|markdown|ya?ml)(?:\.(?:txt|docx?|wps|bak|rtf|html?)|[~_ ]| ?\(\d\))|mdown|mkdn?|mdtxt|mdx)",
    re.I,
)
"""The name of a file that was meant for a document and is taken for something else."""
_BY_FIELD = {
    "interprets": "interpretations",
    "catalogue_item": "decisions",
    "number": "policies",
    "opens": "participation",
    "tasks": "plans",
    "heard": "clarifications",
    "based_on": "replies",
}


_FOLDERS: Mapping[type[Document], str] = {
    Policy: "policies/{year}",
    Interpretation: "interpretations/{year}",
    Docket: "decisions/{year}",
    Event: "participation/{year}",
    Clarification: "clarifications/{year}",
    Reply: "replies/{year}",
}
_YEARLY = {"reports": "md", "plans": "md", "requests": "yml", "interactions": "yml", "calendar": "yml"}
"""Folders whose files are called by their year."""


@dataclass(frozen=True)
class Misnamed:
    """A file that no kind takes."""

    path: str
    place: str
    """Where it was meant to lie; "" where nobody can tell."""
    asked_for: bool
    """Whether a document names that place."""
    kind: str
    """What its fields say that it is, where it lies among files of another kind; else ""."""
    front: Mapping[str, Any]
    text: str

    @property
    def subjects(self) -> frozenset[str]:
        """What it interprets, if it is an interpretation."""
        said = self.front.get("interprets", ())
        return frozenset(map(corrected_path, [said] if isinstance(said, str) else filter(_is_text, said)))


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def misnamed_files(library: Library) -> Mapping[str, Misnamed]:
    """All such files by their path."""
    homeless = {
        fault.path for fault in library.faults if fault.code == "GK004" and kind_of(fault.path) is None
    }
    wrong_kind = dict(_of_another_kind(library))
    written = [source for source in library.written if source.path in homeless] if homeless else []
    others = [SourceFile(path, None) for path in sorted(library.others) if _AS_DOCUMENT.fullmatch(path)]
    if not written and not others and not wrong_kind:
        return {}
    missing = frozenset(_missing(library))
    found: dict[str, Misnamed] = {}
    files = [*written, *others, *(source for source in library.written if source.path in wrong_kind)]
    folders = Counter(source.path.rpartition("/")[0] for source in files)
    for source in files:
        folder, _, name = source.path.rpartition("/")
        front = _fields(source)
        kind, prefix = wrong_kind.get(source.path, ("", ""))
        path = f"{prefix}/{name}" if prefix else source.path
        taken = {one.place for one in found.values()}
        place = _place(path, front, missing - taken, library, alone=folders[folder] == 1)
        found[source.path] = Misnamed(
            source.path, place, place in missing, kind, front, source.head + source.body
        )
    return found


def _missing(library: Library) -> Iterator[str]:
    """The places that documents name and where there is nothing."""
    for document in library.documents:
        for written in named_documents(document):
            there = library.get(written) is not None or written in library.unread
            if not there and (document.path, written) not in library.likely_subjects:
                yield corrected_path(written)


def _fields(source: SourceFile) -> Mapping[str, Any]:
    values = source.front.values if isinstance(source.front, Front) else {}
    return values if isinstance(values, dict) else {}


def _of_another_kind(library: Library) -> Iterator[tuple[str, tuple[str, str]]]:
    """Documents whose fields are unknown to their kind, and all of them known to one other: its name and folder."""
    strange = {fault.path for fault in library.faults if fault.code == "GK004"}
    for path in sorted(strange):
        document = library.get(path)
        if document is None:
            continue
        fields = _fields(document.source).keys()
        fitting = [kind for kind in _FOLDERS if not isinstance(document, kind) and _fits(kind, fields)]
        if len(fitting) == 1:
            year = document.published.year if document.has("published") else path.split("/")[1]
            yield path, (fitting[0].KIND, _FOLDERS[fitting[0]].format(year=year))


def _fits(kind: type[Document], fields: Set[str]) -> bool:
    names = {info.alias or name for name, info in kind.model_fields.items()}
    return fields <= names and fields >= set(required_fields(kind, bound=False))


def _place(path: str, front: Mapping[str, Any], wanted: Set[str], library: Library, *, alone: bool) -> str:
    """Where a file was meant to lie: where others look for it, else where its own words put it. `alone`: whether it
    is the only one in its folder."""
    own = corrected_path(path)
    if own in wanted:
        return own
    folder = _folder(own or path, front)
    here = [place for place in wanted if place.rpartition("/")[0] == folder]
    name = own.rpartition("/")[2]
    if near := difflib.get_close_matches(name, [place.rpartition("/")[2] for place in here], n=1, cutoff=0.7):
        return f"{folder}/{near[0]}"
    if len(here) == 1 and alone:
        return here[0]
    year = re.search(r"[12]\d{3}", path.rpartition("/")[2])
    if (
        folder in _YEARLY
        and year
        and not _is_taken(place := f"{folder}/{year[0]}.{_YEARLY[folder]}", library)
    ):
        return place
    if kind_of(own) is not None and own.rpartition("/")[0] == folder and not _is_taken(own, library):
        return own
    if not folder:
        return ""
    title, number = (str(front.get(field) or "") for field in ("title", "number"))
    stem = name.removesuffix(".md") or (slug_for(title, number) if title or number else "")
    place = f"{folder}/{stem}.md"
    return place if kind_of(place) is not None and not _is_taken(place, library) else ""


def _is_taken(place: str, library: Library) -> bool:
    return library.get(place) is not None or place in library.unread


def _folder(path: str, front: Mapping[str, Any]) -> str:
    """The folder that a file belongs into, by where it lies and what its fields say."""
    parts = path.split("/")[:-1]
    top = parts[0] if parts and parts[0] in FOLDERS else ""
    top = top or next((folder for field, folder in _BY_FIELD.items() if field in front), "")
    if top in ("", "reports", "plans", "about", "calendar"):
        return top
    published = str(front.get("published") or "")
    years = [part for part in parts if re.fullmatch(r"[12]\d{3}", part)]
    year = years[0] if years else published[:4] if re.match(r"[12]\d{3}-", published) else ""
    return f"{top}/{year}" if year else ""

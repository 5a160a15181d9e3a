"""What belongs together in one change: a policy, its interpretation, the docket it came from, attachments, pictures.

Files belong together where one names the other: by its path, as fields do, or relative to itself, as attachments and links
do. The records of approvals go with their documents.
"""

import posixpath
from collections.abc import Iterator, Mapping

from gongkai.approval import record_path

_FIRST = ("policies/", "decisions/", "interpretations/")
"""A change is named after the first document that it has of these."""


def groups(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The files that belong together, each group sorted by path. `texts`: by path of the content folder, what each file
    says; "" for one that is no text."""
    group_of = {path: {path} for path in texts}
    for one, other in _pairs(texts):
        if group_of[one] is not group_of[other]:
            group_of[one] |= group_of[other]
            for path in group_of[other]:
                group_of[path] = group_of[one]
    unique = {id(group): tuple(sorted(group)) for group in group_of.values()}
    return sorted(unique.values())


def _pairs(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for path, text in texts.items():
        folder = posixpath.dirname(path)
        for other in texts:
            if other != path and (other in text or posixpath.relpath(other, folder) in text):
                yield path, other


def record_paths(path: str, records: str) -> str:
    """Where a document's record of approvals lies, below the root of the repository."""
    return f"{records}{record_path(path)}"


def name_of(group: tuple[str, ...]) -> str:
    """What the branch of a change is called: its main document's name, which tells no title."""
    documents = [path for path in group if path.endswith((".md", ".yml"))] or list(group)
    main = min(documents, key=lambda path: (_place(path), path))
    return posixpath.splitext(posixpath.basename(main))[0].lower()


def _place(path: str) -> int:
    return next((number for number, folder in enumerate(_FIRST) if path.startswith(folder)), len(_FIRST))

"""Where documents refer to files, and by what lines."""

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.findings import Violation
from gongkai.model import Document, Library
from gongkai.model.addresses import inner_address
from gongkai.model.references import attachment_path
from gongkai.rules.rule import Case
from gongkai.source.front_matter import Place


@dataclass(frozen=True)
class FileReference:
    """A file as a document names it: in a field (`place`), or on a line of the body."""

    document: Document
    path: str
    written: str
    place: Place = ()
    body_line: int = 0

    @property
    def line(self) -> int:
        """The line of the document's file."""
        if self.place:
            return self.document.line(*self.place)
        return self.body_line + self.document.source.body_line - 1

    def violation(self, message: str, fix: str | None = None) -> Violation:
        """A broken rule where the file is named."""
        return Violation(self.document.path, self.line, message, fix)


def named_files(document: Document) -> Iterator[FileReference]:
    """The files of the field `attachments`, whether they are there or not."""
    for index, attachment in enumerate(document.attachments if document.has("attachments") else ()):
        path = attachment_path(document, attachment.file)
        place: Place = ("attachments", index, "file")
        yield FileReference(
            document, path, attachment.file, place if document.line(*place) > 1 else place[:2]
        )


def shown_files(document: Document, case: Case) -> Iterator[FileReference]:
    """The files that links and images of the body lead to."""
    text = case.text(document)
    written = [(link.href, link.line) for link in text.links] + [(i.src, i.line) for i in text.images]
    for href, line in written:
        address = inner_address(href, document)
        if address is not None and address.path in case.library.others:
            yield FileReference(document, address.path, href, body_line=line)


def file_references(document: Document, case: Case) -> Iterator[FileReference]:
    """Every place where a document refers to a file."""
    yield from named_files(document)
    yield from shown_files(document, case)


def unreachable(path: str, library: Library) -> str:
    """Why a path can be no attachment whatever lies there, in Chinese; "" when it can."""
    if path.startswith(("/", "../")) or path == "..":
        return "指向内容文件夹之外"
    parts = path.split("/")
    if any(part.startswith(".") for part in parts):
        return "是隐藏文件，或者在隐藏的文件夹里"
    folders = {"/".join(parts[:depth]) for depth in range(1, len(parts) + 1)}
    if folders & library.links:
        return "是一个符号链接，或者在符号链接里面"
    return ""


def near_file(path: str, library: Library) -> str:
    """The file that a path which leads to none probably means: the same name otherwise written or elsewhere, or the
    nearest one in its folder; "" where there is none, or more than one."""
    folder, _, name = path.rpartition("/")
    same = [one for one in sorted(library.others) if _plain(one.rpartition("/")[2]) == _plain(name)]
    if len(same) == 1:
        return same[0]
    here = {one.rpartition("/")[2]: one for one in sorted(library.others) if one.rpartition("/")[0] == folder}
    near = difflib.get_close_matches(name, list(here), n=2, cutoff=0.7)
    return here[near[0]] if len(near) == 1 else ""


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", name).casefold())

"""GK604: a file that no document refers to."""

import posixpath
from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.kinds import kind_of
from gongkai.model.misspellings import slug
from gongkai.rules.files import file_references
from gongkai.rules.rule import Case, Rule
from gongkai.safety.attachments import ending_of
from gongkai.source import Front

_PAPERS = ("doc", "docx", "wps", "txt", "rtf", "pdf", "ofd", "html", "htm", "odt")


def check(case: Case) -> Iterator[Violation]:
    """A file that nothing refers to; it is not published.

    Why: somebody meant it to be found. A document that cannot be read may refer to any file, so that nobody
    can tell as long as there is one.
    """
    if case.library.unread or not all(d.has("attachments") for d in case.library.documents):
        return
    if not case.library.others.isdisjoint(case.misnamed):  # a document under the name of an attachment
        return
    left = set(case.library.others)
    for source in case.library.written:
        if left and isinstance(source.front, Front):
            folder = posixpath.dirname(source.path)
            for _place, value in source.front.texts():
                if "." in value[-6:]:
                    left -= {value, posixpath.normpath(posixpath.join(folder, value))}
    for document in case.library.documents if left else ():
        left -= {reference.path for reference in file_references(document, case)}
    for path in sorted(left):
        yield Violation(path, 1, "没有文件引用它，不会发布", _as_text(path))


def _as_text(path: str) -> str | None:
    """What to do about a paper beside documents that may be one of them, as it came from the office."""
    folder, _, name = path.rpartition("/")
    place = f"{folder}/{slug(name.partition('.')[0]) or 'name'}.md"
    if ending_of(path) not in _PAPERS or kind_of(place) is None:
        return None
    return (
        f"是正文的，用 import 命令转成 {folder}/ 里的 .md 文件（.doc、.wps 先另存为 .docx）；是附件的，在相应文件的 attachments 里引用它；"
        "不再需要的，删去。"
    )


RULE = Rule(
    code="GK604",
    name="attachment-orphan",
    title="附件无人引用",
    says="内容文件夹里有附件或图片，却没有文件引用它；它不会被发布。",
    basis=law.SAME_SOURCE,
    fix="在相应文件的 attachments 或正文里引用它；不再需要的，删去。",
    check=check,
    severity="warning",
)

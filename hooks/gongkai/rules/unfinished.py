"""GK009: a document is to go out with a note in it that something is still missing or to be looked at."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model.document import is_draft
from gongkai.rules.rule import Case, Rule


def check(case: Case) -> Iterator[Violation]:
    """A note 待补 or 待核对, in a comment or in the text, in a document or register that is no draft.

    Why: who wrote the note was not done; a comment is seen by nobody once the document is out.
    """
    for file in case.library.written:
        if not file.todos or not case.looks_at(file.path):
            continue
        document = case.library.get(file.path)
        goes_out = not is_draft(document) if document else file.path.endswith(".yml")
        for note in file.todos if goes_out else ():
            said = f"{note.kind}：{note.text}" if note.text else note.kind
            yield Violation(file.path, note.line, f"还留有“{said}”，文件没有写完")


RULE = Rule(
    code="GK009",
    name="unfinished",
    title="文件没有写完",
    says="不是草稿的文件里还留有“待补”“待核对”的记号，写在注释里、括号里、单独成行的都算。",
    basis=law.HOUSE,
    fix="补上或者核对以后，把记号删去；还要继续写的，加上 draft: true，先不公开。",
    check=check,
    waivable=False,
)

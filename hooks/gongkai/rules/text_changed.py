"""GK606: the page shows something else than the body says."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """A character of the body that its page drops, adds or shows as raw markup (text/comparison/).

    Why: what the file says is what everybody gets; a line that a converter swallows is a rule nobody can read.
    """
    for change in case.text(document).changes:
        yield document.body_violation(change.line, change.message, fix=change.fix)


RULE = Rule(
    code="GK606",
    name="text-changed",
    title="页面与原文不一致",
    says="正文转成网页后，有文字、表格里的格或编号丢失、多出、变了样，或者记号没有生效、原样显示在页面上。",
    basis=law.ACCURATE,
    fix="按提示改写这一行，使页面与原文逐字一致；符号要照原样显示的，在它前面加一个反斜杠“\\”。",
    check=check,
    subjects=(Document,),
)

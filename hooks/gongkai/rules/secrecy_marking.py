"""GK502: a marking of secrecy on something that is about to be public."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.files import file_references
from gongkai.rules.rule import Case, Rule
from gongkai.safety import marking_in
from gongkai.safety.attachments import Examined
from gongkai.source import Front

_SHOWN_ALONE = ("title", "summary")
"""Fields that stand on a page as a heading or a paragraph of their own."""


def check(document: Document, case: Case) -> Iterator[Violation]:
    """A heading, cell or short paragraph that is a marking (机密, 此件不公开, 秘密★1年); never running prose.

    Why: what bears such a marking has not been through the secrecy review, or not been cleared by it.
    """
    front = document.source.front
    for place, value in front.texts() if isinstance(front, Front) else ():
        if place and place[-1] in _SHOWN_ALONE and (word := marking_in(value)):
            yield document.violation(place, f"标有“{word}”字样")
    for marking in case.text(document).safety.markings:
        yield document.body_violation(marking.line, f"标有“{marking.word}”字样")
    for reference in file_references(document, case):
        for word in case.attached.get(reference.path, Examined()).markings:
            yield reference.violation(f"附件“{reference.written}”里标有“{word}”字样")


RULE = Rule(
    code="GK502",
    name="secrecy-marking",
    title="带有密级或内部标志",
    says="标题、表格单元或短段落（不超过20字）是“绝密”“机密”“秘密”“工作秘密”“内部资料”“不予公开”“此件不公开”“公开属性：依申请公开”等标志。",
    basis=law.NO_SECRETS,
    fix="先送保密审查。内部标志，经审查可以公开的，删去；“绝密”“机密”“秘密”，由有权的机关依法解密以后才能删去；"
    "不能公开的，撤回整个文件。",
    check=check,
    waivable=False,
    subjects=(Document,),
    drafts=True,
)

"""GK505: an attachment that is not allowed, not what it says, or could do something."""

import re
from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.files import FileReference, file_references, unreachable
from gongkai.rules.rule import Case, Rule
from gongkai.safety.attachments import Examined, ending_of, faults_of_name

_RESERVED = re.compile(r"(?:api|search|assets|stylesheets|proof)/|(?:.*/)?[^/]+\.(?:html|xml|ics|json|gz)/")
"""Places below the site where it puts files of its own, and folders that have the name of one."""
_RENAME = "给附件改名，引用它的地方一起改：只用汉字、字母、数字、连字符和点，例如 附件1.docx。"
_MOVE = "把附件移到引用它的文件旁边，例如 files/ 文件夹，file 跟着改。"


def check(document: Document, case: Case) -> Iterator[Violation]:
    """A type not allowed, content that is not what the ending says, macros, over the limit, a link, a way out.

    Why: the public opens what a government site offers. Judged by content; what cannot be judged is refused.
    """
    for reference in file_references(document, case):
        found = tuple(dict.fromkeys(_what_is_wrong(reference, case)))
        if found:
            named = set(found) <= set(faults_of_name(reference.path))
            moved = _RESERVED.match(reference.path) and len(found) == 1
            message = f"附件“{_legible(reference.written)}”{'；'.join(found)}"
            yield reference.violation(message, _RENAME if named else _MOVE if moved else None)


def _what_is_wrong(reference: FileReference, case: Case) -> Iterator[str]:
    if barred := unreachable(reference.path, case.library):
        yield barred
        return
    if reference.path not in case.library.others:
        return
    yield from faults_of_name(reference.path)
    if _RESERVED.match(reference.path):
        yield "放在网站自己要用的位置，会盖住网站的文件"
    ending = ending_of(reference.path)
    allowed = case.settings.limits.types
    if ending not in allowed:
        yield f"是不允许的类型（.{ending}）" if ending else "没有后缀名"
    yield from case.attached.get(reference.path, Examined()).problems


def _legible(written: str) -> str:
    return "".join(sign if sign.isprintable() else "□" for sign in written)


RULE = Rule(
    code="GK505",
    name="attachment-unsafe",
    title="附件不安全",
    says="附件的类型不允许、内容与后缀名不符、带宏或夹带、加密、过大、是符号链接，或者位置指向内容文件夹之外。",
    basis=law.SITE_SAFE,
    fix="另存为不带宏、不加密的 PDF、OFD、docx、xlsx 等允许的类型，放进内容文件夹；过大的，压缩图片或拆分。",
    check=check,
    waivable=False,
    subjects=(Document,),
    drafts=True,
)

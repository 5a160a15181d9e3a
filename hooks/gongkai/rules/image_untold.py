"""GK603: an image that a screen reader cannot tell."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """An image without alt text.

    Why: who cannot see the image must learn what it shows (GB/T 37668-2019).
    """
    for image in case.text(document).images:
        if not image.alt:
            yield document.body_violation(image.line, f"图片“{image.src}”没有替代文字")


RULE = Rule(
    code="GK603",
    name="image-untold",
    title="图片没有替代文字",
    says="正文里的图片没有替代文字，读屏软件读不出来。",
    basis=law.ACCESSIBILITY,
    fix="在 ![ ] 的方括号里写明图片的内容，例如 ![申请流程图](files/flow.png)。",
    check=check,
    subjects=(Document,),
)

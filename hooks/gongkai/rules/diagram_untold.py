"""GK108: a diagram that a screen reader, or a search, cannot read."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document, Interpretation
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """A diagram without its text equivalent, one that cannot be drawn, or `form: diagram` without any.

    Why: 图示图解 are for everyone, also for who cannot see them. A diagram is a mermaid fence
    (`accDescr`, or the paragraph after it that begins 图示说明：) or an image of an interpretation (its
    alt text; for `form: diagram` also that paragraph).
    """
    text = case.text(document)
    for diagram in text.diagrams:
        if diagram.fault:
            message = f"图示画不出来：{diagram.fault}"
            yield document.body_violation(diagram.line, message, fix="改正图示的写法，或者改用图片。")
        elif not diagram.told:
            yield document.body_violation(diagram.line, "图示没有文字说明")
    if not isinstance(document, Interpretation):
        return
    for image in text.images:
        if not image.alt:
            message = f"图片“{image.src}”没有替代文字"
            fix = "在 ![ ] 的方括号里写明图片的内容，例如 ![申请流程图](files/flow.png)。"
            yield document.body_violation(image.line, message, fix=fix)
        elif document.form == "diagram" and not image.told:
            yield document.body_violation(image.line, f"图片“{image.src}”后面没有“图示说明：”一段")
    if document.form == "diagram" and not text.diagrams and not text.images:
        fix = "插入图片或 mermaid 图；没有图示的，form 改成实际的形式。"
        yield document.violation("form", "形式是图示图解（diagram），正文却没有图示", fix=fix)


RULE = Rule(
    code="GK108",
    name="diagram-untold",
    title="图示没有文字说明",
    says="图示没有文字说明、画不出来，或者形式写的是图示图解，正文里却没有图示。",
    basis=law.DIAGRAMS_TOLD,
    fix="在图示后面另起一段，以“图示说明：”开头，用文字说清图示的内容。",
    check=check,
    is_duty=True,
    subjects=(Document,),
)

"""GK106: a Q&A without a question, or a question without an answer."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document, Interpretation, Reply
from gongkai.rules.rule import Case, Rule


def check(document: Document, case: Case) -> Iterator[Violation]:
    """`form: qa`, or a reply to enquiries, without a question; or (in any document) a question without an answer.

    Why: every question is an entry of the knowledge base that hotlines and windows read out.
    """
    questions = case.text(document).questions
    if isinstance(document, Interpretation) and document.form == "qa" and not questions:
        yield document.violation(
            "form",
            "形式是一问一答（qa），正文却没有一个问题",
            fix="把问题写成标题，以问号结尾，例如“## 谁可以申请？”，回答写在下面；不是问答的，form 改成实际的形式。",
        )
    if isinstance(document, Reply) and not questions:
        yield document.violation(
            None,
            "咨询答复里没有一个问题",
            fix="把群众问的问题写成标题，以问号结尾，例如“## 补贴什么时候到账？”，答复写在下面。",
        )
    for question in questions:
        if not question.answered:
            yield document.body_violation(question.line, f"问题“{question.question}”下面没有回答")


RULE = Rule(
    code="GK106",
    name="question-missing",
    title="没有问题或没有回答",
    says="形式写的是一问一答，或者是政策咨询答复，正文里却没有问题；或者问题下面没有回答。",
    basis=law.PLAIN_FORMS,
    fix="在问题下面写上回答；不是问题的标题，去掉末尾的问号。",
    check=check,
    is_duty=True,
    subjects=(Document,),
)

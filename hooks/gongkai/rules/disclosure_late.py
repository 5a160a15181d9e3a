"""GK301: a policy went out more than 20 working days after it was signed, and nothing says why."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Interpretation, Policy
from gongkai.model.duties import is_to_be_disclosed
from gongkai.model.terms import disclosure_term
from gongkai.rules.rule import Case, Rule


def check(document: Policy | Interpretation, case: Case) -> Iterator[Violation]:
    """`published` after the 20th working day from `signed`, without `late_reason`.

    Why: 条例 art. 26.
    """
    if document.late_reason or not is_to_be_disclosed(document, case.library):
        return
    term = disclosure_term(document, case.library.calendar, case.library.terms)
    if term.due and document.published > term.due:
        yield document.violation(
            "published",
            f"{document.signed} 签发，最迟应在 {term.due} 发布（第 {term.days} 个工作日{term.note}），"
            f"实际 {document.published} 发布，没有说明原因",
        )


RULE = Rule(
    code="GK301",
    name="disclosure-late",
    title="逾期发布",
    says="签发（成文）之后超过 {disclosure}才发布，没有写逾期说明（late_reason）。",
    basis=law.DISCLOSURE_IN_TIME,
    fix=f"核对签发日期和发布日期；确实逾期的，用 late_reason 写明原因，页面会公开显示。{law.STILL_LATE}。",
    check=check,
    is_duty=True,
    subjects=(Policy, Interpretation),
)

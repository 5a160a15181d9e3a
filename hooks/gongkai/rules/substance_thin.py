"""GK107: interpretations that say too little of substance (a warning)."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Document, Interpretation, Policy
from gongkai.model.title_marks import in_marks
from gongkai.rules.rule import Case, Rule

FEWEST = 3
NEEDED = ("适用范围", "办事指引")


def check(document: Document, case: Case) -> Iterator[Violation]:
    """Fewer than three `covers`, or 适用范围 or 办事指引 in none of a policy's interpretations.

    Why: the work points ask for substance: scope, how to apply, what is new.
    """
    if isinstance(document, Interpretation):
        covered = len(set(document.covers))
        if covered < FEWEST:
            yield document.violation("covers", f"解读内容只有 {covered} 项，应不少于 {FEWEST} 项")
    if isinstance(document, Policy) and not document.withdrawn_on(case.today):
        interpretations = case.library.interpretations_of(document)
        told = {aspect for interpretation in interpretations for aspect in interpretation.covers}
        absent = "、".join(aspect for aspect in NEEDED if aspect not in told)
        if interpretations and absent:
            case.library.expect_subjects_known()
            yield interpretations[0].violation(
                "covers", f"{in_marks(document.title)}的解读都没有讲到{absent}"
            )


RULE = Rule(
    code="GK107",
    name="substance-thin",
    title="解读内容单薄",
    says="解读内容（covers）少于三项，或者一份政策的各篇解读都没有讲到适用范围、办事指引。",
    basis=law.SUBSTANCE,
    fix="在正文中补充相应内容，并写进 covers。",
    check=check,
    is_duty=True,
    subjects=(Interpretation, Policy),
    severity="warning",
)

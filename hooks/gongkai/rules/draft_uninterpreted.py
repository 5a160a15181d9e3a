"""GK206: the public is asked about a draft that nobody explained to it."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """No interpretation of the docket published on the day it `opens`, and no `late_reason`.

    Why: 对公开征集意见的政策草案同步开展解读. Of several rounds the first, in which the draft goes out.
    """
    if not docket.rounds or docket.late_reason:
        return
    place, first = docket.rounds_placed[0]
    opens = first.opens
    if any(found.published == opens for found in case.library.interpretations_of(docket)):
        return
    case.library.expect_subjects_known()
    yield docket.violation(
        (*place, "opens"),
        f"{opens} 开始征求意见，当天没有发布对草案的解读",
        fix=f"新建 interpretations/{opens.year}/ 下的解读，写 interprets: {docket.path}，"
        f"published 写 {opens}；已经错过的，用 late_reason 公开说明原因。",
    )


RULE = Rule(
    code="GK206",
    name="draft-uninterpreted",
    title="草案没有同步解读",
    says="公开征求意见开始的当天，没有发布对草案的解读，也没有写逾期说明（late_reason）。",
    basis=law.DRAFT_INTERPRETED,
    fix="补上草案解读。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)

"""GK304: the term of a request was extended in a way the law does not know."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Request
from gongkai.model.request_terms import granted_by, request_term
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """Over 20 working days (unless `art35` says why), not approved, or granted after the due day.

    Why: 条例 art. 33; a term that has run out cannot be extended. Such an extension adds nothing to the term, one that
    is too long no more than the longest, whether this finding is waived or not.
    """
    request, terms = placed.entry, case.library.terms
    added = request.extended
    if added is None:
        return
    day = max(added.on, case.today)
    plain = request_term(request, case.library.calendar, day, terms, extended=False)
    start, due = (plain.start, plain.due) if plain else (request.received, None)
    if faults := granted_by(added, start, due, terms).faults:
        yield placed.violation("extended", f"申请 {request.no} 的延长{'；'.join(faults)}")


RULE = Rule(
    code="GK304",
    name="extension-invalid",
    title="延长期限不合规定",
    says="答复期限延长超过 {extension}、没有批准人，或者是期限届满以后才告知申请人的。",
    basis=law.REQUEST_EXTENDED,
    fix="照审批单改正 on、days，补写 approved_by；依条例第三十五条延迟答复的，用 art35 写明理由；"
    "延长不成立的（不计入期限），删去 extended，用 late_reason 说明逾期原因。",
    check=check,
    is_duty=True,
    subjects=(Request,),
)

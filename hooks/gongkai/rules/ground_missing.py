"""GK310: the annual report cannot count a request as its national format wants it."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Request
from gongkai.model.requests import GROUNDS
from gongkai.rules.rule import Case, Rule


def check(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    """An outcome that needs a `ground` has none, or one of another outcome; `applicant` missing, from the settings'
    `applicants_since` on.

    Why: 条例 art. 36, 37 want the reason told to the applicant; the report's table counts by it, and by applicants.
    """
    if said := "；".join((*_ground(placed.entry), *_applicant(placed.entry, case))):
        yield placed.violation(None, f"申请 {placed.entry.no} {said}")


def _ground(request: Request) -> Iterator[str]:
    if not (request.has("outcome") and request.has("ground")):
        return
    outcome, ground = request.outcome or "", request.ground
    allowed = GROUNDS.get(outcome, ())
    if ground is None:
        if allowed:
            yield f"的办理结果是{outcome}，没有写明属于哪一种情形（ground）"
    elif outcome and ground not in allowed:
        own = next(name for name, rows in GROUNDS.items() if ground in rows)
        yield f"的办理结果是{outcome}，写的情形“{ground}”却属于{own}"


def _applicant(request: Request, case: Case) -> Iterator[str]:
    since = case.settings.applicants_since
    if since and request.received >= since and request.has("applicant") and request.applicant is None:
        yield "没有写明申请人类别（applicant）"


RULE = Rule(
    code="GK310",
    name="ground-missing",
    title="没有写明情形",
    says="申请的办理结果从“不予公开”起没有写明具体情形（ground），或者写的是另一种结果的情形；"
    "按设置应当登记申请人类别（applicant）的没有登记。",
    basis=law.GROUNDS_TOLD,
    fix="照答复书写明 ground，情形与年度报告统一格式的细目一致（见字段表）；applicant 只写类别，不写是谁。",
    check=check,
    is_duty=True,
    subjects=(Request,),
)

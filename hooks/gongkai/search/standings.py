"""How a result stands: what holds today comes before what does not, and before what only gives account."""

from gongkai.model import Stage, Status
from gongkai.model.successors import DRAFT as DRAFT_ONLY
from gongkai.model.successors import WITHDRAWN as TAKEN_DOWN
from gongkai.search.documents import KINDS, FoundDocument

STATUSES = {
    Status.VALID: "valid",
    Status.AMENDED: "amended",
    Status.COMING: "coming",
    Status.EXPIRED: "expired",
    Status.REPEALED: "repealed",
    TAKEN_DOWN: "withdrawn",
    Stage.PREPARING: "preparing",
    Stage.OPEN: "open",
    Stage.CLOSED: "closed",
    Stage.DECIDED: "decided",
    Stage.DONE: "done",
    Stage.POSTPONED: "postponed",
    Stage.SUSPENDED: "suspended",
    Stage.CANCELLED: "cancelled",
    Stage.ENDED: "ended",
    Stage.HANDED_OVER: "handed-over",
}
"""States of policies, then of decisions, in the order of the filter, with their names in addresses."""

_SETTLED = ("decided", "done", "cancelled", "ended", "handed-over")

(
    POLICY,
    EXPLAINED,
    ANSWERED,
    PAGE,
    OTHER,
    COMING,
    COMING_TOLD,
    DRAFT,
    DRAFT_TOLD,
    DECIDED,
    ACCOUNT,
    PAST,
    PAST_TOLD,
    WITHDRAWN,
) = range(14)
"""A policy in force; what explains one; a question; a standing page; anything else; a policy that is not yet in force, and what
explains it; a draft or what asks for opinions, and what explains it; a decision's docket once it is decided; statistics, reports,
plans, catalogues; what is no longer in force, and what explained it; what was withdrawn."""

STANDINGS: tuple[tuple[int, int], ...] = (
    (0, 100),
    (0, 100),
    (0, 100),
    (6, 100),
    (4, 100),
    (1, 95),
    (1, 95),
    (2, 95),
    (2, 95),
    (3, 90),
    (6, 90),
    (5, 85),
    (5, 85),
    (7, 85),
)
"""For each of them its place where others meet the query as well (what holds today, what will, drafts, decided dockets,
anything else, what is past, what gives account and other standing pages, what was withdrawn), and the per cent of its score that count:
no fewer than from which others meet the query as well, so that the order is strict where all say the same."""


def standing_of_unit(one: FoundDocument, place: int) -> int:
    """The place among `STANDINGS` of a document (0) or of one of its questions."""
    kind, status, past, mark = (
        KINDS[one.kind],
        STATUSES.get(one.status, ""),
        one.past[place],
        one.marks[place],
    )
    told = place > 0 or kind == "interpretations"
    if past:
        return WITHDRAWN if past > 1 else PAST_TOLD if told else PAST
    if status == "coming" or (mark.endswith(Status.COMING) and not mark.startswith("部分")):
        return COMING_TOLD if told else COMING
    if mark == DRAFT_ONLY:
        return DRAFT_TOLD
    if kind == "decisions":
        return DECIDED if status in _SETTLED else DRAFT
    if place:
        return ANSWERED
    by_kind = {"policies": POLICY, "interpretations": EXPLAINED, "about": PAGE}
    if kind in ("catalogues", "reports", "plans"):
        return ACCOUNT
    return by_kind.get(kind, OTHER)

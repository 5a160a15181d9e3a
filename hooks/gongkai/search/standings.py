"""How a result stands: what holds today comes before what does not, and before what only gives account."""

from gongkai.model import Stage, Status
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

POLICY, EXPLAINED, ANSWERED, PAGE, OTHER, COMING, DRAFT, DECIDED, ACCOUNT, PAST, WITHDRAWN = range(11)
"""A policy in force; what explains one; a question; a standing page; anything else; a policy that is not yet in force; a
draft or what asks for opinions; a decision's docket once it is decided; statistics, reports, plans, catalogues; what
is no longer in force; what was withdrawn."""

STANDINGS: tuple[tuple[int, int], ...] = (
    (300, 100),
    (240, 100),
    (150, 100),
    (90, 100),
    (0, 100),
    (200, 95),
    (100, 90),
    (0, 85),
    (0, 85),
    (0, 70),
    (0, 40),
)
"""For each of them what a score (of at most about 18,000) is raised by, then the per cent of it that count."""


def standing_of_unit(one: FoundDocument, place: int) -> int:
    """The place among `STANDINGS` of a document (0) or of one of its questions."""
    kind, status, past = KINDS[one.kind], STATUSES.get(one.status, ""), one.past[place]
    if past:
        return WITHDRAWN if past > 1 else PAST
    if status == "coming":
        return COMING
    if kind == "decisions":
        return DECIDED if status in _SETTLED else DRAFT
    if place:
        return ANSWERED
    by_kind = {"policies": POLICY, "interpretations": EXPLAINED, "about": PAGE}
    if kind in ("catalogues", "reports", "plans"):
        return ACCOUNT
    return by_kind.get(kind, OTHER)

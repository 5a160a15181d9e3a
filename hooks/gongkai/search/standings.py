"""How a result stands: what holds today comes before what does not, and before what only gives account."""

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


def standing_index(kind: str, status: str, past: int, question: bool) -> int:
    """The place of a result among `STANDINGS`: by the name of its kind and of its state in addresses (`search.KINDS`,
    `search.STATUSES`), whether it is past (1) or withdrawn (2), and whether it is a question."""
    if past:
        return WITHDRAWN if past > 1 else PAST
    if status == "coming":
        return COMING
    if kind == "decisions":
        return DECIDED if status in ("decided", "done", "cancelled") else DRAFT
    if question:
        return ANSWERED
    by_kind = {"policies": POLICY, "interpretations": EXPLAINED, "about": PAGE}
    if kind in ("catalogues", "reports", "plans"):
        return ACCOUNT
    return by_kind.get(kind, OTHER)

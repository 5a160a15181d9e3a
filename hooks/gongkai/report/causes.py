"""Findings by their causes: what follows from another stands under it."""

from collections.abc import Sequence

from gongkai.findings import Finding, Place


def by_cause(findings: Sequence[Finding]) -> tuple[list[Finding], dict[Place, list[Finding]]]:
    """The findings that stand by themselves, or whose cause is not told here, and by the place of each what follows
    from it, through however many steps."""
    causes = {finding.place: finding for finding in findings if finding.follows_from is None}
    parents = {finding.place: finding.follows_from for finding in findings if finding.follows_from}
    roots: list[Finding] = []
    following: dict[Place, list[Finding]] = {}
    for finding in findings:
        place, steps = finding.follows_from, 0
        while place in parents and place not in causes and steps < len(parents):
            place, steps = parents[place], steps + 1
        if place in causes:
            following.setdefault(place, []).append(finding)
        else:
            roots.append(finding)
    return roots, following

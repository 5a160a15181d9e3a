"""The field `reviewed` filled in from approvals: the day of the secrecy review and of the legal one."""

from collections.abc import Iterable

from gongkai.approval import Approval

_FIELDS = (("secrecy", "保密"), ("legal", "法"))
"""Field of `reviewed`, and what the name of its step has in it: 保密审查; 法规, 法制, 合法性审查."""


def with_review_days(raw: bytes, approvals: Iterable[Approval]) -> bytes | None:
    """The document with `reviewed` at the end of its front matter; None where it has one, or nothing is known."""
    approvals = tuple(approvals)
    days = {
        name: max(one.day for one in approvals if sign in one.step)
        for name, sign in _FIELDS
        if any(sign in one.step for one in approvals)
    }
    lines = raw.split(b"\n")
    ends = [number for number, line in enumerate(lines) if line.rstrip() == b"---"]
    if not days or len(ends) < 2 or any(line.startswith(b"reviewed") for line in lines[: ends[1]]):
        return None
    said = ", ".join(f"{name}: {day}" for name, day in days.items())
    end = b"\r" if lines[0].endswith(b"\r") else b""
    return b"\n".join([*lines[: ends[1]], f"reviewed: {{{said}}}".encode() + end, *lines[ends[1] :]])

"""GK506: information went out without its reviews, or before them."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Placed, Policy, Request
from gongkai.model.fields import Review
from gongkai.model.requests import GRANTED
from gongkai.rules.rule import Case, Rule

_REVIEWS = (("secrecy", "保密审查"), ("legal", "合法性审查"))


def check(case: Case) -> Iterator[Violation]:
    """A policy's `reviewed` absent, incomplete or after `published`; a request granted without it.

    Why: 条例 art. 17. What is older than `duties_since` may lack them, and is only warned of where they are wrong.
    """
    for policy in case.library.documents:
        if isinstance(policy, Policy):
            yield from _policy(policy, case)
    for placed in case.library.entries(Request):
        yield from _request(placed, case)


def _policy(policy: Policy, case: Case) -> Iterator[Violation]:
    if not all(map(policy.has, ("reviewed", "published", "draft", "republished"))):
        return
    if policy.republished or (policy.draft and policy.reviewed is None):
        return
    bound = case.library.bound(policy)
    if policy.reviewed is None:
        if bound:
            yield policy.violation(None, "没有写明发布前的审查（reviewed）")
    elif said := _faults(policy.reviewed, policy.published, "发布日期"):
        yield policy.violation("reviewed", f"发布审查{said}", warning=not bound)


def _request(placed: Placed[Request], case: Case) -> Iterator[Violation]:
    request = placed.entry
    if request.outcome not in GRANTED or request.replied is None:
        return
    said = (
        _faults(request.reviewed, request.replied, "答复日期") if request.reviewed else "没有写明（reviewed）"
    )
    if said:
        warning = request.received.year < case.library.duties_since
        message = f"申请 {request.no} {request.outcome}，答复前的审查{said}"
        yield placed.violation(None, message, warning=warning)


def _faults(review: Review, latest: date, until: str) -> str:
    days = [(name, getattr(review, field)) for field, name in _REVIEWS]
    absent = [name for name, day in days if day is None]
    late = [f"{name} {day} 晚于{until} {latest}" for name, day in days if day and day > latest]
    return "，".join(([f"缺少{'、'.join(absent)}的日期"] if absent else []) + late)


RULE = Rule(
    code="GK506",
    name="review-missing",
    title="没有审查",
    says="政策文件没有写明保密审查和合法性审查，或者审查晚于发布；给予公开的申请没有在答复前审查。",
    basis=law.REVIEWED_BEFORE_OUT,
    fix="照审查记录填写 reviewed: {secrecy: 保密审查日期, legal: 合法性审查日期}，都不能晚于发布（答复）日期；"
    "没有审查的，先审查再发布。",
    check=check,
)

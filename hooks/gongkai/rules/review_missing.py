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
_SIGNED_FIRST = (
    "合法性审查在签发以前：照公文签发单写签发前审查的日期。签发以后才审签的，那是发布前的审签，不写进 legal；不用作合法性审查的，"
    "写明理由；该审而没有审的，补审以后重新签发，signed 写重新签发的日期。"
)

_FROM_APPROVALS = (
    "日期不用自己编：审签以后运行 approve --fill，或者在收文和审签的页面合并时，由审签填写。签发以前在纸上作过合法性审查的，照公文"
    "签发单写 reviewed: {legal: 日期}；不作的（如人事任免），写理由。"
)


def check(subject: Policy | Placed[Request], case: Case) -> Iterator[Violation]:
    """A policy's `reviewed` absent or incomplete, secrecy after `published`, legal after `signed`; a request granted
    without both on or before `replied`. A reason may stand for a day.

    Why: 条例 art. 17 II; what was signed cannot be examined any more. What is older than `duties_since` may lack it,
    and is only warned of where it is wrong; a draft may lack it yet.
    """
    bound = case.library.bound(subject)
    if isinstance(subject, Policy):
        if not subject.republished:
            yield from _policy(subject, bound, case.settings.approvals is not None)
    elif subject.entry.outcome in GRANTED and subject.entry.replied:
        yield from _request(subject, bound)


def _policy(policy: Policy, bound: bool, asks: bool) -> Iterator[Violation]:
    if policy.reviewed is None:
        if bound and not policy.draft:
            yield policy.violation(
                None, "没有写明发布前的审查（reviewed）", fix=_FROM_APPROVALS if asks else None
            )
        return
    said = [] if policy.draft else _absent(policy.reviewed)
    if policy.has("published"):
        said += _late("保密审查", policy.reviewed.secrecy, policy.published, "发布日期")
    late = (
        _late("合法性审查", policy.reviewed.legal, policy.signed, "签发日期") if policy.has("signed") else []
    )
    if said or late:
        fix = _SIGNED_FIRST if late and not said else _FROM_APPROVALS if asks and not late else None
        yield policy.violation("reviewed", f"发布审查{'，'.join([*said, *late])}", warning=not bound, fix=fix)


def _request(placed: Placed[Request], bound: bool) -> Iterator[Violation]:
    request = placed.entry
    if request.reviewed is None:
        said = ["没有写明（reviewed）"] if bound else []
    else:
        said = _absent(request.reviewed)
        for field, name in _REVIEWS:
            said += _late(name, getattr(request.reviewed, field), request.replied, "答复日期")
    if said:
        message = f"申请 {request.no} {request.outcome}，答复前的审查{'，'.join(said)}"
        yield placed.violation(None, message, warning=not bound)


def _absent(review: Review) -> list[str]:
    absent = [name for field, name in _REVIEWS if getattr(review, field) is None]
    return [f"缺少{'、'.join(absent)}的日期"] if absent else []


def _late(name: str, reviewed: date | str | None, latest: date | None, until: str) -> list[str]:
    """A reason is no day, and never late."""
    late = isinstance(reviewed, date) and latest is not None and reviewed > latest
    return [f"{name} {reviewed} 晚于{until} {latest}"] if late else []


RULE = Rule(
    code="GK506",
    name="review-missing",
    title="没有审查",
    says="政策文件没有写明保密审查和合法性审查，保密审查晚于发布，或者合法性审查晚于签发；给予公开的申请没有在答复前审查。"
    "拟公开的信息都要审查，本规则只查政策文件和申请。",
    basis=law.REVIEWED_BEFORE_OUT,
    fix="照审查记录填写 reviewed: {secrecy: 保密审查日期, legal: 合法性审查日期}，保密审查不晚于发布，合法性审查不晚于签发"
    "（申请都不晚于答复）；不作合法性审查的（如人事任免）、已经主动公开过的，写明理由代替日期；没有作保密审查的，先审查再发布。",
    check=check,
    waivable=False,
    subjects=(Policy, Request),
    drafts=True,
)

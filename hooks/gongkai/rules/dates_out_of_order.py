"""GK008: dates that contradict one another."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket, Document, Event, Interpretation, Placed, Policy, Reply, Request
from gongkai.model.partial import Partial
from gongkai.rules.rule import Case, Rule
from gongkai.source.front_matter import Place


def check(document: Document | Placed[Request], case: Case) -> Iterator[Violation]:
    """Not drafted ≤ signed ≤ published; effective > expires; opens > closes; docket published > opens;
    a consultation extended to no later day.

    Why: every deadline is counted from these days; so a request's days have their order too.
    """
    told: set[Place] = set()
    for first, second in _days(document, case) if isinstance(document, Placed) else _pairs(document):
        (_place, first_name, earlier), (place, name, later) = first, second
        if earlier is not None and later is not None and earlier > later and place not in told:
            told.add(place)
            fix = _ALREADY_OUT if place[0] == "disclosed" else None
            yield document.violation(place, f"{name} {later} 早于{first_name} {earlier}", fix=fix)
    if isinstance(document, Docket) and document.has("consultation"):
        for place, one in document.rounds_placed:
            if one.extended and one.extended.from_ == one.closes:
                message = f"写了延长，截止日期 {one.closes} 与原定的相同，应写延长以后的截止日期"
                yield document.violation((*place, "closes"), message)


_ALREADY_OUT = "收到申请以前就已经公开的，不是依申请转为主动公开，删去 disclosed；写错了文件的，改正。"
_Dated = tuple[Place, str, date | None]


def _pairs(document: Document) -> Iterator[tuple[_Dated, _Dated]]:
    if isinstance(document, Policy | Interpretation):
        drafted = _dated(document, "drafted", "起草日期")
        signed = _dated(document, "signed", "签发日期")
        published = _dated(document, "published", "发布日期")
        yield drafted, signed
        yield signed, published
        if signed[2] is None:
            yield drafted, published
    if isinstance(document, Policy):
        yield _effective(document), _dated(document, "expires", "失效日期")
        if document.has("apply") and document.apply:
            begins: _Dated = (("apply", "from"), "申报开始日期", document.apply.from_)
            yield begins, (("apply", "until"), "申报截止日期", document.apply.until)
    if isinstance(document, Reply) and document.has("asked"):
        asked: _Dated = (("asked",), "咨询月份的第一天", document.asked_from)
        yield asked, _dated(document, "published", "发布日期")
    if isinstance(document, Event):
        yield _dated(document, "opens", "开始日期"), _dated(document, "closes", "结束日期")
    if isinstance(document, Docket) and document.has("consultation"):
        yield from _rounds(document)


def _rounds(docket: Docket) -> Iterator[tuple[_Dated, _Dated]]:
    for place, one in docket.rounds_placed:
        opens: _Dated = ((*place, "opens"), "征求意见开始日期", one.opens)
        closes: _Dated = ((*place, "closes"), "征求意见截止日期", one.closes)
        if one.extended:
            before: _Dated = ((*place, "extended", "from"), "延长前的截止日期", one.extended.from_)
            yield opens, before
            yield opens, ((*place, "extended", "on"), "决定延长的日期", one.extended.on)
            yield before, closes
        yield opens, closes
        yield _dated(docket, "published", "档案发布日期"), opens


def _days(placed: Placed[Request], case: Case) -> Iterator[tuple[_Dated, _Dated]]:
    request = placed.entry
    received: _Dated = (("received",), "收到日期", request.received)
    asked = _dated(request, "correction_asked", "通知补正日期")
    corrected = _dated(request, "correction_received", "收到补正日期")
    replied = _dated(request, "replied", "答复日期")
    yield received, asked
    yield asked, corrected
    yield received, replied
    yield asked, replied
    yield corrected, replied
    for index, pause in enumerate(request.paused if request.has("paused") else ()):
        begins: _Dated = (("paused", index, "from"), "中止的开始日期", pause.from_)
        arrived: _Dated = (("paused", index, "arrived"), "征求意见书的送达日期", pause.arrived)
        ends: _Dated = (("paused", index, "to"), "中止的结束日期", pause.to)
        yield received, begins
        yield begins, arrived
        yield begins, ends
        yield arrived, ends
    if request.has("extended") and request.extended:
        yield received, (("extended", "on"), "延长的决定日期", request.extended.on)
    if request.has("closed") and request.closed:
        yield received, (("closed", "on"), "办结日期", request.closed.on)
    if request.has("disclosed") and request.disclosed:
        out = case.library.get(request.disclosed.document)
        if out and out.has("published"):
            yield received, (("disclosed", "document"), "所指文件的发布日期", out.published)


def _effective(policy: Policy) -> _Dated:
    """The first day of effect; a policy that does not name one takes effect the day it is published."""
    written = _dated(policy, "effective", "生效日期")
    unsaid = policy.has("effective") and policy.effective is None
    return _dated(policy, "published", "生效日期（没有另写，即发布日期）") if unsaid else written


def _dated(document: Partial, field: str, name: str) -> _Dated:
    return (field,), name, getattr(document, field) if document.has(field) else None


RULE = Rule(
    code="GK008",
    name="dates-out-of-order",
    title="日期先后颠倒",
    says="起草、签发、发布的先后不对，失效早于生效，截止早于开始，决策档案发布晚于征求意见开始，或者申请的补正、中止、延长、答复、办结早于它之前的日期，或者政策咨询答复早于咨询的月份，转为主动公开的文件在收到申请以前已经发布。",
    basis=law.HOUSE,
    fix="对照原件，改正写错的那个日期。",
    check=check,
    waivable=False,
    subjects=(Document, Request),
)

"""GK211: a decision whose steps stand in another order than the law gives them, or are missing."""

from collections.abc import Iterator
from datetime import date

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Catalogue, Docket, Item, NoConsultation
from gongkai.model.decision import DRAFT
from gongkai.model.progress import item_of
from gongkai.rules.rule import Case, Rule

_ADD = "做过的，补写；由别的机关审查、讨论的，写明由哪个机关，代替日期"
_ADD_CONSULTATION = "；依法不公开征求意见的，写 consultation: {none_reason: 理由}"


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """Not opens ≤ closes < decided; attendance, legal review or collective discussion after the decision, legal review
    after the discussion; docket and catalogue at odds on whether a decision will come.

    Why: 重大行政决策程序暂行条例 art. 14, 25, 29, 30. A warning where a major decision was taken without consultation,
    draft, legal review or collective discussion, and without a reason, or discussed before the public was heard.
    `opens > closes` is left to GK008.
    """
    if docket.given_up:
        yield from _given_up(docket, case)
    elif docket.decided:
        yield from _order(docket, docket.decided)
        yield from _called_off(docket, docket.decided, case)
        if docket.major:
            yield from _reviewed_before_discussion(docket, docket.decided)
            yield from _heard_before_discussion(docket, docket.decided)
            yield from _missing(docket, docket.decided, case)


def _order(docket: Docket, decided: date) -> Iterator[Violation]:
    """The public was heard before the decision, and what belongs before it was done before it."""
    closes = _last_close(docket)
    if closes and closes >= decided:
        yield docket.violation(
            "decided",
            f"{decided} 决策出台，公开征求意见 {closes} 才截止，决策应在截止以后",
            fix="核对两个日期，改正写错的那个；没有等到截止就决策的，改日期不能补救，报批后在 waivers.yml 公开说明。",
        )
    attended = docket.attendance.date if docket.attendance else None
    for place, name, day in (
        (("attendance", "date"), "公众代表列席会议", attended),
        (("legal_review",), "合法性审查", docket.legal_review),
        (("collective",), "集体讨论", docket.collective),
    ):
        if isinstance(day, date) and day > decided:
            yield docket.violation(place, f"{name}的日期 {day} 晚于决策日期 {decided}")


def _last_close(docket: Docket) -> date | None:
    return max((one.closes for one in docket.rounds if one.opens <= one.closes), default=None)


def _reviewed_before_discussion(docket: Docket, decided: date) -> Iterator[Violation]:
    review, discussed = docket.legal_review, docket.collective
    if isinstance(review, date) and isinstance(discussed, date) and discussed < review <= decided:
        yield docket.violation("legal_review", f"合法性审查的日期 {review} 晚于集体讨论的日期 {discussed}")


def _heard_before_discussion(docket: Docket, decided: date) -> Iterator[Violation]:
    """What became of the public's opinions is among the papers of the discussion (art. 29)."""
    closes, discussed = _last_close(docket), docket.collective
    if closes and isinstance(discussed, date) and discussed <= closes < decided:
        yield docket.violation(
            "collective",
            f"{discussed} 集体讨论，公开征求意见 {closes} 才截止，讨论时还没有完整的意见采纳情况",
            fix="核对两个日期，改正写错的那个；截止以后又讨论过的，写最后一次讨论的日期。",
            warning=True,
        )


def _missing(docket: Docket, decided: date, case: Case) -> Iterator[Violation]:
    """What a major decision was taken without; the public may have been heard in other ways than by a consultation."""
    draft, absent = case.text(docket).section(DRAFT), []
    if docket.consultation is None and not docket.participation:
        absent.append("公开征求意见（consultation）")
    told = docket.rounds or isinstance(docket.consultation, NoConsultation)
    if not told and not (draft and draft.has_text):  # of a draft that the public was asked about GK205 tells
        absent.append("正文中“## 决策草案”的内容")
    if docket.legal_review is None:
        absent.append("合法性审查（legal_review）")
    if docket.collective is None:
        absent.append("集体讨论（collective）")
    if absent:
        message = f"{decided} 作出的重大行政决策，没有写{'、'.join(absent)}，也没有写理由"
        fix = f"{_ADD}{'' if docket.rounds else _ADD_CONSULTATION}。"
        yield docket.violation("decided", message, fix=fix, warning=True)


def _given_up(docket: Docket, case: Case) -> Iterator[Violation]:
    """Nothing follows what was given up, and the catalogue knows of it."""
    if not (ended := docket.ended):
        return
    if docket.decided:
        yield docket.violation(
            "ended",
            f"{ended.on} 已经{ended.how}，又写了决策日期（decided）{docket.decided}",
            fix="作出了决策的，删去 ended；没有作出的，删去 decided。出台以后停止执行的，写在“决策结果”里。",
        )
    for place, one in docket.rounds_placed:
        if one.opens > ended.on:
            yield docket.violation(
                (*place, "opens"),
                f"{ended.on} 已经{ended.how}，{one.opens} 又开始征求意见",
                fix="核对两个日期；以后还要办的，ended 的 how 写“中止”。",
            )
    catalogue, item = _listed(docket, case)
    if catalogue and item and item.status != "取消":
        yield docket.violation(
            "ended",
            f"档案写的是{ended.how}，目录（{catalogue.path}）中事项“{item.id}”没有写“取消”",
            fix="请办理目录的同事在该事项下写 status: 取消 和 changed、reason、approved_by；以后还要办的，how 写“中止”。",
            concerns=catalogue.path,
        )


def _called_off(docket: Docket, decided: date, case: Case) -> Iterator[Violation]:
    catalogue, item = _listed(docket, case)
    if catalogue and item and item.status == "取消":
        yield docket.violation(
            "decided",
            f"档案写明 {decided} 已经决策，目录（{catalogue.path}）中事项“{item.id}”却是“取消”",
            fix="两处不能都对：作出了决策的，改正目录；没有作出的，删去 decided，用 ended 写明怎样结束。",
            concerns=catalogue.path,
        )


def _listed(docket: Docket, case: Case) -> tuple[Catalogue | None, Item | None]:
    """The decision's item in a catalogue that is out, for GK203 tells of all others."""
    return case.library.catalogue(docket.listed_in), item_of(docket, case.library, case.today)


RULE = Rule(
    code="GK211",
    name="decision-out-of-order",
    title="决策程序先后不对",
    says="决策出台不在征求意见截止以后，公众代表列席、合法性审查、集体讨论晚于决策，合法性审查晚于集体讨论，"
    "或者决策档案与目录对“还办不办”说法不一；重大行政决策没有写征求意见、决策草案、合法性审查、集体讨论，也没有写理由的，征求意见截止以前就集体讨论的，只提醒。",
    basis=law.DECISION_ORDER,
    fix="对照原件，改正写错的日期；程序确实颠倒了的，改日期不能补救，报批后在 waivers.yml 公开说明。",
    check=check,
    is_duty=True,
    subjects=(Docket,),
)

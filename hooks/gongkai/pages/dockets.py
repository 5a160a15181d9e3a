"""A decision's docket: everything on one page, from the draft to what became of the public's opinions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from gongkai.law import in_words
from gongkai.model import Consultation, Docket, ResultElsewhere, Stage
from gongkai.model.decision import DRAFT, EXPLANATION, OUTCOMES
from gongkai.model.duties import State, feedback_state
from gongkai.model.successors import draft_standing
from gongkai.model.validity import can_speak, cancelled
from gongkai.pages.actions import Action, to_call, to_speak
from gongkai.pages.cautions import badge, caution
from gongkai.pages.context import Context, ListRow
from gongkai.pages.notices import notices
from gongkai.pages.office import dialled, told, whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.responses import ShownResponses, responses_to
from gongkai.pages.site import Page
from gongkai.pages.subjects import Fact, audience_links, subjects
from gongkai.pages.timeline_picture import TimelineStep, timeline_picture
from gongkai.text import shown_html

_DRAFT_HEADING = re.compile(rf"(<h2\b[^>]*>\s*(?:{DRAFT}|{EXPLANATION})\s*)</h2>")


def docket_pages(context: Context) -> Iterator[Planned]:
    """One page for each docket that is out; what is dated later is not on it yet."""
    for docket in context.library.public(Docket, context.today):
        make = partial(_docket, docket)
        yield Planned(docket.url, docket.path, docket.title, make, docket.published, "docket")


def _docket(docket: Docket, context: Context) -> Page:
    today = context.today
    shown = not docket.withdrawn_on(today)
    decided = docket.decided is not None and docket.decided <= today
    body = shown_html(docket, context.text(docket), today)
    feedback = docket.feedback_on(today) if shown else None
    attendance = docket.attendance
    if not shown or (attendance and attendance.date and attendance.date > today):
        attendance = None
    steps = tuple(timeline(docket, context)) if shown else ()
    consultation, left = _opened(docket, context), days_left(docket, context)
    html = context.render(
        "docket.html",
        docket.url,
        document=docket,
        stage=context.stage(docket),
        steps=steps,
        picture=timeline_picture(steps, today),
        facts=tuple(_facts(docket, context)),
        notices=tuple(notices(docket, context)),
        summary=docket.summary if shown else None,
        consultation=consultation,
        channels=tuple(map(told, consultation.channels)) if consultation else (),
        days_left=left,
        actions=_actions(docket, consultation if left else None) if shown else (),
        key=tuple(_key(docket, context)) if shown else (),
        participation=tuple(p for p in docket.participation if shown and p.date <= today),
        feedback=feedback,
        outcomes=OUTCOMES,
        attendance=attendance,
        result=_result(docket, context) if shown and decided else None,
        body=_with_cautions(context.localised(body, docket), docket, context),
        attachments=context.attach(docket) if shown else (),
        interpretations=_interpretations(docket, context),
        responses=responses_to(docket, context) if shown else ShownResponses((), ()),
        catalogue=_catalogue(docket, context),
    )
    return Page(
        path=docket.url,
        source=docket.path,
        title=docket.title,
        html=html,
        summary=context.described(docket, (docket.summary or "") if shown else ""),
        updated=docket.published,
        kind="docket",
    )


def _actions(docket: Docket, open_now: Consultation | None) -> tuple[Action, ...]:
    """What a reader can do first: speak on what is open now, else call."""
    return to_speak(open_now, docket.contact) if open_now else to_call(docket.contact)


def _key(docket: Docket, context: Context) -> Iterator[Fact]:
    """What is asked of every decision: whom it is for, how far it has come, how to speak, whom to ask."""
    if audiences := audience_links(docket, context):
        yield "给谁", audiences
    left, consultation = days_left(docket, context), docket.consultation
    remaining = Markup(' <strong class="gk-left">还有 {} 天</strong>').format(left) if left else ""
    yield "进展", badge(context.stage(docket)) + remaining
    if consultation and left:
        until = Markup('可以提意见，到{}为止<a class="gk-key__more" href="#gk-consultation">看怎样提</a>')
        yield "怎么办", until.format(in_words(consultation.closes))
    if ask := whom_to_ask(docket.department, docket.contact):
        yield "问谁", ask


def timeline(docket: Docket, context: Context) -> Iterator[TimelineStep]:
    """The stages of a decision with their days; later ones are only announced by name."""
    today, stage = context.today, context.stage(docket)
    catalogue = context.library.catalogue(docket.listed_in) if docket.major else None
    if catalogue and catalogue.public_on(today) and docket.catalogue_item:
        text = f"{docket.listed_in} 年度，编号 {docket.catalogue_item}"
        yield TimelineStep("列入目录", "done", (catalogue.published,), text)
    yield from sorted(_hearings(docket, context), key=lambda step: step.days)
    if stage is Stage.PREPARING:
        yield TimelineStep("公开征求意见", "coming")
    called_off = cancelled(docket, context.library, today)
    if called_off and called_off.changed:
        yield TimelineStep("取消", "done", (called_off.changed,), called_off.reason or "")
        return
    decided = docket.decided if stage in (Stage.DECIDED, Stage.DONE) else None
    yield TimelineStep("决策出台", "done", (decided,)) if decided else TimelineStep("决策出台", "coming")
    feedback = docket.feedback_on(today)
    late = "晚于规定期限，已公开说明原因" if _late(docket, context) else ""
    if feedback:
        yield TimelineStep("公开意见采纳情况", "done", (feedback.published,), late)
    else:
        yield TimelineStep("公开意见采纳情况", "now" if decided else "coming")


def _hearings(docket: Docket, context: Context) -> Iterator[TimelineStep]:
    """The consultation and the other ways in which the public was heard."""
    if opened := _opened(docket, context):
        left = days_left(docket, context)
        days, text = (opened.opens, opened.closes), f"还有 {left} 天截止" if left else ""
        yield TimelineStep("公开征求意见", "now" if left else "done", days, text)
    for one in docket.participation:
        if one.date <= context.today:
            yield TimelineStep(one.form, "done", (one.date,))


def _late(docket: Docket, context: Context) -> bool:
    state = feedback_state(docket, context.library, context.today)
    return state is State.MET_LATE


def _opened(docket: Docket, context: Context) -> Consultation | None:
    """The consultation, once it has opened."""
    consultation = docket.consultation
    if consultation is None or consultation.opens > context.today or docket.withdrawn_on(context.today):
        return None
    return consultation


def days_left(docket: Docket, context: Context) -> int:
    """Days in which the public can still speak, the last one included; 0 when it cannot."""
    if docket.consultation is None or not can_speak(docket, context.library, context.today):
        return 0
    return (docket.consultation.closes - context.today).days + 1


def _facts(docket: Docket, context: Context) -> Iterator[Fact]:
    yield "承办科室", docket.department
    yield "类别", "重大行政决策" if docket.major else "政策草案征求意见"
    yield from subjects(docket, context)
    yield "发布日期", docket.published
    if docket.decided and docket.decided <= context.today:
        yield "决策日期", docket.decided
    if docket.contact:
        yield "问谁", dialled(docket.contact)


def _result(docket: Docket, context: Context) -> tuple[str, str, str] | None:
    """What the decision became: words, an address, which may be empty, and a mark."""
    result = docket.result
    if isinstance(result, ResultElsewhere):
        none, title, url = result.none_reason, result.title or "", result.url or ""
        return (none, "", "") if none else (title, url, "")
    return context.link(context.library[result]) if result and context.is_public(result) else None


def _interpretations(docket: Docket, context: Context) -> tuple[ListRow, ...]:
    found = context.public(context.library.interpretations_of(docket))
    return tuple(sorted(map(context.row, found), key=lambda row: row.over))


def _with_cautions(body: Markup, docket: Docket, context: Context) -> Markup:
    """The body; once the decision is taken or called off, its draft says so under its headings."""
    standing = draft_standing(docket, context.library, context.today)
    if not standing.over:
        return body
    told = replace(standing, sentences=tuple(replace(one, who="本草案") for one in standing.sentences))
    mark, first = badge(standing.mark), caution(told, "../" * docket.url.count("/"))
    return Markup(_DRAFT_HEADING.sub(lambda found: f"{found[1]} {mark}</h2>\n{first}", body))


def _catalogue(docket: Docket, context: Context) -> tuple[str, str, str] | None:
    catalogue = context.library.catalogue(docket.listed_in) if docket.major else None
    if catalogue is None or not catalogue.public_on(context.today):
        return None
    return context.link(catalogue)

"""A decision's docket: everything on one page, from the draft to what became of the public's opinions."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from gongkai.law import in_words
from gongkai.model import Docket, NoConsultation, ResultElsewhere
from gongkai.model.decision import DRAFT, EXPLANATION, OUTCOMES
from gongkai.model.followed import can_be_followed
from gongkai.model.progress import Round, open_round, rounds_of
from gongkai.model.successors import draft_standing
from gongkai.pages.actions import Action, to_call, to_speak
from gongkai.pages.cautions import badge, caution
from gongkai.pages.context import Context, ListRow
from gongkai.pages.docket_timeline import CONSULTATION, DISCUSSION, REVIEW, timeline
from gongkai.pages.draft_and_final import draft_and_final
from gongkai.pages.notices import notices
from gongkai.pages.office import dialled, told, whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.responses import ShownResponses, responses_to
from gongkai.pages.site import Page
from gongkai.pages.subjects import Fact, audience_links, subjects
from gongkai.pages.timeline_picture import timeline_picture
from gongkai.text import shown_html

_DRAFT_HEADING = re.compile(rf"(<h2\b[^>]*>\s*(?:{DRAFT}|{EXPLANATION})\s*)</h2>")


def docket_pages(context: Context) -> Iterator[Planned]:
    """One page for each docket that is out; what is dated later is not on it yet."""
    for docket in context.library.public(Docket, context.today):
        make = partial(_docket, docket)
        yield Planned(docket.url, docket.path, docket.title, make, docket.published, "docket")


def _docket(docket: Docket, context: Context) -> Page:
    shown = not docket.withdrawn_on(context.today)
    return Page(
        path=docket.url,
        source=docket.path,
        title=docket.title,
        html=_html(docket, context, shown=shown),
        summary=context.described(docket, (docket.summary or "") if shown else ""),
        updated=docket.published,
        kind="docket",
    )


def _html(docket: Docket, context: Context, *, shown: bool) -> str:
    today = context.today
    decided = docket.decided is not None and docket.decided <= today
    body = shown_html(docket, context.text(docket), today)
    feedback = docket.feedback_on(today) if shown else None
    attendance = docket.attendance
    if not shown or (attendance and attendance.date and attendance.date > today):
        attendance = None
    steps = tuple(timeline(docket, context)) if shown else ()
    rounds, open_now = rounds_of(docket, context.library, today), open_round(docket, context.library, today)
    return context.render(
        "docket.html",
        docket.url,
        document=docket,
        stage=context.stage(docket),
        steps=steps,
        picture=timeline_picture(steps, today),
        facts=tuple(_facts(docket, context)),
        notices=tuple(notices(docket, context)),
        summary=docket.summary if shown else None,
        rounds=tuple((one, tuple(map(told, one.consultation.channels))) for one in reversed(rounds)),
        actions=_actions(docket, open_now) if shown else (),
        followed=can_be_followed(docket, context.library, today),
        key=tuple(_key(docket, context)) if shown else (),
        participation=tuple(p for p in docket.participation if shown and p.date <= today),
        events=_events(docket, context) if shown else (),
        feedback=feedback,
        outcomes=OUTCOMES,
        attendance=attendance,
        result=_result(docket, context) if shown and decided else None,
        draft=draft_and_final(docket, context) if shown else None,
        body=_with_cautions(context.localised(body, docket), docket, context),
        attachments=context.attach(docket) if shown else (),
        interpretations=_interpretations(docket, context),
        responses=responses_to(docket, context) if shown else ShownResponses((), ()),
        catalogue=_catalogue(docket, context),
    )


def _actions(docket: Docket, open_now: Round | None) -> tuple[Action, ...]:
    """What a reader can do first: speak on what is open now, else call."""
    return to_speak(open_now.consultation, docket.contact) if open_now else to_call(docket.contact)


def _events(docket: Docket, context: Context) -> tuple[ListRow, ...]:
    """The hearings and other events that belong to the decision, announced ones too."""
    events = context.public(context.library.events_of(docket))
    return tuple(context.row(event, f"{event.form}，{in_words(event.opens)}") for event in events)


def _key(docket: Docket, context: Context) -> Iterator[Fact]:
    """What is asked of every decision: whom it is for, how far it has come, how to speak, whom to ask."""
    if audiences := audience_links(docket, context):
        yield "给谁", audiences
    open_now = open_round(docket, context.library, context.today)
    left = Markup(' <strong class="gk-left">还有 {} 天</strong>')
    yield "进展", badge(context.stage(docket)) + (left.format(open_now.days_left) if open_now else "")
    if open_now:
        until = Markup('可以提意见，到{}为止<a class="gk-key__more" href="#gk-consultation">看怎样提</a>')
        yield "怎么办", until.format(in_words(open_now.consultation.closes))
    if ask := whom_to_ask(docket.department, docket.contact):
        yield "问谁", ask


def _facts(docket: Docket, context: Context) -> Iterator[Fact]:
    yield "承办科室", docket.department
    yield "类别", "重大行政决策" if docket.major else "政策草案征求意见（不属于重大行政决策）"
    yield from subjects(docket, context)
    yield "发布日期", docket.published
    if docket.decided and docket.decided <= context.today:
        yield "决策日期", docket.decided
    if isinstance(docket.consultation, NoConsultation):
        yield CONSULTATION, f"没有进行：{docket.consultation.none_reason}"
    for name, reason in ((REVIEW, docket.legal_review), (DISCUSSION, docket.collective)):
        if isinstance(reason, str):
            yield name, f"没有进行：{reason}"
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

"""公众参与 in one place: what is open now, what comes, and what became of each — 您说的，我们做了什么.

Consultations and other participation of decisions come from their dockets; hearings, surveys, calls for opinions
and open days are events of their own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law import in_words
from gongkai.model import Docket, Event
from gongkai.model.decision import OUTCOMES, Feedback, Opinion
from gongkai.model.progress import Round, ending_of, rounds_of
from gongkai.pages.context import Context
from gongkai.pages.site import Page, index_page

PATH = "participation/"
NEWEST = 15
"""What is over and stands on the first page; all of it stands on the pages of the years."""

CONSULTATION = "公开征求意见"


@dataclass(frozen=True)
class ShownParticipation:
    """One occasion on which the public was, is or will be heard; `told` is what became of it, empty so far."""

    title: str
    path: str
    form: str
    opens: date
    closes: date
    summary: str
    days_left: int = 0
    told: str = ""
    counts: tuple[tuple[str, str], ...] = ()
    """Outcome and number of the opinions, in words."""
    result: tuple[str, str, str, str] | None = None
    """The document that came of it, or the decision that it belongs to: which of them, title, path and mark."""
    over: bool = False
    mark: str = ""
    """Beside the title of a decision that was called off."""
    also: tuple[str, ...] = ()
    """The other ways in which the public was heard on the same decision."""


def participation_pages(context: Context) -> Iterator[Page]:
    """The hub, and a page for each year."""
    voices = all_participations(context)
    past = _past(voices)
    years = sorted({voice.closes.year for voice in past}, reverse=True)
    choices = tuple((f"{year} 年", f"{PATH}{year}/") for year in years)
    html = context.render(
        "participation.html",
        PATH,
        open_now=open_participations(context),
        coming=_coming(voices, context.today),
        past=past[:NEWEST],
        choices=choices,
    )
    text = "正在征求意见、征集建议和邀请参加的活动，以及每一项的结果。"
    updated = max((voice.opens for voice in voices if voice.opens <= context.today), default=None)
    yield Page(PATH, index_page(PATH), "公众参与", html, text, updated=updated)
    for year in years:
        path = f"{PATH}{year}/"
        of_year = [voice for voice in past if voice.closes.year == year]
        title = f"{year} 年公众参与"
        html = context.render("participation_year.html", path, title=title, past=of_year, choices=choices)
        yield Page(path, index_page(path), title, html, updated=of_year[0].closes)


def open_participations(context: Context) -> tuple[ShownParticipation, ...]:
    """Where the public can take part today, the most urgent first."""
    found = (voice for voice in all_participations(context) if voice.days_left)
    return tuple(sorted(found, key=lambda voice: (voice.closes, voice.path)))


def all_participations(context: Context) -> tuple[ShownParticipation, ...]:
    """Every docket on which the public was heard, and every event, that is out."""
    dockets = (_docket(one, context) for one in context.library.public(Docket, context.today))
    events = context.library.public(Event, context.today)
    found = [_event(event, context) for event in events if not event.withdrawn_on(context.today)]
    return (*filter(None, dockets), *found)


def event_days_left(event: Event, today: date) -> int:
    """Days in which the public can still take part, the last one included; 0 when it cannot."""
    return (event.closes - today).days + 1 if event.open_on(today) else 0


def counted(opinions: Sequence[Opinion]) -> tuple[tuple[str, str], ...]:
    """How many opinions were adopted, adopted in part, declined: as many as came where every number is told,
    else as many as are listed."""
    told = all(opinion.count is not None for opinion in opinions)
    numbers = dict.fromkeys(OUTCOMES, 0)
    for opinion in opinions:
        numbers[opinion.outcome] += (opinion.count or 0) if told else 1
    unit = "条" if told else "类"
    return tuple((OUTCOMES[outcome], f"{number} {unit}") for outcome, number in numbers.items())


def _docket(docket: Docket, context: Context) -> ShownParticipation | None:
    """A decision's consultation with the other ways in which the public was heard; None where it was not yet."""
    today = context.today
    if docket.withdrawn_on(today):
        return None
    rounds = rounds_of(docket, context.library, today)
    asked = rounds[-1] if rounds else None
    others = sorted((one for one in docket.participation if one.date <= today), key=lambda one: one.date)
    heard = [one.date for one in others]
    days = [asked.consultation.opens, asked.consultation.closes] if asked else heard
    if not days:
        return None
    feedback = docket.feedback_on(today)
    part = "feedback" if feedback else "consultation" if asked else "participation"
    return ShownParticipation(
        title=docket.title,
        path=f"{docket.url}#gk-{part}",
        form=f"{asked.which}{CONSULTATION}"
        if asked
        else "、".join(dict.fromkeys(one.form for one in others)),
        opens=min(days),
        closes=max(days),
        summary=docket.summary or "",
        days_left=max((one.days_left for one in rounds), default=0),
        over=not any(one.days_left for one in rounds),
        mark=context.link(docket)[2],
        also=(
            *(_before(one) for one in rounds[:-1]),
            *(_also(one.form, one.date, one.people) for one in others if asked),
        ),
        told=_feedback(feedback) if feedback else _given_up(docket, context),
        counts=counted(feedback.opinions) if feedback and feedback.opinions else (),
        result=_result(docket, context),
    )


def _also(form: str, day: date, people: int | None) -> str:
    return f"{in_words(day)}{form}" + (f"（{people} 人）" if people else "")


def _feedback(feedback: Feedback) -> str:
    none = "" if feedback.opinions else "：没有收到意见"
    return f"{in_words(feedback.published)}公开意见采纳情况{none}"


def _event(event: Event, context: Context) -> ShownParticipation:
    outcome, docket = event.outcome_on(context.today), None
    if event.decision and context.is_public(event.decision):
        docket = context.library[event.decision]
    return ShownParticipation(
        title=event.title,
        path=event.url,
        form=event.form,
        opens=event.opens,
        closes=event.closes,
        summary=event.summary,
        days_left=event_days_left(event, context.today),
        over=event.closes < context.today,
        told=f"{in_words(outcome.on)}反馈：{outcome.text}" if outcome else "",
        result=("有关决策", *context.link(docket)) if docket else None,
    )


def _before(one: Round) -> str:
    """A round that another one followed."""
    asked = one.consultation
    return f"{in_words(asked.opens)}至{in_words(asked.closes)}{one.which}{CONSULTATION}"


def _given_up(docket: Docket, context: Context) -> str:
    ending = ending_of(docket, context.library, context.today)
    return f"{in_words(ending.on)}{ending.how}：{ending.reason}" if ending else ""


def _result(docket: Docket, context: Context) -> tuple[str, str, str, str] | None:
    decided = docket.decided is not None and docket.decided <= context.today
    if decided and isinstance(docket.result, str) and context.is_public(docket.result):
        return ("形成的文件", *context.link(context.library[docket.result]))
    return None


def _coming(voices: Sequence[ShownParticipation], today: date) -> tuple[ShownParticipation, ...]:
    return tuple(sorted((v for v in voices if v.opens > today), key=lambda v: (v.opens, v.path)))


def _past(voices: Sequence[ShownParticipation]) -> tuple[ShownParticipation, ...]:
    over = [voice for voice in voices if voice.over]
    return tuple(sorted(over, key=lambda v: (-v.closes.toordinal(), v.path)))

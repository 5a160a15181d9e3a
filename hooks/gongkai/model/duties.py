"""Every duty of the section with its start, its last good day and its state: behind pages, exports and `due`.

A duty is guarded by the rule whose code it bears. What is withheld has no duty yet; what is older than
`duties_since` has none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai import law
from gongkai.law.workdays import WorkdayCalendar
from gongkai.model.decision import Docket
from gongkai.model.document import Document
from gongkai.model.interpretation import Interpretation
from gongkai.model.library import Library
from gongkai.model.planning import AnnualReport, Plan
from gongkai.model.policy import Policy
from gongkai.model.progress import rounds_of
from gongkai.model.request_terms import request_term, term_is_told
from gongkai.model.requests import Request
from gongkai.model.terms import Term, disclosure_term, feedback_term
from gongkai.model.title_marks import in_marks


class State(StrEnum):
    """Where a duty stands."""

    UPCOMING = "upcoming"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met-late"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Duty:
    """One duty; `met` is the day it was done, `counted` says in Chinese how `due` was found."""

    code: str
    path: str
    line: int
    title: str
    start: date
    due: date | None
    state: State
    met: date | None
    counted: str


def all_duties(library: Library, today: date) -> tuple[Duty, ...]:
    """Every duty, by due day; those whose due day is not known come last.

    The library must be whole (`Library.whole`): of a document with a faulty field nobody can tell.
    """
    known: dict[date, tuple[Duty, ...]] = library.known_duties
    if today not in known:
        known[today] = tuple(_all_duties(library, today))
    return known[today]


def _all_duties(library: Library, today: date) -> Iterator[Duty]:
    found = [
        *_disclosures(library, today),
        *_interpretations(library, today),
        *_catalogues(library, today),
        *_consultations(library, today),
        *_feedbacks(library, today),
        *_requests(library, today),
        *_reports(library, today),
        *_tasks(library, today),
    ]
    yield from sorted(found, key=lambda duty: (duty.due or date.max, duty.path, duty.line, duty.code))


def is_to_be_disclosed(document: Policy | Interpretation, library: Library) -> bool:
    """Whether the term of disclosure binds a document of ours (条例 art. 10, 26), whatever its year.

    A document that another organ disclosed is not ours to be late with. An interpretation that keeps step with its policy has
    the policy's day (GK104), and its lateness; a follow-up, or one of a draft, stands for itself.
    """
    if isinstance(document, Policy):
        return not document.of_another_organ
    subjects = library.subjects_of(document)
    return document.followup or (bool(subjects) and all(isinstance(one, Docket) for one in subjects))


def feedback_state(docket: Docket, library: Library, today: date) -> State | None:
    """How the feedback duty of a docket stands; None before a decision."""
    term = feedback_term(docket, library.calendar, library.terms)
    if term is None or docket.decided is None or docket.decided > today:
        return None
    feedback = docket.feedback_on(today)
    return term_state(term, feedback.published if feedback else None, library.calendar, today)


def term_state(term: Term, met: date | None, calendar: WorkdayCalendar, today: date) -> State:
    """How a duty with a term in working days stands."""
    if met is None and term.due is None:
        return State.UNKNOWN
    if met is not None:
        kept = term.kept_by(met, calendar)
        return State.UNKNOWN if kept is None else State.MET if kept else State.MET_LATE
    return _state(term.due or today, None, today)


def catalogue_years_due(library: Library, today: date) -> Iterator[int]:
    """The years whose catalogue should be out by now: March 31 is past."""
    for year in range(library.duties_since, today.year + 1):
        if today > law.catalogue_due(year):
            yield year


def report_years_due(library: Library, today: date) -> Iterator[int]:
    """The years whose annual report should be out by now: January 31 of the next year is past."""
    for year in range(library.duties_since, today.year):
        if today > law.report_due(year):
            yield year


def _state(due: date, met: date | None, today: date) -> State:
    if met is not None:
        return State.MET if met <= due else State.MET_LATE
    return State.OVERDUE if today > due else State.UPCOMING


def _disclosures(library: Library, today: date) -> Iterator[Duty]:
    """From signing to publication."""
    documents: list[Policy | Interpretation] = [*library.public(Policy, today)]
    for document in [*documents, *library.public(Interpretation, today)]:
        if library.bound(document) and is_to_be_disclosed(document, library):
            term = disclosure_term(document, library.calendar, library.terms)
            title = f"{in_marks(document.title)}公开"
            yield _of_term("GK301", document, "published", title, term, document.published, library, today)


def _interpretations(library: Library, today: date) -> Iterator[Duty]:
    """Each policy with its interpretation, on one day."""
    for policy in library.public(Policy, today):
        excused = policy.of_another_organ or policy.interpretation_exempt or policy.withdrawn_on(today)
        if excused or not library.bound(policy):
            continue
        found = library.interpretations_of(policy)
        out = [one for one in found if one.public_on(today) and not one.withdrawn_on(today)]
        own = [one.published for one in out if not one.followup]
        late = [one.published for one in out] if policy.interpretation_late else []
        met = min(own or late, default=None)
        due, title = policy.published, f"{in_marks(policy.title)}的解读"
        state = _state(due, met, today)
        yield Duty("GK101", policy.path, 1, title, due, due, state, met, "与政策文件同日发布（三同步）")


def _catalogues(library: Library, today: date) -> Iterator[Duty]:
    """The year's catalogue of major decisions, by March 31."""
    for year in range(library.duties_since, today.year + 1):
        due, path = law.catalogue_due(year), f"decisions/{year}/catalogue.md"
        catalogue = library.catalogue(year)
        met = _out(catalogue, today)
        title = f"{year} 年度重大行政决策事项目录"
        said = f"{year} 年 {law.CATALOGUE_DAY}以前（含当日）"
        yield Duty("GK201", path, 1, title, date(year, 1, 1), due, _state(due, met, today), met, said)


def _consultations(library: Library, today: date) -> Iterator[Duty]:
    """The end of each public consultation that has opened, and that the end of the decision did not cut short."""
    for docket in library.public(Docket, today):
        for one in rounds_of(docket, library, today) if library.bound(docket) else ():
            asked = one.consultation
            if one.stopped:
                continue
            met = asked.closes if today > asked.closes else None
            note = library.terms.note(law.CONSULTATION, asked.opens)
            longer = f"（原定 {asked.extended.from_}，{asked.extended.on} 延长）" if asked.extended else ""
            said = f"{asked.opens} 至 {asked.closes}{longer}，共 {(asked.closes - asked.opens).days} 天{note}"
            line = docket.line(*one.place, "closes")
            title = f"“{docket.title}”{one.which}征求意见截止"
            state = _state(asked.closes, met, today)
            yield Duty("GK204", docket.path, line, title, asked.opens, asked.closes, state, met, said)


def _feedbacks(library: Library, today: date) -> Iterator[Duty]:
    """From a decision to what became of the public's opinions."""
    for docket in library.public(Docket, today):
        term = feedback_term(docket, library.calendar, library.terms)
        if term and term.start <= today and library.bound(docket):
            feedback = docket.feedback_on(today)
            met = feedback.published if feedback else None
            title = f"“{docket.title}”意见采纳情况"
            yield _of_term("GK207", docket, "decided", title, term, met, library, today)


def _requests(library: Library, today: date) -> Iterator[Duty]:
    """From a request to its answer."""
    for placed in library.entries(Request):
        request = placed.entry
        if request.received > today or not library.bound(placed):
            continue
        term = request_term(request, library.calendar, today, library.terms)
        if term is None:
            continue
        met = request.ended_by(today)
        told = term_is_told(request, today)
        state = term_state(term, met, library.calendar, today) if told else State.MET
        title = f"依申请公开 {request.no}"
        yield Duty("GK302", placed.path, placed.line(), title, term.start, term.due, state, met, term.counted)


def _reports(library: Library, today: date) -> Iterator[Duty]:
    """The report on a year, by January 31 of the next."""
    for year in range(library.duties_since, today.year):
        path, due = f"reports/{year}.md", law.report_due(year)
        report = library.get(path)
        met = _out(report, today) if isinstance(report, AnnualReport) else None
        title = f"{year} 年度政府信息公开工作年度报告"
        said = f"{year + 1} 年 {law.REPORT_DAY}以前（含当日）"
        yield Duty("GK305", path, 1, title, date(year + 1, 1, 1), due, _state(due, met, today), met, said)


def _tasks(library: Library, today: date) -> Iterator[Duty]:
    """The tasks of the year's plan."""
    for plan in library.public(Plan, today):
        if not library.bound(plan) or plan.withdrawn_on(today):
            continue
        for index, task in enumerate(plan.tasks):
            met = task.done_by(today)
            line, said = plan.line("tasks", index), f"工作要点任务分解规定的完成时限，责任科室：{task.owner}"
            state = _state(task.due, met, today)
            start = min(plan.published, task.due)  # some were due before the plan that lists them was out
            yield Duty("GK307", plan.path, line, task.title, start, task.due, state, met, said)


def _of_term(
    code: str,
    document: Document,
    field: str,
    title: str,
    term: Term,
    met: date | None,
    library: Library,
    today: date,
) -> Duty:
    state, line = term_state(term, met, library.calendar, today), document.line(field)
    return Duty(code, document.path, line, title, term.start, term.due, state, met, term.counted)


def _out(document: Document | None, today: date) -> date | None:
    """The day a document came out, once it has."""
    return document.published if document is not None and document.public_on(today) else None

"""A bureau's own work points of a year: for each of their places the rules that hold it, and how the year went.

DutyTitle by their day are counted as `due` tells them. Any other rule stops a build that breaks it, so whatever is out
keeps it: its documents are counted, and the exceptions.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.inspection.indicators import Proof, Verdict, national_indicators
from gongkai.inspection.inspected import Inspected
from gongkai.law import WorkPoints, place_order
from gongkai.model import Docket, Document, Interpretation, Plan, Policy, Task, Waiver
from gongkai.model.duties import Duty, State

_DUTY_OF = {
    **dict.fromkeys(("GK101", "GK102", "GK103", "GK104"), "GK101"),
    **dict.fromkeys(("GK201", "GK202"), "GK201"),
    "GK204": "GK204",
    **dict.fromkeys(("GK207", "GK208"), "GK207"),
    "GK301": "GK301",
    **dict.fromkeys(("GK302", "GK303", "GK304", "GK310", "GK311"), "GK302"),
    **dict.fromkeys(("GK305", "GK306"), "GK305"),
    "GK307": "GK307",
}
"""Rules that rest on a duty by its day, and that duty's code."""
_ABOUT: dict[str, Callable[[Document], bool]] = {
    "GK105": lambda one: isinstance(one, Interpretation) and one.followup,
    "GK106": lambda one: isinstance(one, Interpretation) and one.form == "qa",
    "GK107": lambda one: isinstance(one, Interpretation),
    "GK108": lambda one: isinstance(one, Interpretation) and one.form == "diagram",
    "GK109": lambda one: isinstance(one, Policy) and one.normative is not None,
    "GK203": lambda one: isinstance(one, Docket),
    "GK205": lambda one: isinstance(one, Docket) and one.consultation is not None,
    "GK206": lambda one: isinstance(one, Docket) and one.consultation is not None,
    "GK209": lambda one: isinstance(one, Docket) and one.feedback is not None,
    "GK210": lambda one: isinstance(one, Docket) and one.decided is not None,
    "GK211": lambda one: isinstance(one, Docket),
    "GK506": lambda one: isinstance(one, Policy),
}
"""The documents that other rules are about; all where none stands here."""
_YEAR = re.compile(r"/(\d{4})\b")
ONLY_WARN = frozenset({"GK107", "GK604", "GK605"})
"""Rules without a day that stop no build, so that what is out may break them."""


@dataclass(frozen=True)
class Tally:
    """How many were judged: met in time, met late, overdue, and not yet due; and how many are excepted in public."""

    met: int = 0
    late: int = 0
    overdue: int = 0
    coming: int = 0
    waived: int = 0

    @property
    def judged(self) -> int:
        """All that could be judged by today."""
        return self.met + self.late + self.overdue


@dataclass(frozen=True)
class WorkPoint:
    """A place in the work points (or, where they say nothing, in the law) with the rules that hold it."""

    place: str
    says: str
    codes: tuple[str, ...]
    tally: Tally
    verdict: Verdict
    note: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class TaskState:
    """A task of the year's plan as it stands."""

    task: Task
    state: str
    proof: Proof


@dataclass(frozen=True)
class WorkYear:
    """One year: what its work points are called, their places, and the tasks of its plan."""

    year: int
    title: str
    since: int
    """The year whose work points these are."""
    points: tuple[WorkPoint, ...]
    tasks: tuple[TaskState, ...]

    @cached_property
    def counted(self) -> Counter[str]:
        """How many tasks are in each state."""
        return Counter(one.state for one in self.tasks)

    @property
    def failed(self) -> tuple[WorkPoint, ...]:
        """The places that are not kept."""
        return tuple(one for one in self.points if one.verdict is Verdict.FAILED)


def work_year(year: int, section: Inspected) -> WorkYear:
    """How a year went, by the work points that were in force in it."""
    points = section.settings.basis.points_in(year)
    named = {_DUTY_OF.get(code, code) for code, _place, _says in points.places} if points else set()
    found = [*(_named(points, year, section) if points else ()), *_others(named, year, section)]
    return WorkYear(
        year,
        points.title if points else "",
        points.since if points else year,
        tuple(found),
        _tasks(year, section),
    )


def _named(points: WorkPoints, year: int, section: Inspected) -> Iterable[WorkPoint]:
    """The places in their order, each with all its rules."""
    rules: dict[tuple[str, str], list[str]] = {}
    for code, place, says in points.places:
        rules.setdefault((place, says), []).append(code)
    for place, says in sorted(rules, key=lambda one: place_order(one[0])):
        yield _point(place, says, tuple(rules[place, says]), year, section)


def _others(named: set[str], year: int, section: Inspected) -> Iterable[WorkPoint]:
    """The duties by their day that the work points do not name."""
    for code, duty in national_indicators().duties.items():
        if code not in named:
            yield _point(duty.source, duty.title, (code,), year, section)


def _point(place: str, says: str, codes: tuple[str, ...], year: int, section: Inspected) -> WorkPoint:
    timed = dict.fromkeys(_DUTY_OF[code] for code in codes if code in _DUTY_OF)
    waived = sum(one.rule in codes and _year_of(one, section) == year for one in section.waivers)
    duties = [one for code in timed for one in section.duties_of(code, year)]
    states = Counter(one.state for one in duties)
    others = [code for code in codes if code not in _DUTY_OF]
    weak = not timed and (ONLY_WARN.issuperset(others) or not section.lowered.isdisjoint(others))
    held = 0 if timed or weak else _count(others, year, section)
    tally = Tally(
        met=states[State.MET] + held,
        late=states[State.MET_LATE],
        overdue=states[State.OVERDUE],
        coming=states[State.UPCOMING] + states[State.UNKNOWN],
        waived=waived,
    )
    verdict, note = _verdict(tally, weak=weak)
    if verdict is Verdict.NOTHING and timed and year <= section.library.duties_since:
        note += f"{year} 年以前开始的事项早于本栏目的起始年度，没有收入。"
    return WorkPoint(place, says, codes, tally, verdict, note, tuple(_proofs(duties, year, section)))


def _verdict(tally: Tally, *, weak: bool) -> tuple[Verdict, str]:
    if weak:
        return Verdict.OPEN, "只作提醒的规则，不阻止发布，本页不统计。"
    waived = f"经批准暂缓 {tally.waived} 项。" if tally.waived else ""
    if tally.overdue:
        return Verdict.FAILED, f"逾期未办 {tally.overdue} 项。{waived}"
    if not tally.judged:
        coming = f"还有 {tally.coming} 项没有到期。" if tally.coming else ""
        return Verdict.NOTHING, f"{coming}{waived}"
    if tally.late:
        why = f"；{waived}" if waived else "，公开了原因。"
        return Verdict.LATE, f"逾期完成 {tally.late} 项{why}"
    return (Verdict.OPEN, f"{waived}见公开监督。") if waived else (Verdict.MET, "")


def _year_of(waiver: Waiver, section: Inspected) -> int:
    """The year to which an exception belongs: its file's, else this."""
    found = _YEAR.search(waiver.path)
    return int(found[1]) if found else section.today.year


def _count(codes: Sequence[str], year: int, section: Inspected) -> int:
    """The documents of a year that these rules are about."""
    asked = [_ABOUT.get(code) for code in codes]
    found = section.published_in(year)
    return sum(any(about is None or about(one) for about in asked) for one in found)


def _proofs(duties: Sequence[Duty], year: int, section: Inspected) -> Iterable[Proof]:
    """What is overdue, by name; else the year's list."""
    late = [one for one in duties if one.state is State.OVERDUE]
    for one in late:
        document = section.library.get(one.path)
        url = document.url if document and document.public_on(section.today) else ""
        yield Proof(one.title, url or f"disclosure/{year}/", one.due)
    if duties and not late:
        yield Proof(f"{year} 年到期的事项", f"disclosure/{year}/")


def _tasks(year: int, section: Inspected) -> tuple[TaskState, ...]:
    plan = section.library.get(f"plans/{year}.md")
    if not isinstance(plan, Plan) or not section.is_out(plan.path):
        return ()
    return tuple(_task(task, plan, section) for task in plan.tasks)


def _task(task: Task, plan: Plan, section: Inspected) -> TaskState:
    proof = Proof(task.title, f"{plan.url}#{task.anchor}", task.done_by(section.today))
    return TaskState(task, task.state_on(section.today), proof)

"""GK309: a due day needs a year whose working days nobody has announced yet."""

from collections.abc import Iterator

from gongkai import law
from gongkai.findings import Violation
from gongkai.model import Docket
from gongkai.model.duties import State, feedback_deadline, feedback_state
from gongkai.rules.rule import Case, Rule


def check(docket: Docket, case: Case) -> Iterator[Violation]:
    """A due day needs a year without a calendar: said, never guessed.

    Why: a wrong due date is worse than none. A warning until today is in that year, an error then.
    """
    deadline = feedback_deadline(docket, case.library.calendar)
    if deadline is None or deadline.unknown_year is None:
        return
    year = deadline.unknown_year
    if feedback_state(docket, case.library.calendar, case.today) is State.MET:
        return
    yield docket.violation(
        "decided",
        f"意见采纳情况的公开期限要用到 {year} 年的工作日安排，现在还没有",
        fix=f"国务院办公厅公布 {year} 年节假日安排后，照通知新建 calendar/{year}.yml"
        "（写明 notice、holidays、workdays）。",
        warning=case.today.year < year,
    )


RULE = Rule(
    code="GK309",
    name="calendar-unknown",
    title="缺少工作日安排",
    says="计算期限要用到某一年的工作日安排，而这一年的安排还没有录入；系统不猜日期。",
    basis=law.WORKING_DAYS,
    fix="照国务院办公厅的通知新建当年的 calendar/年份.yml。",
    check=check,
    subjects=(Docket,),
    kind="clock",
)

"""Whether one can apply today, in words; a form that is shut is not said to be open."""

from dataclasses import dataclass
from datetime import date

from gongkai.law import in_words
from gongkai.model import Policy
from gongkai.model.validity import apply_periods
from gongkai.pages.context import Context

SOON = 30
"""Days before the end of an application period from which the page counts them."""

NAMED = 3
"""Later application periods that are named one by one; of more, their number and the last day are told."""

_Period = tuple[date | None, date | None]


@dataclass(frozen=True)
class Application:
    """Whether one can apply today; `url` is empty where nobody can any more."""

    text: str
    url: str
    later: str = ""
    """In which periods one can apply after this one."""
    days_left: int = 0
    open: bool = False


def application_of(policy: Policy, context: Context) -> Application | None:
    """How one applies under a policy that is out; None where nobody has to."""
    apply, today = policy.apply, context.today
    if apply is None:
        return None
    if context.is_over(policy):
        return Application("文件已经不再执行，不能再申请", "")
    periods = apply_periods(policy, context.library, today)
    if apply.from_ is None and not apply.windows and policy.in_force_from > today:
        periods = ((policy.in_force_from, periods[0][1]),)
    left = [(first, last) for first, last in periods if last is None or last >= today]
    if not left:
        return Application(f"申请已于{in_words(periods[-1][1] or today)}截止", "")
    (first, last), later = left[0], left[1:]
    following = _later(later, apply.called)
    if first and first > today:
        return Application(
            f"现在还不能申请。{_coming(periods, left[0], apply.called)}", apply.url or "", following
        )
    days = (last - today).days + 1 if last else 0
    text, soon = _running(first, last), days if days <= SOON else 0
    return Application(text, apply.url or "", following, soon, open=True)


def _coming(periods: tuple[_Period, ...], following: _Period, called: str) -> str:
    """When the next period begins; `called`: the policy's own name for it."""
    again = f"下一次{called}" if periods[0] != following else called
    if following[1] is None:
        return f"{in_words(following[0] or date.min)}起可以申请"
    return f"{again}：{through(following)}"


def _later(periods: list[_Period], called: str) -> str:
    """In which periods one can apply after this one."""
    if not periods:
        return ""
    named, more = "、".join(map(through, periods[:NAMED])), periods[NAMED:]
    until = f"至{in_words(more[-1][1])}" if more and more[-1][1] else ""
    return f"。以后的{called}：{named}" + (f"；此后{until}还有 {len(more)} 期" if more else "")


def through(period: _Period) -> str:
    """A period in words: 2026年7月1日至7月20日."""
    first, last = period
    if first is None or last is None:
        return f"{in_words(first)}起" if first else f"{in_words(last)}截止" if last else ""
    until = in_words(last)
    return f"{in_words(first)}至{until.removeprefix(f'{first.year}年') if last.year == first.year else until}"


def _running(first: date | None, last: date | None) -> str:
    since = f"{in_words(first)}起受理" if first else ""
    until = f"{in_words(last)}截止" if last else ""
    return "，".join(filter(None, (since, until))) or "随时受理"

"""The life of a policy as a list of days, from its draft to its end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law import in_words
from gongkai.model import Policy
from gongkai.pages.cleanups import outcomes_for
from gongkai.pages.context import Context


@dataclass(frozen=True)
class LifeEvent:
    """What happened, or will happen, on a day; `link` is the title, path and mark of the document that did it."""

    day: date
    name: str
    text: str = ""
    link: tuple[str, str, str] | None = None
    coming: bool = False


def history(policy: Policy, context: Context) -> tuple[LifeEvent, ...]:
    """Everything dated, oldest first; of what lies ahead only what the documents themselves announce."""
    today = context.today
    events = [*_beginning(policy), *_notes(policy, today), *_changes(policy, context), *_end(policy, context)]
    placed = sorted(enumerate(events), key=lambda item: (item[1].day, item[0]))
    return tuple(
        LifeEvent(event.day, event.name, event.text, event.link, event.day > today)
        for _place, event in placed
    )


def repealed_from(policy: Policy, context: Context) -> date | None:
    """The first day on which the policy no longer holds because something repealed it, or will; None for none."""
    ends = [policy.repealed.on] if policy.repealed and policy.repealed.on <= context.today else []
    newer = context.public(context.library.repealed_by(policy))
    ends += [one.in_force_from for one in newer if isinstance(one, Policy)]
    return min(ends, default=None)


def _beginning(policy: Policy) -> Iterator[LifeEvent]:
    if policy.drafted:
        yield LifeEvent(policy.drafted, "起草")
    yield LifeEvent(policy.signed, "签发")
    yield LifeEvent(policy.published, "发布")
    yield LifeEvent(policy.in_force_from, "施行")


def _notes(policy: Policy, today: date) -> Iterator[LifeEvent]:
    for correction in policy.corrected:
        if correction.on <= today:
            yield LifeEvent(correction.on, "更正", correction.what)
    changed = policy.date_corrected
    if changed and changed.on <= today:
        yield LifeEvent(changed.on, "更正发布日期", f"原为{in_words(changed.from_)}：{changed.reason}")


def _changes(policy: Policy, context: Context) -> Iterator[LifeEvent]:
    for newer in context.public(context.library.amended_by(policy)):
        if isinstance(newer, Policy):
            yield LifeEvent(newer.in_force_from, "修改", link=context.link(newer))
    for newer in context.public(context.library.extended_by(policy)):
        until = f"至{in_words(newer.expires)}" if newer.expires else ""
        yield LifeEvent(newer.in_force_from, "延长有效期", until, context.link(newer))
    for newer in context.public(context.library.repealed_by(policy)):
        if isinstance(newer, Policy):
            yield LifeEvent(newer.in_force_from, "废止", link=context.link(newer))
    for cleanup, outcome in outcomes_for(policy, context):
        yield LifeEvent(cleanup.published, "清理", outcome, context.link(cleanup))


def _end(policy: Policy, context: Context) -> Iterator[LifeEvent]:
    if policy.repealed and policy.repealed.on <= context.today:
        said = "，".join(filter(None, (policy.repealed.by, policy.repealed.reason)))
        yield LifeEvent(policy.repealed.on, "废止", said)
    repealed = repealed_from(policy, context)
    end = context.library.expires_on(policy, context.today)
    if end and not policy.only_prolongs and (repealed is None or end <= repealed):
        yield LifeEvent(end, "有效期届满")
    if policy.withdrawn and policy.withdrawn.on <= context.today:
        yield LifeEvent(policy.withdrawn.on, "撤下", policy.withdrawn.reason)

"""What happened to a policy: from when it was in force, what changed it, and how it ended."""

from collections.abc import Iterator
from datetime import date, timedelta

from gongkai.law import in_words
from gongkai.model.library import Library
from gongkai.model.news import NOTICE, Kind, News, to, told
from gongkai.model.policy import Policy
from gongkai.model.policy_status import end_of_validity, presumed_end

_DAY = timedelta(days=1)


def policy_news(policy: Policy, library: Library, today: date) -> Iterator[News]:
    """Everything but its corrections, in no order."""
    start = policy.in_force_from
    later = f"，自{in_words(start)}起施行" if start > policy.published else ""
    yield News(policy.published, Kind.PUBLISHED, f"发布{later}")
    ended = _over_from(policy, library, today)
    if policy.published < start <= today and start < ended:
        yield News(start, Kind.EFFECTIVE, "开始施行")
    yield from _changed(policy, library, today)
    yield from _repealed(policy, library, today)
    if not policy.only_prolongs:
        yield from _expiry(policy, library, today, ended)


def _over_from(policy: Policy, library: Library, today: date) -> date:
    """The day since which it is known to be repealed or taken down; none is far away."""
    newer = (
        max(one.in_force_from, one.published) for one in library.repealed_by(policy) if one.public_on(today)
    )
    own = (policy.repealed and policy.repealed.on, policy.withdrawn and policy.withdrawn.on)
    return min([*newer, *(day for day in own if day and day <= today)], default=date.max)


def _changed(policy: Policy, library: Library, today: date) -> Iterator[News]:
    """What amended or prolonged it: once when that came out, and again when it took effect."""
    for newer in library.amended_by(policy):
        if newer.public_on(today):
            start = newer.in_force_from
            later = f"修改，自{in_words(start)}起施行" if start > newer.published else "修改"
            yield News(newer.published, Kind.AMENDED, "由", to(newer), later)
            if newer.published < start <= today:
                yield News(start, Kind.AMENDED, "开始按", to(newer), "修改后的规定执行")
    for newer in library.extended_by(policy):
        if newer.public_on(today):
            until = f"至{in_words(newer.expires)}" if newer.expires else ""
            yield News(newer.published, Kind.EXTENDED, "由", to(newer), f"延长有效期{until}")


def _repealed(policy: Policy, library: Library, today: date) -> Iterator[News]:
    for newer in library.repealed_by(policy):
        if newer.public_on(today):
            start = newer.in_force_from
            if start > newer.published:
                yield News(
                    newer.published, Kind.REPEALED, "由", to(newer), f"废止，自{in_words(start)}起不再执行"
                )
            if start <= today:
                yield News(max(start, newer.published), Kind.REPEALED, "已由", to(newer), "废止，不再执行")
    own = policy.repealed
    if own and own.on <= today:
        said = "，".join(filter(None, (own.by, own.reason)))
        yield News(own.on, Kind.REPEALED, f"废止：{told(said)}" if said else "废止")


def _expiry(policy: Policy, library: Library, today: date, ended: date) -> Iterator[News]:
    """Each last day that it had, shortly before and when it had passed: as far as it still was the last day then."""
    prolonging = [one for one in library.extended_by(policy) if one.public_on(today)]
    own = policy.expires or presumed_end(policy, library.terms)
    ends = [(own, policy.published), *((one.expires, one.published) for one in prolonging)]
    for end, known in dict.fromkeys((end, known) for end, known in ends if end):
        soon, over = max(end - NOTICE, known), end + _DAY
        for day, kind, text in (
            (soon, Kind.EXPIRING, f"有效期将于{in_words(end)}届满"),
            (over, Kind.EXPIRED, f"有效期到{in_words(end)}为止，已经失效"),
        ):
            passed = known <= day <= today and day < ended and not (kind is Kind.EXPIRING and day > end)
            if passed and end_of_validity(policy, prolonging, library.terms, day) == end:
                yield News(day, kind, text)

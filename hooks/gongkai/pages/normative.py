"""规范性文件库: every 行政规范性文件 of the bureau, by how it stands, with its validity; all of them, and by topic."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law import ENDS_SOON
from gongkai.model import Policy, Status
from gongkai.model.validity import in_normative_library, is_unsettled
from gongkai.pages.cleanups import latest_cleanup
from gongkai.pages.context import Context
from gongkai.pages.lists import Choice
from gongkai.pages.site import Page, index_page

PATH = "normative/"
TITLE = "规范性文件库"
SOON, UNSETTLED = "即将到期", "有效期不明"
_ORDER = (SOON, Status.VALID, Status.AMENDED, UNSETTLED, Status.COMING, Status.EXPIRED, Status.REPEALED)
_OVER = (Status.EXPIRED, Status.REPEALED)


@dataclass(frozen=True)
class NormativeEntry:
    """A 规范性文件 as the library lists it."""

    title: str
    path: str
    number: str
    registered: str
    from_: date
    until: date | None
    """The last day of its validity; of what was repealed the day on which it was."""
    days_left: int | None
    """Days until it ends, where that is soon."""
    prolonged: bool
    review: date | None
    mark: str
    """How it stands, where that must be said: its group does not, or it is over."""


@dataclass(frozen=True)
class NormativeGroup:
    """The documents that stand alike, the newest first."""

    name: str
    entries: tuple[NormativeEntry, ...]


def normative_pages(context: Context) -> Iterator[Page]:
    """The library, and for each topic that has any the part of it."""
    found = normative_documents(context)
    slugs = context.settings.topics
    by_topic = context.library.by_label("topics", found, slugs, context.today)
    choices: tuple[Choice, ...] = (
        ("全部", PATH, len(found)),
        *((label, f"{PATH}{slugs[label]}/", len(of)) for label, of in by_topic.items() if of),
    )
    yield _page(PATH, TITLE, "全部", found, choices, context)
    for label, of in by_topic.items():
        if of:
            yield _page(f"{PATH}{slugs[label]}/", f"{TITLE}：{label}", label, tuple(of), choices, context)


def normative_documents(context: Context) -> tuple[Policy, ...]:
    """The 规范性文件 of this bureau, the newest first."""
    public = context.library.public(Policy, context.today)
    return tuple(policy for policy in public if in_normative_library(policy, context.today))


def _page(
    path: str,
    title: str,
    chosen: str,
    found: tuple[Policy, ...],
    choices: tuple[Choice, ...],
    context: Context,
) -> Page:
    groups, cleanup = tuple(_groups(found, context)), latest_cleanup(context)
    html = context.render(
        "normative.html",
        path,
        title=title,
        chosen=chosen,
        choices=choices if len(choices) > 2 else (),
        groups=groups,
        figures=tuple((group.name, len(group.entries)) for group in groups),
        days=ENDS_SOON.days,
        cleanup=cleanup,
        cleanup_link=context.link(cleanup.document) if cleanup else (),
        limits=tuple(reversed(context.library.terms.validity)),
    )
    summary = "本机关的行政规范性文件，按有效、即将到期、失效、废止排列，标明登记号和有效期。"
    updated = max((one.published for one in found), default=None)
    return Page(path, index_page(path), title, html, summary, updated=updated)


def _groups(found: tuple[Policy, ...], context: Context) -> Iterator[NormativeGroup]:
    placed = [(_group(policy, context), policy) for policy in found]
    for name in _ORDER:
        if entries := tuple(_entry(policy, name, context) for group, policy in placed if group == name):
            yield NormativeGroup(name, entries)


def _group(policy: Policy, context: Context) -> str:
    library, today = context.library, context.today
    status, end = library.status(policy, today), library.expires_on(policy, today)
    if status in _OVER or status is Status.COMING:
        return status
    if is_unsettled(policy, library, today):
        return UNSETTLED
    return SOON if end and end - ENDS_SOON <= today else status


def _entry(policy: Policy, group: str, context: Context) -> NormativeEntry:
    library, today = context.library, context.today
    end, status = library.expires_on(policy, today), library.status(policy, today)
    normative = policy.normative
    return NormativeEntry(
        title=policy.title,
        path=policy.url,
        number=policy.own_number,
        registered=(normative.registered if normative else None) or "",
        from_=policy.in_force_from,
        until=context.standing(policy).since if group == Status.REPEALED else end,
        days_left=(end - today).days if end and group == SOON else None,
        prolonged=any(context.public(library.extended_by(policy))),
        review=normative.review if normative and status not in _OVER else None,
        mark=status if status in _OVER or status not in (group, Status.VALID) else "",
    )

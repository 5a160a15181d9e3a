"""能享受哪些政策: from a few answers, which policies may fit across all calculators, with amounts, and why not for the rest.

What several calculators ask in the same words is asked here, once; what only one asks is left to that policy's own page.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from gongkai.calculator.clauses import clauses_of
from gongkai.calculator.words import spoken
from gongkai.model import Policy
from gongkai.model.calculator import Ask
from gongkai.pages.context import Context
from gongkai.pages.reckoning_form import ClauseLinks, ReckoningForm, carried_of, data_block, reckons
from gongkai.pages.site import Page, index_page

NEITHER = "都不是"
"""A choice for whoever is meant by none of a policy's others; here the choices of all policies are offered, and it stands for the
rest of them."""
PATH = "entitlements/"
TITLE = "能享受哪些政策"
_Asked = tuple[object, ...]


def entitlements_page(context: Context) -> Page:
    """The questions, and all policies that they are about."""
    policies = tuple(reckonable(context))
    html = context.render(
        "entitlements.html",
        PATH,
        title=TITLE,
        form=_form(policies, context),
        rows=tuple(context.row(policy, policy.contact or "") for policy in policies),
    )
    text = "回答几个问题，看哪些政策可能符合、能领多少，不符合的是为什么。"
    updated = max((policy.published for policy in policies), default=None)
    return Page(PATH, index_page(PATH), TITLE, html, text, updated=updated)


def reckonable(context: Context) -> Iterator[Policy]:
    """Policies that hold, or will, and whose calculator asks something and reckons rightly, the newest first."""
    for policy in context.library.public(Policy, context.today):
        calculator = policy.calculator
        if calculator and calculator.asks and not context.is_over(policy) and reckons(calculator):
            yield policy


def _form(policies: Sequence[Policy], context: Context) -> ReckoningForm | None:
    shared = _shared(policies)
    if not shared:
        return None
    found: list[dict[str, Any]] = []
    clauses: dict[str, tuple[str, str]] = {}
    for policy in policies:
        links = ClauseLinks(clauses_of(context.text(policy)), f"../{policy.url}")
        told = carried_of(policy, context, links.of)
        answered_by = {ask.id: shared[_asked(ask)].id for ask in _asks(policy) if _asked(ask) in shared}
        begun = policy.in_force_from <= context.today  # else the script tells it, by the day asked about
        amended = {one for one in policy.amends if isinstance(one, str)}
        mark = context.row(policy).mark if begun else ""
        found.append(
            {
                "title": policy.title,
                "mark": mark,
                "url": f"../{policy.url}",
                "answeredBy": answered_by,
                "amends": next((f"../{one.url}" for one in policies if one.path in amended), None),
                **told,
            }
        )
        clauses |= links.found
    asks = tuple(shared.values())
    carried = [{"id": ask.id, "type": ask.type, "choices": ask.choices} for ask in asks]
    told = {"asks": carried, "policies": found, "clauses": clauses, "neither": NEITHER, "words": spoken()}
    return ReckoningForm(asks, data_block(told))


def _shared(policies: Sequence[Policy]) -> dict[_Asked, Ask]:
    """What more than one calculator asks, by its words, the most asked first; each with an id of its own."""
    all_ = [ask for policy in policies for ask in _asks(policy)]
    often = Counter(map(_asked, all_))
    first = {_asked(ask): ask for ask in reversed(all_)}
    ids: Counter[str] = Counter()
    found: dict[_Asked, Ask] = {}
    for asked, times in often.most_common():
        if times > 1:
            ask = first[asked]
            ids[ask.id] += 1
            own = ask.id if ids[ask.id] == 1 else f"{ask.id}-{ids[ask.id]}"
            choices = _all_choices([one.choices for one in all_ if _asked(one) == asked])
            found[asked] = ask.model_copy(
                update={"id": own, "help": None, "min": None, "max": None, "choices": choices}
            )
    return found


def _all_choices(lists: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """What any of several questions lets choose from, each behind what stands before it there; none of them at the very end."""
    found: list[str] = []
    for choices in sorted(lists, key=len, reverse=True):
        for before, choice in pairwise(("", *choices)):
            if choice not in found:
                found.insert(found.index(before) + 1 if before else len(found), choice)
    return tuple(sorted(found, key=NEITHER.__eq__))


def _asks(policy: Policy) -> tuple[Ask, ...]:
    return policy.calculator.asks if policy.calculator else ()


def _asked(ask: Ask) -> _Asked:
    """What makes two questions the same: how far an answer may go and what helps with it is each policy's own; so are the
    choices, where whoever is meant by none of them may say so."""
    return ask.id, ask.label, ask.type, ask.unit, NEITHER in ask.choices or ask.choices

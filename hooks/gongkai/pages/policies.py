"""A policy's page: what a citizen asks comes first, then the official text, then what belongs to it."""

import re
from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from gongkai.law import in_words
from gongkai.model import Policy
from gongkai.model.followed import can_be_followed
from gongkai.pages.actions import to_apply
from gongkai.pages.answers import answers_to
from gongkai.pages.application import application_of
from gongkai.pages.cleanups import outcomes_for, touched_by
from gongkai.pages.context import Context, ListRow
from gongkai.pages.disclosed_requests import disclosed_fact
from gongkai.pages.history import history, repealed_from
from gongkai.pages.normative import PATH as LIBRARY
from gongkai.pages.notices import notices
from gongkai.pages.office import whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.reckoning import reckoned_by, shown_calculator
from gongkai.pages.responses import ShownResponses, responses_to
from gongkai.pages.short_form import how_much, how_to
from gongkai.pages.site import Page
from gongkai.pages.subjects import Fact, audience_links, topic_links
from gongkai.text import places

_START = re.compile(r"日\s*(?:起|开始)\s*(?:施行|实施|执行|生效)|(?:施行|实施|执行|生效)(?:日期|时间)")
"""How a text names the day from which it holds."""


def policy_pages(context: Context) -> Iterator[Planned]:
    """One page for each policy that is out; one that was taken down keeps its notice and loses its text."""
    for policy in context.library.public(Policy, context.today):
        make = partial(_policy, policy)
        yield Planned(policy.url, policy.path, policy.title, make, policy.published, "policy")


def _policy(policy: Policy, context: Context) -> Page:
    shown = not policy.withdrawn_on(context.today)
    status = context.library.status(policy, context.today) if shown else None
    application = application_of(policy, context) if shown else None
    over = not shown or context.is_over(policy)
    actions = () if over else to_apply(application, policy.contact)
    body = context.localised(context.text(policy).html, policy) if shown else None
    html = context.render(
        "policy.html",
        policy.url,
        document=policy,
        status=status,
        notices=tuple(notices(policy, context)),
        summary=policy.summary if shown else None,
        audiences=audience_links(policy, context),
        validity=_validity(policy, context) if shown else "",
        actions=actions,
        followed=can_be_followed(policy, context.library, context.today),
        amounts=None if over else how_much(policy, policy, context),
        calculator=None if over else shown_calculator(policy, policy, context),
        reckoned_by=reckoned_by(policy, context) if shown else None,
        how_to=how_to(application) if application else None,
        text_mark=context.standing(policy).mark if context.is_over(policy) else "",
        ask=whom_to_ask(policy.department, policy.contact),
        answers=answers_to(policy, context) if shown else (),
        responses=responses_to(policy, context) if shown else ShownResponses((), ()),
        body=body,
        clauses=_links(body or ""),
        over_in_text=context.over_in_text(policy) if shown else (),
        attachments=context.attach(policy) if shown else (),
        facts=tuple(_facts(policy, context)),
        history=history(policy, context),
        dockets=_dockets(policy, context),
        touched=touched_by(policy, context) if shown and policy.is_cleanup else (),
    )
    summary = context.described(policy, (policy.summary or "") if shown else "")
    return Page(policy.url, policy.path, policy.title, html, summary, updated=policy.published, kind="policy")


def _links(body: str) -> Markup:
    """The links to the clauses, as entries of a list."""
    return Markup(
        "".join(f'<li><a href="#{id_}">{label}</a></li>' for label, id_ in places(body))
    )  # as in the body


def _validity(policy: Policy, context: Context) -> str:
    """From when until when the policy holds."""
    start = _start(policy)
    repealed = repealed_from(policy, context)
    end = context.library.expires_on(policy, context.today)
    if repealed and (not end or repealed <= end):
        return f"{start}，{in_words(repealed)}废止"
    if end and policy.only_prolongs:
        return f"{start}，把所列文件的有效期延长至{in_words(end)}"
    if end:
        return f"{start}，有效期至{in_words(end)}{_how_long(policy, context)}"
    if policy.normative:
        return f"{start}，文件没有写明有效期，是否还能适用请核实"
    return f"{start}，文件没有规定失效日期"


def _start(policy: Policy) -> str:
    """From when it holds; where neither field nor text names a day, that it is counted from its publication."""
    day = in_words(policy.in_force_from)
    return f"{day}起施行" if _names_its_start(policy) else f"文件没有写明施行日期，按发布日期{day}算"


def _names_its_start(policy: Policy) -> bool:
    return policy.effective is not None or bool(_START.search(policy.source.body))


def _how_long(policy: Policy, context: Context) -> str:
    """By what it ends on that day, where not by its own words."""
    if context.public(context.library.extended_by(policy)):
        return "（已延长）"
    limit = context.library.terms.validity_from(policy.in_force_from)
    return f"（文件没有写明，按{limit.basis}计算）" if limit and not policy.expires else ""


def _facts(policy: Policy, context: Context) -> Iterator[Fact]:
    yield "索引号", policy.index_number
    yield "发文字号", policy.number
    yield "发布机构", "、".join(policy.issuer)
    if topics := topic_links(policy, context):
        yield "主题", topics
    yield "成文日期", policy.signed
    yield "发布日期", policy.published
    if _names_its_start(policy):
        yield "生效日期", policy.in_force_from
    else:
        yield "生效日期", f"{in_words(policy.in_force_from)}（文件没有写明，按发布日期）"
    end = context.library.expires_on(policy, context.today)
    if end and not policy.only_prolongs:
        yield "有效期至" if policy.normative else "失效日期", end
    yield from _as_normative(policy, context)
    for name, day in policy.reviewed.named if policy.reviewed else ():
        if isinstance(day, str):
            yield f"没有作{name}的理由", day
        elif day and day <= context.today:
            yield name, day
    if policy.department:
        yield "承办科室", policy.department
    yield from disclosed_fact(policy, context)


def _as_normative(policy: Policy, context: Context) -> Iterator[Fact]:
    """What is told of a 规范性文件 alone."""
    base = "../" * policy.url.count("/")
    if policy.normative:
        yield "文件性质", Markup('<a href="{}{}">行政规范性文件</a>').format(base, LIBRARY)
        if policy.normative.registered:
            yield "登记号", policy.normative.registered
        if policy.normative.review:
            yield "评估日期", policy.normative.review
    for cleanup, outcome in list(outcomes_for(policy, context))[-1:]:
        title, path, mark = context.link(cleanup)
        said = Markup('{}：<a href="{}{}">{}</a>{}')
        yield "最近一次清理", said.format(outcome, base, path, title, f"（{mark}）" if mark else "")


def _dockets(policy: Policy, context: Context) -> tuple[ListRow, ...]:
    found = context.public(context.library.dockets_of(policy))
    return tuple(context.docket_row(docket) for docket in found)

"""A policy's page: what a citizen asks comes first, then the official text, then what belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from gongkai.law import in_words
from gongkai.model import Policy
from gongkai.model.validity import apply_until
from gongkai.pages.answers import answers_to
from gongkai.pages.context import Context, ListRow
from gongkai.pages.documents import Fact, audience_links, topic_links
from gongkai.pages.history import history
from gongkai.pages.notices import notices
from gongkai.pages.office import whom_to_ask
from gongkai.pages.planned import Planned
from gongkai.pages.site import Page

SOON = 30
"""Days before the end of an application period from which the page counts them."""


@dataclass(frozen=True)
class Application:
    """Whether one can apply today; `url` is empty where nobody can any more."""

    text: str
    url: str
    days_left: int = 0
    open: bool = False


def policy_pages(context: Context) -> Iterator[Planned]:
    """One page for each policy that is out; one that was taken down keeps its notice and loses its text."""
    for policy in context.library.public(Policy, context.today):
        make = partial(_policy, policy)
        yield Planned(policy.url, policy.path, policy.title, make, policy.published, "policy")


def _policy(policy: Policy, context: Context) -> Page:
    shown = not policy.withdrawn_on(context.today)
    status = context.library.status(policy, context.today) if shown else None
    html = context.render(
        "policy.html",
        policy.url,
        document=policy,
        status=status,
        notices=tuple(notices(policy, context)),
        summary=policy.summary if shown else None,
        audiences=audience_links(policy, context),
        validity=_validity(policy, context) if shown else "",
        application=_application(policy, context) if shown else None,
        text_mark=context.standing(policy).mark if context.is_over(policy) else "",
        ask=whom_to_ask(policy.department, policy.contact),
        answers=answers_to(policy, context) if shown else (),
        body=context.localised(context.text(policy).html, policy) if shown else None,
        over_in_text=context.over_in_text(policy) if shown else (),
        attachments=context.attach(policy) if shown else (),
        facts=tuple(_facts(policy, context)),
        history=history(policy, context),
        dockets=_dockets(policy, context),
    )
    summary = context.described(policy, (policy.summary or "") if shown else "")
    return Page(policy.url, policy.path, policy.title, html, summary, updated=policy.published, kind="policy")


def _validity(policy: Policy, context: Context) -> str:
    """From when until when the policy holds."""
    start = f"{in_words(policy.in_force_from)}起施行"
    ends = [policy.repealed.on] if policy.repealed and policy.repealed.on <= context.today else []
    newer = context.public(context.library.repealed_by(policy))
    ends += [one.in_force_from for one in newer if isinstance(one, Policy)]
    if ends and (not policy.expires or min(ends) <= policy.expires):
        return f"{start}，{in_words(min(ends))}废止"
    if policy.expires:
        return f"{start}，有效期至{in_words(policy.expires)}"
    return f"{start}，文件没有规定失效日期"


def _application(policy: Policy, context: Context) -> Application | None:
    apply, today = policy.apply, context.today
    if apply is None:
        return None
    if context.is_over(policy):
        return Application("文件已经不再执行，停止受理", "")
    last = apply_until(policy, context.library, today)
    since = f"{in_words(apply.from_)}起受理" if apply.from_ else ""
    until = f"{in_words(last)}截止" if last else ""
    if last and last < today:
        return Application(f"受理已于{until}", "")
    text = "，".join(filter(None, (since, until))) or "随时受理"
    if apply.from_ and apply.from_ > today:
        return Application(text, apply.url or "")
    left = (last - today).days + 1 if last else 0
    return Application(text, apply.url or "", left if left <= SOON else 0, True)


def _facts(policy: Policy, context: Context) -> Iterator[Fact]:
    yield "索引号", policy.index_number
    yield "发文字号", policy.number
    yield "发布机构", "、".join(policy.issuer)
    if topics := topic_links(policy, context):
        yield "主题", topics
    yield "成文日期", policy.signed
    yield "发布日期", policy.published
    yield "生效日期", policy.in_force_from
    if policy.expires:
        yield "失效日期", policy.expires
    if policy.department:
        yield "承办科室", policy.department


def _dockets(policy: Policy, context: Context) -> tuple[ListRow, ...]:
    found = context.public(context.library.dockets_of(policy))
    return tuple(context.row(docket, context.stage(docket)) for docket in found)

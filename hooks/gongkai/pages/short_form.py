"""The short form of a long page, for who reads no further: 给谁, 多少钱, 怎么办, 问谁, before all else."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from gongkai.model import Document, Interpretation, Policy
from gongkai.pages.application import Application, application_of
from gongkai.pages.body import QUOTED
from gongkai.pages.context import Context
from gongkai.pages.subjects import Fact, audience_links

_AMOUNT = re.compile(r"\d[\d,.，]*\s*(?:万|亿)?元|\d[\d.]*\s*%|百分之")
_SEGMENT = re.compile(r"[^，。；！？]+")
_ASKS = re.compile(r"多少[钱元]|[补拿领得贷垫给返].{0,4}多少(?!次|天|年|个月|名)|每[月人年户]多少|多少补")
_STANDARD = re.compile(r"标准|额度|面值|金额|补贴数额|多少")


def short_form(policy: Policy, page: Document, context: Context) -> Iterator[Fact]:
    """给谁, 多少钱, 怎么办 by a policy, for the page of a document that explains it."""
    if audiences := audience_links(page, context):
        yield "给谁", audiences
    if amounts := how_much(policy, page, context):
        yield "多少钱", amounts
    if application := application_of(policy, context):
        yield "怎么办", how_to(application)


def how_much(policy: Policy, page: Document, context: Context) -> Markup | None:
    """What it is worth: the amounts of the summary, and where they are told in full; None where there are none."""
    amounts = "，".join(_amounts(policy.summary or ""))
    link = next(_where(policy, page, context), None)
    if not amounts:
        return None
    more = Markup(' <a class="gk-key__more" href="{}">{}</a>').format(*link) if link else ""
    return escape(amounts) + more


def _amounts(summary: str) -> Iterator[str]:
    """The parts of a summary that name an amount or a share."""
    for match in _SEGMENT.finditer(summary):
        if _AMOUNT.search(match[0]):
            yield match[0].strip()


def _where(policy: Policy, page: Document, context: Context) -> Iterator[tuple[str, str]]:
    """Where amounts are told in full: an answer that holds, else a part of the policy's text.

    An interpretation's page looks into no text but its own, so that it needs not be made anew with others.
    """
    whole = page is policy
    for one in context.public(context.library.interpretations_of(policy)):
        if isinstance(one, Interpretation) and (whole or one.path == page.path):
            for question, standing in context.answered(one):
                if (
                    not standing.over
                    and _ASKS.search(question.question)
                    and _AMOUNT.search(question.answer_text)
                ):
                    yield f"#{QUOTED if whole else ''}{question.id}", question.question
    if not whole:
        yield f"{'../' * page.url.count('/')}{policy.url}#gk-text", "见原文"
        return
    for heading in context.text(policy).headings:
        if _STANDARD.search(heading.text):
            yield f"#{heading.id}", f"见原文：{heading.text}"


def how_to(application: Application) -> Markup:
    """Whether one can apply today, and where."""
    told = escape(application.text)
    if application.days_left:
        told += Markup(' <strong class="gk-left">还有 {} 天</strong>').format(application.days_left)
    told += escape(application.later)
    if not application.url:
        return told
    if not application.open:
        told += Markup(
            '\n<p class="gk-key__do"><a class="gk-button gk-button--later" href="{}">查看办理网址</a></p>'
        ).format(application.url)
    return told + Markup('\n<p class="gk-printed">办理网址：{}</p>').format(application.url)

"""What a page tells search engines in the words of schema.org: the policy, the service, questions and answers.

It stands in the page as a data block (`application/ld+json`), which no browser runs, so that the strict content
policy has nothing to stop.
"""

import json
from collections.abc import Iterator
from typing import Any

from gongkai.model import Clarification, Document, Interpretation, Policy
from gongkai.model.validity import apply_until, last_day
from gongkai.pages.context import Context
from gongkai.pages.site import Page


def linked_data(page: Page, context: Context) -> str:
    """JSON-LD, ready to stand between script tags; empty for a page that has nothing to tell."""
    document = context.library.get(page.source)
    if document is None or document.withdrawn_on(context.today):
        return ""
    told = [
        *_policy(document, context),
        *_clarification(document, context),
        *_questions(document, context),
    ]
    if not told:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": told}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _policy(document: Document, context: Context) -> Iterator[dict[str, Any]]:
    if not isinstance(document, Policy):
        return
    policy, address = document, _address(document, document, context)
    library, today = context.library, context.today
    by = [{"@type": "GovernmentOrganization", "name": name} for name in policy.issuer]
    audience = [{"@type": "Audience", "audienceType": label} for label in policy.audiences]
    told = {
        "@type": "Legislation",
        "@id": address,
        "url": address,
        "name": policy.title,
        "description": context.described(policy, policy.summary or ""),
        "inLanguage": "zh-CN",
        "legislationIdentifier": policy.own_number or None,
        "legislationType": policy.KIND,
        "legislationDate": policy.signed.isoformat(),
        "datePublished": policy.published.isoformat(),
        "temporalCoverage": f"{policy.in_force_from}/{last_day(policy, library, today) or '..'}",
        "legislationLegalForce": f"https://schema.org/{_force(policy, context)}",
        "legislationPassedBy": by,
        "legislationChanges": _olders(policy, context),
        "keywords": list(policy.topics),
        "audience": audience,
    }
    yield _filled(told)
    until = apply_until(policy, library, today)
    in_force = _force(policy, context) == "InForce" and (until is None or until >= today)
    if policy.apply and policy.apply.url and in_force:
        channel = {"@type": "ServiceChannel", "serviceUrl": policy.apply.url}
        service = {
            "@type": "GovernmentService",
            "name": policy.title,
            "serviceOperator": by[0],
            "availableChannel": channel,
            "audience": audience,
            "termsOfService": address,
        }
        yield _filled(service)


def _clarification(document: Document, context: Context) -> Iterator[dict[str, Any]]:
    if isinstance(document, Clarification):
        yield {
            "@type": "ClaimReview",
            "url": _address(document, document, context),
            "datePublished": document.published.isoformat(),
            "claimReviewed": document.heard,
            "reviewRating": {"@type": "Rating", "alternateName": document.verdict},
            "reviewBody": context.described(document, document.summary),
            "author": {"@type": "GovernmentOrganization", "name": context.settings.organisation},
        }


def _force(policy: Policy, context: Context) -> str:
    holds = not context.is_over(policy) and policy.in_force_from <= context.today
    return "InForce" if holds else "NotInForce"


def _questions(document: Document, context: Context) -> Iterator[dict[str, Any]]:
    """The questions that a page answers, as long as the answers hold: its own, or its interpretations'. What a
    reader must know beside an answer is its beginning."""
    sources: tuple[Document, ...] = (document,)
    if isinstance(document, Policy):
        others = context.public(context.library.interpretations_of(document))
        sources += tuple(one for one in others if isinstance(one, Interpretation))
    asked = [
        {
            "@type": "Question",
            "name": question.question,
            "url": f"{_address(source, document, context)}#{question.id}",
            "acceptedAnswer": {
                "@type": "Answer",
                "text": standing.words + question.answer_text,
            },
        }
        for source in sources
        if not context.is_over(document)
        for question, standing in context.answered(source)
        if not standing.over and question.answer_text
    ]
    if asked:
        yield {"@type": "FAQPage", "inLanguage": "zh-CN", "mainEntity": asked}


def _olders(policy: Policy, context: Context) -> list[dict[str, Any]]:
    """The older documents of this section that a policy repeals, amends or prolongs: schema.org has one word for all."""
    named = (older for older in (*policy.repeals, *policy.amends, *policy.extends) if isinstance(older, str))
    olders = (context.library[path] for path in named if context.is_public(path))
    return [
        {"@type": "Legislation", "@id": _address(one, policy, context), "name": one.title} for one in olders
    ]


def _address(target: Document, page: Document, context: Context) -> str:
    """The address of a document: absolute, or without `site_url` relative to the page."""
    url = context.settings.site_url
    return f"{url.rstrip('/')}/{target.url}" if url else "../" * page.url.count("/") + target.url


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value}

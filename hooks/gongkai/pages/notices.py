"""Banners above a document: what a reader must know before the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from gongkai.law import in_words
from gongkai.model import Document, Elsewhere, Policy, Status
from gongkai.pages.context import Context
from gongkai.pages.waivers import waivers_of


@dataclass(frozen=True)
class Notice:
    """One banner; `links` are titles with paths, `path` empty for a document that is not here."""

    kind: Literal["stop", "warn", "info"]
    title: str
    text: str = ""
    links: tuple[tuple[str, str], ...] = ()


def notices(document: Document, context: Context) -> Iterator[Notice]:
    """The banners of a document on the context's day, the gravest first."""
    today = context.today
    if document.withdrawn and document.withdrawn_on(today):
        yield Notice("stop", f"本文件已于{in_words(document.withdrawn.on)}撤下", document.withdrawn.reason)
    if isinstance(document, Policy):
        yield from _standing(document, context)
    if reason := getattr(document, "late_reason", None):
        yield Notice("warn", "逾期说明", reason)
    if isinstance(document, Policy) and document.interpretation_late:
        yield Notice("warn", "解读逾期说明", document.interpretation_late)
    for correction in document.corrected:
        if correction.on <= today:
            yield Notice("info", f"{in_words(correction.on)}更正", correction.what)
    if document.date_corrected and document.date_corrected.on <= today:
        changed = document.date_corrected
        text = f"原发布日期{in_words(changed.from_)}于{in_words(changed.on)}更正：{changed.reason}"
        yield Notice("info", "发布日期更正", text)
    for waiver in waivers_of(document, context):
        until = in_words(waiver.expires) if waiver.expires else ""
        text = f"{waiver.reason}（{waiver.approved_by}批准，到{until}为止）"
        yield Notice("info", "经批准暂缓的事项", text)


def _standing(policy: Policy, context: Context) -> Iterator[Notice]:
    today, library = context.today, context.library
    repealed_by = context.public(library.repealed_by(policy))
    if repealed_by:
        yield _newer("stop", "本文件已被以下文件废止", "本文件将被以下文件废止", repealed_by, context)
    if policy.repealed and policy.repealed.on <= today:
        said = "，".join(filter(None, (policy.repealed.by, policy.repealed.reason)))
        yield Notice("stop", f"本文件已于{in_words(policy.repealed.on)}废止", said)
    status = library.status(policy, today)
    if status is Status.EXPIRED and policy.expires:
        yield Notice("stop", f"本文件已于{in_words(policy.expires)}失效")
    if status is Status.COMING:
        yield Notice("warn", f"本文件自{in_words(policy.in_force_from)}起生效")
    amended_by = context.public(library.amended_by(policy))
    if amended_by:
        yield _newer(
            "warn", "本文件的部分内容已被以下文件修改", "本文件将被以下文件修改", amended_by, context
        )
    for field, title in (("repeals", "本文件废止了以下文件"), ("amends", "本文件修改了以下文件")):
        if links := tuple(_older(getattr(policy, field), context)):
            yield Notice("info", title, links=links)
    if policy.republished:
        source = policy.republished
        yield Notice("info", "转载", f"原文由{source.from_}发布", ((source.url, source.url),))
    if policy.interpretation_exempt:
        yield Notice("info", "不作解读的理由", policy.interpretation_exempt)


def _newer(
    kind: Literal["stop", "warn"], done: str, coming: str, newer: Iterable[Document], context: Context
) -> Notice:
    policies = [policy for policy in newer if isinstance(policy, Policy)]
    in_force = any(policy.in_force_from <= context.today for policy in policies)
    links = tuple(
        (f"{policy.title}（自{in_words(policy.in_force_from)}起）", policy.url) for policy in policies
    )
    return Notice(kind if in_force else "warn", done if in_force else coming, links=links)


def _older(older: tuple[str | Elsewhere, ...], context: Context) -> Iterator[tuple[str, str]]:
    for one in older:
        if isinstance(one, Elsewhere):
            yield f"{one.title}（{one.number}）", ""
        elif context.is_public(one):
            document = context.library[one]
            yield document.title, document.url

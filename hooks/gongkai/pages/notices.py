"""Banners above a document: what a reader must know before the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from gongkai.law import in_words
from gongkai.model import Document, Elsewhere, Interpretation, Policy, Response, Status
from gongkai.model.successors import Pointer
from gongkai.model.validity import is_unsettled
from gongkai.pages.context import Context
from gongkai.pages.waivers import waivers_of

_DONE = (
    ("repeals", "本文件废止了以下文件"),
    ("amends", "本文件修改了以下文件"),
    ("extends", "本文件延长了以下文件的有效期"),
)
"""Fields of a policy that name older ones, and what it did to those."""
Links = tuple[tuple[str, str], ...]
"""Titles with paths."""


@dataclass(frozen=True)
class Notice:
    """One banner; `links` are titles with paths, `path` empty for a document that is not here."""

    kind: Literal["stop", "warn", "info"]
    title: str
    text: str = ""
    links: Links = ()


def notices(document: Document, context: Context) -> Iterator[Notice]:
    """The banners of a document on the context's day, the gravest first."""
    today = context.today
    if document.withdrawn and document.withdrawn_on(today):
        yield Notice("stop", f"本文件已于{in_words(document.withdrawn.on)}撤下", document.withdrawn.reason)
    if not isinstance(document, Policy):
        yield from _told(document, context)
    if isinstance(document, Policy):
        yield from _standing(document, context)
    if states := context.states(document):
        yield Notice(
            "info",
            f"本文件改过 {len(states) - 1} 次，最近一次在{in_words(states[-1].first)}",
            links=(("历次版本和改动对照", f"{document.url}versions/"),),
        )
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


def _told(document: Document, context: Context) -> Iterator[Notice]:
    """What became of what the document rests on."""
    standing, withdrawn = context.standing(document), document.withdrawn_on(context.today)
    only = "，以下内容只供查阅" if isinstance(document, Interpretation | Response) and standing.over else ""
    for told in standing.sentences:
        links = tuple((_labelled(one), one.url) for one in told.see)
        if not withdrawn:
            kind: Literal["stop", "warn"] = "stop" if told.over and standing.over else "warn"
            yield Notice(kind, f"{told.who}{told.text}{only}", links=links)
        elif links:
            yield Notice("info", "可以看以下文件", links=links)


def _labelled(pointer: Pointer) -> str:
    what = pointer.label.removesuffix("见")
    return f"{what}：{pointer.title}" if what else pointer.title


def _standing(policy: Policy, context: Context) -> Iterator[Notice]:
    today, library = context.today, context.library
    repealed_by = context.public(library.repealed_by(policy))
    if repealed_by:
        notice = _newer("stop", "本文件已被以下文件废止", "本文件将被以下文件废止", repealed_by, context)
        yield replace(notice, links=(*notice.links, *_also(policy, notice.links, context)))
    if policy.repealed and policy.repealed.on <= today:
        said = "，".join(filter(None, (policy.repealed.by, policy.repealed.reason)))
        yield Notice("stop", f"本文件已于{in_words(policy.repealed.on)}废止", said)
    status = library.status(policy, today)
    end = library.expires_on(policy, today)
    if status is Status.EXPIRED and end:
        yield Notice("stop", f"本文件已于{in_words(end)}失效")
    if is_unsettled(policy, library, today):
        text = "本文件是行政规范性文件，没有写明有效到哪天。是否还能适用，请向发布机构核实。"
        yield Notice("warn", "有效期不明", text)
    if status is Status.COMING:
        yield Notice("warn", f"本文件自{in_words(policy.in_force_from)}起生效")
    amended_by = context.public(library.amended_by(policy))
    if amended_by:
        yield _newer(
            "warn", "本文件的部分内容已被以下文件修改", "本文件将被以下文件修改", amended_by, context
        )
    extended_by = context.public(library.extended_by(policy))
    if extended_by and end and status is not Status.REPEALED:
        links = tuple((f"{one.title}（{_since(one, context)}）", one.url) for one in extended_by)
        yield Notice("info", f"本文件的有效期延长至{in_words(end)}", links=links)
    for field, title in () if policy.is_cleanup else _DONE:  # its page has a table of all of them
        if links := tuple(_older(getattr(policy, field), context)):
            yield Notice("info", title, links=links)
    if policy.republished:
        source = policy.republished
        yield Notice("info", "转载", f"原文由{source.from_}发布", ((source.url, source.url),))
    if policy.lead:
        text = f"由{policy.lead.issuer}牵头制作并公开"
        yield Notice(
            "info", "联合发文", text, ((policy.lead.url, policy.lead.url),) if policy.lead.url else ()
        )
    if policy.interpretation_exempt:
        yield Notice("info", "不作解读的理由", policy.interpretation_exempt)


def _newer(
    kind: Literal["stop", "warn"], done: str, coming: str, newer: Iterable[Document], context: Context
) -> Notice:
    policies = [policy for policy in newer if isinstance(policy, Policy)]
    in_force = any(policy.in_force_from <= context.today for policy in policies)
    links = tuple((f"{policy.title}（{_since(policy, context)}）", policy.url) for policy in policies)
    return Notice(kind if in_force else "warn", done if in_force else coming, links=links)


def _also(policy: Policy, told: Links, context: Context) -> Links:
    """What holds now and is not told yet: the last in a line of repeals, and its interpretation."""
    urls = {url for _title, url in told}
    see = (pointer for one in context.standing(policy).sentences if one.over for pointer in one.see)
    return tuple((_labelled(pointer), pointer.url) for pointer in see if pointer.url not in urls)


def _since(policy: Policy, context: Context) -> str:
    """From when a newer policy counts, and whether it is over itself."""
    return "，".join(filter(None, (f"自{in_words(policy.in_force_from)}起", context.link(policy)[2])))


def _older(older: tuple[str | Elsewhere, ...], context: Context) -> Iterator[tuple[str, str]]:
    for one in older:
        if isinstance(one, Elsewhere):
            yield f"{one.title}（{one.number}）", ""
        elif context.is_public(one):
            title, path, mark = context.link(context.library[one])
            yield f"{title}（{mark}）" if mark else title, path

"""A new clarification (澄清回应), and new replies to enquiries about a policy (政策咨询答复)."""

from datetime import date

from gongkai.editing.facts import DRAFT
from gongkai.editing.front import FrontMatterField, document, fill
from gongkai.editing.new_documents.prompts import Prompts
from gongkai.editing.skeletons import todo
from gongkai.editing.writing import Written
from gongkai.model.participation import CHANNELS
from gongkai.model.response import VERDICTS


def new_clarification(wants: Prompts) -> Written:
    """Accurate information in place of what is false or incomplete (条例 art. 6 II)."""
    title = wants.text("title", "标题，例如 关于网传……不实信息的澄清")
    published = wants.day("published") or wants.settings.today
    entries = [
        *_head(title, published, "标题，例如 关于网传……不实信息的澄清"),
        fill("heard", "要澄清的信息，一句话，不写是谁说的"),
        FrontMatterField("verdict", VERDICTS[0], f"可选：{'、'.join(VERDICTS)}"),
        _summary(wants, "准确情况，一两句话，显示在标题下面"),
        *_office(wants),
    ]
    path = wants.path(f"clarifications/{published.year}", title)
    body = todo("事实经过和依据；有政策文件依据的，在上面加 based_on: policies/年份/文件名.md")
    return Written({path: document(entries, body).encode()}, (f"澄清回应：{path}",))


def new_reply(wants: Prompts) -> Written:
    """Selected enquiries about a policy, with the replies."""
    title = wants.text("title", "标题，例如 灵活就业社保补贴咨询答复")
    published = wants.day("published") or wants.settings.today
    based_on = wants.answer("based_on", wants.policy_or_docket, "依据哪份文件，例如 policies/2024/a.md")
    entries = [
        *_head(title, published, "标题，例如 灵活就业社保补贴咨询答复"),
        FrontMatterField("based_on", based_on.path)
        if based_on
        else fill("based_on", "依据的文件，例如 policies/2024/job-subsidy.md，可以有几个"),
        FrontMatterField("asked", f"{published:%Y-%m}", "哪个月收到的咨询；不在一个月里的，删去"),
        fill("channel", f"从哪里来，可选：{'、'.join(CHANNELS)}；有几种的，删去"),
        _summary(wants, "内容概述，一两句话"),
        *_office(wants),
    ]
    path = wants.path(f"replies/{published.year}", title)
    slug = path.rsplit("/", 1)[1].removesuffix(".md")
    body = (
        f"## 第一个问题？ {{#{slug}-1}}\n\n{todo('答复；不写咨询人的任何信息。每个问题一个标题，以问号结尾')}"
    )
    return Written({path: document(entries, body).encode()}, (f"政策咨询答复：{path}",))


def _head(title: str | None, published: date, example: str) -> tuple[FrontMatterField, ...]:
    named = FrontMatterField("title", title) if title else fill("title", example)
    return DRAFT, named, FrontMatterField("published", published)


def _summary(wants: Prompts, what: str) -> FrontMatterField:
    summary = wants.text("summary")
    return FrontMatterField("summary", summary) if summary else fill("summary", what)


def _office(wants: Prompts) -> tuple[FrontMatterField, ...]:
    return tuple(
        FrontMatterField(name, said)
        for name in ("department", "contact")
        if (said := wants.text(name)) is not None
    )

"""A new policy with its interpretation, or an interpretation of a policy that is there; all days tied."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from gongkai.editing.facts import Facts, interpretation_file, policy_file
from gongkai.editing.new_documents.prompts import Prompts, one_of
from gongkai.editing.skeletons import interpretation_body, policy_body
from gongkai.editing.writing import Written
from gongkai.findings import WrongUse
from gongkai.model import Docket, Document, Interpretation, Policy
from gongkai.model.interpretation import FORMS


def new_policy(wants: Prompts) -> Written:
    """A policy and its interpretation (三同步: drafted, signed and published on the same days)."""
    title = wants.text("title", "标题，例如 关于做好……工作的通知")
    label = "发文字号，例如 示人社〔2024〕11号（没有的写 无，还没有编号的直接回车）"
    number = wants.answer("number", lambda said: _new_number(wants, said), label)
    published = wants.day("published", "发布日期，例如 2024-05-08（直接回车为今天）") or wants.settings.today
    facts = Facts(
        title=title or "",
        published=published,
        number=number,
        issuers=tuple(filter(None, (wants.text("issuer") or wants.settings.organisation,))),
        drafted=wants.day("drafted", "起草日期（不知道的直接回车）"),
        signed=wants.day("signed", "签发日期（不知道的直接回车）"),
        summary=wants.text("summary"),
        topics=wants.words("topics"),
        audiences=wants.words("audiences"),
        department=wants.text("department"),
        contact=wants.text("contact"),
    )
    path = wants.path(f"policies/{published.year}", title, number)
    slug = path.rsplit("/", 1)[1].removesuffix(".md")
    own = replace(facts, summary=None)
    interpretation = f"interpretations/{published.year}/{slug}.md"
    files = {
        path: policy_file(facts, policy_body(), wants.settings, with_calculator=True).encode(),
        interpretation: interpretation_file(own, (path,), interpretation_body(slug), wants.settings).encode(),
    }
    return Written(files, (f"政策文件：{path}", f"政策解读：{interpretation}（日期与政策文件一致）"))


def _new_number(wants: Prompts, number: str) -> str:
    for policy in wants.library.documents:
        if number != "无" and isinstance(policy, Policy) and policy.has("number") and policy.number == number:
            raise WrongUse(f"文号 {number} 的文件已经有了（{policy.path}）")
    return number


def new_interpretation(wants: Prompts) -> Written:
    """An interpretation of what is there; those that have none are offered first."""
    choices = [(document.path, document.title) for document in _uninterpreted(wants)]
    document = wants.answer("interprets", wants.policy_or_docket, "解读哪份文件", choices)
    if document is None:
        waiting = "、".join(path for path, _title in choices[:5])
        raise WrongUse(
            "缺少 --interprets（解读哪份文件）" + (f"；还没有解读的有：{waiting}" if waiting else "")
        )
    label = "解读形式（直接回车为一问一答）"
    form = wants.answer("form", one_of(tuple(FORMS), "解读形式"), label, list(FORMS.items())) or "qa"
    facts, subject = facts_of(document), document.path
    folder = f"interpretations/{facts.published.year}"
    path = (
        wants.path(folder, subject.rsplit("/", 1)[1].removesuffix(".md").replace("-", ""), None)
        if wants.said.get("slug")
        else _beside(wants, folder, subject)
    )
    slug = path.rsplit("/", 1)[1].removesuffix(".md")
    text = interpretation_file(
        facts,
        (subject,),
        interpretation_body(slug),
        wants.settings,
        title=wants.text("title") or "",
        form=form,
    )
    return Written({path: text.encode()}, (f"政策解读：{path}（日期与 {subject} 一致）",))


def _beside(wants: Prompts, folder: str, subject: str) -> str:
    """The subject's own name in the folder of interpretations, or the first with a number that is free."""
    name = subject.rsplit("/", 1)[1].removesuffix(".md")
    known = {document.path for document in wants.library.documents} | wants.library.unread
    candidates = (f"{folder}/{name}{ending}.md" for ending in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(path for path in candidates if path not in known)


def _uninterpreted(wants: Prompts) -> Iterator[Document]:
    done = {
        subject
        for one in wants.library.documents
        if isinstance(one, Interpretation) and one.has("interprets")
        for subject in one.interprets
    }
    for document in wants.library.documents:
        due = isinstance(document, Policy) or (
            isinstance(document, Docket) and document.has("consultation") and document.rounds
        )
        if due and document.path not in done and document.has("title"):
            yield document


def facts_of(document: Document) -> Facts:
    """The days and offices of a policy, or of a docket from the day its first consultation opens; raises `WrongUse`."""
    published = document.published if document.has("published") else None
    if isinstance(document, Docket) and document.has("consultation") and document.rounds:
        published = document.rounds[0].opens
    if published is None:
        raise WrongUse(f"{document.path} 还没有填写发布日期，解读的日期无从对齐")

    def known(name: str, kind: type[date] | type[str]) -> date | str | None:
        value = getattr(document, name, None) if document.has(name) else None
        return value if isinstance(value, kind) else None

    reviewed = getattr(document, "reviewed", None) if document.has("reviewed") else None
    return Facts(
        title=document.title if document.has("title") else "",
        published=published,
        drafted=known("drafted", date),  # type: ignore[arg-type]
        signed=known("signed", date),  # type: ignore[arg-type]
        secrecy=reviewed.secrecy if reviewed else None,
        legal=reviewed.legal if reviewed else None,
        department=known("department", str),  # type: ignore[arg-type]
        contact=known("contact", str),  # type: ignore[arg-type]
    )

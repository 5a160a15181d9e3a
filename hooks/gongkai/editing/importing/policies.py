"""A document that the organ issued → a policy, with its annexes and, where nobody has explained it, an interpretation begun."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from gongkai.editing.facts import OLD_ADDRESS, Facts, interpretation_file, policy_file
from gongkai.editing.front import FILL
from gongkai.editing.importing.blocks import words_of
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.field_suggestions import days_of_effect, labels, whom_to_ask
from gongkai.editing.importing.official import Official
from gongkai.editing.importing.older_documents import with_olders
from gongkai.editing.importing.refusals import AlreadyThere
from gongkai.editing.importing.work import Source, Work, media_names, same_title
from gongkai.editing.skeletons import interpretation_body
from gongkai.model import Policy
from gongkai.model.naming import checked_slug, slug_for, unused_name

_Found = TypeVar("_Found")


def take_policy(work: Work, source: Source, *, begin: bool) -> None:
    """A policy document; with `begin`, an interpretation of it is begun. Raises `AlreadyThere`."""
    official = source.official
    facts = _facts(work, source)
    _expect_new(work, facts)
    year = facts.published.year
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else slug_for(facts.title, facts.number or "")
    taken = {Path(path).stem for path in work.taken if path.startswith(f"policies/{year}/")}
    slug = unused_name(slug, taken)
    folder, path = f"policies/{year}", f"policies/{year}/{slug}.md"
    media = media_names(source.intake, slug)
    body = markdown(official.body, lambda name: media.get(name, name))
    attachments, unfit = _attachments(work, source, path)
    pictures = work.add_media(source, folder, media, body)
    work.files |= {f"{folder}/{name}": content for name, (_title, content) in attachments.items()}
    listed = tuple((name, title) for name, (title, _content) in attachments.items())
    facts, remarks = with_olders(replace(facts, attachments=listed), body, work)
    absent = [*unfit, *_missing_annexes(official, [title for _name, title in listed], "".join(unfit))]
    remarks += pictures + [f"<!-- {FILL}：{told} -->" for told in absent]
    work.add(source, path, policy_file(facts, "\n\n".join([*source.remarks, *remarks, body]), work.settings))
    work.policies[path] = facts
    work.said += [f"  附件：{name}（{title}）" for name, title in listed]
    work.said += [f"  {told}" for told in absent]
    if begin:
        _begin_interpretation(work, path, facts)


def _missing_annexes(official: Official, titles: list[str], told: str) -> list[str]:
    """The annexes that the text lists, and that are neither in it nor among the files."""
    there = "".join(words_of(block.node) for block in official.body)
    return [
        f"附件“{annex}”不在正文里，也没有在同一文件夹中找到，请补到 attachments"
        for annex in official.annexes
        if not any(same_title(annex, title) for title in titles)
        and there.count(annex) < 2
        and annex not in told
    ]


def _facts(work: Work, source: Source) -> Facts:
    official = source.official
    text = "\n".join(block.text for block in official.body)
    doubts = dict(official.fields_in_doubt)
    published = work.wishes.published or source.published
    if published is None:
        published, doubts["published"] = _published(work, official.signed)
    issuers = official.issuers
    if not issuers and work.settings.organisation:
        issuers = (work.settings.organisation,)
        doubts["issuer"] = "原文件中没有找到发布机构，这是本单位"
    begins, ends = days_of_effect(block.text for block in official.body)
    topics = labels(official.title, text, work.settings.topics)
    audiences = labels(official.title, text, work.settings.audiences)
    doubts |= {"topics": "按正文用词推测", "audiences": "按正文用词推测"}
    doubts |= {"effective": "按正文摘出", "expires": "按正文摘出"}
    doubts["formerly"] = OLD_ADDRESS
    department, contact = whom_to_ask(text)
    signed = _first(one.official.signed for one in (source, *source.also))
    return Facts(
        title=official.title,
        published=published,
        number=_first(one.official.number for one in (source, *source.also)),
        issuers=issuers,
        signed=signed,
        topics=topics,
        audiences=audiences,
        department=department,
        contact=contact,
        effective=begins,
        expires=ends,
        formerly=source.addresses,
        doubts=doubts,
        is_old=work.is_old(signed or published),
    )


def _first(found: Iterable[_Found | None]) -> _Found | None:
    return next(filter(None, found), None)


def _published(work: Work, signed: date | None) -> tuple[date, str]:
    """The day of publication where nothing says it: today, in an archive the day it was signed; and a doubt."""
    moved = "（年份变了，文件要移到那一年的文件夹）"
    if signed is None or not work.wishes.documents_only:
        return work.settings.today, f"暂按导入当天填写，请改为实际发布日期{moved}"
    return signed, f"原文件没有写，暂按成文日期填写，请改为实际发布日期{moved}"


def _expect_new(work: Work, facts: Facts) -> None:
    """Raises `AlreadyThere` for a number that a document has, or without one for title and day of signing."""
    signed = {(other.title, other.signed): path for path, other in work.policies.items() if other.signed}
    numbers = {other.number: path for path, other in work.policies.items()}
    for policy in (one for one in work.library.documents if isinstance(one, Policy)):
        if policy.has("number"):
            numbers.setdefault(policy.number, policy.path)
        if policy.has("title") and policy.has("signed") and policy.signed:
            signed.setdefault((policy.title, policy.signed), policy.path)
    if facts.number not in (None, "无"):
        if path := numbers.get(facts.number):
            said = (
                f"文号 {facts.number} 的文件已经有了（{path}），没有重复导入；内容有改动的，请直接改那个文件"
            )
            raise AlreadyThere(said)
    elif facts.signed and (path := signed.get((facts.title, facts.signed))):
        said = f"标题和成文日期相同的文件已经有了（{path}），没有重复导入；确实是另一份的，请改标题后再导入"
        raise AlreadyThere(said)


def annexes_beside(source: Source) -> dict[str, Path]:
    """By its title, each annex that the document links to, or that lies in the same folder under an annex's title."""
    found = {title: file for one in (source, *source.also) for title, file in one.intake.linked.items()}
    own = set(source.files)
    beside = [file for file in sorted(source.file.parent.iterdir()) if file.is_file() and file not in own]
    for annex in source.official.annexes:
        if any(same_title(annex, title) for title in found):
            continue
        if (file := next((file for file in beside if same_title(file.stem, annex)), None)) is not None:
            found[annex] = file
    return found


def _attachments(work: Work, source: Source, path: str) -> tuple[dict[str, tuple[str, bytes]], list[str]]:
    """What was embedded, and the annexes that lie beside the file; and what is no file that a section may give out."""
    found: dict[str, tuple[str, bytes]] = {}
    unfit: list[str] = []
    slug = Path(path).stem

    def add(title: str, ending: str, content: bytes) -> None:
        name = f"{slug}-annex-{len(found) + 1}{ending.lower()}"
        if why := work.unfit(name, content):
            unfit.append(f"附件“{title}”没有放进来：{why}；请处理好以后补到 attachments")
        else:
            found[name] = (title, content)

    for annex, file in annexes_beside(source).items():
        add(annex, file.suffix, file.read_bytes())
        work.used[file] = path
    for name, content in source.intake.enclosed.items():
        add(Path(name).stem, Path(name).suffix, content)
    return found, unfit


def _begin_interpretation(work: Work, path: str, facts: Facts) -> None:
    folder = f"interpretations/{facts.published.year}"
    taken = {Path(other).stem for other in work.taken if other.startswith(folder + "/")}
    slug = unused_name(Path(path).stem, taken)
    text = interpretation_file(
        replace(facts, summary=None, doubts={}, formerly=()),
        (path,),
        interpretation_body(slug),
        work.settings,
    )
    work.files[f"{folder}/{slug}.md"] = text.encode()
    work.said.append(f"同时新建解读 {folder}/{slug}.md（日期与政策文件一致），请写上问答")

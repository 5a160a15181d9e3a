"""Questions and answers, and articles that explain, become interpretations of the policy that they name."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.editing.facts import Facts, interpretation_file
from gongkai.editing.importing.blocks import Block, all_nodes
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.kinds import PaperKind
from gongkai.editing.importing.questions import as_questions, is_question, subject_of
from gongkai.editing.importing.refusals import AlreadyThere
from gongkai.editing.importing.sign_off import without_sign_off
from gongkai.editing.importing.work import Source, Work, bears, media_names
from gongkai.editing.new_documents.policies import facts_of
from gongkai.findings import WrongUse
from gongkai.model import Interpretation, Library, Policy
from gongkai.model.naming import checked_slug, unused_name
from gongkai.model.title_marks import nested

_FEW_WORDS = 200
"""Letters beside pictures that say all, up to which an article is a diagram."""


def is_about(source: Source, policy: Source) -> bool:
    """Whether an interpretation names a policy as what it explains."""
    return any(bears(policy.official.title, name) for name in _named(source))


def take_interpretation(work: Work, source: Source) -> None:
    """A question list or an article becomes the interpretation of the policy it names; raises `WrongUse` if none is."""
    official = source.official
    subject = _subject(work, source)
    known = work.policies.get(subject) or _facts_of(work.library, subject)
    title = nested(official.title) if "title" not in official.fields_in_doubt else ""
    _expect_new(work, subject, title)
    facts = _with_own_day(known, source, work)
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else Path(subject).stem
    folder = f"interpretations/{facts.published.year}"
    slug = unused_name(slug, {Path(path).stem for path in work.taken if path.startswith(folder + "/")})
    blocks, told = list(official.body), f"（解读 {subject}）"
    if is_list := source.kind is PaperKind.QUESTIONS:
        source = _without_sign_off(source)
        found = as_questions(source.official.body)
        blocks, told = _with_ids(found.blocks, slug), f"（{len(found.asked)} 个问题，解读 {subject}）"
    media = media_names(source.intake, slug)
    body = markdown(blocks, lambda name: media.get(name, name), first=3 if is_list else 2)
    pictures = work.add_media(source, folder, media, body)
    form = "qa" if is_list else _form(source)
    whole = "\n\n".join([*source.remarks, *pictures, body])
    text = interpretation_file(facts, (subject,), whole, work.settings, title=title, form=form)
    work.add(source, f"{folder}/{slug}.md", text, told)
    if is_list:
        work.said += [f"  {odd}" for odd in found.odd]


def _without_sign_off(source: Source) -> Source:
    """The list without who gave it out and when at its end, which is no part of the last answer."""
    official = source.official
    body, signed = without_sign_off(official.body)
    if signed and body and is_question(body[-1]):
        return source  # a day that is the answer itself
    left_out = (*official.left_out, *(f"落款“{words}”" for words in signed))
    return replace(source, official=replace(official, body=body, left_out=left_out))


def _with_own_day(known: Facts, source: Source, work: Work) -> Facts:
    """The policy's days, but for the day of publication where the page says another."""
    is_old = work.is_old(known.signed or known.published)
    facts = replace(known, summary=None, doubts={}, formerly=source.addresses, is_old=is_old)
    if source.published in (None, known.published):
        return facts
    doubts = {"published": "这是网页上的发布日期，与政策文件不是同一天"}
    return replace(facts, published=source.published, doubts=doubts)


def _form(source: Source) -> str:
    pictures = any(node["t"] == "Image" for block in source.official.body for node in all_nodes(block.node))
    letters = sum(len(block.text) for block in source.official.body)
    return "diagram" if pictures and letters < _FEW_WORDS else "article"


def _expect_new(work: Work, subject: str, title: str) -> None:
    for one in work.library.all(Interpretation) + work.library.drafts:
        if not isinstance(one, Interpretation) or not (one.has("interprets") and one.has("title")):
            continue
        if subject in one.interprets and title and one.title == title:
            raise AlreadyThere(
                f"标题相同的解读已经有了（{one.path}），没有重复导入；内容有改动的，请直接改那个文件"
            )


def _with_ids(blocks: Sequence[Block], slug: str) -> list[Block]:
    found, number = [], 0
    for block in blocks:
        if block.node["t"] == "Header":
            number += 1
            node = {"t": "Header", "c": [2, [f"{slug}-q{number}", [], []], block.node["c"][2]]}
            found.append(replace(block, node=node))
        else:
            found.append(block)
    return found


def _named(source: Source) -> list[str]:
    return subject_of(source.official.title, source.official.body)


def _subject(work: Work, source: Source) -> str:
    """The policy that an interpretation is about; raises `WrongUse` when nothing tells."""
    if work.wishes.interprets:
        return work.wishes.interprets
    for name in _named(source):
        if found := sorted(_bearing(work, name)):
            return _nearest(work, found, source)
    if len(work.policies) == 1 and not work.wishes.documents_only:
        return next(iter(work.policies))
    raise WrongUse(
        f"{source.file.name} 是{source.kind.value}，但看不出解读哪份文件；请与政策文件一起导入，"
        "或者用 --interprets 写明"
    )


def _bearing(work: Work, name: str) -> Iterator[str]:
    """The policies and dockets that are called so."""
    titles = {one.path: one.title for one in work.library.documents if one.has("title")}
    titles |= {path: facts.title for path, facts in work.policies.items()}
    return (
        path
        for path, title in titles.items()
        if path.startswith(("policies/", "decisions/")) and bears(title, name)
    )


def _nearest(work: Work, paths: Sequence[str], source: Source) -> str:
    """Of several documents of one name the one that came out nearest to the interpretation."""
    day = source.published or source.official.signed
    if day is None or len(paths) == 1:
        return paths[0]
    published = {path: facts.published for path, facts in work.policies.items()}
    for one in work.library.documents:
        if isinstance(one, Policy) and one.has("published"):
            published.setdefault(one.path, one.published)
    return min(paths, key=lambda path: abs((published.get(path, day) - day).days))


def _facts_of(library: Library, path: str) -> Facts:
    document = library.get(path)
    if document is None or not path.startswith(("policies/", "decisions/")):
        raise WrongUse(f"解读对象“{path}”不存在；应写成 policies/2024/文件名.md 的形式")
    return facts_of(document)

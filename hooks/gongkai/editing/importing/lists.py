"""A list of questions and answers becomes an interpretation."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.editing.facts import Facts, interpretation_file
from gongkai.editing.importing.blocks import Block
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.questions import as_questions, subject_of
from gongkai.editing.importing.work import Source, Work, media_names, same_title
from gongkai.editing.new_documents.policies import facts_of
from gongkai.findings import WrongUse
from gongkai.model import Library
from gongkai.model.naming import checked_slug, unused_name
from gongkai.model.title_marks import nested


def take_list(work: Work, source: Source) -> str:
    """A question list becomes the interpretation of the policy it names; returns what it interprets."""
    official = source.official
    subject = _subject(work, source)
    known = work.policies.get(subject) or _facts_of(work.library, subject)
    slug = Path(subject).stem
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else slug
    folder = f"interpretations/{known.published.year}"
    slug = unused_name(slug, {Path(path).stem for path in work.taken if path.startswith(folder + "/")})
    found = as_questions(official.body)
    blocks = _with_ids(found.blocks, slug)
    media = media_names(source.intake, slug)
    body = markdown(blocks, lambda name: media.get(name, name), first=3)
    work.add_media(source, folder, media, body)
    whole = "\n\n".join([*source.remarks, body])
    title = nested(official.title) if "title" not in official.fields_in_doubt else ""
    text = interpretation_file(known, (subject,), whole, title=title)
    work.add(source, f"{folder}/{slug}.md", text, f"（{len(found.asked)} 个问题，解读 {subject}）")
    work.said += [f"  {told}" for told in found.skipped]
    return subject


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


def _subject(work: Work, source: Source) -> str:
    """The policy that a list is about; raises `WrongUse` when nothing tells."""
    if work.wishes.interprets:
        return work.wishes.interprets
    titles = {document.title: document.path for document in work.library.documents if document.has("title")}
    titles |= {facts.title: path for path, facts in work.policies.items()}
    for name in subject_of(source.official.title, source.official.body):
        for title, path in titles.items():
            if path.startswith(("policies/", "decisions/")) and (same_title(name, title)):
                return path
    if len(work.policies) == 1:
        return next(iter(work.policies))
    raise WrongUse(
        f"{source.file.name} 是问答，但看不出解读哪份文件；请与政策文件一起导入，或者用 --interprets 写明"
    )


def _facts_of(library: Library, path: str) -> Facts:
    document = library.get(path)
    if document is None or not path.startswith(("policies/", "decisions/")):
        raise WrongUse(f"解读对象“{path}”不存在；应写成 policies/2024/文件名.md 的形式")
    return facts_of(document)

"""Files of official documents → new files of the section: policies first, then what interprets them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gongkai.editing.facts import Facts, interpretation_file, policy_file
from gongkai.editing.front import CHECK
from gongkai.editing.importing.blocks import Block, Intake, words_of
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.field_suggestions import days_of_effect, labels, whom_to_ask
from gongkai.editing.importing.formats import take_in
from gongkai.editing.importing.official import Official, recognise
from gongkai.editing.importing.questions import as_questions, is_question_list, subject_of
from gongkai.editing.skeletons import interpretation_body
from gongkai.editing.writing import Written
from gongkai.findings import WrongUse
from gongkai.model import Library, Policy
from gongkai.model.naming import checked_slug, slug_for, unused_name
from gongkai.model.title_marks import nested
from gongkai.settings import Settings

_PLAIN = re.compile(r"[\s《》〈〉“”\"'（）()〔〕\[\]，、．.\-_]|^\d+|^附件\d*")


@dataclass(frozen=True)
class Wishes:
    """What the editor said on the command line; None is worked out."""

    published: date | None = None
    slug: str | None = None
    interprets: str | None = None
    alone: bool = False
    """Whether no interpretation is begun beside a policy."""


@dataclass
class _Import:
    settings: Settings
    library: Library
    wishes: Wishes
    files: dict[str, bytes] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    policies: dict[str, Facts] = field(default_factory=dict)

    @property
    def taken(self) -> set[str]:
        known = {document.path for document in self.library.documents} | self.library.unread
        return known | self.library.others | set(self.files)

    @property
    def words(self) -> dict[str, "object"]:
        return {"topics": self.settings.topics, "audiences": self.settings.audiences}


def import_files(files: Sequence[Path], library: Library, settings: Settings, wishes: Wishes) -> Written:
    """Take in files together; nothing is written yet. Raises `WrongUse` for what cannot be taken in."""
    if wishes.slug is not None and len(files) > 1:
        raise WrongUse("--slug 只能用于一个文件")
    work = _Import(settings, library, wishes)
    lists = []
    for file in files:
        intake = take_in(file)
        official = recognise(intake, file.name)
        if is_question_list(official.title, official.body):
            lists.append((file, intake, official))
        else:
            _take_policy(work, file, intake, official)
    interpreted = {
        path for file, intake, official in lists for path in _take_list(work, file, intake, official)
    }
    if not wishes.alone:
        for path, facts in work.policies.items():
            if path not in interpreted:
                _begin_interpretation(work, path, facts)
    return Written(work.files, tuple(work.said))


def _take_policy(work: _Import, file: Path, intake: Intake, official: Official) -> None:
    facts = _facts(work, official)
    if facts.number not in (None, "无"):
        _expect_new(work.library, facts)
    year = facts.published.year
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else slug_for(facts.title, facts.number or "")
    taken = {Path(path).stem for path in work.taken if path.startswith(f"policies/{year}/")}
    slug = unused_name(slug, taken)
    folder, path = f"policies/{year}", f"policies/{year}/{slug}.md"
    media = _media(intake, slug)
    body = markdown(official.body, lambda name: media.get(name, name))
    attachments = _attachments(intake, official, file, slug)
    used = {name: content for name, content in _renamed(intake, media) if f"({name})" in body}
    work.files |= {f"{folder}/{name}": content for name, content in used.items()}
    work.files |= {f"{folder}/{name}": content for name, (_title, content) in attachments.items()}
    listed = tuple((name, title) for name, (title, _content) in attachments.items())
    facts = replace(facts, attachments=listed)
    text = policy_file(facts, "\n\n".join([*_remarks(intake, official), body]), work.words)  # type: ignore[arg-type]
    work.files[path] = text.encode()
    work.policies[path] = facts
    work.said.append(f"{file.name} → {path}")
    work.said += [f"  未收入正文：{what}" for what in official.left_out]
    work.said += [f"  附件：{name}（{title}）" for name, title in listed]
    _tell_missing_annexes(work, official, listed)


def _tell_missing_annexes(work: _Import, official: Official, listed: tuple[tuple[str, str], ...]) -> None:
    there = "".join(words_of(block.node) for block in official.body)
    titles = {title for _name, title in listed}
    for annex in official.annexes:
        if annex not in titles and there.count(annex) < 2:
            work.said.append(f"  附件“{annex}”不在正文里，也没有在同一文件夹中找到，请补到 attachments")


def _facts(work: _Import, official: Official) -> Facts:
    text = "\n".join(block.text for block in official.body)
    doubts = dict(official.fields_in_doubt)
    published = work.wishes.published or work.settings.today
    if work.wishes.published is None:
        doubts["published"] = "暂按导入当天填写，请改为实际发布日期（年份变了，文件要移到那一年的文件夹）"
    issuers = official.issuers
    if not issuers and work.settings.organisation:
        issuers = (work.settings.organisation,)
        doubts["issuer"] = "原文件中没有找到发布机构，这是本单位"
    begins, ends = days_of_effect(block.text for block in official.body)
    topics = labels(official.title, text, work.settings.topics)
    audiences = labels(official.title, text, work.settings.audiences)
    doubts |= {"topics": "按正文用词推测", "audiences": "按正文用词推测"}
    doubts |= {"effective": "按正文摘出", "expires": "按正文摘出"}
    department, contact = whom_to_ask(text)
    return Facts(
        title=official.title,
        published=published,
        number=official.number or None,
        issuers=issuers,
        signed=official.signed,
        topics=topics,
        audiences=audiences,
        department=department,
        contact=contact,
        effective=begins,
        expires=ends,
        doubts=doubts,
    )


def _expect_new(library: Library, facts: Facts) -> None:
    for policy in (d for d in library.documents if isinstance(d, Policy) and d.has("number")):
        if policy.number == facts.number:
            raise WrongUse(f"文号 {facts.number} 的文件已经有了（{policy.path}），没有重复导入")


def _remarks(intake: Intake, official: Official) -> list[str]:
    said = list(intake.unsure)
    if official.openness in ("依申请公开", "不予公开", "不公开", "删减后公开"):
        said.append(f"原文件标注“{official.openness}”，请确认可以主动公开")
    return [f"<!-- {CHECK}：{remark} -->" for remark in said]


def _media(intake: Intake, slug: str) -> dict[str, str]:
    """The file names beside the document for the pictures as the blocks call them."""
    names = {}
    for number, name in enumerate(intake.media, 1):
        ending = Path(name).suffix.lower().replace(".jpeg", ".jpg")
        names[name] = f"{slug}-image-{number}{ending}"
    return names


def _renamed(intake: Intake, media: dict[str, str]) -> list[tuple[str, bytes]]:
    return [(media[name], content) for name, content in intake.media.items()]


def _attachments(intake: Intake, official: Official, file: Path, slug: str) -> dict[str, tuple[str, bytes]]:
    """What was embedded, and files in the same folder that bear the title of an annex."""
    found: dict[str, tuple[str, bytes]] = {}

    def add(title: str, ending: str, content: bytes) -> None:
        found[f"{slug}-annex-{len(found) + 1}{ending.lower()}"] = (title, content)

    for annex in official.annexes:
        for beside in sorted(file.parent.iterdir()):
            if beside.is_file() and beside != file and _same(beside.stem, annex):
                add(annex, beside.suffix, beside.read_bytes())
                break
    for name, content in intake.enclosed.items():
        add(Path(name).stem, Path(name).suffix, content)
    return found


def _same(one: str, other: str) -> bool:
    bare = [_PLAIN.sub("", _PLAIN.sub("", text)) for text in (one, other)]
    return bool(bare[0]) and bare[0] == bare[1]


def _take_list(work: _Import, file: Path, intake: Intake, official: Official) -> list[str]:
    """A question list becomes the interpretation of the policy it names; returns what it interprets."""
    subject = _subject(work, official, file)
    known = work.policies.get(subject) or _facts_of(work.library, subject)
    slug = Path(subject).stem
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else slug
    folder = f"interpretations/{known.published.year}"
    slug = unused_name(slug, {Path(path).stem for path in work.taken if path.startswith(folder + "/")})
    blocks, asked = as_questions(official.body)
    blocks = _with_ids(blocks, slug)
    media = _media(intake, slug)
    body = markdown(blocks, lambda name: media.get(name, name), first=3)
    used = {name: content for name, content in _renamed(intake, media) if f"({name})" in body}
    work.files |= {f"{folder}/{name}": content for name, content in used.items()}
    whole = "\n\n".join([*_remarks(intake, official), body])
    title = nested(official.title) if "title" not in official.fields_in_doubt else ""
    text = interpretation_file(known, (subject,), whole, title=title)
    work.files[f"{folder}/{slug}.md"] = text.encode()
    work.said.append(f"{file.name} → {folder}/{slug}.md（{len(asked)} 个问题，解读 {subject}）")
    work.said += [f"  未收入正文：{what}" for what in official.left_out]
    return [subject]


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


def _subject(work: _Import, official: Official, file: Path) -> str:
    """The policy that a list is about; raises `WrongUse` when nothing tells."""
    if work.wishes.interprets:
        return work.wishes.interprets
    titles = {document.title: document.path for document in work.library.documents if document.has("title")}
    titles |= {facts.title: path for path, facts in work.policies.items()}
    for name in subject_of(official.title, official.body):
        for title, path in titles.items():
            if path.startswith(("policies/", "decisions/")) and (
                _same(name, title) or _same(f"{name}", title)
            ):
                return path
    if len(work.policies) == 1:
        return next(iter(work.policies))
    raise WrongUse(
        f"{file.name} 是问答，但看不出解读哪份文件；请与政策文件一起导入，或者用 --interprets 写明"
    )


def _facts_of(library: Library, path: str) -> Facts:
    document = library.get(path)
    if document is None or not path.startswith(("policies/", "decisions/")):
        raise WrongUse(f"解读对象“{path}”不存在；应写成 policies/2024/文件名.md 的形式")
    if not document.has("published"):
        raise WrongUse(f"{path} 还没有填写发布日期，解读的日期无从对齐")

    def day(name: str) -> date | None:
        value = getattr(document, name, None) if document.has(name) else None
        return value if isinstance(value, date) else None

    reviewed = getattr(document, "reviewed", None) if document.has("reviewed") else None
    return Facts(
        title=document.title if document.has("title") else "",
        published=document.published,
        drafted=day("drafted"),
        signed=day("signed"),
        secrecy=reviewed.secrecy if reviewed else None,
        legal=reviewed.legal if reviewed else None,
    )


def _begin_interpretation(work: _Import, path: str, facts: Facts) -> None:
    folder = f"interpretations/{facts.published.year}"
    taken = {Path(other).stem for other in work.taken if other.startswith(folder + "/")}
    slug = unused_name(Path(path).stem, taken)
    text = interpretation_file(replace(facts, summary=None), (path,), interpretation_body(slug))
    work.files[f"{folder}/{slug}.md"] = text.encode()
    work.said.append(f"同时新建解读 {folder}/{slug}.md（日期与政策文件一致），请写上问答")

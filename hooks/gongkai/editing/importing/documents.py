"""Files of official documents → new files of the section: policies first, then what interprets them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from gongkai.editing.facts import Facts, interpretation_file, policy_file
from gongkai.editing.importing.blocks import words_of
from gongkai.editing.importing.body import markdown
from gongkai.editing.importing.field_suggestions import days_of_effect, labels, whom_to_ask
from gongkai.editing.importing.formats import take_in
from gongkai.editing.importing.lists import take_list
from gongkai.editing.importing.official import Official, recognise
from gongkai.editing.importing.older_documents import with_olders
from gongkai.editing.importing.questions import is_question_list
from gongkai.editing.importing.reports import is_report, take_report
from gongkai.editing.importing.work import Imported, Source, Wishes, Work, media_names, same_title
from gongkai.editing.skeletons import interpretation_body
from gongkai.findings import WrongUse
from gongkai.model import Library, Policy
from gongkai.model.naming import checked_slug, slug_for, unused_name
from gongkai.settings import Settings

_Made = TypeVar("_Made")


def import_files(
    files: Sequence[Path],
    library: Library,
    settings: Settings,
    wishes: Wishes,
    refused: dict[Path, str] | None = None,
) -> Imported:
    """Take in files together; nothing is written yet.

    What cannot be taken in goes to `refused` with the reason and what to do, and stops nothing else; without that,
    `WrongUse` is raised.
    """
    if wishes.slug is not None and len(files) > 1:
        raise WrongUse("--slug 只能用于一个文件")
    work = Work(settings, library, wishes)

    def tried(file: Path, take: Callable[[], _Made]) -> _Made | None:
        try:
            return take()
        except WrongUse as problem:
            if refused is None:
                raise
            refused[file] = str(problem)
            return None

    read = [tried(file, partial(_read, file)) for file in files]
    sources = [source for source in read if source is not None]
    lists = [one for one in sources if is_question_list(one.official.title, one.official.body)]
    reports = [one for one in sources if one not in lists and is_report(one.official)]
    policies = [one for one in sources if one not in lists and one not in reports]
    enclosed = {file for source in policies for file in _annexes_beside(source).values()}
    for source in sources:
        if source not in lists and source.file not in enclosed:
            take = take_report if source in reports else _take_policy
            tried(source.file, partial(take, work, source))
    interpreted = {
        tried(one.file, partial(take_list, work, one)) for one in lists if one.file not in enclosed
    }
    if refused is not None:
        for file in work.used:
            refused.pop(file, None)  # no document, but an annex of one
        for file in sorted(enclosed.intersection(files).difference(work.used)):
            refused.setdefault(file, f"{file.name} 是附件，它所属的文件没有导入，请和那份文件一起导入")
    if not wishes.alone:
        for path, facts in work.policies.items():
            if path not in interpreted:
                _begin_interpretation(work, path, facts)
    return Imported(work.files, tuple(work.said), work.used)


def _read(file: Path) -> Source:
    intake = take_in(file)
    return Source(file, intake, recognise(intake, file.name))


def _take_policy(work: Work, source: Source) -> None:
    official = source.official
    facts = _facts(work, source)
    if facts.number not in (None, "无"):
        _expect_new(work, facts)
    year = facts.published.year
    slug = checked_slug(work.wishes.slug) if work.wishes.slug else slug_for(facts.title, facts.number or "")
    taken = {Path(path).stem for path in work.taken if path.startswith(f"policies/{year}/")}
    slug = unused_name(slug, taken)
    folder, path = f"policies/{year}", f"policies/{year}/{slug}.md"
    media = media_names(source.intake, slug)
    body = markdown(official.body, lambda name: media.get(name, name))
    attachments = _attachments(work, source, path)
    work.add_media(source, folder, media, body)
    work.files |= {f"{folder}/{name}": content for name, (_title, content) in attachments.items()}
    listed = tuple((name, title) for name, (title, _content) in attachments.items())
    facts, remarks = with_olders(replace(facts, attachments=listed), body, work)
    work.add(source, path, policy_file(facts, "\n\n".join([*source.remarks, *remarks, body]), work.words))
    work.policies[path] = facts
    work.said += [f"  附件：{name}（{title}）" for name, title in listed]
    _tell_missing_annexes(work, official, listed)


def _tell_missing_annexes(work: Work, official: Official, listed: tuple[tuple[str, str], ...]) -> None:
    there = "".join(words_of(block.node) for block in official.body)
    titles = {title for _name, title in listed}
    for annex in official.annexes:
        if annex not in titles and there.count(annex) < 2:
            work.said.append(f"  附件“{annex}”不在正文里，也没有在同一文件夹中找到，请补到 attachments")


def _facts(work: Work, source: Source) -> Facts:
    official, said = source.official, source.intake
    text = "\n".join(block.text for block in official.body)
    doubts = dict(official.fields_in_doubt)
    published = work.wishes.published or said.published or work.settings.today
    if work.wishes.published is None and said.published is None:
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
    doubts["formerly"] = "网页保存时的地址，打开旧网址会转到这里；是别的网站的，删去这一行"
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
        formerly=said.address,
        doubts=doubts,
    )


def _expect_new(work: Work, facts: Facts) -> None:
    known = {other.number: path for path, other in work.policies.items()}
    for policy in (d for d in work.library.documents if isinstance(d, Policy) and d.has("number")):
        known.setdefault(policy.number, policy.path)
    if path := known.get(facts.number):
        raise WrongUse(
            f"文号 {facts.number} 的文件已经有了（{path}），没有重复导入；内容有改动的，请直接改那个文件"
        )


def _annexes_beside(source: Source) -> dict[str, Path]:
    """Files in the same folder that bear the title of an annex."""
    beside = [file for file in sorted(source.file.parent.iterdir()) if file.is_file() and file != source.file]
    found = {}
    for annex in source.official.annexes:
        if (file := next((file for file in beside if same_title(file.stem, annex)), None)) is not None:
            found[annex] = file
    return found


def _attachments(work: Work, source: Source, path: str) -> dict[str, tuple[str, bytes]]:
    """What was embedded, and the annexes that lie beside the file."""
    found: dict[str, tuple[str, bytes]] = {}
    slug = Path(path).stem

    def add(title: str, ending: str, content: bytes) -> None:
        found[f"{slug}-annex-{len(found) + 1}{ending.lower()}"] = (title, content)

    for annex, file in _annexes_beside(source).items():
        add(annex, file.suffix, file.read_bytes())
        work.used[file] = path
    for name, content in source.intake.enclosed.items():
        add(Path(name).stem, Path(name).suffix, content)
    return found


def _begin_interpretation(work: Work, path: str, facts: Facts) -> None:
    folder = f"interpretations/{facts.published.year}"
    taken = {Path(other).stem for other in work.taken if other.startswith(folder + "/")}
    slug = unused_name(Path(path).stem, taken)
    text = interpretation_file(replace(facts, summary=None), (path,), interpretation_body(slug))
    work.files[f"{folder}/{slug}.md"] = text.encode()
    work.said.append(f"同时新建解读 {folder}/{slug}.md（日期与政策文件一致），请写上问答")

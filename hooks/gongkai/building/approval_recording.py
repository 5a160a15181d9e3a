"""Approvals taken into the records: one person's own, or all that a platform tells of a change."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.approval import (
    Approval,
    ApprovalState,
    RecordUnreadable,
    read_record,
    record_path,
    written_record,
)
from gongkai.approval.authors import commits_of
from gongkai.approval.platform_reviews import PlatformChange, PlatformReview
from gongkai.building.approvals import Subject, recorded, subjects
from gongkai.building.section import Section
from gongkai.findings import WrongUse
from gongkai.memo import fresh
from gongkai.settings import Settings
from gongkai.settings.approvals import ApprovalSettings
from gongkai.source import git_line, run_git
from gongkai.source.branches import branch_position

ANY_STEP = "审签"
"""The step where the settings name none."""


@dataclass
class Taken:
    """New records by path of the content folder, and what is told of what was not taken."""

    approvals: dict[str, list[Approval]] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


def asked_of(settings: Settings) -> ApprovalSettings:
    """What the settings ask for; raises `WrongUse` where they ask for nothing."""
    if settings.approvals is None:
        raise WrongUse(
            "设置文件 mkdocs.yml 里没有 approvals，不用审签。要审签的，请管理员写上，"
            "例如 approvals: {count: 2, since: 2026-07-01, steps: [科室, 法规, 保密]}"
        )
    return settings.approvals


def changed_subjects(section: Section, settings: Settings) -> list[Subject]:
    """The files that need approval and differ from the default branch, themselves or in what they refer to."""
    head = git_line(settings.content, "rev-parse", "HEAD")
    stand = branch_position(settings.content, head) if head else None
    if stand is None:
        raise WrongUse("这里不是 git 仓库，或者分不清哪个是默认分支，看不出改动了哪些文件")
    commits = commits_of(settings.content, f"{stand.base}..{head}", fresh)
    prefix = git_line(settings.content, "rev-parse", "--show-prefix")
    touched = {path.removeprefix(prefix) for commit in commits.values() for path in commit.paths}
    bound = (one for one in _subjects(section, settings) if one.is_bound)
    return [one for one in bound if touched & {one.path, *one.files}]


def subject_at(path: str, section: Section, settings: Settings) -> Subject:
    """The file at a path; raises `WrongUse`."""
    found = next((one for one in _subjects(section, settings) if one.path == path), None)
    if found is None:
        raise WrongUse(f"内容文件夹里没有要审签的文件“{path}”（草稿不用审签，定稿后删去 draft 再审）")
    return found


def _subjects(section: Section, settings: Settings) -> Iterator[Subject]:
    return subjects(section.library, section.texts, section.past, settings)


def own_approval(
    subject: Subject, state: ApprovalState | None, step: str, person: str, evidence: str, settings: Settings
) -> Approval:
    """A person's approval of a file as it lies here; raises `WrongUse` where it would not count anyhow."""
    asked = asked_of(settings)
    if evidence not in asked.evidence:
        raise WrongUse(f"本单位的设置不认这种审签（approvals 的 evidence 只有 {'、'.join(asked.evidence)}）")
    if state and person in state.authors:
        raise WrongUse(f"{subject.path} 是您自己改的，不能自己审；请别的人审")
    if asked.people and person not in asked.people:
        raise WrongUse("您不在审签人员名单里（设置的 approvals 的 people）；请管理员加上，或者换一个账号")
    if asked.steps and step not in asked.steps:
        raise WrongUse(f"没有“{step}”这一步，可以写 {'、'.join(asked.steps)}")
    if not asked.may_take(person, step):
        raise WrongUse(f"“{step}”这一步由别的人审（设置的 approvals 的 steps）")
    digest = subject.digest(settings.content)
    commit = git_line(settings.content, "rev-parse", "HEAD")
    return Approval(step or ANY_STEP, person, settings.today, digest, evidence, commit=commit)


def platform_approvals(change: PlatformChange, found: list[Subject], settings: Settings) -> Taken:
    """What a platform's approvals of a change say of each file in it."""
    asked, taken = asked_of(settings), Taken()
    author = asked.person(change.author)
    for review in change.reviews:
        person = asked.person(review.account)
        step = _step_of(review, person, asked)
        if person == author:
            taken.told.append(f"{person} 的批准没有取：合并请求是他自己提的")
        elif not step:
            taken.told.append(
                f"{person} 的批准没有取：看不出审的是哪一步（在批准的意见里写“保密：同意”这样的一句）"
            )
        else:
            for subject in found:
                digest = subject.digest_at(settings.content, review.commit)
                one = Approval(
                    step, person, review.day, digest, "platform", author, review.commit, change.where
                )
                if digest:
                    taken.approvals.setdefault(subject.path, []).append(one)
                else:
                    taken.told.append(
                        f"{person} 批准的提交 {review.commit[:10]} 里没有 {subject.path}，或者没有取到"
                    )
    return taken


def _step_of(review: PlatformReview, person: str, asked: ApprovalSettings) -> str:
    if not asked.steps:
        return ANY_STEP
    said = next((step for step in asked.steps if review.said.strip().startswith(step)), "")
    own = asked.steps_of(person)
    if said and asked.may_take(person, said):
        return said
    return own[0] if len(own) == 1 else ""


def claimed_without_reason(taken: Taken, found: list[Subject], settings: Settings) -> list[str]:
    """What the records of changed files claim of the platform, beyond what it says and what the default branch has."""
    claims = []
    for subject in found:
        true = {_claim(one) for one in taken.approvals.get(subject.path, ())}
        true |= {_claim(one) for one in _before(subject.path, settings)}
        claims += [
            f"{subject.path}：记录里 {one.by} 审“{one.step}”的一条，平台上没有"
            for one in recorded(subject.path, asked_of(settings))
            if one.evidence == "platform" and _claim(one) not in true
        ]
    return claims


def _claim(one: Approval) -> tuple[str, str, str, str]:
    return one.step, one.by, one.digest, one.day.isoformat()


def _before(path: str, settings: Settings) -> tuple[Approval, ...]:
    """The record of a file as the default branch has it."""
    folder = asked_of(settings).folder
    head = git_line(settings.content, "rev-parse", "HEAD")
    stand = branch_position(settings.content, head)
    if stand is None or not folder.is_dir():
        return ()
    shown = run_git(folder, "show", f"{stand.base}:./{record_path(path)}")
    try:
        return () if shown.returncode else read_record(shown.stdout)
    except RecordUnreadable:
        return ()


def put_down(approvals: dict[str, list[Approval]], settings: Settings) -> dict[str, bytes | None]:
    """Add approvals to the records: the paths of records that changed, with what each held before, None where it was not
    there. One that cannot be read leaves all as they were."""
    asked, whole = asked_of(settings), {}
    for path, new in approvals.items():
        before = recorded(path, asked)
        known = {(*_claim(one), one.evidence) for one in before}
        if more := [one for one in new if (*_claim(one), one.evidence) not in known]:
            whole[asked.folder / record_path(path)] = written_record([*before, *more])
    held = {file.as_posix(): file.read_bytes() if file.is_file() else None for file in whole}
    for file, record in whole.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(record)
    return held

"""What is settled at the desk once a change is written: a reviewer agrees to it, its clerk merges it. Each raises
`WrongUse` where it does not go on, in words for the page; what it returns is said when it did."""

from collections.abc import Collection

from gongkai.approval import ApprovalState
from gongkai.building.approval_recording import asked_of, changed_subjects, own_approval, put_down
from gongkai.building.section import JudgedSection
from gongkai.changes import merge as merging
from gongkai.changes.bundle import push
from gongkai.changes.clone import Clone
from gongkai.changes.records import commit_records
from gongkai.desk.open_change import Moved, OpenChange
from gongkai.desk.questions import is_interpretation, is_policy, questions
from gongkai.editing.reviewed import with_review_days
from gongkai.findings import WrongUse
from gongkai.model.document import is_draft
from gongkai.settings import Settings


def refuse_unsaved(paths: Collection[str]) -> None:
    """Raises `WrongUse` where the page holds what was typed and is saved nowhere: it would be lost, and the old text go out."""
    if paths:
        raise WrongUse(
            f"{'、'.join(sorted(set(paths)))} 里有还没有存的修改。先点“先存着”，看过再来；审签以后改了的，要重新请人审"
        )


def agree(desk: OpenChange, step: str, shown: str) -> str:
    """Record one's approval of all that the change changes, and push it. `shown`: what the page was drawn from
    (`OpenChange.shown`); nobody approves of what he was not shown."""
    clone, settings = desk.clone, desk.settings
    branch = desk.name(clone)
    desk.take_over(clone, branch)
    if any(path.startswith(clone.content) for path in clone.uncommitted()):
        raise WrongUse("您手上有没有提交的改动，审的不会是别人看到的：先提交，或者放弃这些改动")
    if shown != desk.shown():
        raise Moved("这项改动在您打开以后又改过，没有记下您的审签。页面已经换成现在的内容，请重新看一遍")
    asked, judged = asked_of(settings), desk.judged_by(settings)
    if not clone.who:
        raise WrongUse("本机的 git 还不知道您是谁：先运行 git config user.email 邮箱")
    person = asked.person(clone.who)
    evidence = "signature" if "signature" in asked.evidence else "word"
    found = changed_subjects(judged, settings)
    new = {
        one.path: [own_approval(one, judged.approvals.get(one.path), step, person, evidence, settings)]
        for one in found
    }
    written = put_down(new, settings)
    if not written:
        raise WrongUse("这一步您已经审过了，没有新的要记录")
    before = clone.git("rev-parse", "HEAD").strip()
    commit_records(clone, written, step or "审签", sign=evidence == "signature")
    try:
        push(clone, branch)
    except WrongUse as problem:
        clone.git("reset", "--quiet", "--keep", before)
        raise WrongUse(f"没有记下，请再点一次（刚才别人也推送了的，会先取回来）：{problem}") from problem
    return f"已记下您的审签（{step or '审签'}），{len(written)} 份文件。"


def merge(desk: OpenChange) -> str:
    """Fill in the days of the reviews and merge; the server has the last word."""
    clone, settings = desk.clone, desk.settings
    branch = desk.name(clone)
    if waiting := clone.uncommitted():
        raise WrongUse(f"手上还有没有存的改动，先点“先存着”：{'、'.join(waiting)}")
    desk.take_over(clone, branch)
    judged = desk.judged_by(settings)
    _refuse_unready(desk, clone, judged, settings)
    said = _when_public(desk, judged, settings)
    desk.take_over(clone, clone.main)
    if _fill(desk, judged):
        desk.commit(clone, "填写审查日期")
        push(clone, branch)
    merging.merge(clone, branch)
    return f"已合并 {branch.rpartition('/')[2]}，{said}。"


def _refuse_unready(desk: OpenChange, clone: Clone, judged: JudgedSection, settings: Settings) -> None:
    documents = filter(None, map(judged.library.get, desk.documents()))
    if drafts := [one.title for one in documents if is_draft(one)]:
        raise WrongUse(f"还是草稿，先点“存好，请人审”：{'、'.join(drafts)}")
    states = desk.states(judged)
    if short := [f"{path}：{_short_of(state)}" for path, state in states.items() if not state.is_complete]:
        raise Moved(
            "审签还不够，不能合并（审签以后又改过的，要重新审）。点“存好，请人审”，请人打开再审：\n"
            + "\n".join(short)
        )
    person = settings.approvals.person(clone.who) if settings.approvals else ""
    if any(person == one.by for state in judged.approvals.values() for one in state.counted) and _fill(
        desk, judged, only_look=True
    ):
        raise WrongUse("审签日期要写进文件，审过的人写了，自己的审签就不算了：请改稿的人来合并")
    if left := [
        f"{path}：{one.label}"
        for path, state in states.items()
        for one in questions(path, (settings.content / path).read_bytes(), settings, state.counted)
    ]:
        raise WrongUse("还有没填好的地方，填好点“先存着”，再合并：\n" + "\n".join(left))


def _short_of(state: ApprovalState) -> str:
    short = state.fault or (
        f"缺：{'、'.join(state.missing)}" if state.missing else f"还缺 {state.lacking} 人"
    )
    return "；".join((short, *not_counted(state)))


def not_counted(state: ApprovalState) -> tuple[str, ...]:
    """The approvals that do not count, each step's newest once, unless another of that step does."""
    taken = {one.step for one in state.counted}
    newest = {one.approval.step: one for one in state.refused if one.approval.step not in taken}
    return tuple(f"{step}（{one.approval.day}）的审签不算数：{one.why}" for step, one in newest.items())


def _when_public(desk: OpenChange, judged: JudgedSection, settings: Settings) -> str:
    """When readers will see what is merged now."""
    found = filter(None, map(judged.library.get, desk.documents()))
    days = {one.published for one in found if one.has("published") and one.published}
    later = sorted(day for day in days if day > settings.today)
    if not later:
        return "服务器生成网站以后就公开，通常要几分钟"
    listed = "、".join(f"{day}" for day in later)
    return f"到 {listed} 公开" if len(later) == len(days) else f"到期的现在公开，其余的到 {listed} 公开"


def _fill(desk: OpenChange, judged: JudgedSection, *, only_look: bool = False) -> bool:
    """Whether days of reviews were to be filled in."""
    filled = False
    for path, state in desk.states(judged).items():
        file = desk.settings.content / path
        new = with_review_days(file.read_bytes(), state.counted)
        if new is not None and (is_policy(path) or is_interpretation(path)):
            filled = True
            if not only_look:
                file.write_bytes(new)
    return filled

"""What a clerk or a reviewer does at the desk, a step at a time. Each raises `WrongUse` where it does not go on, in words
for the page; what it returns is said when it did."""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gongkai.approval import Approval, ApprovalState
from gongkai.building import pipeline
from gongkai.building.approving import asked_of, changed_subjects, own_approval, put_down
from gongkai.building.section import JudgedSection
from gongkai.changes.bundle import Bundle, bundles, push, put_together
from gongkai.changes.checked import faults, told
from gongkai.changes.clone import Clone
from gongkai.changes.merge import fits, is_behind, merge, take_over, torn_told
from gongkai.changes.records import commit_records
from gongkai.changes.together import name_of
from gongkai.desk.questions import (
    answered,
    finished,
    is_interpretation,
    is_policy,
    questions,
    tied_days,
)
from gongkai.editing.inbox import documents_in
from gongkai.editing.reviewed import with_review_days
from gongkai.editing.writing import write
from gongkai.findings import Finding, WrongUse
from gongkai.model.document import is_draft
from gongkai.settings import Settings
from gongkai.source import parsed

Answers = Mapping[str, str | Sequence[str]]


class Desk:
    """The steps. `read_settings` gives the settings as they are now."""

    def __init__(self, read_settings: Callable[[], Settings]) -> None:
        self._read_settings = read_settings

    @property
    def settings(self) -> Settings:
        """As they are now, for one process: threads and new processes do not go together."""
        return replace(self._read_settings(), jobs=1)

    @property
    def clone(self) -> Clone:
        """The repository as it is now."""
        return Clone(self.settings)

    def take_in(self, files: Mapping[str, bytes]) -> str:
        """Make drafts of Word files and the like, on a branch of their own."""
        from gongkai.editing.importing import Refused, Wishes, import_files  # noqa: PLC0415 (half a second to load)

        clone, settings = self.clone, self.settings
        if not files:
            raise WrongUse("没有收到文件")
        if clone.uncommitted():
            raise WrongUse(
                "手上还有没有放进改动的稿子，先在“手上的稿子”里点“放在一起”，存好以后再收文："
                + "、".join(clone.uncommitted())
            )
        clone.fetch()
        if clone.branch != clone.main or clone.git("rev-parse", "HEAD") != clone.git("rev-parse", clone.base):
            clone.switch(clone.main)
        with tempfile.TemporaryDirectory(prefix="gongkai-desk-") as aside:
            folder = Path(aside).resolve()
            for name, data in files.items():
                (folder / name).write_bytes(data)
            refused: Refused = {}
            library = pipeline.read_library_of(settings)
            imported = import_files(documents_in(folder), library, settings, Wishes(), refused)
        if refused or not imported.files:
            raise WrongUse("；".join(map(str, refused.values())) or "这些文件里没有可以导入的文件")
        write(imported, settings.content)
        idle = [name for name in files if folder / name not in imported.used]
        made = tuple(imported.files)
        branch = put_together(clone, Bundle(made), said=f"收文：{name_of(made)}")
        told = [f"没有用到：{'、'.join(idle)}（没有文件把它们列为附件；文件名要与“附件：”后面的名称一致）"]
        return "\n".join([f"已导入，放在分支 {branch}。", *imported.said, *(told if idle else [])])

    def save(self, answers: Mapping[str, Answers], texts: Mapping[str, str]) -> str:
        """Write what was filled in, and whole texts that were edited, into the files of the change, and commit it."""
        clone = self.clone
        branch = self._change(clone)
        mine = set(self.documents())
        for path, text in texts.items():
            _put(clone, path, text.replace("\r\n", "\n").encode(), mine)
        for path, some in answers.items():
            _put(clone, path, answered(_raw(clone, path, mine), some), mine)
        policies = {path: _raw(clone, path, mine) for path in mine if is_policy(path)}
        for path in filter(is_interpretation, mine):
            raw = _raw(clone, path, mine)
            _put(clone, path, answered(raw, tied_days(policies, raw)), mine)
        self._commit(clone, "填写")
        return f"已存在分支 {branch}，还没有推送。"

    def request(self) -> str:
        """Hand the change to the reviewers: nothing is left open in it, and no rule is broken but by what reviews settle."""
        clone, settings = self.clone, self.settings
        branch = self._change(clone)
        self._take_over(clone, branch)
        mine = set(self.documents())
        counted = {path: state.counted for path, state in self.states(self._judged(settings)).items()}
        if left := [
            f"{path}：{'、'.join(said)}"
            for path in sorted(mine)
            if (said := self._open(path, counted.get(path, ())))
        ]:
            raise WrongUse("还有没填好的地方，填好再请人审：\n" + "\n".join(left))
        before = {path: _raw(clone, path, mine) for path in mine}
        for path, raw in before.items():
            _put(clone, path, finished(raw, settings), mine)
        if found := faults(self._judged(settings), mine):
            for path, raw in before.items():
                _put(clone, path, raw, mine)
            raise WrongUse("检查没有通过，改好再请人审：\n" + "\n".join(map(told, found)))
        self._commit(clone, "定稿")
        address = push(clone, branch)
        return f"已推送 {branch}，请人审。" + (f"\n到这里提合并请求：{address}" if address else "")

    def bundle(self, branch: str, path: str = "") -> str:
        """Put a draft on one branch with what belongs to it: the browser editor's, or (`path`) one that lies here."""
        clone = self.clone
        clone.fetch()
        if clone.branch != clone.main and not path:
            self.put_away()
        found = next((one for one in bundles(clone) if branch in one.branches or path in one.files), None)
        if found is None:
            raise WrongUse(f"没有 {branch or path} 这份稿子，可能已经合并")
        return f"已放进分支 {put_together(clone, found)}：{'、'.join(found.files)}"

    def look_at(self, branch: str) -> str:
        """Take a change from the server, to look at it."""
        clone = self.clone
        if waiting := clone.uncommitted():
            raise WrongUse(f"手上还有没有提交的改动，先提交或者放弃：{'、'.join(waiting)}")
        clone.fetch()
        if branch not in (clone.main, *clone.changes()):
            raise WrongUse(f"服务器上没有分支 {branch}，可能已经合并")
        if branch == clone.main:
            clone.switch(branch)
        else:
            clone.check_out(branch)
            self._take_over(clone, branch)
        return ""

    def agree(self, step: str) -> str:
        """Record one's approval of all that the change changes, and push it."""
        clone, settings = self.clone, self.settings
        branch = self._change(clone)
        clone.fetch()
        clone.switch(branch)
        asked, judged = asked_of(settings), self._judged(settings)
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

    def merge(self) -> str:
        """Fill in the days of the reviews and merge; the server has the last word."""
        clone, settings = self.clone, self.settings
        branch = self._change(clone)
        clone.fetch()
        clone.switch(branch)
        judged = self._judged(settings)
        if drafts := [
            one.title for one in map(judged.library.get, self.documents()) if one and is_draft(one)
        ]:
            raise WrongUse(f"还是草稿，先点“存好，请人审”：{'、'.join(drafts)}")
        person = settings.approvals.person(clone.who) if settings.approvals else ""
        if any(
            person == one.by for state in judged.approvals.values() for one in state.counted
        ) and self._fill(judged, only_look=True):
            raise WrongUse("审签日期要写进文件，审过的人写了，自己的审签就不算了：请改稿的人来合并")
        if left := [
            f"{path}：{one.label}"
            for path, state in self.states(judged).items()
            for one in questions(path, (settings.content / path).read_bytes(), settings, state.counted)
        ]:
            raise WrongUse("还有没填好的地方，填好点“先存着”，再合并：\n" + "\n".join(left))
        self._take_over(clone, clone.main)
        if self._fill(judged):
            self._commit(clone, "填写审查日期")
            push(clone, branch)
        merge(clone, branch)
        return f"已合并 {branch.rpartition('/')[2]}，到发布日期就公开。"

    def put_away(self) -> str:
        """Back to the default branch; the change stays where it is."""
        clone = self.clone
        if waiting := clone.uncommitted():
            raise WrongUse(f"手上还有没有提交的改动，先提交或者放弃：{'、'.join(waiting)}")
        clone.switch(clone.main)
        return ""

    def documents(self) -> tuple[str, ...]:
        """The documents of the change that is checked out, below the content folder."""
        return self.clone.documents() if self.clone.is_on_change else ()

    def findings(self, judged: JudgedSection) -> list[Finding]:
        """Errors in the documents of the change."""
        mine = self.documents()
        return [one for one in judged.report.findings if one.path in mine and one.severity == "error"]

    def judged(self) -> JudgedSection:
        """The section, judged as it lies here."""
        return self._judged(self.settings)

    def states(self, judged: JudgedSection) -> dict[str, ApprovalState]:
        """How far the approval of each document of the change has come."""
        return {path: judged.approvals[path] for path in self.documents() if path in judged.approvals}

    def _judged(self, settings: Settings) -> JudgedSection:
        return pipeline.check(settings, base=self.clone.base)

    def _open(self, path: str, counted: Sequence[Approval]) -> list[str]:
        settings = self.settings
        raw = (settings.content / path).read_bytes()
        asked = [one.label for one in questions(path, raw, settings, counted)]
        given = settings.approvals is not None
        lines = raw.decode("utf-8-sig", errors="replace").splitlines()
        body = lines.index("---", 1) if "---" in lines[1:] else 0
        left = [
            one
            for one in parsed(raw, is_markdown=True).todos
            if one.line - 1 > body or (not given and not asked)
        ]
        return [*asked, *(f"第 {one.line} 行 {one.kind}：{one.text}" for one in left)]

    def _fill(self, judged: JudgedSection, *, only_look: bool = False) -> bool:
        """Whether days of reviews were to be filled in."""
        filled = False
        for path, state in self.states(judged).items():
            file = self.settings.content / path
            new = with_review_days(file.read_bytes(), state.counted)
            if new is not None and (is_policy(path) or is_interpretation(path)):
                filled = True
                if not only_look:
                    file.write_bytes(new)
        return filled

    def _commit(self, clone: Clone, what: str) -> None:
        if waiting := clone.uncommitted():
            clone.git("add", "--", *waiting)
            title = clone.commit_title(f"{what}：{clone.branch.rpartition('/')[2]}")
            clone.git("commit", "--quiet", "-m", title, "--", *waiting)

    def _take_over(self, clone: Clone, branch: str) -> None:
        """Bring in what others pushed to the change, or to the default branch where that does not fit; raises `WrongUse`
        where a person has to settle what both changed."""
        clone.fetch()
        other = clone.named(branch)
        if (
            other == branch
            or not is_behind(clone, other)
            or (branch == clone.main and fits(clone, clone.branch))
        ):
            return
        if torn := take_over(clone, other):
            raise WrongUse(torn_told(torn, clone.content))

    def _change(self, clone: Clone) -> str:
        if not clone.is_on_change:
            raise WrongUse("现在没有打开哪一次改动")
        return clone.branch


def _raw(clone: Clone, path: str, mine: set[str]) -> bytes:
    """A document of the change; no other path is read or written."""
    if path not in mine:
        raise WrongUse(f"{path} 不在这次改动里")
    return (clone.settings.content / path).read_bytes()


def _put(clone: Clone, path: str, data: bytes, mine: set[str]) -> None:
    if _raw(clone, path, mine) != data:
        (clone.settings.content / path).write_bytes(data)

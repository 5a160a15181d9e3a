"""What a clerk does at the desk, a step at a time. Each raises `WrongUse` where it does not go on, in words
for the page; what it returns is said when it did."""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongkai.approval import Approval
from gongkai.building import pipeline
from gongkai.changes.bundle import Bundle, bundles, push, put_together
from gongkai.changes.change_findings import faults, finding_line
from gongkai.changes.clone import Clone
from gongkai.changes.related_files import name_of
from gongkai.desk.open_change import OpenChange
from gongkai.desk.questions import (
    answered,
    finished,
    is_interpretation,
    is_policy,
    questions,
    tied_days,
)
from gongkai.editing.inbox import documents_in
from gongkai.editing.writing import write
from gongkai.findings import WrongUse
from gongkai.source import git_line, parsed

Answers = Mapping[str, str | Sequence[str]]


class Desk(OpenChange):
    """The steps of whoever writes the change."""

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

    def save(self, answers: Mapping[str, Answers], texts: Mapping[str, str], shown: str = "") -> str:
        """Write what was filled in, and whole texts that were edited, into the files of the change, and commit it. `shown`:
        what the page was drawn from (`OpenChange.shown`); a text that is another now is not written over."""
        clone = self.clone
        branch = self.name(clone)
        mine = set(self.documents())
        if other := [path for path in texts if shown and _is_another(clone, path, shown, self.shown())]:
            raise WrongUse(
                f"{'、'.join(other)} 在您打开以后又改过，没有存。先把您改的文字复制出来，刷新页面，再改一遍"
            )
        for path, text in texts.items():
            _put(clone, path, text.replace("\r\n", "\n").encode(), mine)
        for path, some in answers.items():
            _put(clone, path, answered(_raw(clone, path, mine), some), mine)
        policies = {path: _raw(clone, path, mine) for path in mine if is_policy(path)}
        for path in filter(is_interpretation, mine):
            raw = _raw(clone, path, mine)
            _put(clone, path, answered(raw, tied_days(policies, raw)), mine)
        self.commit(clone, "填写")
        return f"已存在分支 {branch}，还没有推送。"

    def request(self) -> str:
        """Hand the change to the reviewers: nothing is left open in it, and no rule is broken but by what reviews settle."""
        clone, settings = self.clone, self.settings
        branch = self.name(clone)
        self.take_over(clone, branch)
        mine = set(self.documents())
        counted = {path: state.counted for path, state in self.states(self.judged_by(settings)).items()}
        if left := [
            f"{path}：{'、'.join(said)}"
            for path in sorted(mine)
            if (said := self._open(path, counted.get(path, ())))
        ]:
            raise WrongUse("还有没填好的地方，填好再请人审：\n" + "\n".join(left))
        before = {path: _raw(clone, path, mine) for path in mine}
        for path, raw in before.items():
            _put(clone, path, finished(raw, settings), mine)
        if found := faults(self.judged_by(settings), mine):
            for path, raw in before.items():
                _put(clone, path, raw, mine)
            raise WrongUse("检查没有通过，改好再请人审：\n" + "\n".join(map(finding_line, found)))
        self.commit(clone, "定稿")
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
            self.take_over(clone, branch)
        return ""

    def put_away(self) -> str:
        """Back to the default branch; the change stays where it is."""
        clone = self.clone
        if waiting := clone.uncommitted():
            raise WrongUse(f"手上还有没有提交的改动，先提交或者放弃：{'、'.join(waiting)}")
        clone.switch(clone.main)
        return ""

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


def _raw(clone: Clone, path: str, mine: set[str]) -> bytes:
    """A document of the change; no other path is read or written."""
    if path not in mine:
        raise WrongUse(f"{path} 不在这次改动里")
    return (clone.settings.content / path).read_bytes()


def _is_another(clone: Clone, path: str, shown: str, now: str) -> bool:
    """Whether a document is not what a page showed."""
    before, after = (
        git_line(clone.root, "rev-parse", "--verify", "--quiet", f"{tree}:{path}") for tree in (shown, now)
    )
    return before != after


def _put(clone: Clone, path: str, data: bytes, mine: set[str]) -> None:
    if _raw(clone, path, mine) != data:
        (clone.settings.content / path).write_bytes(data)

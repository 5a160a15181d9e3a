"""The change that is checked out at the desk, as all of its steps know it."""

from collections.abc import Callable
from dataclasses import replace

from gongkai.approval import ApprovalState
from gongkai.building import pipeline
from gongkai.building.section import JudgedSection
from gongkai.changes.clone import Clone
from gongkai.changes.merge import fits, is_behind, take_over, torn_told
from gongkai.findings import Finding, WrongUse
from gongkai.settings import Settings
from gongkai.source import git_line


class Moved(WrongUse):
    """A step that was refused, and what lies here is no longer what the page shows: it is to be drawn anew."""


class OpenChange:
    """`read_settings` gives the settings as they are now."""

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

    def documents(self) -> tuple[str, ...]:
        """The documents of the change that is checked out, below the content folder."""
        return self.clone.documents() if self.clone.is_on_change else ()

    def findings(self, judged: JudgedSection) -> list[Finding]:
        """Errors in the documents of the change."""
        mine = self.documents()
        return [one for one in judged.report.findings if one.path in mine and one.severity == "error"]

    def judged(self) -> JudgedSection:
        """The section, judged as it lies here."""
        return self.judged_by(self.settings)

    def states(self, judged: JudgedSection) -> dict[str, ApprovalState]:
        """How far the approval of each document of the change has come."""
        return {path: judged.approvals[path] for path in self.documents() if path in judged.approvals}

    def judged_by(self, settings: Settings) -> JudgedSection:
        """The same, by settings that were read already."""
        return pipeline.check(settings, base=self.clone.base)

    def shown(self) -> str:
        """What the content folder holds in the commit that is checked out, as git names it: by this a page says what it was
        drawn from."""
        return git_line(self.clone.root, "rev-parse", f"HEAD:{self.clone.content.rstrip('/')}")

    def commit(self, clone: Clone, what: str) -> None:
        """Commit all that is not committed yet."""
        if waiting := clone.uncommitted():
            clone.git("add", "--", *waiting)
            title = clone.commit_title(f"{what}：{clone.branch.rpartition('/')[2]}")
            clone.git("commit", "--quiet", "-m", title, "--", *waiting)

    def take_over(self, clone: Clone, branch: str) -> None:
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
            raise Moved(torn_told(torn, clone.content))

    def refresh(self, clone: Clone) -> str:
        """Bring in what others pushed to the change, where that needs nobody's decision; what is to be said of it."""
        try:
            clone.fetch()
            other = clone.named(clone.branch)
            if other == clone.branch or not is_behind(clone, other):
                return ""
            if git_line(clone.root, "rev-list", "-n1", "HEAD", f"^{other}"):
                return "别人也推送了这项改动（例如审签），下面还没有；点“存好，请人审”，和您存的合在一起"
            clone.git("merge", "--quiet", "--ff-only", other)
        except WrongUse as problem:
            return f"没有取到服务器上的新内容，下面的可能不是最新的：{problem}"
        return ""

    def name(self, clone: Clone) -> str:
        """The branch of the change; raises `WrongUse` where none is open."""
        if not clone.is_on_change:
            raise WrongUse("现在没有打开哪一次改动")
        return clone.branch

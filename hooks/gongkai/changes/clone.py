"""The repository around a section, as a clerk meets it: branches, what is not committed yet, what waits on the server."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from gongkai.findings import WrongUse
from gongkai.settings import Settings
from gongkai.settings.approvals import FOLDER
from gongkai.source import git_line, run_git
from gongkai.source.branches import default_branch

PREFIX = "gaidong/"
"""Branches of ours: a change each."""
EDITOR = "cms/"
"""Branches that the browser editor (Decap) makes, a document each."""
REMOTE = "origin"
_LOCAL, _FETCHED = "refs/heads/", f"refs/remotes/{REMOTE}/"


@dataclass(frozen=True)
class Clone:
    """The clone that the settings file lies in. Whatever runs git raises `WrongUse` where it refuses."""

    settings: Settings

    @cached_property
    def root(self) -> Path:
        """The folder of the work tree."""
        found = git_line(self.settings.config_file.parent, "rev-parse", "--show-toplevel")
        if not found:
            raise WrongUse(
                "这里不是 git 仓库：先取得仓库（git clone 仓库地址 公开，地址问技术人员），在那个文件夹里运行"
            )
        return Path(found)

    @cached_property
    def main(self) -> str:
        """The default branch."""
        found = default_branch(self.root)
        if found is None:
            raise WrongUse("分不清哪个是默认分支；请技术人员设置 origin/HEAD")
        return found

    @property
    def branch(self) -> str:
        """The branch that is checked out; "" for none."""
        return git_line(self.root, "symbolic-ref", "--quiet", "--short", "HEAD")

    @property
    def is_on_change(self) -> bool:
        """Whether what is checked out is a change, ours or the browser editor's."""
        return self.branch.startswith((PREFIX, EDITOR))

    @property
    def base(self) -> str:
        """The default branch as last fetched, or as it is here where nothing is ever fetched."""
        return self.named(self.main)

    def named(self, branch: str) -> str:
        """The name by which git knows a branch: as last fetched, or as it is here where it was never fetched."""
        fetched = f"{_FETCHED}{branch}"
        return fetched if git_line(self.root, "rev-parse", "--verify", "--quiet", fetched) else branch

    def known(self, branch: str) -> str:
        """`named`, of a branch that is there; raises `WrongUse` for any other, with those that wait."""
        name = self.named(branch.removeprefix(f"{REMOTE}/"))
        if not git_line(self.root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}"):
            waiting = "".join(f"\n  {one}" for one in self.changes())
            raise WrongUse(
                f"没有分支“{branch}”：可能还没有推送（写稿的人运行 bundle --push），或者已经合并"
                + (f"。现在等着的有：{waiting}" if waiting else "")
            )
        return name

    @property
    def has_remote(self) -> bool:
        """Whether there is a server to push to."""
        return bool(self.address)

    @property
    def address(self) -> str:
        """Of the server's repository."""
        return git_line(self.root, "remote", "get-url", REMOTE)

    @property
    def who(self) -> str:
        """The address under which commits are made here."""
        return git_line(self.root, "config", "user.email")

    @cached_property
    def content(self) -> str:
        """The content folder below the root, with a slash behind it."""
        return f"{self.settings.content.resolve().relative_to(self.root.resolve()).as_posix()}/"

    @cached_property
    def records(self) -> str:
        """The folder of approvals below the root, with a slash behind it."""
        home = self.settings.config_file.parent.resolve()
        return f"{(home / FOLDER).relative_to(self.root.resolve()).as_posix()}/"

    def git(self, *arguments: str, feed: bytes = b"") -> str:
        """Run git; what it printed."""
        done = run_git(self.root, "-c", "core.quotepath=off", *arguments, feed=feed)
        if done.returncode:
            raise WrongUse(told((done.stderr + done.stdout).decode(errors="replace")))
        return done.stdout.decode(errors="surrogateescape")

    def uncommitted(self) -> tuple[str, ...]:
        """Files of content and records that differ from the last commit, below the root."""
        shape = ("status", "--porcelain", "-z", "--no-renames", "-uall", "--")
        rows = self.git(*shape, self.content, self.records).split("\0")
        return tuple(row[3:] for row in rows if row)

    def changed(self, branch: str = "HEAD") -> tuple[str, ...]:
        """Files below the root that a branch changes, from where it left the default branch."""
        return tuple(filter(None, self.git("diff", *_ALIKE, f"{self.base}...{branch}").split("\0")))

    def text(self, path: str, commit: str) -> bytes | None:
        """What a file below the root holds in a commit; None where it is not there."""
        shown = run_git(self.root, "show", f"{commit}:{path}")
        return None if shown.returncode else shown.stdout

    def fork(self, branch: str = "HEAD") -> str:
        """The commit at which a branch left the default branch."""
        return git_line(self.root, "merge-base", self.base, branch) or self.base

    def commit_title(self, said: str) -> str:
        """What a commit says, told apart from the commits of this change that say the same. No title of a document: what is
        not out yet stays out of the history's words."""
        before = self.git("log", "--format=%s", f"{self.base}..HEAD").splitlines()
        number = 1 + sum(one == said or one.startswith(f"{said}（第 ") for one in before)
        return f"{said}（第 {number} 次）" if number > 1 else said

    def fetch(self) -> None:
        """Learn what others have pushed."""
        if self.has_remote:
            self.git("fetch", "--quiet", "--prune", REMOTE)

    def news(self) -> Iterator[str]:
        """Fetch, and warn where what lies here is not what the server has: others would be shown something else."""
        try:
            self.fetch()
        except WrongUse as problem:
            yield f"! 没有取到服务器上的新内容，看到的可能不是最新的：{problem}"
        branch = self.branch
        if branch and git_line(self.root, "rev-list", "-n1", f"{_FETCHED}{branch}", "^HEAD"):
            yield f"! 服务器上的 {branch} 有新的改动，这里还没有：先取回（git pull）再来，不然对不上"

    def documents(self) -> tuple[str, ...]:
        """The documents that differ from the default branch, committed or not, below the content folder."""
        paths = (*self.changed(), *self.uncommitted())
        below = {path.removeprefix(self.content) for path in paths if path.startswith(self.content)}
        return tuple(
            sorted(one for one in below if one.endswith(".md") and (self.settings.content / one).is_file())
        )

    def branches(self, *prefixes: str) -> Iterator[str]:
        """Branches with such names that have something the default branch has not, here or on the server, the newest
        first."""
        listed = self.git("for-each-ref", "--sort=-committerdate", "--format=%(refname)", _LOCAL, _FETCHED)
        names = (name.removeprefix(_LOCAL).removeprefix(_FETCHED) for name in listed.splitlines())
        for name in dict.fromkeys(name for name in names if name.startswith(prefixes)):
            if git_line(self.root, "rev-list", "-n1", self.named(name), f"^{self.base}"):
                yield name

    def changes(self) -> tuple[str, ...]:
        """The changes that wait, ours and the browser editor's."""
        return tuple(self.branches(PREFIX, EDITOR))

    def check_out(self, branch: str) -> None:
        """Check out a branch as it is here, or as it is on the server where it is not here."""
        here = bool(git_line(self.root, "rev-parse", "--verify", "--quiet", f"{_LOCAL}{branch}"))
        self.git(
            "switch", "--quiet", *((branch,) if here else ("-c", branch, "--track", f"{REMOTE}/{branch}"))
        )

    def switch(self, branch: str) -> None:
        """Check out a branch as it is on the server, or as it is here."""
        self.check_out(branch)
        if self.named(branch) != branch:
            self.git("merge", "--quiet", "--ff-only", f"{REMOTE}/{branch}")


_ALIKE = ("--name-only", "--no-renames", "-z")
_BOTH = (
    "您和别人都改了这个分支：在收文和审签的页面打开这项改动，点“存好，请人审”，两边的合在一起；或者运行 git pull --no-rebase，"
    "再来一次"
)
_UNSIGNED = (
    "签名没有成功：请看看本人的密钥设置（"
    "git config gpg.format 应为 ssh，git config user.signingkey 应为本人的密钥文件）"
)
_REASONS = (
    ("Author identity unknown", "本机的 git 还不知道您是谁：先运行 git config user.email 邮箱，再来一次"),
    ("Please tell me who you are", "本机的 git 还不知道您是谁：先运行 git config user.email 邮箱，再来一次"),
    ("would be overwritten", "您手上有没有提交的改动，和要取下来的撞上了：先提交，或者放弃这些改动"),
    (
        "CONFLICT",
        "和别人的改动撞上了同一处，合不起来：在收文和审签的页面打开这项改动，点“存好，请人审”，把撞上的地方改通顺；"
        "或者运行 git pull --no-rebase，改通顺再提交",
    ),
    ("ot possible to fast-forward", _BOTH),
    ("divergent branches", _BOTH),
    ("fetch first", "服务器上有您还没有取回的改动：先取回（git pull），再来一次"),
    ("non-fast-forward", "服务器上有您还没有取回的改动：先取回（git pull），再来一次"),
    ("protected branch", "默认分支受保护，不能直接推送：请到平台上合并"),
    ("GH006", "默认分支受保护，不能直接推送：请到平台上合并"),
    ("Permission denied", "服务器不让您推送：请管理员看看您的账号和密钥"),
    ("Authentication failed", "服务器不认您的账号或口令：请管理员看看"),
    ("could not read Username", "服务器要账号和口令，这里没有存：请先在终端里推送一次，或者请技术人员设置"),
    ("Could not resolve host", "连不上服务器：请看看网络"),
    ("Could not read from remote", "连不上服务器：请看看网络，或者请管理员看看您的密钥"),
    ("load public key", _UNSIGNED),
    ("signing failed", _UNSIGNED),
    ("failed to sign", _UNSIGNED),
)
"""What git prints, and what that means to a clerk."""


def told(said: str) -> str:
    """What git printed, as a clerk would say it: the hook's own words where it was ours that refused."""
    ours = [line.removeprefix("remote:").strip() for line in said.splitlines()]
    if refused := [line for line in ours if line.startswith(("✗", "没有收下"))]:
        return "\n".join(refused)
    meant = next((reason for sign, reason in _REASONS if sign in said), "")
    plain = "\n".join(line for line in said.splitlines() if not line.startswith("hint:"))
    return meant or f"git 没有做成：{plain.strip()}"

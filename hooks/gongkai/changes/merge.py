"""A change that has been looked at goes to the default branch: as one merge, which the server takes or refuses."""

from collections.abc import Sequence

from gongkai.changes.clone import REMOTE, Clone, told
from gongkai.findings import WrongUse
from gongkai.source import git_line, run_git


def take_over(clone: Clone, other: str) -> tuple[str, ...]:
    """Bring into the branch here what another has; the files in which both changed one place, which are committed with
    both texts in them, marked, for a person to settle: until that is done the check refuses them (GK001)."""
    done = run_git(clone.root, "-c", "core.quotepath=off", "merge", "--quiet", "--no-edit", other)
    if not done.returncode:
        return ()
    torn = tuple(filter(None, clone.git("diff", "--name-only", "--diff-filter=U", "-z").split("\0")))
    if not torn:
        raise WrongUse(told((done.stderr + done.stdout).decode(errors="replace")))
    clone.git("add", "--", *torn)
    clone.git("commit", "--quiet", "-m", clone.commit_title("取回别人的改动，撞上的地方还没有理顺"))
    return torn


def torn_told(torn: Sequence[str], content: str) -> str:
    """What to do about files that both changed, for whoever has them before him."""
    names = "、".join(path.removeprefix(content) for path in torn)
    return (
        f"别人也改了 {names}，和您改到了同一处，两种写法都放在文件里了。点开“直接改这份文件”：<<<<<<< 到 ======= 是您的，"
        "======= 到 >>>>>>> 是别人的，改通顺，三行记号都删掉，再来一次。拿不准的，打电话问对方"
    )


def is_behind(clone: Clone, other: str) -> bool:
    """Whether another branch has what the branch here has not."""
    return bool(git_line(clone.root, "rev-list", "-n1", other, "^HEAD"))


def fits(clone: Clone, branch: str) -> bool:
    """Whether git can merge a branch into the default branch by itself."""
    return not run_git(clone.root, "merge-tree", "--write-tree", clone.base, branch).returncode


def merge(clone: Clone, branch: str) -> None:
    """Push the default branch with a branch merged into it. Nothing here changes unless the server takes it; then the
    default branch is checked out and the branch is gone, here and there. Raises `WrongUse`."""
    if not clone.has_remote:
        raise WrongUse("这个仓库没有服务器（origin），合并不了；请技术人员设置")
    clone.fetch()
    merged = run_git(clone.root, "merge-tree", "--write-tree", clone.base, branch)
    if merged.returncode:
        raise WrongUse(
            "默认分支上有改到同一处的新内容，合不起来：先取回合好（git merge origin/"
            f"{clone.main}），撞上的地方改通顺、提交，再请人审"
        )
    tree = merged.stdout.decode().split("\n", 1)[0]
    both = ("-p", clone.base, "-p", branch)
    commit = clone.git("commit-tree", tree, *both, "-m", f"合并：{branch.rpartition('/')[2]}").strip()
    clone.git("push", "--quiet", REMOTE, f"{commit}:refs/heads/{clone.main}")
    clone.fetch()
    clone.switch(clone.main)
    git_line(clone.root, "branch", "--quiet", "-D", branch)
    git_line(clone.root, "push", "--quiet", REMOTE, "--delete", branch)

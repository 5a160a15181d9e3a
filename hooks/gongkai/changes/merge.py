"""A change that has been looked at goes to the default branch: as one merge, which the server takes or refuses."""

from gongkai.changes.clone import REMOTE, Clone
from gongkai.findings import WrongUse
from gongkai.source import git_line, run_git


def merge(clone: Clone, branch: str) -> None:
    """Push the default branch with a branch merged into it. Nothing here changes unless the server takes it; then the
    default branch is checked out and the branch is gone, here and there. Raises `WrongUse`."""
    if not clone.has_remote:
        raise WrongUse("这个仓库没有服务器（origin），合并不了；请技术人员设置")
    clone.fetch()
    merged = run_git(clone.root, "merge-tree", "--write-tree", clone.base, branch)
    if merged.returncode:
        raise WrongUse(
            "默认分支上有改到同一处的新内容，合不起来；先取回合好（git merge origin/"
            f"{clone.main}），再请人审。怎么办见 docs/editors/together.md"
        )
    tree = merged.stdout.decode().split("\n", 1)[0]
    both = ("-p", clone.base, "-p", branch)
    commit = clone.git("commit-tree", tree, *both, "-m", f"合并：{branch.rpartition('/')[2]}").strip()
    clone.git("push", "--quiet", REMOTE, f"{commit}:refs/heads/{clone.main}")
    clone.fetch()
    clone.switch(clone.main)
    git_line(clone.root, "branch", "--quiet", "-D", branch)
    git_line(clone.root, "push", "--quiet", REMOTE, "--delete", branch)

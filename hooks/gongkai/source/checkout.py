"""The content as it was at an earlier commit."""

import io
import tarfile
from pathlib import Path

from gongkai.findings import WrongUse
from gongkai.source.git import git_line, run_git


def check_out_commit(base: str, content: Path, into: Path) -> bool:
    """Put the content folder as it was at a commit into `into`; False where there was none at that time.

    Raises `WrongUse` where git has no such commit.
    """
    known = git_line(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
    if not known:
        raise WrongUse(f"git 找不到 --base 所指的提交“{base}”（内容文件夹要在 git 仓库里）")
    made = run_git(content, "archive", "--format=tar", known)  # of this folder alone
    if made.returncode:
        return False
    with tarfile.open(fileobj=io.BytesIO(made.stdout)) as archive:
        for member in archive:
            # Links are refused in content anyway (GK001), and one that leads out must not stop the comparison.
            if member.isfile() and (written := archive.extractfile(member)):
                file = into / member.name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(written.read())
    return True

"""Why git knows nothing of a section, and what to do about it, for editors."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HistoryMissing:
    """Why git cannot vouch for anything, and what to do about it; both for editors, in Chinese. `elsewhere`: there is a
    history, and it cannot be read here."""

    why: str
    fix: str
    elsewhere: bool = False


def refusal(said: str) -> HistoryMissing:
    """What git said when it failed, for editors."""
    if not said:
        return HistoryMissing("这台电脑上没有 git", f"安装 git 后再检查；{_WITHOUT}")
    if "not a git repository" in said:
        return OUTSIDE
    if "dubious ownership" in said or "unsafe repository" in said:
        return HistoryMissing(
            "git 不肯读这个仓库：文件夹属于另一个用户",
            "请技术人员运行 git config --global --add safe.directory 仓库所在文件夹，再检查。",
            elsewhere=True,
        )
    reason = next((line for line in said.splitlines() if line.startswith(("fatal:", "error:"))), said)
    said = f"git 读不出历史（{reason.splitlines()[0]}）"
    return HistoryMissing(said, "请技术人员检查仓库是否完整。", elsewhere=True)


_WITHOUT = "不在仓库里的文件夹，检查时加 --no-git。"
OUTSIDE = HistoryMissing("内容文件夹不在 git 仓库里", f"在仓库里检查；{_WITHOUT}")
UNTRACKED = HistoryMissing(
    "内容文件夹没有交给 git 管理（.gitignore 排除了它）", f"从 .gitignore 中删去它；{_WITHOUT}"
)
UNBORN = HistoryMissing("git 仓库里还没有任何提交", "先提交一次，再检查。")
SHALLOW = HistoryMissing(
    "git 仓库只取了最近的提交（浅克隆）",
    "请技术人员在流水线里取全历史：GitHub 写 fetch-depth: 0，GitLab 写 GIT_DEPTH: 0；电脑上运行 git fetch --unshallow。",
    elsewhere=True,
)
UNCLEAR = HistoryMissing(
    "分不清哪个是默认分支（没有 origin/HEAD，也没有 main 或 master）",
    "请技术人员在仓库里运行 git remote set-head origin -a，或者设置环境变量 CI_DEFAULT_BRANCH。",
    elsewhere=True,
)

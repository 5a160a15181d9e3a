"""Where git's history of a section is to be found, and where there is none (GK403), on real repositories."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.incremental.run import stored
from gongkai.model import build_library
from gongkai.settings import read_settings
from gongkai.source import git, read_folder
from gongkai.text import PublicHistory, public_history
from tests.evidence import (
    BACKDATED,
    CONTACT,
    GUIDE,
    MISSING,
    RULES,
    THEN,
    corrected,
    feb,
    findings,
    found,
    guide,
)
from tests.repositories import Repository
from tests.rows import mostly_long


def late(tmp_path: Path, content: str = "content", branch: str = "main") -> Repository:
    """A repository with a document that came two days late."""
    made = Repository.create(tmp_path / "late", content, branch)
    made.commit(THEN, {CONTACT: guide(THEN, words="地址和电话。")})
    made.commit(feb(10), {GUIDE: guide(feb(8))})
    return made


@pytest.mark.parametrize("content", [".", "内容", "docs/政务 公开", "a/b/c"])
def test_the_content_folder_may_lie_anywhere_in_the_repository(tmp_path: Path, content: str) -> None:
    repository = late(tmp_path, content)
    repository.write({"about/附件 一.txt": "说明", "about/图\t表.csv": "1"})
    repository.commit(feb(11))
    assert BACKDATED in found(repository, feb(20))
    for quote in ("true", "false"):
        repository.git("config", "core.quotepath", quote)
        assert BACKDATED in found(repository, feb(20))


def test_the_settings_may_lie_in_another_repository(tmp_path: Path) -> None:
    repository = late(tmp_path)
    Repository.create(tmp_path)  # around everything, with the settings file
    assert found(repository, feb(20)) == [BACKDATED]


@pytest.mark.parametrize(
    "setting",
    mostly_long(
        [
            "diff.renames=false",
            "diff.renameLimit=1",
            "diff.noprefix=true",
            "diff.relative=true",
            "diff.external=false",
            "log.showRoot=false",
            "log.showSignature=true",
            "log.diffMerges=off",
            "log.follow=true",
            "format.pretty=full",
            "color.ui=always",
            "core.abbrev=4",
            "core.fsmonitor=false",
        ],
        "diff.renames=false",
        "diff.external=false",
        "format.pretty=full",
        "core.abbrev=4",
    ),
)
def test_whatever_the_user_has_set_up(tmp_path: Path, setting: str) -> None:
    repository = late(tmp_path)
    repository.commit(feb(1), {RULES: guide(feb(1), words="制度。")})
    repository.git("mv", f"content/{RULES}", "content/about/rules-of-office.md")
    repository.commit(feb(12), {"about/rules-of-office.md": guide(feb(1), words="新的制度。")})
    repository.git("config", *setting.split("=", 1))
    assert found(repository, feb(20)) == [BACKDATED]


def test_a_root_commit_brings_files_too(tmp_path: Path) -> None:
    repository = Repository.create(tmp_path / "r")
    repository.commit(feb(10), {GUIDE: guide(feb(8))})
    assert found(repository, feb(20)) == [BACKDATED]


@pytest.mark.parametrize("branch", ["main", "master", "trunk"])
def test_the_default_branch_is_known_by_its_usual_names_or_because_it_is_alone(
    tmp_path: Path, branch: str
) -> None:
    assert found(late(tmp_path, branch=branch), feb(20)) == [BACKDATED]


def test_the_default_branch_is_known_from_the_remote_or_the_pipeline(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone = late(tmp_path, branch="trunk").clone(tmp_path / "clone")
    clone.branch("guide")
    clone.commit(feb(12), {RULES: guide(feb(11), words="制度。")})
    expected = [BACKDATED, (RULES, 3, "GK401")]
    assert found(clone, feb(20)) == expected
    clone.git("remote", "set-head", "origin", "--delete")
    clone.git("branch", "-q", "-D", "trunk")
    (finding,) = findings(clone, feb(20))
    assert (finding.code, "默认分支" in finding.message) == ("GK403", True)
    monkeypatch.setenv("CI_DEFAULT_BRANCH", "trunk")
    assert found(clone, feb(20)) == expected
    monkeypatch.setenv("CI_DEFAULT_BRANCH", "no-such-branch")
    assert found(clone, feb(20)) == [MISSING]


def test_a_pipeline_has_a_commit_of_main_checked_out_without_a_branch(tmp_path: Path) -> None:
    origin = late(tmp_path)
    clone = origin.clone(tmp_path / "clone")
    commit = clone.git("rev-parse", "HEAD")
    clone.git("checkout", "-q", "--detach")
    clone.git("branch", "-q", "-D", "main")
    assert found(clone, feb(20)) == [BACKDATED]
    origin.commit(feb(21), {GUIDE: guide(feb(10), corrected(feb(8), feb(21)))})
    clone.git("fetch", "-q")
    assert found(clone, feb(22)) == [BACKDATED]  # what was checked out is judged, not what came since
    clone.git("checkout", "-q", "origin/main")
    assert found(clone, feb(22)) == []
    clone.git("checkout", "-q", commit)
    assert found(clone, feb(22)) == [BACKDATED]


def test_a_pipeline_has_a_merge_request_merged_for_a_try(tmp_path: Path) -> None:
    origin = Repository.create(tmp_path / "origin")
    origin.commit(THEN, {CONTACT: guide(THEN, words="地址和电话。")})
    origin.branch("guide")
    origin.commit(feb(6), {GUIDE: guide(feb(8))})
    origin.git("checkout", "-q", "main")
    origin.commit(feb(7), {RULES: guide(feb(7), words="制度。")})
    origin.git("checkout", "-q", "--detach")
    origin.git("merge", "-q", "guide", "-m", "试合并", day=feb(7))
    origin.git("update-ref", "refs/pull/1/merge", "HEAD")
    origin.git("checkout", "-q", "main")
    clone = origin.clone(tmp_path / "clone")
    clone.git("fetch", "-q", "origin", "refs/pull/1/merge:refs/remotes/pull/1/merge")
    clone.git("checkout", "-q", "refs/remotes/pull/1/merge")
    clone.git("branch", "-q", "-D", "main")
    assert found(clone, feb(8)) == []
    assert found(clone, feb(9)) == [BACKDATED]


def test_whoever_works_on_main_is_on_it_before_he_pushes(tmp_path: Path) -> None:
    clone = late(tmp_path).clone(tmp_path / "clone")
    clone.commit(feb(12), {RULES: guide(feb(12), words="制度。")})
    assert found(clone, feb(20)) == [BACKDATED]
    clone.branch("more")  # and his next branch begins there
    assert found(clone, feb(20)) == [BACKDATED]


def test_a_branch_is_held_against_main_as_it_was_last_fetched(tmp_path: Path) -> None:
    origin = Repository.create(tmp_path / "origin")
    origin.commit(THEN, {CONTACT: guide(THEN, words="地址和电话。")})
    clone = origin.clone(tmp_path / "clone")
    clone.branch("guide")
    clone.commit(feb(8), {GUIDE: guide(feb(8))})
    origin.git("fetch", "-q", str(clone.root), "guide:guide")
    origin.merge("guide", feb(8))
    assert found(clone, feb(20)) == [BACKDATED]
    clone.git("fetch", "-q")
    assert found(clone, feb(20)) == []  # merged on the eighth, though main here is old


def test_a_worktree_of_its_own(tmp_path: Path) -> None:
    repository = late(tmp_path)
    repository.git("worktree", "add", "-q", str(tmp_path / "tree"), "-b", "tree")
    tree = Repository(tmp_path / "tree", tmp_path / "tree/content")
    tree.write({RULES: guide(feb(11), words="制度。")})
    assert found(tree, feb(20)) == [BACKDATED, (RULES, 3, "GK401")]


def test_a_history_laid_over_the_true_one_does_not_count(tmp_path: Path) -> None:
    repository = late(tmp_path)
    true = repository.git("rev-parse", "HEAD")
    repository.git("commit", "-q", "--amend", "--no-edit", "--date", "2024-02-08", day=feb(8))
    earlier = repository.git("rev-parse", "HEAD")
    repository.git("reset", "-q", "--hard", true)
    repository.git("replace", true, earlier)
    assert found(repository, feb(20)) == [BACKDATED]
    repository.git("replace", "-d", true)
    (repository.root / ".git/info/grafts").write_text(f"{true}\n", encoding="utf-8")
    assert found(repository, feb(20)) == [BACKDATED]


def test_what_git_s_own_hooks_set_does_not_lead_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, other = late(tmp_path), Repository.create(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.root / ".git/index"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.root))
    assert found(repository, feb(20)) == [BACKDATED]


def unborn(tmp_path: Path) -> Repository:
    repository = Repository.create(tmp_path / "unborn")
    repository.write({GUIDE: guide(feb(8))})
    return repository


def outside(tmp_path: Path) -> Repository:
    repository = Repository(tmp_path / "outside", tmp_path / "outside/content")
    repository.write({GUIDE: guide(feb(8))})
    return repository


def ignored(tmp_path: Path) -> Repository:
    repository = Repository.create(tmp_path / "ignored")
    (repository.root / ".gitignore").write_text("/content/\n", encoding="utf-8")
    repository.commit(feb(8), {GUIDE: guide(feb(8))})
    return repository


def shallow(tmp_path: Path) -> Repository:
    return late(tmp_path).clone(tmp_path / "shallow", "--depth", "1")


def damaged(tmp_path: Path) -> Repository:
    repository = late(tmp_path)
    commit = repository.git("rev-parse", "HEAD~1")
    (repository.root / ".git/objects" / commit[:2] / commit[2:]).unlink()
    return repository


def partial(tmp_path: Path) -> Repository:
    """A clone without the old versions, and its origin is out of reach."""
    origin = late(tmp_path)
    origin.commit(feb(12), {GUIDE: guide(feb(8), words="新的说明。")})
    origin.git("config", "uploadpack.allowFilter", "true")
    clone = origin.clone(tmp_path / "partial", "--filter=blob:none")
    origin.root.rename(tmp_path / "moved")
    return clone


@pytest.mark.parametrize(
    ("make", "said", "to_do"),
    [
        (outside, "不在 git 仓库里", "--no-git"),
        (unborn, "还没有任何提交", "提交"),
        (ignored, ".gitignore", ".gitignore"),
        (shallow, "浅克隆", "fetch-depth: 0"),
        (damaged, "读不出历史", "技术人员"),
        (partial, "读不出历史", "技术人员"),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_where_there_is_no_history_it_is_said_once_and_why(
    tmp_path: Path, make: Callable[[Path], Repository], said: str, to_do: str
) -> None:
    repository = make(tmp_path)
    (finding,) = findings(repository, feb(20))
    assert (finding.path, finding.line, finding.code, finding.severity) == ("", 0, "GK403", "warning")
    assert said in finding.message
    assert to_do in finding.fix
    # without `evidence_since` only old addresses would be missed, where there is a history
    missed = ["GK403"] if make in (shallow, damaged) else []
    assert [one.code for one in findings(repository, feb(20), None)] == missed
    assert findings(repository, feb(20), ask_git=False) == ()


def test_a_shallow_clone_made_whole_again(tmp_path: Path) -> None:
    clone = shallow(tmp_path)
    clone.git("fetch", "-q", "--unshallow")
    assert found(clone, feb(20)) == [BACKDATED]


def test_no_git_on_this_machine(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(repository.root))
    (finding,) = findings(repository, feb(20))
    assert (finding.code, "没有 git" in finding.message) == ("GK403", True)


def test_a_repository_that_git_thinks_is_another_s(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    (finding,) = findings(repository, feb(20))
    assert (finding.code, "safe.directory" in finding.fix) == ("GK403", True)


def test_a_version_that_is_known_is_not_read_again(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in (feb(8), feb(9), feb(10)):
        repository.commit(day, {GUIDE: guide(feb(8), words=f"{day}")})
    repository.commit(feb(11), {GUIDE: guide(feb(8)).replace("title:", "title: [")})  # that is known, too
    repository.commit(feb(12), {GUIDE: guide(feb(8))})
    findings(repository, feb(20))
    kept = repository.root.parent / ".cache/gongkai/kept.sqlite"
    config = repository.root.parent / f"{repository.root.name}.yml"
    settings = read_settings(config, content=repository.content, as_of=feb(20))
    library = build_library(read_folder(settings.content), settings)
    first = public_history(library, settings, stored(settings))
    assert isinstance(first, PublicHistory)
    assert len(first.versions) == 3
    asked: list[tuple[str, ...]] = []
    ask = git.run_git

    def noted(folder: Path, *arguments: str, feed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        asked.append(arguments)
        return ask(folder, *arguments, feed=feed)

    monkeypatch.setattr(git, "run_git", noted)
    assert public_history(library, settings, stored(settings)) == first
    assert asked
    assert not [arguments for arguments in asked if arguments[0] == "cat-file"]
    kept.write_bytes(b"no database")
    assert public_history(library, settings, stored(settings)) == first  # it costs time, never a result

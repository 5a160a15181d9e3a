"""A bare repository's `pre-receive` hook: nothing reaches the default branch that lacks the approvals asked for.

python -m gongkai.cli.receiving, in the repository, with git's lines `OLD NEW REF` on standard input. It refuses what would
delete or rewrite the default branch, findings of rules in the files that are pushed (GK405 among them), drafts, public documents
removed, and anything outside content and records (settings, keys, pipelines) unless a keeper pushes: `git config
gongkai.keepers "a b"`, and who pushes is told by `GONGKAI_USER`, `GITEA_PUSHER_NAME` or `GL_USERNAME`, which the server sets.

Exit status: 0 taken; 1 refused; 3 a fault of the program, and nothing is taken then either.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from gongkai.building import pipeline
from gongkai.building.approvals import subjects
from gongkai.building.section import JudgedSection
from gongkai.findings import Finding, WrongUse
from gongkai.model.document import is_draft
from gongkai.settings import Settings, read_settings
from gongkai.settings.approvals import FOLDER

_PUSHERS = ("GONGKAI_USER", "GITEA_PUSHER_NAME", "GL_USERNAME")
_RECEIVED = "gongkai-received"
_SHOWN = 20
"""Findings that are told."""


def main() -> int:
    """Judge what is pushed."""
    here = Path.cwd().resolve()
    os.environ["CI_DEFAULT_BRANCH"] = _branch()
    branch = f"refs/heads/{_branch()}"
    refused = [
        said
        for line in sys.stdin.read().splitlines()
        for old, new, ref in [line.split(" ", 2)]
        if ref == branch
        for said in _refusals(here, old, new, branch)
    ]
    for said in refused[:_SHOWN]:
        print(f"✗ {said}", file=sys.stderr)
    if len(refused) > _SHOWN:
        print(f"✗ 另有 {len(refused) - _SHOWN} 处", file=sys.stderr)
    if refused:
        print("没有收下，默认分支没有变动。照上面的改法改好，运行 check 看一遍，重新推送。", file=sys.stderr)
    return 1 if refused else 0


def _branch() -> str:
    named = _git("config", "--get", "gongkai.branch", may_fail=True)
    return named or _git("symbolic-ref", "--short", "HEAD", may_fail=True) or "main"


def _git(*arguments: str, at: Path | None = None, may_fail: bool = False) -> str:
    """Git in the repository of the hook, which sees what is being pushed; or in another one, which sees itself alone."""
    alone = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    command = ["git", "-c", "core.quotepath=off", *(("-C", str(at)) if at else ()), *arguments]
    done = subprocess.run(command, capture_output=True, check=False, env=alone if at else None)
    if done.returncode and not may_fail:
        raise WrongUse(done.stderr.decode(errors="replace").strip())
    return "" if done.returncode else done.stdout.decode(errors="replace").strip()


def _refusals(here: Path, old: str, new: str, branch: str) -> Iterator[str]:
    if not new.strip("0"):
        yield "默认分支不能删除"
        return
    if not old.strip("0"):
        if not _is_keeper():
            yield "默认分支的第一次推送由管理员来做"
        return
    if _git("merge-base", old, new, may_fail=True) != old:
        yield "这次推送会改写默认分支的历史；先取回最新的内容（git pull），再推送"
        return
    changes = _changes(old, new)
    with tempfile.TemporaryDirectory(prefix="gongkai-received-") as folder:
        copy = Path(folder).resolve()
        _check_out(here, copy, old, branch)
        settings = read_settings(copy / _settings_file())
        if not _is_keeper() and (kept := list(_kept_from_editors(changes, settings))):
            yield from kept
            return  # its own settings are not to judge it
        _git("checkout", "-q", "-f", "-b", _RECEIVED, new, at=copy)
        there, elsewhere, drafts = _judged(read_settings(copy / _settings_file()), changes)
        yield from map(_told, there)
        if not _is_keeper():
            yield from (f"{path}：草稿留在分支上，写好、审过再合并" for path in drafts)
        if elsewhere:
            _git("checkout", "-q", "-f", _branch(), at=copy)
            known = {(one.path, one.code) for one in _errors(pipeline.check(settings))}
            yield from (_told(one) for one in elsewhere if (one.path, one.code) not in known)


def _settings_file() -> str:
    return _git("config", "--get", "gongkai.settings", may_fail=True) or "mkdocs.yml"


def _changes(old: str, new: str) -> dict[str, str]:
    """What happened to each path that differs: A, M, D, T."""
    words = _git("diff", "--name-status", "--no-renames", "-z", old, new).split("\0")
    return dict(zip(words[1::2], words[::2], strict=False))


def _check_out(here: Path, copy: Path, old: str, branch: str) -> None:
    """An ordinary clone on the default branch as it is, which sees what is pushed too. Its cache outlives it."""
    _git("init", "-q", at=copy)
    objects = [_git("rev-parse", "--git-path", "objects"), os.environ.get("GIT_OBJECT_DIRECTORY", "")]
    objects += os.environ.get("GIT_ALTERNATE_OBJECT_DIRECTORIES", "").split(os.pathsep)
    said = "".join(f"{(here / one).resolve()}\n" for one in dict.fromkeys(objects) if one)
    told = copy / ".git" / "objects" / "info" / "alternates"
    told.parent.mkdir(exist_ok=True)
    told.write_text(said, encoding="utf-8")
    _git("update-ref", branch, old, at=copy)
    _git("symbolic-ref", "HEAD", branch, at=copy)
    _git("reset", "-q", "--hard", at=copy)
    cache = here / "gongkai-cache"
    cache.mkdir(exist_ok=True)
    if not (copy / ".cache").exists():
        (copy / ".cache").symlink_to(cache)


def _kept_from_editors(changes: dict[str, str], settings: Settings) -> Iterator[str]:
    """What is pushed and not an editor's to change; `settings` are those of the default branch."""
    home = settings.config_file.parent
    content = f"{settings.content.relative_to(home).as_posix()}/"
    for path, how in changes.items():
        record = path.startswith(f"{FOLDER}/") and path.endswith(".yml")
        hidden = any(part.startswith(".") for part in path.split("/"))
        if hidden or not (record or path.startswith(content)):
            yield f"{path}：设置、密钥、流水线由管理员改"
        elif how == "D" and path.startswith(content) and path.endswith((".md", ".yml")):
            yield f"{path}：删除文件由管理员来做；要撤下的，在文件里写 withdrawn"
    if settings.approvals is None:
        yield "设置里没有 approvals，不知道要几个人审签；请管理员先写好"


def _judged(settings: Settings, changes: dict[str, str]) -> tuple[list[Finding], list[Finding], list[str]]:
    """The errors in the files that are pushed or refer to one that is; all others, old ones among them; and the drafts
    that are pushed, which nobody can have approved."""
    judged = pipeline.check(settings, base=_branch())
    content = f"{settings.content.relative_to(settings.config_file.parent).as_posix()}/"
    pushed = {path.removeprefix(content) for path in changes}
    found = subjects(judged.library, judged.texts, judged.past, settings)
    touched = pushed | {one.path for one in found if not pushed.isdisjoint(one.files)}
    errors = _errors(judged)
    there = [one for one in errors if one.path in touched]
    drafts = [one.path for one in judged.library.documents if is_draft(one) and one.path in pushed]
    return there, [one for one in errors if one.path not in touched], drafts


def _told(finding: Finding) -> str:
    return f"{finding.path} 第 {finding.line} 行 {finding.code} {finding.message}　改法：{finding.fix}"


def _errors(judged: JudgedSection) -> list[Finding]:
    return [one for one in judged.report.findings if one.severity == "error"]


def _is_keeper() -> bool:
    pusher = next((name for key in _PUSHERS if (name := os.environ.get(key, ""))), "")
    return bool(pusher) and pusher in _git("config", "--get", "gongkai.keepers", may_fail=True).split()


if __name__ == "__main__":
    try:
        status = main()
    except WrongUse as problem:
        print(f"✗ {problem}\n没有收下，默认分支没有变动。", file=sys.stderr)
        status = 1
    sys.exit(status)

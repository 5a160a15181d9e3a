"""Puts what belongs together on one branch: what lies here and is not committed, and what the browser editor saved, a
document a branch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.changes.clone import EDITOR, PREFIX, Clone
from gongkai.changes.related_files import groups, name_of, record_paths
from gongkai.findings import WrongUse
from gongkai.model.naming import unused_name
from gongkai.source import git_line


@dataclass(frozen=True)
class Bundle:
    """What belongs together: files below the content folder, and the editor's branches that hold some of them."""

    files: tuple[str, ...]
    branches: tuple[str, ...] = ()
    goes_on: bool = False
    """Whether it belongs to the change that is checked out."""


def bundles(clone: Clone) -> list[Bundle]:
    """All that waits, in groups; what belongs to the change that is checked out first."""
    content = clone.content
    texts: dict[str, str] = {}
    held: dict[str, list[str]] = {}
    there = _below(content, clone.changed()) if clone.is_on_change else []
    for path in there:
        texts[path] = _text(clone.text(f"{content}{path}", "HEAD"))
    for branch in clone.branches(EDITOR):
        name = clone.named(branch)
        for path in _below(content, clone.changed(name)):
            texts[path] = _text(clone.text(f"{content}{path}", name))
            held.setdefault(path, []).append(branch)
    waiting = _below(content, clone.uncommitted())
    for path in waiting:
        file = clone.root / content / path
        texts[path] = _text(file.read_bytes() if file.is_file() else None)
    found = [_bundle(group, waiting, held, there) for group in groups(texts)]
    return sorted((one for one in found if one.files), key=lambda one: not one.goes_on)


def _bundle(
    group: tuple[str, ...], waiting: Sequence[str], held: Mapping[str, Sequence[str]], there: Sequence[str]
) -> Bundle:
    """Of what belongs together, what is not on the branch yet."""
    files = tuple(path for path in group if path in waiting or path in held)
    branches = dict.fromkeys(name for path in group for name in held.get(path, ()))
    return Bundle(files, tuple(branches), goes_on=not set(there).isdisjoint(group))


def _below(folder: str, paths: Iterable[str]) -> list[str]:
    return [path.removeprefix(folder) for path in paths if path.startswith(folder)]


def _text(raw: bytes | None) -> str:
    try:
        return (raw or b"").decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def bundle_of(found: Sequence[Bundle], named: Sequence[str]) -> Bundle:
    """The one group that has the named files, or the only one there is; raises `WrongUse`."""
    if not found:
        raise WrongUse("没有要提交的改动，网页编辑器里也没有存着的稿子")
    if not named:
        if len(found) > 1 and not found[0].goes_on:
            listed = "\n".join(f"  {'、'.join(one.files)}" for one in found)
            raise WrongUse(
                f"有 {len(found)} 组互不相关的改动，请在命令后面写上其中一组的任何一份文件：\n{listed}"
            )
        return found[0]
    known = {path for one in found for path in one.files}
    if missing := [path for path in named if path not in known]:
        raise WrongUse(f"{'、'.join(missing)} 没有改动；改动了的有 {'、'.join(sorted(known))}")
    chosen = [one for one in found if not set(one.files).isdisjoint(named)]
    branches = dict.fromkeys(name for one in chosen for name in one.branches)
    goes_on = any(one.goes_on for one in chosen)
    return Bundle(tuple(path for one in chosen for path in one.files), tuple(branches), goes_on)


def put_together(clone: Clone, bundle: Bundle, name: str = "", said: str = "") -> str:
    """Commit a group on the branch of the change; the branch's name. What belongs to the change that is
    checked out goes on there; for all else a branch begins, from what the server has."""
    branch = clone.branch
    if not bundle.goes_on:
        branch = unused_name(f"{PREFIX}{name or name_of(bundle.files)}", set(_all_branches(clone)))
        clone.git("switch", "--quiet", "--no-track", "-c", branch, clone.base)
    for saved in bundle.branches:
        _merge(clone, saved)
    waiting = set(clone.uncommitted())
    paths = [f"{clone.content}{path}" for path in bundle.files]
    paths += [record_paths(path, clone.records) for path in bundle.files]
    if mine := [path for path in paths if path in waiting]:
        clone.git("add", "--", *mine)
        title = clone.commit_title(said or f"改动：{name_of(bundle.files)}")
        clone.git("commit", "--quiet", "-m", title, "--", *mine)
    return branch


def _merge(clone: Clone, branch: str) -> None:
    """Take in a branch of the editor; where it does not fit, nothing has changed."""
    try:
        clone.git("merge", "--quiet", "--no-edit", clone.named(branch))
    except WrongUse as problem:
        git_line(clone.root, "merge", "--abort")
        raise WrongUse(f"网页编辑器的稿子 {branch}：{problem}") from problem


def _all_branches(clone: Clone) -> list[str]:
    listed = clone.git("for-each-ref", "--format=%(refname)", "refs/heads/", "refs/remotes/origin/")
    return [name.removeprefix("refs/heads/").removeprefix("refs/remotes/origin/") for name in listed.split()]


def push(clone: Clone, branch: str) -> str:
    """Hand a branch to the server; the address at which a merge request is to be opened, "" where there is no platform."""
    if not clone.has_remote:
        raise WrongUse("这个仓库没有服务器（origin），推送不了；请技术人员设置")
    clone.git("push", "--quiet", "-u", "origin", branch)
    return request_address(clone.address, branch, clone.main)


def request_address(remote: str, branch: str, main: str) -> str:
    """Where a platform lets a merge request be opened for a branch; "" for a repository that is none of a platform's."""
    web = web_address(remote)
    if not web:
        return ""
    if "github" in web.split("/")[2]:
        return f"{web}/compare/{main}...{branch}?expand=1"
    if "gitlab" in web.split("/")[2]:
        return f"{web}/-/merge_requests/new?merge_request%5Bsource_branch%5D={branch}"
    return f"{web}/compare/{main}...{branch}" if any(one in web for one in ("gitea", "forgejo")) else ""


def web_address(remote: str) -> str:
    """A remote's address as a browser opens it; "" for one that is a folder or a plain server."""
    plain = remote.removesuffix("/").removesuffix(".git")
    if plain.startswith(("http://", "https://")):
        scheme, _, rest = plain.partition("://")
        return f"{scheme}://{rest.rpartition('@')[2]}"
    if plain.startswith("ssh://"):
        host, _, path = plain.removeprefix("ssh://").partition("/")
        return f"https://{host.rpartition('@')[2].partition(':')[0]}/{path}"
    host, colon, path = plain.partition(":")
    return f"https://{host.rpartition('@')[2]}/{path}" if colon and "@" in host and "/" not in host else ""

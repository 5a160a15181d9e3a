"""A redline as a comment of a merge request, by a platform's API from within its pipeline; a later run replaces it.

What it is about comes from the environment that the platform's pipelines have, and `GONGKAI_TOKEN`, which may write comments.
"""

import json
import os
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.findings import WrongUse

PLATFORMS = ("github", "gitlab", "gitea", "forgejo")
_MARK = "<!-- gongkai redline -->"
"""By which our comment is known again."""
_LONGEST = 60_000
"""Characters; GitHub takes 65,536."""
_SECONDS = 60


@dataclass(frozen=True)
class _Request:
    """A merge request's comments. `comments`: their address; `change`: the method that changes one at `one`."""

    comments: str
    one: str
    change: str
    headers: Mapping[str, str]
    run: str


def post(platform: str, said: str) -> str:
    """Write the comment; what is to be told. A platform that refuses it fails no check: the words are in the log."""
    token = os.environ.get("GONGKAI_TOKEN", "")
    if not token:
        return "! 没有设置保密变量 GONGKAI_TOKEN，改动对照没有写到合并请求上，见日志"
    request = _gitlab(token) if platform == "gitlab" else _github(token)
    body = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}\n\n……太长，其余见流水线的日志。\n"
    words = f"{_MARK}\n{body}\n" + (f"[检查的结果和预览]({request.run})\n" if request.run else "")
    try:
        found = _asked("GET", f"{request.comments}?per_page=100&limit=100", request)
        mine = next((row["id"] for row in found if str(row.get("body", "")).startswith(_MARK)), None)
        if mine is None:
            _asked("POST", request.comments, request, words)
        else:
            _asked(request.change, f"{request.one}/{mine}", request, words)
    except (OSError, ValueError, TypeError, KeyError) as problem:
        return f"! 改动对照没有写到合并请求上（{problem}），见日志"
    return "改动对照已写到合并请求上。"


def _github(token: str) -> _Request:
    """GitHub, Gitea and Forgejo, whose pipelines and comments are alike."""
    server = _needed("GITHUB_SERVER_URL")
    repository, number = _needed("GITHUB_REPOSITORY"), _needed("NUMBER")
    api = os.environ.get("GITHUB_API_URL") or f"{server}/api/v1"
    issues = f"{api}/repos/{repository}/issues"
    run = os.environ.get("GITHUB_RUN_ID", "")
    return _Request(
        f"{issues}/{int(number)}/comments",
        f"{issues}/comments",
        "PATCH",
        {"Authorization": f"token {token}"},
        f"{server}/{repository}/actions/runs/{run}" if run else "",
    )


def _gitlab(token: str) -> _Request:
    place = f"projects/{_needed('CI_PROJECT_ID')}/merge_requests/{_needed('CI_MERGE_REQUEST_IID')}/notes"
    notes = f"{_needed('CI_API_V4_URL')}/{place}"
    return _Request(notes, notes, "PUT", {"PRIVATE-TOKEN": token}, os.environ.get("CI_PIPELINE_URL", ""))


def _needed(name: str) -> str:
    found = os.environ.get(name, "")
    if not found:
        raise WrongUse(f"--post 只能在合并请求的流水线里用：没有环境变量 {name}")
    return found


def _asked(method: str, address: str, request: _Request, words: str = "") -> Any:
    """One call; raises `OSError` where it is refused, `ValueError` for an answer that is no JSON."""
    data = json.dumps({"body": words}).encode() if words else None
    headers = {**request.headers, "Content-Type": "application/json", "Accept": "application/json"}
    call = urllib.request.Request(address, data=data, headers=headers, method=method)
    with urllib.request.urlopen(call, timeout=_SECONDS) as answer:
        return json.loads(answer.read() or b"null")

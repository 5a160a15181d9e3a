"""Puts the findings of a JSON report on the changed lines of a Gitea pull request, as a review.

Run in a Gitea workflow: `python -m gongkai.report.gitea_review report.json origin/main 12`; GITHUB_API_URL (or
GITHUB_SERVER_URL), GITHUB_REPOSITORY and GITEA_TOKEN come from the environment.
"""

import json
import os
import re
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.M)


def changed_lines(base: str, folder: str) -> dict[str, set[int]]:
    """By path in the repository, the lines that differ from where the branch left `base`."""
    diff = subprocess.run(
        ["git", "-c", "core.quotepath=off", "diff", "-U0", "--no-color", f"{base}...HEAD", "--", folder],
        capture_output=True,
        check=True,
        encoding="utf-8",
        errors="replace",
    ).stdout
    found: dict[str, set[int]] = {}
    for part in re.split(r"^diff --git ", diff, flags=re.M)[1:]:
        name = re.search(r"^\+\+\+ b/(.*)$", part, re.M)
        if name:
            found[name[1]] = {
                line
                for start, count in _HUNK.findall(part)
                for line in range(int(start), int(start) + int(count or 1))
            }
    return found


def review(report: dict[str, Any], changed: dict[str, set[int]], folder: str) -> dict[str, Any]:
    """The review as Gitea's API takes it: comments on changed lines, the rest in its text."""
    comments, elsewhere = [], []
    for finding in report["findings"]:
        path = f"{folder}/{finding['path']}"
        lines = changed.get(path, set())
        word = "提醒" if finding["severity"] == "warning" else "错误"
        said = f"**{word} {finding['code']}** {finding['message']}\n\n改法：{finding['fix']}"
        # what is missing altogether is told on line 1: a changed file shows it on its first changed line
        line = (
            finding["line"]
            if finding["line"] in lines
            else min(lines, default=0)
            if finding["line"] <= 1
            else 0
        )
        if line:
            comments.append({"path": path, "new_position": line, "body": said})
        else:
            elsewhere.append(
                f"- {finding['path']} 第 {finding['line']} 行：{word} {finding['code']} {finding['message']}"
            )
    errors = sum(finding["severity"] == "error" for finding in report["findings"])
    text = f"检查发现 {errors} 项错误、{len(report['findings']) - errors} 项提醒。"
    if elsewhere:
        text += "\n\n不在本次改动的行上：\n" + "\n".join(elsewhere)
    return {"event": "REQUEST_CHANGES" if errors else "COMMENT", "body": text, "comments": comments}


def main(report_file: str, base: str, number: str) -> None:
    """Read the report, compare with the change, send the review; nothing is sent where nothing was found.

    The log has it too: a token that may not write (a change from a fork, say) fails no check.
    """
    report = json.loads(Path(report_file).read_text(encoding="utf-8"))
    if not report["findings"]:
        return
    folder = os.environ.get("GONGKAI_CONTENT", "content")
    made = review(report, changed_lines(base, folder), folder)
    print(
        made["body"],
        *(f"{one['path']} 第 {one['new_position']} 行：{one['body']}" for one in made["comments"]),
        sep="\n\n",
    )
    api = os.environ.get("GITHUB_API_URL") or f"{os.environ['GITHUB_SERVER_URL']}/api/v1"
    request = urllib.request.Request(
        f"{api}/repos/{os.environ['GITHUB_REPOSITORY']}/pulls/{int(number)}/reviews",
        data=json.dumps(made).encode(),
        headers={"Authorization": f"token {os.environ['GITEA_TOKEN']}", "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            print(f"\n已在合并请求上留下 {len(made['comments'])} 条意见（{answer.status}）")
    except OSError as problem:
        print(f"\n! 意见没有写到合并请求上（{problem}），请看上面", file=sys.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A platform's approvals of one change, from the answers of its API: GitHub, Forgejo and Gitea, GitLab.

What is read is one JSON object. GitHub, Forgejo, Gitea: `change` (the pull request) and `reviews` (its list of them).
GitLab: `change` (the merge request), `approvals` and `versions`; GitLab says when somebody approved and not which commit,
so the newest version of that moment counts.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.findings import WrongUse
from gongkai.settings import SHANGHAI

PLATFORMS = ("github", "gitlab", "forgejo", "gitea")
_WITHDRAWN = ("CHANGES_REQUESTED", "REQUEST_CHANGES", "DISMISSED", "REJECTED")


@dataclass(frozen=True)
class PlatformReview:
    """One account's approval, of a commit."""

    account: str
    commit: str
    day: date
    said: str = ""


@dataclass(frozen=True)
class PlatformChange:
    """A merge request: who asked, where it is, and who approved."""

    author: str
    where: str
    reviews: tuple[PlatformReview, ...]


def read_platform(platform: str, text: str) -> PlatformChange:
    """Understand the answers; raises `WrongUse`."""
    try:
        given = json.loads(text)
        change = given["change"]
        if platform == "gitlab":
            reviews = tuple(_of_gitlab(given["approvals"], given["versions"]))
            return PlatformChange(str(change["author"]["username"]), str(change.get("web_url", "")), reviews)
        reviews = tuple(_of_reviews(given["reviews"]))
        return PlatformChange(str(change["user"]["login"]), str(change.get("html_url", "")), reviews)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise WrongUse(f"{platform} 的答复读不懂（{problem}）；要送来什么，见 docs/operators.md") from problem


def _of_reviews(given: list[Mapping[str, Any]]) -> Iterator[PlatformReview]:
    """The last word of each account, where that is an approval."""
    last: dict[str, Mapping[str, Any]] = {}
    for one in sorted(given, key=lambda row: str(row["submitted_at"])):
        state = "DISMISSED" if one.get("dismissed") else str(one["state"]).upper()
        if state == "APPROVED" or state in _WITHDRAWN:
            last[str(one["user"]["login"])] = {**one, "state": state}
    for account, one in last.items():
        if one["state"] == "APPROVED":
            day = _moment(one["submitted_at"]).astimezone(SHANGHAI).date()
            yield PlatformReview(account, str(one["commit_id"]), day, str(one.get("body") or ""))


def _of_gitlab(approvals: Mapping[str, Any], versions: list[Mapping[str, Any]]) -> Iterator[PlatformReview]:
    pushed = sorted((_moment(one["created_at"]), str(one["head_commit_sha"])) for one in versions)
    for one in approvals["approved_by"]:
        at = _moment(one["approved_at"])
        seen = [commit for moment, commit in pushed if moment <= at]
        if seen:
            yield PlatformReview(str(one["user"]["username"]), seen[-1], at.astimezone(SHANGHAI).date())


def _moment(said: Any) -> datetime:
    moment = datetime.fromisoformat(str(said).replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)

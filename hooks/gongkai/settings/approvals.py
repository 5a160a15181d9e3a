"""The setting `approvals`: how many people look at a document before it goes out, from when, and who takes which step."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gongkai.findings import WrongUse

DRAFTING = ("起草", "拟稿")
"""Names of the step that the author takes by writing; nobody approves it."""
EVIDENCE = {"platform": "平台上的批准", "signature": "签名的提交", "word": "自己登记的记录"}
"""What may bear an approval out, by the words of settings and records."""
FOLDER = "approvals"
"""Where the records lie, beside the settings file."""
SIGNERS = "signers"
"""The file of keys in that folder, as `ssh-keygen` reads it (ALLOWED SIGNERS)."""
_EXAMPLE = "approvals: {count: 2, since: 2026-07-01, steps: [科室, 法规, 保密]}"
_NO_REPLY = re.compile(r"(?:\d+[+-])?([^@]+)@(?:users\.)?noreply\..+")
"""The addresses that GitHub, GitLab and Forgejo make up for accounts that keep theirs to themselves."""


@dataclass(frozen=True)
class ApprovalSettings:
    """What the bureau asks for."""

    count: int
    """People who approve, none of them an author."""
    since: date
    """Documents `published`, and files changed, from this day on."""
    steps: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Each step that somebody has to take, with the people who may; none named: anybody."""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    """Names that the bureau wants written, by the accounts and addresses of each."""
    evidence: tuple[str, ...] = ("platform", "signature")
    exempt: tuple[str, ...] = ()
    """Folders below the content folder that need no approval."""
    folder: Path = Path(FOLDER)
    """Where the records lie."""

    @property
    def signers(self) -> Path:
        """The keys by which signed commits are known."""
        return self.folder / SIGNERS

    def person(self, account: str) -> str:
        """Who an account or address belongs to: the name that the settings give, else a number that stands for it."""
        plain = _plain(account)
        for name, accounts in self.people.items():
            if plain in (_plain(name), *map(_plain, accounts)):
                return name
        return f"账号{hashlib.sha256(plain.encode()).hexdigest()[:10]}" if plain else ""

    def may_take(self, person: str, step: str) -> bool:
        """Whether a person may take a step."""
        named = self.steps.get(step, ())
        return not named or person in {self.person(one) for one in named}

    def steps_of(self, person: str) -> tuple[str, ...]:
        """The steps that the settings give to this person by name."""
        return tuple(step for step, named in self.steps.items() if named and self.may_take(person, step))


def _plain(account: str) -> str:
    account = account.strip().lower()
    found = _NO_REPLY.fullmatch(account)
    return found[1] if found else account


def read_approvals(given: Any, file: Path) -> ApprovalSettings | None:
    """The setting; raises `WrongUse`."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise WrongUse(f"{file}：approvals 应写成 {_EXAMPLE}")
    known = {"count", "since", "steps", "people", "evidence", "exempt"}
    if unknown := sorted(set(map(str, given)) - known):
        raise WrongUse(
            f"{file}：approvals 中没有名为“{'、'.join(unknown)}”的设置，可写 {'、'.join(sorted(known))}"
        )
    steps = {
        step: people for step, people in _named(given.get("steps"), "steps", file) if step not in DRAFTING
    }
    count, since = given.get("count", max(len(steps), 1)), given.get("since")
    if type(count) is not int or count < 1:
        raise WrongUse(f"{file}：approvals 的 count 应为要几个人审签（大于 0 的整数），现为“{count}”")
    if not isinstance(since, date) or isinstance(since, datetime):
        raise WrongUse(f"{file}：approvals 要写从哪一天起（since），例如 {_EXAMPLE}")
    people = dict(_named(given.get("people"), "people", file))
    evidence = _words(given.get("evidence", list(ApprovalSettings.evidence)), "evidence", file)
    if unknown := sorted(set(evidence) - set(EVIDENCE)):
        shown = "、".join(f"{name}（{said}）" for name, said in EVIDENCE.items())
        raise WrongUse(f"{file}：approvals 的 evidence 中没有“{'、'.join(unknown)}”，可写 {shown}")
    exempt = _words(given.get("exempt", []), "exempt", file)
    return ApprovalSettings(
        count,
        since,
        MappingProxyType(steps),
        MappingProxyType(people),
        evidence,
        exempt,
        file.parent / FOLDER,
    )


def _named(given: Any, name: str, file: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names, each with accounts or none: a list of names, or `name: [account…]`."""
    if isinstance(given, list):
        yield from ((one, ()) for one in _words(given, name, file))
    elif isinstance(given, dict):
        yield from ((str(one), _words(accounts or [], name, file)) for one, accounts in given.items())
    elif given is not None:
        raise WrongUse(
            f"{file}：approvals 的 {name} 应写成“名称: [账号或邮箱]”的组合，例如 法规: [fagui@example.gov.cn]"
        )


def _words(given: Any, name: str, file: Path) -> tuple[str, ...]:
    words = [given] if isinstance(given, str) else given
    if not isinstance(words, list) or not all(isinstance(word, str) and word.strip() for word in words):
        raise WrongUse(f"{file}：approvals 的 {name} 应为文字的列表，现为“{given}”")
    return tuple(word.strip() for word in words)

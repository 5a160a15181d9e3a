"""The records of approvals: YAML files beside the settings, one a document, that people can read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import yaml

_FIELDS = ("step", "by", "day", "bytes", "evidence")
_MORE = ("author", "commit", "where")
_HEAD = (
    "# 审签记录，由程序写入，请不要手工改动。bytes 是所审内容（正文、附件）的指纹：\n"
    "# 内容再有改动，记录就不算数，要重新审签。\n"
)


@dataclass(frozen=True)
class Approval:
    """One person's approval of one document, as it was then."""

    step: str
    by: str
    """The person, as the settings have people written."""
    day: date
    digest: str
    """Of the content that was approved."""
    evidence: str
    author: str = ""
    """Who asked for the approval, where a platform says so."""
    commit: str = ""
    """The commit that was looked at."""
    where: str = ""
    """The platform's address of the change."""


class RecordUnreadable(Exception):
    """A record that cannot be understood; the message is Chinese."""


def record_path(path: str) -> str:
    """Where the record of a file of the content folder lies in the folder of records."""
    return f"{path.removesuffix('.md').removesuffix('.yml')}.yml"


def read_record(raw: bytes) -> tuple[Approval, ...]:
    """The approvals of one record; raises `RecordUnreadable`."""
    try:
        rows = yaml.safe_load(raw.decode())
    except (yaml.YAMLError, ValueError) as problem:
        raise RecordUnreadable("审签记录读不出来") from problem
    if not isinstance(rows, list | None):
        raise RecordUnreadable("审签记录应为列表")
    return tuple(map(_approval, rows or ()))


def _approval(row: Any) -> Approval:
    if not isinstance(row, dict) or not set(_FIELDS) <= set(row) <= {*_FIELDS, *_MORE}:
        raise RecordUnreadable("审签记录里有一项写法不对")
    day = row["day"]
    if not isinstance(day, date) or isinstance(day, datetime):
        raise RecordUnreadable("审签记录里有一项的日期不对")
    more = {name: str(row.get(name) or "") for name in _MORE}
    return Approval(str(row["step"]), str(row["by"]), day, str(row["bytes"]), str(row["evidence"]), **more)


def written_record(approvals: Iterable[Approval]) -> bytes:
    """The record as a file."""
    rows = [
        {
            "step": one.step,
            "by": one.by,
            "day": one.day,
            "bytes": one.digest,
            "evidence": one.evidence,
            **{name: said for name in _MORE if (said := getattr(one, name))},
        }
        for one in approvals
    ]
    return (_HEAD + yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000)).encode()

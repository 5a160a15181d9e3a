"""What the settings say of attachments, and of numbers that are meant to be public."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai.findings import WrongUse
from gongkai.safety import digest_of

TYPES = ("pdf", "ofd", "docx", "xlsx", "wps", "et", "txt", "csv", "png", "jpg", "svg")
JUDGED = frozenset({*TYPES, "doc", "xls", "pptx", "jpeg", "gif", "webp"})
"""Endings whose content can be judged; no other can be allowed, for a gate must not pass what it cannot see."""


@dataclass(frozen=True)
class Limits:
    """Which attachments are taken: their endings, and the most they may weigh."""

    types: tuple[str, ...] = TYPES
    megabytes: int = 20
    """In units of 1024 × 1024 bytes."""

    @property
    def bytes(self) -> int:
        """The most a file may weigh, in bytes."""
        return self.megabytes * 1024 * 1024


def read_limits(given: Any, file: Path) -> Limits:
    """The setting `attachments`; raises `WrongUse`."""
    if given is None:
        return Limits()
    if not isinstance(given, dict):
        raise WrongUse(f"{file}：attachments 应写成 attachments: {{types: [pdf, docx], megabytes: 20}}")
    if unknown := sorted(set(map(str, given)) - {"types", "megabytes"}):
        raise WrongUse(f"{file}：attachments 中没有名为“{'、'.join(unknown)}”的设置")
    types, megabytes = given.get("types", list(TYPES)), given.get("megabytes", Limits.megabytes)
    if not isinstance(types, list) or not all(isinstance(name, str) for name in types):
        raise WrongUse(f"{file}：attachments 的 types 应为后缀名的列表，例如 [pdf, docx]")
    types = tuple(name.lower().removeprefix(".") for name in types)
    if unjudged := [name for name in types if name not in JUDGED]:
        known = "、".join(sorted(JUDGED))
        raise WrongUse(
            f"{file}：attachments 的 types 中，“{'、'.join(unjudged)}”的内容无法检查，不能放行；可选：{known}"
        )
    if type(megabytes) is not int or not 0 < megabytes <= 1024:
        raise WrongUse(
            f"{file}：attachments 的 megabytes 应为 1 至 1024 的整数（单位 MB），现为“{megabytes}”"
        )
    return Limits(types, megabytes)


def read_public_numbers(given: Any, file: Path) -> frozenset[str]:
    """The setting `public_numbers`, as digests to compare by; raises `WrongUse`."""
    if not isinstance(given or [], list):
        raise WrongUse(f"{file}：public_numbers 应为列表，每项写 number、why、approved_by")
    return frozenset(_public_number(row, file) for row in given or [])


def _public_number(row: Any, file: Path) -> str:
    if not isinstance(row, dict):
        raise WrongUse(f"{file}：public_numbers 的每一项应写 number、why、approved_by")
    if unknown := sorted(set(map(str, row)) - {"number", "why", "approved_by"}):
        raise WrongUse(f"{file}：public_numbers 中没有名为“{'、'.join(unknown)}”的设置")
    for name, meaning in (("number", "号码"), ("why", "公开的理由"), ("approved_by", "批准人")):
        if not str(row.get(name) or "").strip():
            raise WrongUse(f"{file}：public_numbers 中有一项没有写 {name}（{meaning}）")
    number = str(row["number"])
    if sum(sign.isdigit() for sign in number) < 5:
        raise WrongUse(f"{file}：public_numbers 的 number 应为一个号码，现为“{number}”")
    return digest_of(number)

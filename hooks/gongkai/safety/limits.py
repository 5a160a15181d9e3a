"""What the settings say of attachments, of numbers that are meant to be public, and of titles that are not."""

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
    numbers = _approved(given, "public_numbers", {"number": "号码", "why": "公开的理由"}, file)
    for number in numbers:
        if sum(sign.isdigit() for sign in number) < 5:
            raise WrongUse(f"{file}：public_numbers 的 number 应为一个号码，现为“{number}”")
    return frozenset(map(digest_of, numbers))


def read_withheld_titles(given: Any, file: Path) -> frozenset[str]:
    """The setting `withheld_titles`: paths of deleted documents whose titles are not told; raises `WrongUse`."""
    paths = _approved(given, "withheld_titles", {"path": "文件原来的路径", "why": "隐去标题的理由"}, file)
    for path in paths:
        if not path.endswith(".md"):
            said = "应为栏目文件夹里的路径，例如 policies/2024/x.md"
            raise WrongUse(f"{file}：withheld_titles 的 path {said}，现为“{path}”")
    return frozenset(paths)


def _approved(given: Any, setting: str, meanings: dict[str, str], file: Path) -> list[str]:
    """The first value of each row of a setting whose rows say what, why, and who approved of it."""
    meanings = {**meanings, "approved_by": "批准人"}
    names = "、".join(meanings)
    if not isinstance(given or [], list):
        raise WrongUse(f"{file}：{setting} 应为列表，每项写 {names}")
    for row in given or []:
        if not isinstance(row, dict):
            raise WrongUse(f"{file}：{setting} 的每一项应写 {names}")
        if unknown := sorted(set(map(str, row)) - set(meanings)):
            raise WrongUse(f"{file}：{setting} 中没有名为“{'、'.join(unknown)}”的设置")
        for name, meaning in meanings.items():
            if not str(row.get(name) or "").strip():
                raise WrongUse(f"{file}：{setting} 中有一项没有写 {name}（{meaning}）")
    return [str(row[next(iter(meanings))]) for row in given or []]

"""A bureau's own rules: Python files in a folder of its own, each with one `Rule`, examples beside them."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.abc import SourceLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from gongkai.findings import Violation, WrongUse
from gongkai.model import FieldUnknown
from gongkai.rules.rule import Check, Rule

CODE = re.compile(r"HR\d{3}")
"""A code that no rule of the product will ever have."""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def house_rules(folder: Path, _digest: str) -> tuple[Rule, ...]:
    """The rules of a folder, by code, read anew when it has another digest.

    Raises `WrongUse` for a file that holds no rule or one that says too little. What goes wrong within a file is a
    fault of that file: its traceback is shown, with a note of where it stands.
    """
    found: dict[str, tuple[Rule, Path]] = {}
    for file in sorted(folder.glob("*.py")):
        if file.name.startswith("_"):
            continue
        rule = _checked(_loaded(file), file)
        if rule.code in found:
            raise WrongUse(f"本单位规则 {file} 和 {found[rule.code][1].name} 用了同一个编号 {rule.code}")
        found[rule.code] = rule, file
    if not found:
        raise WrongUse(f"house_rules 所指的文件夹 {folder} 中没有规则（.py 文件）")
    return tuple(found[code][0] for code in sorted(found))


def _loaded(file: Path) -> ModuleType:
    """The file as a module; whatever it raises goes on, with a note of the file."""
    name = f"gongkai_house_rules.{file.stem}"
    spec = importlib.util.spec_from_loader(name, _Source(file))
    if spec is None or spec.loader is None:
        raise WrongUse(f"本单位规则 {file} 读不出来")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as fault:
        fault.add_note(f"本单位规则 {file} 出错")
        raise
    return module


class _Source(SourceLoader):
    """Reads one file; leaves nothing compiled beside it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def get_filename(self, fullname: str) -> str:  # noqa: ARG002 (the loader's own protocol)
        return str(self._file)

    def get_data(self, path: str) -> bytes:
        return Path(path).read_bytes()


def _checked(module: ModuleType, file: Path) -> Rule:
    rule = getattr(module, "RULE", None)
    if not isinstance(rule, Rule):
        raise WrongUse(f"本单位规则 {file} 中没有 RULE = Rule(…)")
    if not CODE.fullmatch(rule.code):
        raise WrongUse(f"本单位规则 {file} 的编号应为 HR 加三位数字，例如 HR001，现为“{rule.code}”")
    if not _NAME.fullmatch(rule.name):
        raise WrongUse(f"本单位规则 {file} 的 name 只能用小写字母、数字和连字符，现为“{rule.name}”")
    words = (("title", rule.title), ("says", rule.says), ("basis", str(rule.basis)), ("fix", rule.fix))
    if missing := [name for name, text in words if not text.strip()]:
        raise WrongUse(f"本单位规则 {file} 没有写 {'、'.join(missing)}")
    examples = file.parent / f"{rule.code}.md"
    if not examples.is_file():
        raise WrongUse(f"本单位规则 {file} 旁边没有例子 {examples.name}，写法见 docs/settings.md")
    return replace(rule, check=_noted(rule, file), examples=examples)


def _noted(rule: Rule, file: Path) -> Check:
    """The rule's check; what goes wrong in it is told with the file."""

    def check(*subject: Any) -> Iterator[Violation]:
        try:
            yield from rule.check(*subject)
        except FieldUnknown:  # no fault: there is no verdict on what cannot be read
            raise
        except Exception as fault:
            fault.add_note(f"本单位规则 {rule.code}（{file}）出错")
            raise

    return check

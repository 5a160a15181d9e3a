"""Writes the generated pages of the editors' handbook: docs/editors/fields.md and messages.md (`make docs`).

The messages are those that the rules' marked examples bring about, as an editor reads them, and those of the
commands as they stand in the program.
"""

import ast
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "hooks")]

from gongkai.editing.schema import example_text, records, words_for  # noqa: E402 (the path above must stand first)
from gongkai.findings import Finding  # noqa: E402
from gongkai.model.kinds import PLACES  # noqa: E402
from gongkai.rules import RULES  # noqa: E402
from gongkai.rules.book import examples  # noqa: E402
from tests.examples import section_of  # noqa: E402

FOLDER = ROOT / "docs" / "editors"
_MADE = "<!-- 由 make docs 生成，不要手改 -->"
_REQUIRED = {"always": "必填", "bound": "必填（旧文件可缺）"}


def fields_page() -> str:
    """Every field of every kind: whether it must be there, what it is for, an example."""
    parts = [_MADE, "# 字段表", "每类文件开头可以写的字段。草稿（`draft: true`）可以先不填。"]
    for _pattern, kind, place in PLACES:
        parts += [f"## {getattr(kind, 'KIND', '')}", f"`{place}`", _table(kind)]
    groups: dict[str, type[BaseModel]] = {}
    for _pattern, kind, _place in PLACES:
        for group in records(kind):
            groups.setdefault(group.__name__, group)
    parts.append("## 成组的字段")
    for group in groups.values():
        used = sorted({info.title or name for name, info in _users(group)})
        parts += [f"### {'、'.join(used)}", _table(group)]
    return "\n\n".join(parts) + "\n"


def _users(group: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    for _pattern, kind, _place in PLACES:
        for holder in (kind, *records(kind)):
            for name, info in holder.model_fields.items():
                if group in records_in(info.annotation):
                    yield name, info


def records_in(annotation: object) -> list[object]:
    """The parts of a type."""
    inner = [part for one in getattr(annotation, "__args__", ()) for part in records_in(one)]
    return [annotation, *inner]


def _table(kind: type[BaseModel]) -> str:
    lines = ["| 字段 | 名称 | 要求 | 用处 | 例 |", "|---|---|---|---|---|"]
    for name, info in kind.model_fields.items():
        written = info.alias or name
        words = words_for(kind, written)
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        need = _REQUIRED.get(str(extra.get("required")), "必填" if info.is_required() else "")
        example = words.get("example", "")
        shown = (
            f"[{', '.join(map(example_text, example))}]"
            if isinstance(example, list)
            else example_text(example)
        )
        shown = {"True": "true", "False": "false"}.get(shown, shown)
        code = f"`{shown}`" if shown else ""
        lines.append(
            f"| `{written}` | {info.title} | {need} | {words.get('says', '')} | {code} |".replace("  ", " ")
        )
    return "\n".join(lines)


def findings() -> Iterator[Finding]:
    """Every finding of every marked example, on one example's folder after another."""
    for rule in RULES:
        for example in examples(rule.code):
            with tempfile.TemporaryDirectory(prefix="gongkai-messages-") as folder:
                report = section_of(example, Path(folder)).check()
                yield from (found for found in report.findings if found.code == rule.code)


def messages_page() -> str:
    """All messages: those of the rules with remedy and basis, then those of the commands."""
    parts = [
        _MADE,
        "# 提示一览",
        "检查时可能看到的提示，每条写明哪里、什么、为什么、怎么改。表中是规则手册里的例子实际给出的提示。",
    ]
    told: dict[str, dict[str, str]] = {}
    for found in findings():
        told.setdefault(found.code, {}).setdefault(shape(row(found)), row(found))
    for rule in RULES:
        shown = told.get(rule.code, {})
        parts.append(f"## {rule.code} {rule.title}")
        parts.append(f"{rule.says} 依据：{rule.basis}。")
        parts.append("\n".join(("| 提示 | 改法 |", "|---|---|", *shown.values())))
    parts += ["## 命令的提示", "命令用得不对、文件导入不了时的提示；`…` 处是当时的文件名、日期等。"]
    parts.append("\n".join(f"- {message}" for message in command_messages()))
    return "\n\n".join(parts) + "\n"


def row(found: Finding) -> str:
    """A finding as it stands in the table of messages."""
    return f"| {_cell(found.message)} | {_cell(found.fix)} |"


def shape(text: str) -> str:
    """Text less its names, days and numbers: two of one shape are one message."""
    return re.sub(r"“[^”]*”|\d+|[\w/-]+\.(?:md|yml)", "…", text)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;").replace("](", "]\\(")


_TOLD = ("WrongUse", "NoDocument", "AlreadyThere")


def command_messages() -> list[str]:
    """The words of every `WrongUse` and `Unreadable` in the program."""
    found: set[str] = set()
    for file in sorted((ROOT / "hooks" / "gongkai").rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TOLD
            if isinstance(node, ast.Call) and called and node.args:
                found.add(_words(node.args[0]))
    return sorted(message for message in found if re.search("[\u4e00-\u9fff]", message))


def _words(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_words(part) if isinstance(part, ast.Constant) else "…" for part in node.values)
    if isinstance(node, ast.BinOp):
        return _words(node.left) + _words(node.right)
    if isinstance(node, ast.IfExp):
        return f"{_words(node.body)}／{_words(node.orelse)}"
    return "…"


def main() -> None:
    """Write both pages."""
    (FOLDER / "fields.md").write_text(fields_page(), encoding="utf-8")
    (FOLDER / "messages.md").write_text(messages_page(), encoding="utf-8")


if __name__ == "__main__":
    main()

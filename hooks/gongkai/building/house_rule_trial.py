"""Runs the marked examples of a bureau's own rules, so that no rule is believed that does not do what it shows."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from gongkai.building.section import read_section
from gongkai.findings import Finding, WrongUse
from gongkai.memo import Memo, Pieces, fresh
from gongkai.model.standing import GUIDE
from gongkai.rules import rules_of
from gongkai.rules.book import Example, Expected, examples
from gongkai.rules.rule import Rule
from gongkai.settings import Settings, raw_settings, read_settings
from gongkai.source import scan_folder

_OWED = {GUIDE: "---\ntitle: 政府信息公开指南\npublished: 2008-05-01\n---\n\n本指南每年更新。\n"}
"""What every section owes (GK605), so that an example need not bring it; nothing that is said of it counts."""


def try_house_rules(settings: Settings, memo: Memo = fresh) -> None:
    """Raises `WrongUse` when an example of the bureau's own rules does not find what it marks."""
    if settings.house_rules is None:
        return
    ours = _ours(settings)
    key = settings.house_rules_digest, repr(ours)
    list(memo.each("examples", _passed, Pieces([key], lambda _keys: [(settings, ours)], at_once=1)))


def _passed(given: tuple[Settings, dict[str, Any]]) -> bool:
    settings, ours = given
    if wrong := [said for rule in rules_of(settings).house for said in _wrong_with(rule, ours)]:
        raise WrongUse("本单位规则的例子不符，没有检查任何内容：\n  " + "\n  ".join(wrong))
    return True


def _ours(settings: Settings) -> dict[str, Any]:
    """The bureau's settings for an example: its words, its terms, its rules; no history, nothing of its site, no
    folder but that of its rules."""
    extra = raw_settings(settings.config_file)[0].get("extra") or {}
    left_out = ("content", "site", "clock", "evidence_since", "clock_failures", "rules", "stale_days")
    given = {name: value for name, value in extra.get("gongkai", {}).items() if name not in left_out}
    return given | {"house_rules": str(settings.house_rules)}


def _wrong_with(rule: Rule, ours: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the examples of a rule, in Chinese."""
    found = examples(rule.code, rule.examples)
    name = rule.examples.name if rule.examples else ""
    for good, word in ((False, "错误"), (True, "正确")):
        if not any(example.good is good for example in found):
            yield f"{name} 中没有“## {word}：”的例子"
    for example in found:
        title = f"{name} 的“{'正确' if example.good else '错误'}：{example.title}”"
        if example.commits:
            yield f"{title}：本单位规则的例子不能写“提交”"
        elif example.good is (rule.code in {code for _path, _line, code in example.expected}):
            yield f"{title}{f'不应标出 {rule.code}' if example.good else f'没有标出 {rule.code}'}"
        else:
            yield from (f"{title}：{said}" for said in _differences(example, ours))


def _differences(example: Example, ours: dict[str, Any]) -> Iterator[str]:
    """What the example's marks say and the rules do not find, and the other way round."""
    findings = {(f.path, f.line, f.code): f for f in _judged(example, ours)}
    for place in sorted(set(example.expected) - findings.keys()):
        yield f"标出的 {_said(place)} 没有查出来"
    for place in sorted(findings.keys() - set(example.expected)):
        yield f"查出了没有标出的 {_said(place)}（{findings[place].message}）"


def _said(place: Expected) -> str:
    path, line, code = place
    return f"{path} 第 {line} 行 {code}"


def _judged(example: Example, ours: dict[str, Any]) -> tuple[Finding, ...]:
    """What the rules find in the example's files."""
    with tempfile.TemporaryDirectory(prefix="gongkai-example-") as home:
        root = Path(home)
        given = {
            "docs_dir": "content",
            "extra": {"gongkai": ours | example.settings | {"clock": example.today}},
        }
        (root / "mkdocs.yml").write_text(yaml.safe_dump(given, allow_unicode=True), encoding="utf-8")
        for path, text in (_OWED | example.files).items():
            file = root / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        settings = read_settings(root / "mkdocs.yml", jobs=1, ask_git=False)
        found = read_section(settings, scan_folder(settings.content)).findings(settings)
    return tuple(one for one in found if one.path in example.files or one.path not in _OWED)

"""The report for an editor: by file, what is wrong, why, and how to mend it, in Chinese."""

from collections.abc import Sequence
from itertools import groupby

from gongkai.findings import Finding
from gongkai.report.causes import by_cause
from gongkai.report.report import Report
from gongkai.report.repository import cause_of

_COLOURS = {
    "error": "\033[31m",
    "warning": "\033[33m",
    "file": "\033[1m",
    "dim": "\033[2m",
    "good": "\033[32m",
}
_FEW = 4
"""Up to so many files, the notes in them are told one by one."""
_WORDS = {"error": "错误", "warning": "提醒"}


def as_text(report: Report, colour: bool = False) -> str:
    """The findings grouped by file, each with those that follow from it, then a line that sums them up. `colour`: for
    a terminal."""
    parts = []
    roots, following = by_cause(report.findings)
    for path, findings in groupby(roots, key=lambda finding: finding.path):
        parts.append(_paint(_file(path), "file", colour))
        for finding in findings:
            parts += [_finding(finding, colour), *_following(following.pop(finding.place, []), colour)]
        parts.append("")
    return "\n".join([*parts, *_still_to_do(report, colour), _summary(report, colour), *_own_law(report)])


def _own_law(report: Report) -> list[str]:
    """The bureau's own rules, and those that it turned off: a report is read with them in mind."""
    named = (("本单位规则", report.house_rules), ("本单位停用的规则", report.rules_off))
    return [
        f"  {name} {len(rules)} 条：{'；'.join(f'{code} {said}' for code, said in rules)}"
        for name, rules in named
        if rules
    ]


def _still_to_do(report: Report, colour: bool) -> list[str]:
    """The notes 待补 and 待核对 that editors have left: one by one for a few files, else their number by file."""
    files = [(path, list(notes)) for path, notes in groupby(report.todos, key=lambda note: note[0])]
    if not files:
        return []
    said = [_paint("还有待补、待核对的地方：", "file", colour)]
    for path, notes in files:
        if len(files) <= _FEW:
            said += [path, *(f"  第 {line} 行  {note}" for _path, line, note in notes)]
        else:
            said.append(f"  {path}  {len(notes)} 处，从第 {notes[0][1]} 行起")
    return [*said, ""]


def _finding(finding: Finding, colour: bool) -> str:
    word = _paint(f"{_WORDS[finding.severity]} {finding.code}", finding.severity, colour)
    line = f"第 {finding.line} 行  " if finding.line else ""
    lines = [f"  {line}{word} {finding.message}（{finding.name}）"]
    if finding.follows_from:
        lines.append(f"      {cause_of(finding)}")
    lines.append(f"      改法：{finding.fix}")
    lines.append(_paint(f"      依据：{finding.basis}", "dim", colour))
    if finding.waived_by:
        lines.append(f"      已由{finding.waived_by}批准暂缓")
    return "\n".join(lines)


def _following(findings: Sequence[Finding], colour: bool) -> list[str]:
    """What goes away by itself once the finding above is mended, a line each."""
    if not findings:
        return []
    said = [_paint(f"      由此引起的另外 {len(findings)} 项，改好上面这一处后再看：", "dim", colour)]
    for one in findings:
        line = f" 第 {one.line} 行" if one.line else ""
        word = f"{_WORDS[one.severity]} {one.code}"
        said.append(f"        {_file(one.path)}{line}  {word} {one.message}（{one.name}）")
    return said


def _file(path: str) -> str:
    """A path as a terminal can show it."""
    return "".join(sign if sign.isprintable() else "□" for sign in path) or "（整个栏目）"


def _summary(report: Report, colour: bool) -> str:
    errors = sum(finding.severity == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    looked = f"检查日期 {report.as_of}，文件 {report.documents} 份"
    if report.withheld:
        looked += f"（其中 {len(report.withheld)} 份未到发布日或为草稿）"
    if errors:
        said = _paint(f"✗ 有 {errors} 项错误、{warnings} 项提醒，没有发布任何内容。", "error", colour)
        return f"{said}{looked}。\n  用 explain 加编号可以看这条规则的说明和例子，例如：python build.py explain {_first(report.findings)}"
    if warnings:
        return _paint(f"✓ 没有错误，有 {warnings} 项提醒。", "warning", colour) + looked + "。"
    return _paint("✓ 没有发现问题。", "good", colour) + looked + "。"


def _first(findings: Sequence[Finding]) -> str:
    """The code to begin with."""
    errors = [finding for finding in findings if finding.severity == "error"]
    return next((one.code for one in errors if one.follows_from is None), errors[0].code)


def _paint(text: str, colour: str, on: bool) -> str:
    return f"{_COLOURS[colour]}{text}\033[0m" if on else text

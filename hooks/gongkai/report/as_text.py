"""The report for an editor: by file, what is wrong, why, and how to mend it, in Chinese."""

from itertools import groupby

from gongkai.findings import Finding
from gongkai.report.report import Report

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
    """The findings grouped by file, then a line that sums them up. `colour`: for a terminal."""
    parts = []
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        parts.append(_paint(path or "（整个栏目）", "file", colour))
        parts += [_finding(finding, colour) for finding in findings]
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
    lines.append(f"      改法：{finding.fix}")
    lines.append(_paint(f"      依据：{finding.basis}", "dim", colour))
    if finding.waived_by:
        lines.append(f"      已由{finding.waived_by}批准暂缓")
    return "\n".join(lines)


def _summary(report: Report, colour: bool) -> str:
    errors = sum(finding.severity == "error" for finding in report.findings)
    warnings = len(report.findings) - errors
    looked = f"检查日期 {report.as_of}，文件 {report.documents} 份"
    if report.withheld:
        looked += f"（其中 {len(report.withheld)} 份未到发布日或为草稿）"
    if errors:
        said = _paint(f"✗ 有 {errors} 项错误、{warnings} 项提醒，没有发布任何内容。", "error", colour)
        return f"{said}{looked}。\n  用 explain 加编号可以看这条规则的说明和例子，例如：python build.py explain {_first(report)}"
    if warnings:
        return _paint(f"✓ 没有错误，有 {warnings} 项提醒。", "warning", colour) + looked + "。"
    return _paint("✓ 没有发现问题。", "good", colour) + looked + "。"


def _first(report: Report) -> str:
    return next(finding.code for finding in report.findings if finding.severity == "error")


def _paint(text: str, colour: str, on: bool) -> str:
    return f"{_COLOURS[colour]}{text}\033[0m" if on else text

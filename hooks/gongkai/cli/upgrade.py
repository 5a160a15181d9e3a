"""`upgrade`: what a newer version of the program changes for this section, and what of it can be done for it."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.building import pipeline
from gongkai.cli.options import settings_as_given
from gongkai.editing.terminal import Asker
from gongkai.editing.upgrading import (
    FileChange,
    UpgradePlan,
    pinned_version,
    upgrade,
    upgrade_plan,
    version_left_behind,
)
from gongkai.editing.versions import VersionFacts, versions_between
from gongkai.findings import Finding, WrongUse
from gongkai.package import VERSION
from gongkai.rules import BY_CODE, rules_of
from gongkai.rules.rule import Rule

_SEVERITIES = {"error": "错误，会停止发布", "warning": "提醒"}
_CHANGELOG = "每一版的全部变化见程序的 CHANGELOG.md"
_NEXT = """接下来：运行 python build.py check，看内容要不要改；没有问题，把改动提交。
别的电脑再运行一次 python -m pip install -r requirements.txt；流水线会自己装上新版本。"""
_MEANWHILE = """  内容要由本单位改，升级不动内容。先在分支上升级和改内容（python build.py fix 能改正其中一部分），check 通过了再合并：
  合并以前，网站照旧由旧版本按时发布。"""
_FILES_TOLD = 20
_ASKED = (("y", "照以上改"), ("n", "不改"))


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add `upgrade` to the command line."""
    what = "换上程序的新版本以后：说明对本栏目有什么变化，更新流水线和编辑器的配置，先显示改动"
    command = commands.add_parser("upgrade", parents=[common], help=what)
    command.add_argument("--yes", action="store_true", help="不再询问，照显示的改")
    command.add_argument("--dry-run", action="store_true", help="只显示，什么都不改")
    since = "从哪一版升级（默认看 requirements.txt 里写定的版本）"
    command.add_argument("--from", dest="since", metavar="版本", help=since)
    command.set_defaults(run=_upgrade)


def _upgrade(options: argparse.Namespace) -> bool:
    if options.format != "text":
        raise WrongUse("这个命令的 --format 只能是 text")
    root = options.config.absolute().parent
    pinned = pinned_version(root)
    plan = upgrade_plan(root, options.since or pinned)
    facts = versions_between(plan.before)
    if not plan.changes and not plan.left and not facts:
        print(f"已经是 {VERSION}，没有要改的。{_CHANGELOG}。")
        if behind := version_left_behind(root):
            print(
                f"但是有的文件还是 {behind} 的样子；要一起更新，请运行 python build.py upgrade --from {behind}"
            )
        return False
    print(f"从 {plan.before} 升级到 {VERSION}。{_CHANGELOG}。")
    for told in (_told_of_versions(facts), _told_of_findings(options, facts), _told_of_files(plan)):
        for line in told:
            print(line)
    if plan.changes and not options.dry_run and _agreed(options):
        upgrade(plan)
        print(f"\n已改好 {len(plan.changes)} 个文件。{_left_in_short(plan.left)}\n{_NEXT}")
    else:
        print("\n没有改动任何文件。")
    return False


def _agreed(options: argparse.Namespace) -> bool:
    if options.yes:
        return True
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise WrongUse("这里没有终端可以询问，没有改动任何文件；要照以上改，加 --yes，只看不改，加 --dry-run")
    return Asker(sys.stdin, sys.stdout)("照以上改吗", _ASKED) == "y"


def _told_of_versions(facts: Sequence[VersionFacts]) -> Iterator[str]:
    """New rules, severities, settings and notes, version by version."""
    for version in facts:
        yield f"\n{version.version}"
        for code, severity in version.rules.items():
            rule = BY_CODE[code]
            yield f"  新规则 {code} {rule.name}（{_SEVERITIES[severity]}）：{rule.says}"
        for code, severity in version.severities.items():
            yield f"  规则 {code} {BY_CODE[code].title}：改为{_SEVERITIES[severity]}"
        for old, new in version.settings.items():
            yield f"  设置 {old} 改名为 {new}"
        yield from (f"  {note}" for note in version.notes)


def _told_of_findings(options: argparse.Namespace, facts: Sequence[VersionFacts]) -> Iterator[str]:
    """What would stop this section's build from now on, and what rules that are new or weigh otherwise find in it."""
    try:
        settings = settings_as_given(options)
        findings, rules = pipeline.report_of(settings).findings, rules_of(settings).by_code
    except WrongUse as problem:
        yield f"\n内容按新版本有没有问题，改好设置以后用 check 看（现在：{problem}）"
        return
    changed = {code for version in facts for code in (*version.rules, *version.severities)}
    found = [finding for finding in findings if finding.severity == "error" or finding.code in changed]
    stopping = Counter(finding.code for finding in found if finding.severity == "error")
    told = f"有 {stopping.total()} 项错误，改好以前不能用新版本发布" if stopping else "没有错误，可以照常发布"
    yield f"\n按新版本检查，本栏目现在{told}{'：' if found else '。'}"
    for code in sorted({finding.code for finding in found}):
        yield from _told_of_rule(rules[code], [finding for finding in found if finding.code == code])
    if stopping:
        yield _MEANWHILE
    if mild := "、".join(sorted(code for code in stopping if code in changed and rules[code].waivable)):
        yield f"  往年的内容一时补不齐的，可以在 mkdocs.yml 的 rules 里把 {mild} 暂时改为提醒，写明原因（会对外公开）。"


def _told_of_rule(rule: Rule, found: Sequence[Finding]) -> Iterator[str]:
    """How often a rule finds something, an example, every file, and the remedy."""
    first, files = found[0], sorted(Counter(finding.path for finding in found).items())
    where = f"{first.path} 第 {first.line} 行" if first.line else first.path
    counted = "、".join(f"{path}（{number} 处）" for path, number in files[:_FILES_TOLD])
    more = f" 等 {len(files)} 个文件，全部的用 check 看" if len(files) > _FILES_TOLD else ""
    yield f"  {rule.code} {rule.title}：{len(found)} 处，例如 {where}：{first.message}"
    yield f"      文件：{counted}{more}"
    yield f"      改法：{first.fix}"


def _told_of_files(plan: UpgradePlan) -> Iterator[str]:
    """What is to be changed, and what is left, each with its difference."""
    if plan.changes:
        yield f"\n可以替您改的文件（{len(plan.changes)} 个，本单位没有改过的内容）："
    for change in plan.changes:
        yield f"\n{_kind_of(change)} {change.place}{'（自动生成的字段提示）' if change.generated else ''}"
        if not change.generated and change.before is not None and change.after is not None:
            yield change.diff
    if plan.left:
        yield f"\n本单位自己改过、程序不动的文件（{len(plan.left)} 个）。新版本在里面改了这些，请对照着自己改："
    for left in plan.left:
        gone = "（新版本不再需要这个文件）" if left.after is None else ""
        yield f"\n自己改 {left.place}{gone}"
        if left.before is not None and left.after is not None:
            yield left.diff
        elif left.after is not None:
            yield "新版本也有这个文件，内容是：\n" + left.after


def _kind_of(change: FileChange) -> str:
    if change.before is None:
        return "新增"
    return "删去" if change.after is None else "更新"


def _left_in_short(left: Sequence[FileChange]) -> str:
    if not left:
        return ""
    places = "、".join(change.place for change in left)
    return f"自己改过的 {len(left)} 个没有动：{places}；差别再看一次：python build.py upgrade --from 旧版本 --dry-run。"

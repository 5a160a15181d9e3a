"""`approve`: records who looked at a file, at which step, on which bytes; prints the form of it."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gongkai.approval.platform_reviews import PLATFORMS, read_platform
from gongkai.approval.signers import EXAMPLE, faulty_lines, knows
from gongkai.building import pipeline
from gongkai.building.approval_recording import (
    asked_of,
    changed_subjects,
    claimed_without_reason,
    own_approval,
    platform_approvals,
    put_down,
    subject_at,
)
from gongkai.building.approvals import Subject
from gongkai.building.section import JudgedSection
from gongkai.changes.change_findings import warnings
from gongkai.changes.clone import Clone
from gongkai.changes.records import commit_records
from gongkai.cli.options import settings_of
from gongkai.editing.reviewed import FIELD, unfilled, with_review_days
from gongkai.findings import WrongUse
from gongkai.model import Policy
from gongkai.model.document import is_draft
from gongkai.settings import Settings
from gongkai.settings.approvals import ApprovalSettings
from gongkai.settings.typed_values import folder, reference, word
from gongkai.source import git_line


def add_command(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add it to the command line."""
    command = commands.add_parser("approve", parents=[common], help="审签：记下谁审了哪一步；打印审批表")
    command.add_argument(
        "paths", nargs="*", type=reference, metavar="文件", help="审的文件（默认是这次改动的）"
    )
    command.add_argument(
        "--step", default="", metavar="步骤", help="审的哪一步，例如 保密（见设置 approvals）"
    )
    command.add_argument(
        "--by", default="", metavar="账号", help="谁审的，账号或邮箱（默认是本机 git 的邮箱）"
    )
    command.add_argument(
        "--sign",
        action="store_true",
        help="用本人的密钥签名提交（先设置 git config gpg.format ssh、git config user.signingkey 密钥文件）",
    )
    said = "从平台取批准，平台的答复（JSON）从标准输入读"
    command.add_argument("--platform", type=word, choices=PLATFORMS, metavar="平台", help=said)
    command.add_argument("--verify", action="store_true", help="只核对：记录里有平台上没有的批准就报错，不写")
    command.add_argument("--fill", action="store_true", help="用审签的日期填写文件里的 reviewed")
    said = "把《信息公开审批表》（Word）写到这个文件夹"
    command.add_argument("--form", type=folder, metavar="文件夹", help=said)
    command.add_argument("--pdf", action="store_true", help="审批表另外写一份 PDF（存档用的 PDF/A）")
    command.set_defaults(run=_approve)


def _approve(options: argparse.Namespace) -> bool:
    settings = settings_of(options, ("text",))
    asked_of(settings)
    if options.pdf and not options.form:
        raise WrongUse("--pdf 和 --form 文件夹 一起写，例如 approve --form 审批表 --pdf")
    judged = pipeline.check(settings)
    chosen = [subject_at(path, judged, settings) for path in options.paths]
    found = chosen or changed_subjects(judged, settings)
    if not found:
        print("这次没有改动要审签的文件。" if options.platform else _nothing_here(judged, Clone(settings)))
        return False
    if options.platform:
        return _from_platform(options, found, settings)
    if options.form:
        _print_forms(options.form, found, judged, settings, pdf=options.pdf)
    if options.fill:
        _fill(found, judged, settings)
    if not (options.form or options.fill):
        _own(options, found, judged, settings)
    return False


def _nothing_here(judged: JudgedSection, clone: Clone) -> str:
    """Why there is nothing to approve here, and where there is."""
    drafts = [path for path in clone.documents() if (one := judged.library.get(path)) and is_draft(one)]
    if drafts:
        return f"这次改动里的都是草稿，定稿后删去 draft: true 再审：{'、'.join(drafts)}"
    where = f"分支 {clone.branch} 上" if clone.branch else "这里"
    told = "\n".join(clone.news())
    waiting = "\n".join(f"  git switch {one}" for one in clone.changes() if one != clone.branch)
    said = f"{where}没有改动要审签的文件。"
    if waiting:
        said += f"等着审的改动在别的分支上，先换过去，再运行 approve：\n{waiting}"
    return f"{told}\n{said}" if told else said


def _from_platform(options: argparse.Namespace, found: list[Subject], settings: Settings) -> bool:
    taken = platform_approvals(read_platform(options.platform, sys.stdin.read()), found, settings)
    if options.verify:
        claims = claimed_without_reason(taken, found, settings)
        print("\n".join(f"✗ {claim}" for claim in claims) or "审签记录与平台上的批准一致。")
        return bool(claims)
    print("\n".join(taken.told), end="\n" if taken.told else "")
    _say_written(put_down(taken.approvals, settings))
    return False


def _own(
    options: argparse.Namespace, found: list[Subject], judged: JudgedSection, settings: Settings
) -> None:
    asked = asked_of(settings)
    here = git_line(settings.content, "config", "user.email")
    if options.sign and options.by and asked.person(options.by) != asked.person(here):
        raise WrongUse("--sign 是本人签名，不能替别人；去掉 --by")
    account = options.by or here
    if not account:
        raise WrongUse("不知道是谁审的：写 --by 账号，或者先设置本机 git 的邮箱（git config user.email）")
    clone = Clone(settings)
    for said in (*clone.news(), *warnings(judged, {one.path for one in found})):
        print(said)
    evidence = _evidence(options, asked, account)
    person, steps = asked.person(account), asked.steps_of(asked.person(account))
    if asked.steps and not options.step and len(steps) != 1:
        raise WrongUse(f"请写明审的是哪一步：--step {' 或 '.join(steps or asked.steps)}")
    step = options.step or "".join(steps)
    new = {
        one.path: [own_approval(one, judged.approvals.get(one.path), step, person, evidence, settings)]
        for one in found
    }
    written = put_down(new, settings)
    if options.sign and written:
        commit_records(clone, written, step, sign=True)
    _say_written(written)
    if options.sign and written:
        print("已签名提交。接着推送：git push")


def _evidence(options: argparse.Namespace, asked: ApprovalSettings, account: str) -> str:
    """What will bear the approval out; raises `WrongUse` where it could not count."""
    if not options.sign:
        if "word" not in asked.evidence and "signature" in asked.evidence:
            raise WrongUse(
                "本单位只认本人签名的审签：加 --sign，再运行一次（密钥怎样设置，运行 approve --help）"
            )
        return "word"
    known = asked.signers.read_bytes() if asked.signers.is_file() else b""
    for line, why, fix in faulty_lines(known):
        raise WrongUse(f"{asked.folder.name}/{asked.signers.name} 第 {line} 行：{why}。改法：{fix}")
    if not knows(known, account):
        raise WrongUse(
            f"{asked.folder.name}/{asked.signers.name} 里没有 {account}，签了也不算数：请管理员把您的公钥加进默认分支上的"
            f"这个文件，一行一人，写成 {EXAMPLE}"
        )
    return "signature"


def _print_forms(
    into: Path, found: list[Subject], judged: JudgedSection, settings: Settings, *, pdf: bool
) -> None:
    from gongkai.exports.approval_paper import written_form  # noqa: PLC0415 (needs python-docx)
    from gongkai.exports.approval_pdf import form_pdf  # noqa: PLC0415

    into.mkdir(parents=True, exist_ok=True)
    for one in found:
        state = judged.approvals.get(one.path)
        document = judged.library.get(one.path)
        if document is None or state is None:
            continue
        for make, ending in ((written_form, "docx"), *(((form_pdf, "pdf"),) if pdf else ())):
            file = into / f"{one.path.removesuffix('.md').replace('/', '-')}.{ending}"
            file.write_bytes(make(document, state, settings))
            print(f"审批表：{file}")


def _fill(found: list[Subject], judged: JudgedSection, settings: Settings) -> None:
    """Fill in `reviewed`, and say of each document what was done, or why not."""
    for one in found:
        document = judged.library.get(one.path)
        if document is None or FIELD not in type(document).model_fields:
            continue
        state, file = judged.approvals.get(one.path), settings.content / one.path
        counted, raw = state.counted if state else (), file.read_bytes()
        new = with_review_days(raw, counted)
        if new is not None:
            file.write_bytes(new)
        left = unfilled(new or raw, counted) if isinstance(document, Policy) else []
        told = [*(["已填写 reviewed"] if new else []), *left]
        print(f"{one.path}：{'；'.join(told) or 'reviewed 已经有了，没有改动'}")


def _say_written(written: Iterable[str]) -> None:
    print("\n".join(f"已记录：{Path(file).name}（{file}）" for file in written) or "没有新的审签要记录。")

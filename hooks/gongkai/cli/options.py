"""What may be said to every command, and the settings that come of it."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

from gongkai.building import pipeline
from gongkai.cli.arguments import Parser
from gongkai.findings import WrongUse
from gongkai.operating_system import set_utf8
from gongkai.proofs.proof_settings import with_log_options
from gongkai.settings import CLOCK_MODES, Settings, read_settings
from gongkai.settings.typed_values import day, file, folder, positive, share, word

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
"""Forms of a report."""


def common_options(**defaults: object) -> Parser:
    """The options that may stand before the command as well as after it."""
    common = Parser(add_help=False, **defaults)
    add = common.add_argument_group("通用选项").add_argument
    add("--content", type=folder, metavar="文件夹", help="内容文件夹（默认见设置中的 content）")
    add("--site", type=folder, metavar="文件夹", help="生成的网站放在哪里（默认见设置中的 site）")
    add("--config", type=file, metavar="文件", help="设置文件（默认 mkdocs.yml）")
    add("--as-of", type=day, metavar="日期", help="以哪一天为今天，例如 2024-05-08")
    add("--clock", type=word, choices=CLOCK_MODES, help="到期未办的事项：block 停止发布，report 只作提醒")
    add("--base", metavar="提交", help="这个提交里已经逾期的事项只作提醒")
    add("--no-git", action="store_true", help="内容文件夹不在 git 仓库里，不查 git 历史")
    forms = f"{'、'.join(FORMATS)}（后四种给持续集成用，只用于 build 和 check）"
    add("--format", type=word, choices=FORMATS, metavar="格式", help=forms)
    add("--jobs", type=positive, metavar="个数", help="同时用几个进程生成页面")
    add("--shard", type=share, metavar="第几份/共几份", help="只生成一份，例如 1/4：几台机器各生成一份再合并")
    add("--previous-log", metavar="网址或文件夹", help="接着这个网站的登记簿登记（见设置 proof）")
    add("--new-log", action="store_true", help="第一次签名登记：新开一本登记簿")
    add("--clean", action="store_true", help="先清空缓存")

    return common


def settings_of(options: argparse.Namespace, formats: Sequence[str] = FORMATS) -> Settings:
    """The settings that a command runs with; raises `WrongUse` for a form of output that it does not have."""
    if options.format not in formats:
        raise WrongUse(f"这个命令的 --format 只能是 {'、'.join(formats)}")
    if options.format != "text":
        set_utf8(sys.stdout)
    settings = settings_as_given(options)
    if options.clean:
        pipeline.forget_cache(settings)
    return settings


def settings_as_given(options: argparse.Namespace) -> Settings:
    """The settings file, with what the command line says before it."""
    settings = read_settings(
        options.config,
        content=options.content,
        site=options.site,
        as_of=options.as_of,
        clock=options.clock,
        jobs=options.jobs,
        ask_git=not options.no_git,
    )
    return replace(settings, proof=with_log_options(settings.proof, options.previous_log, options.new_log))

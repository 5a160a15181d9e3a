"""Gongkai's command line: parses, calls one function, prints. Everything it says to editors is Chinese."""

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent
_OWN_PYTHON = ROOT / ".venv" / "bin" / "python"
if __name__ == "__main__" and not all(map(find_spec, ("mkdocs", "material", "merman", "pydantic"))):
    if not _OWN_PYTHON.exists() or Path(sys.prefix) == ROOT / ".venv":
        print("✗ 还没有安装运行环境，请先运行 make setup", file=sys.stderr)
        sys.exit(2)
    os.execv(_OWN_PYTHON, [str(_OWN_PYTHON), __file__, *sys.argv[1:]])

sys.path.insert(0, str(ROOT / "hooks"))

from gongkai import pipeline, releases, telling  # noqa: E402 (the path above must stand first)
from gongkai.arguments import (  # noqa: E402
    Parser,
    day,
    describe,
    file,
    folder,
    nearest,
    place,
    positive,
    share,
    within,
    word,
)
from gongkai.editing import commands as editing  # noqa: E402
from gongkai.findings import WrongUse, reason  # noqa: E402
from gongkai.ledger import Entry  # noqa: E402
from gongkai.limited import limited  # noqa: E402
from gongkai.pages import Site  # noqa: E402
from gongkai.preview.options import add_command as add_serve  # noqa: E402
from gongkai.report import (  # noqa: E402
    ContentRejected,
    Progress,
    Report,
    as_github,
    as_gitlab,
    as_json,
    as_junit,
    as_sarif,
    as_text,
)
from gongkai.rules import rules_of  # noqa: E402
from gongkai.rules.book import explained  # noqa: E402
from gongkai.settings import CLOCK_MODES, Settings, read_settings  # noqa: E402
from gongkai.trial import try_house_rules  # noqa: E402

DEFAULT_CONFIG = ROOT / "mkdocs.yml"
FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit")
FINE, BROKEN_RULE, WRONG_USE, FAULT = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141  # 128 + SIGINT, SIGPIPE, as shells count


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 fine, 1 a rule is broken, 2 wrong use, 3 a fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Chinese, whatever the machine's locale
    options = _parser().read(sys.argv[1:] if arguments is None else arguments)
    try:
        return BROKEN_RULE if options.run(options) else FINE
    except WrongUse as problem:
        print(f"✗ {problem}", file=sys.stderr)
        return WRONG_USE
    except (
        BrokenPipeError
    ):  # the reader of our output has gone; so must its buffer, or Python complains at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except KeyboardInterrupt:
        print("已中断，原来的网站没有变动。", file=sys.stderr)
        return INTERRUPTED
    except Exception as fault:  # a fault of the program: its traceback and status 3, never a silent pass
        sys.excepthook(*sys.exc_info())
        notes = getattr(fault, "__notes__", ())  # a fault in a rule of the bureau's own names the rule
        what = next((one for one in notes if one.startswith("本单位规则")), "程序出错（不是内容的问题）")
        print(f"{what}，原来的网站没有变动。请把以上信息交给技术人员。", file=sys.stderr)
        return FAULT


def _common(**defaults: object) -> Parser:
    """The options that may stand before the command as well as after it."""
    common = Parser(add_help=False, **defaults)
    add = common.add_argument_group("通用选项").add_argument
    add("--content", type=folder, metavar="文件夹", help="内容文件夹（默认见设置中的 content）")
    add("--site", type=folder, metavar="文件夹", help="生成的网站放在哪里（默认见设置中的 site）")
    add("--config", type=file, metavar="文件", help=f"设置文件（默认 {DEFAULT_CONFIG.name}）")
    add("--as-of", type=day, metavar="日期", help="以哪一天为今天，例如 2024-05-08")
    add("--clock", type=word, choices=CLOCK_MODES, help="到期未办的事项：block 停止发布，report 只作提醒")
    add("--base", metavar="提交", help="这个提交里已经逾期的事项只作提醒")
    add("--no-git", action="store_true", help="内容文件夹不在 git 仓库里，不查 git 历史")
    forms = f"{'、'.join(FORMATS)}（后四种给持续集成用，只用于 build 和 check）"
    add("--format", type=word, choices=FORMATS, metavar="格式", help=forms)
    add("--jobs", type=positive, metavar="个数", help="同时用几个进程生成页面")
    add("--shard", type=share, metavar="第几份/共几份", help="只生成一份，例如 1/4：几台机器各生成一份再合并")
    add("--clean", action="store_true", help="先清空缓存")

    return common


def _parser() -> Parser:
    parser = Parser(
        prog="build.py", description="公开（Gongkai）：检查政务公开栏目，生成网站。", parents=[_common()]
    )
    parser.set_defaults(run=_build, config=DEFAULT_CONFIG, format="text", shard=pipeline.WHOLE)
    common = _common(argument_default=argparse.SUPPRESS)  # unsaid after the command, it stays as said before
    commands = parser.add_subparsers(metavar="命令", title="命令")
    build = commands.add_parser("build", parents=[common], help="检查并生成网站（不写命令时就是它）")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", parents=[common], help="只检查，不生成")
    check.add_argument(
        "paths", nargs="*", type=place, metavar="文件", help="只报告这些文件和与它们相关的文件"
    )
    check.set_defaults(run=_check)
    rollback = commands.add_parser("rollback", parents=[common], help="退回到上一次生成的网站")
    rollback.add_argument(
        "--to", type=positive, metavar="版次", help="退回到保留着的哪一版，例如 12（默认上一版）"
    )
    rollback.set_defaults(run=_rollback)
    for command in telling.add_commands(commands, common, _common(argument_default=argparse.SUPPRESS)):
        command.set_defaults(run=_ask)
    for command in editing.add_commands(commands, common):
        command.set_defaults(run=_edit)
    add_serve(commands, common).set_defaults(run=_serve)
    explain = commands.add_parser("explain", help="说明一条规则，附例子")
    explain.add_argument("code", metavar="编号", help="例如 GK104")
    which = "设置文件：本单位的依据、期限和规则以它为准"
    explain.add_argument("--config", type=file, default=argparse.SUPPRESS, metavar="文件", help=which)
    explain.set_defaults(run=_explain)
    describe(commands)
    return parser


def _build(options: argparse.Namespace) -> bool:
    os.umask(0o022)  # what is published is for everybody, the web server's own account too
    settings = _settings(options)
    progress = Progress(sys.stderr)

    def render(site: Site, staging: Path) -> Mapping[str, Entry]:
        from gongkai import engine  # noqa: PLC0415 (MkDocs takes a fifth of a second to load)

        return engine.render(
            site,
            staging,
            config_file=settings.config_file,
            jobs=settings.jobs,
            progress=progress.pages,
        )

    try:
        progress.step("检查内容")
        release, report = pipeline.build(
            settings, render, base=options.base, clean=options.clean, share=options.shard
        )
    except ContentRejected as rejected:
        progress.done()
        _tell(rejected.report, options.format, settings)
        return True
    progress.done()
    _tell(report, options.format, settings)
    megabytes = release.size / 1_000_000
    said = "已生成" if release.new else "没有变化，仍是"
    print(f"{said} {release.files} 个文件（{megabytes:.1f} MB），网站在 {settings.site}", file=sys.stderr)
    return False


def _check(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    if not options.paths:
        report = pipeline.report_on(settings, base=options.base)
    else:
        judged = pipeline.check(settings, base=options.base)
        report = judged.report
        paths = [below for path in options.paths for below in _below(path, settings, report)]
        report = limited(judged.library, judged.report, paths)
    _tell(report, options.format, settings)
    return report.blocked


def _rollback(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    release = releases.rollback(settings.site, options.to)
    print(f"已退回到第 {int(release.name)} 版，网站在 {settings.site}；下一次生成会照常从内容文件夹重新发布")
    return False


def _ask(options: argparse.Namespace) -> bool:
    options.tell(options, _settings(options, options.formats))
    return False


def _edit(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    library = pipeline.read(settings)
    options.edit(options, editing.Desk(settings, library, lambda: pipeline.unnamed_questions(settings)))
    return False


def _serve(options: argparse.Namespace) -> bool:
    from gongkai.preview.serving import serve  # noqa: PLC0415 (with MkDocs, it takes a second to load)

    _settings(options, ("text",))
    serve(lambda: _read(options), options.host, options.port)
    return False


def _explain(options: argparse.Namespace) -> bool:
    settings = _read(options) if options.config.exists() else None
    if settings:
        try_house_rules(settings)
    print(explained(options.code, settings))
    return False


def _settings(options: argparse.Namespace, formats: Sequence[str] = FORMATS) -> Settings:
    if options.format not in formats:
        raise WrongUse(f"这个命令的 --format 只能是 {'、'.join(formats)}")
    settings = _read(options)
    if options.clean:
        pipeline.forget(settings)
    return settings


def _read(options: argparse.Namespace) -> Settings:
    return read_settings(
        options.config,
        content=options.content,
        site=options.site,
        as_of=options.as_of,
        clock=options.clock,
        jobs=options.jobs,
        ask_git=not options.no_git,
    )


def _below(path: Path, settings: Settings, report: Report) -> list[str]:
    """The paths that rules know, all of a folder's, however it was typed; raises `WrongUse` for no path of ours."""
    content = settings.content
    places = [found for found in within(path, content) if found.is_relative_to(content)]
    for found in places:
        name = found.relative_to(content).as_posix()
        if found.is_dir():
            known = {file.relative_to(content).as_posix() for file in found.rglob("*") if file.is_file()}
            start = "" if found == content else f"{name}/"
            return sorted(known | {f.path for f in report.findings if f.path.startswith(start)})
        # what is missing altogether (GK201) can be asked for
        if found.is_file() or any(finding.path == name for finding in report.findings):
            return [name]
    known = {file.relative_to(content).as_posix() for file in content.rglob("*.*") if file.is_file()}
    meant = [nearest(found.relative_to(content).as_posix(), known) for found in places]
    raise WrongUse(f"内容文件夹（{content}）中没有“{path}”{next(filter(None, meant), '')}")


def _tell(report: Report, form: str, settings: Settings) -> None:
    """Print the report; but for `text`, stdout holds nothing else."""
    if form == "text":
        print(as_text(report, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))
    elif form == "json":
        print(as_json(report))
    elif form == "sarif":
        print(as_sarif(report, pipeline.repository_of(settings), rules_of(settings).by_code.values()))
    elif commands := {"github": as_github, "gitlab": as_gitlab, "junit": as_junit}[form](
        report, pipeline.repository_of(settings)
    ):
        print(commands)


if __name__ == "__main__":
    status = main()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        status = READER_GONE
    except OSError as fault:
        print(f"✗ 结果没有写完：{reason(fault)}", file=sys.stderr)
        status = FAULT
    os._exit(status)  # millions of objects are not taken apart one by one: half a second, for a large section

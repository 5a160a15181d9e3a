"""Gongkai's command line: parses, calls one function, prints. Everything it says to editors is Chinese."""

import argparse
import io
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
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

from gongkai import engine, pipeline  # noqa: E402 (the path above must stand first)
from gongkai.external_links import as_csv, tried_links  # noqa: E402
from gongkai.findings import WrongUse  # noqa: E402
from gongkai.model.duties import all_duties  # noqa: E402
from gongkai.pages import Site  # noqa: E402
from gongkai.patrol import patrol_report  # noqa: E402
from gongkai.report import ContentRejected, Progress, Report, as_json, as_text, due_as_json, due_as_text  # noqa: E402
from gongkai.rules.book import explained  # noqa: E402
from gongkai.settings import CLOCK_MODES, Settings, read_settings  # noqa: E402

DEFAULT_CONFIG = ROOT / "mkdocs.yml"
FINE, BROKEN_RULE, WRONG_USE, FAULT = 0, 1, 2, 3
INTERRUPTED, READER_GONE = 130, 141  # 128 + SIGINT, SIGPIPE, as shells count


_IN_CHINESE = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示本说明",
    "%(prog)s: error: %(message)s\n": "✗ %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "不能是 %(value)r，可用的有：%(choices)s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "expected one argument": "后面要跟一个值",
    "the following arguments are required: %s": "缺少参数：%s",
}
argparse._ = lambda said: _IN_CHINESE.get(said, said)  # type: ignore[attr-defined] # argparse has no other way


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status: 0 fine, 1 a rule is broken, 2 wrong use, 3 a fault."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")  # Chinese, whatever the machine's locale
    parser = _parser()
    options = parser.parse_args(arguments)
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
    except Exception:  # a fault of the program: its traceback and status 3, never a silent pass
        sys.excepthook(*sys.exc_info())
        print("程序出错（不是内容的问题），原来的网站没有变动。请把以上信息交给技术人员。", file=sys.stderr)
        return FAULT


def _common(**defaults: object) -> argparse.ArgumentParser:
    """The options that may stand before the command as well as after it."""
    common = argparse.ArgumentParser(add_help=False, **defaults)  # type: ignore[arg-type]
    add = common.add_argument
    add("--content", type=Path, metavar="文件夹", help="内容文件夹（默认见设置中的 docs_dir）")
    add("--site", type=Path, metavar="文件夹", help="生成的网站放在哪里（默认见设置中的 site_dir）")
    add("--config", type=Path, metavar="文件", help=f"设置文件（默认 {DEFAULT_CONFIG.name}）")
    add("--as-of", type=_day, metavar="日期", help="以哪一天为今天，例如 2024-05-08")
    add("--clock", choices=CLOCK_MODES, help="到期未办的事项：block 停止发布，report 只作提醒")
    add("--base", metavar="提交", help="这个提交里已经逾期的事项只作提醒")
    add("--no-git", action="store_true", help="内容文件夹不在 git 仓库里，不查 git 历史")
    add("--format", choices=("text", "json"), help="结果的格式")
    add("--jobs", type=_positive, metavar="个数", help="同时用几个进程生成页面")
    add("--clean", action="store_true", help="先清空缓存")

    return common


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="build.py", description="公开（Gongkai）：检查政务公开栏目，生成网站。", parents=[_common()]
    )
    parser.set_defaults(run=_build, config=DEFAULT_CONFIG, format="text")
    common = _common(argument_default=argparse.SUPPRESS)  # unsaid after the command, it stays as said before
    commands = parser.add_subparsers(metavar="命令", title="命令")
    build = commands.add_parser("build", parents=[common], help="检查并生成网站（不写命令时就是它）")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", parents=[common], help="只检查，不生成")
    check.add_argument("paths", nargs="*", metavar="文件", help="只报告这些文件和与它们相关的文件")
    check.set_defaults(run=_check)
    links = commands.add_parser(
        "links", parents=[common], help="试一遍网站上的外部链接，写成报告，不影响发布"
    )
    links.add_argument(
        "--report", type=Path, metavar="文件", default=Path("links-report.csv"), help="报告写到哪里"
    )
    links.set_defaults(run=_links)
    due = commands.add_parser(
        "due", parents=[common], conflict_handler="resolve", help="列出各项期限：将到期、已逾期、已办结"
    )
    due.add_argument("--format", choices=("text", "json"), default=argparse.SUPPRESS, help="结果的格式")
    due.set_defaults(run=_due)
    patrol = commands.add_parser("patrol", parents=[common], help="巡查报告：链接、栏目更新、个人信息、标密")
    patrol.add_argument("--report", type=Path, metavar="文件", help="报告写到哪里（默认显示在屏幕上）")
    patrol.set_defaults(run=_patrol)
    explain = commands.add_parser("explain", help="说明一条规则，附例子")
    explain.add_argument("code", metavar="编号", help="例如 GK104")
    explain.set_defaults(run=_explain)
    return parser


def _build(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    progress = Progress(sys.stderr)

    def render(site: Site, staging: Path) -> None:
        engine.render(
            site,
            staging,
            config_file=settings.config_file,
            content=settings.content,
            jobs=options.jobs,
            progress=progress.pages,
        )

    try:
        progress.step("检查内容")
        release, report = pipeline.build(settings, render, base=options.base)
    except ContentRejected as rejected:
        progress.done()
        _tell(rejected.report, options.format)
        return True
    progress.done()
    _tell(report, options.format)
    megabytes = release.size / 1_000_000
    print(f"已生成 {release.files} 个文件（{megabytes:.1f} MB），网站在 {settings.site}", file=sys.stderr)
    return False


def _check(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    judged = pipeline.check(settings, base=options.base)
    report = judged.report
    if options.paths:
        paths = [below for path in options.paths for below in _below(path, settings, report)]
        report = pipeline.limited(judged, paths)
    _tell(report, options.format)
    return report.blocked


def _links(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    judged = pipeline.check(settings)
    tried = tried_links(settings.site, judged.library, judged.texts)
    broken = [link for link in tried if not link.works]
    options.report.write_text(as_csv(tried), encoding="utf-8", newline="")
    for link in broken:
        print(f"{link.path or '（页面框架）'} 第 {link.line} 行  {link.url}\n      {link.said}")
    print(f"共 {len(tried)} 个外部链接，{len(broken)} 个打不开；报告在 {options.report}")
    return False


def _due(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    judged = pipeline.check(settings, base=options.base)
    duties = all_duties(judged.library.whole, settings.today)
    told = due_as_json if options.format == "json" else due_as_text
    print(told(duties, settings.today))
    if broken := judged.library.broken:
        print(f"! 有 {len(broken)} 个文件填写有误，没有列入，请先运行 check 改正", file=sys.stderr)
    return False


def _patrol(options: argparse.Namespace) -> bool:
    settings = _settings(options)
    judged = pipeline.check(settings, base=options.base)
    told = patrol_report(judged.report, judged.library.whole, settings)
    if options.report:
        options.report.write_text(told, encoding="utf-8")
        print(f"巡查报告在 {options.report}")
    else:
        print(told, end="")
    return False


def _explain(options: argparse.Namespace) -> bool:
    print(explained(options.code))
    return False


def _settings(options: argparse.Namespace) -> Settings:
    settings = read_settings(
        options.config, content=options.content, site=options.site, as_of=options.as_of, clock=options.clock
    )
    if options.clean:
        pipeline.forget(settings)
    return settings


def _below(path: str, settings: Settings, report: Report) -> list[str]:
    """The paths that rules know, all of a folder's, however it was typed; raises `WrongUse` for no path of ours."""
    for candidate in (Path(path), settings.content / path):
        found = candidate.resolve()
        if found.is_dir() and found.is_relative_to(settings.content):
            inside = [file for file in found.rglob("*") if file.is_file()]
            known = {file.relative_to(settings.content).as_posix() for file in inside}
            folder = "" if found == settings.content else f"{found.relative_to(settings.content).as_posix()}/"
            return sorted(known | {f.path for f in report.findings if f.path.startswith(folder)})
        if found.is_file() and found.is_relative_to(settings.content):
            return [found.relative_to(settings.content).as_posix()]
    if any(finding.path == path for finding in report.findings):  # what is missing altogether (GK201)
        return [path]
    raise WrongUse(f"内容文件夹（{settings.content}）中没有“{path}”")


def _tell(report: Report, form: str) -> None:
    if form == "json":
        print(as_json(report))
    else:
        print(as_text(report, colour=sys.stdout.isatty() and "NO_COLOR" not in os.environ))


def _day(text: str) -> date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise ValueError(text)  # date.fromisoformat knows other forms too
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应写成 2024-05-08 这样的形式") from None


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}”不是正整数")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())

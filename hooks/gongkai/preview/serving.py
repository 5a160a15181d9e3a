"""The command `serve`: reads the section, opens the preview, watches the files, until it is interrupted."""

import ipaddress
import signal
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from gongkai.findings import WrongUse, system_refusal
from gongkai.preview.inline_findings import counted
from gongkai.preview.server import OwnPages, Preview, Server
from gongkai.preview.state import PreviewState, ProgramFault
from gongkai.preview.watching import Watcher
from gongkai.settings import Settings, raw_settings

_ENDING = (signal.SIGINT, signal.SIGTERM)


def serve(
    read_settings: Callable[[], Settings],
    host: str,
    port: int,
    *,
    browse: bool = False,
    pages: OwnPages | None = None,
) -> None:
    """Preview the section at an address of this machine; returns when it is interrupted (Ctrl-C, SIGTERM). `browse`:
    also open it in the user's browser; `pages`: what else is served, if nobody but this machine may ask."""
    with _interruptible():
        _serve(read_settings, host, port, browse, pages)


def _serve(
    read_settings: Callable[[], Settings], host: str, port: int, browse: bool, pages: OwnPages | None
) -> None:
    everywhere = not _is_loopback(host)
    print("正在读取内容……", flush=True)
    state = PreviewState(read_settings)
    try:
        server = Server(host, port)
    except OSError as problem:
        state.close()
        said = f"打不开 {host} 的 {port} 端口（{system_refusal(problem)}）；可能已经开着一个预览，或者加 --port 换一个端口"
        raise WrongUse(said) from problem
    server.set_app(Preview(state, everywhere=everywhere, pages=pages))
    files = raw_settings(state.section.settings.config_file)[1]
    changed, calm = partial(_unless_fault, state.refresh), partial(_unless_fault, state.settle)
    watcher = Watcher(state.watched, files, changed, calm)
    try:
        found = counted(state.section.judged.report.findings)
        print(f"已读入 {state.section.judged.report.documents} 份文件，{found or '没有问题'}。")
        if everywhere:
            print("! 同一网络里的人都能看到草稿和未到日期的文件。")
        shown = f"[{host}]" if ":" in host else host
        print(
            f"在浏览器中打开 http://{shown}:{server.server_port}/ ，保存文件后页面自动更新；按 Ctrl-C 结束。",
            flush=True,
        )
        if pages and not everywhere:
            print(f"收文、请人审、审签：http://{shown}:{server.server_port}/{pages.place}", flush=True)
        if browse:
            webbrowser.open(f"http://{shown}:{server.server_port}/")
        server.serve_forever(poll_interval=0.1)
    except KeyboardInterrupt:
        print("\n预览已结束。")
    finally:
        watcher.close()
        state.close()
        server.server_close()


@contextmanager
def _interruptible() -> Iterator[None]:
    """Both signals interrupt, even if they came down ignored or blocked, as a shell's `&` and `nohup` hand them on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.default_int_handler) for number in _ENDING}
    blocks = hasattr(signal, "pthread_sigmask")  # Windows cannot block signals
    mask = signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING) if blocks else ()
    try:
        yield
    finally:
        if blocks:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        for number, handler in before.items():
            signal.signal(number, handler)


def _unless_fault(work: Callable[[], None]) -> None:
    try:
        work()
    except ProgramFault:
        print("程序出错（不是内容的问题），页面停在上一次的样子。请把以上信息交给技术人员。", flush=True)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        raise WrongUse(f"--host 应为本机的地址，例如 127.0.0.1，现为“{host}”") from None

"""The command line on a system like Windows, as far as one can be had here. Run as a program, in a process of its own.

What Python lacks there is taken away; what it has there refuses as it does there: files that are open or read-only are
neither removed nor replaced, folders are not renamed while a file in them is open, listings tell no inodes, links need
rights that a clerk has not. Worker processes are spawned, and go through the same. The standard library is told nothing
else: `sys.platform` and paths stay what they are.
"""

# ruff: noqa: PTH112, PTH115, PTH208

import ctypes
import errno
import io
import json
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import urllib.request
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NO_MODULES = ("fcntl", "grp", "pwd", "resource", "syslog", "termios")
NO_FUNCTIONS = (
    *("fork", "forkpty", "killpg", "getpgid", "setpgid", "setsid", "nice", "sched_getaffinity", "mkfifo"),
    *("chown", "fchown", "lchown", "fchmod", "getuid", "geteuid", "getgid", "getloadavg"),
    *("O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK"),
)
NO_SIGNALS = ("SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGQUIT", "SIGCHLD", "SIGALRM")
ANOTHER_DRIVE = "GONGKAI_TEST_ANOTHER_DRIVE"
"""Environment variable: hard links lead to another drive."""

_stat, _lstat, _scandir, _chmod = os.stat, os.lstat, os.scandir, os.chmod
_unlink, _rmdir, _replace = os.unlink, os.rmdir, os.replace


def refuse(problem: int, *paths: Any) -> None:
    raise OSError(problem, os.strerror(problem), *map(str, paths[:1]))


def opened() -> Iterator[str]:
    """What this process has open, and the folder in which it is."""
    for place in ("/proc/self/fd", "/proc/self"):
        for name in os.listdir(place) if place.endswith("fd") else ("cwd",):
            try:
                yield os.readlink(f"{place}/{name}")
            except OSError:
                continue


def unremovable(path: Any) -> bool:
    """Whether Windows would not remove this name: the file is read-only, or somebody has it open."""
    if str(path).startswith("/dev/"):  # a Linux of multiprocessing's own
        return False
    if not stat.S_ISLNK(_lstat(path).st_mode) and not _stat(path).st_mode & stat.S_IWUSR:
        return True
    return os.path.realpath(path) in set(opened())


def unlink(path: Any, *, dir_fd: int | None = None) -> None:
    if dir_fd is not None:
        raise NotImplementedError("dir_fd unavailable on this platform")
    if unremovable(path):
        refuse(errno.EACCES, path)
    _unlink(path)


def rmdir(path: Any, *, dir_fd: int | None = None) -> None:
    if unremovable(path):
        refuse(errno.EACCES, path)
    _rmdir(path)


def replace(source: Any, target: Any) -> None:
    if os.path.lexists(target) and (os.path.isdir(target) or unremovable(target)):
        refuse(errno.EACCES, source)
    real = os.path.realpath(source)
    if any(one == real or (os.path.isdir(real) and one.startswith(f"{real}/")) for one in opened()):
        refuse(errno.EACCES, source)
    _replace(source, target)


def rename(source: Any, target: Any) -> None:
    if os.path.lexists(target):
        refuse(errno.EEXIST, source)
    replace(source, target)


def chmod(path: Any, mode: int, **_more: Any) -> None:
    """Only whether it is read-only can be said."""
    whole = 0o777 if os.path.isdir(path) else 0o666
    _chmod(path, whole if mode & stat.S_IWUSR else whole & 0o555)


def symlink(source: Any, target: Any, *_more: Any, **_named: Any) -> None:
    raise OSError(errno.EINVAL, "A required privilege is not held by the client", str(target))


def link(source: Any, target: Any, **_more: Any) -> None:
    refuse(errno.EXDEV, source)


class State:
    """A file's state as a listing has it."""

    st_ino = st_dev = st_nlink = 0

    def __init__(self, state: os.stat_result) -> None:
        self._state = state

    def __getattr__(self, name: str) -> Any:
        return getattr(self._state, name)


class Entry:
    """An entry of a folder's listing: Windows fills in neither inode nor device."""

    def __init__(self, entry: "os.DirEntry[str]") -> None:
        self._entry = entry

    def __getattr__(self, name: str) -> Any:
        return getattr(self._entry, name)

    def __fspath__(self) -> str:
        return self._entry.path

    def stat(self, *, follow_symlinks: bool = True) -> "State":
        return State(self._entry.stat(follow_symlinks=follow_symlinks))


class Scan:
    """What `os.scandir` gives: entries, once, and a context."""

    def __init__(self, path: Any = ".") -> None:
        self._entries = _scandir(path)

    def __enter__(self) -> "Scan":
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    def __iter__(self) -> "Scan":
        return self

    def __next__(self) -> Entry:
        return Entry(next(self._entries))

    def close(self) -> None:
        self._entries.close()


class Program(subprocess.Popen[Any]):
    """A program that is started: no descriptors are handed down."""

    def __init__(self, *given: Any, **more: Any) -> None:
        if more.get("pass_fds"):
            raise ValueError("pass_fds not supported on Windows.")
        super().__init__(*given, **more)


class Library(ctypes.CDLL):
    """A library by its name; the program itself is none."""

    def __init__(self, name: str | None, *given: Any, **more: Any) -> None:
        if name is None and sys._getframe(1).f_globals["__name__"].startswith("gongkai"):
            raise TypeError("argument of type 'NoneType' is not iterable")
        super().__init__(name, *given, **more)


INSTEAD: dict[str, Any] = {
    "unlink": unlink,
    "remove": unlink,
    "rmdir": rmdir,
    "replace": replace,
    "rename": rename,
    "chmod": chmod,
    "symlink": symlink,
    "scandir": Scan,
}


def take_away() -> None:
    """From now on, in this process, nothing is there that Windows lacks."""
    warnings.filterwarnings("error", category=EncodingWarning, module="gongkai")
    for name in NO_MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for module, names in ((os, NO_FUNCTIONS), (signal, (*NO_SIGNALS, "pthread_sigmask"))):
        for name in names:
            if hasattr(module, name):
                delattr(module, name)
    for name, instead in INSTEAD.items():
        setattr(os, name, instead)
    if ANOTHER_DRIVE in os.environ:
        vars(os)["link"] = link
    vars(subprocess)["Popen"], vars(ctypes)["CDLL"] = Program, Library
    import shutil  # noqa: PLC0415 (by now it finds what Windows has)

    vars(shutil)["_use_fd_functions"] = False
    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))
    from gongkai.operating_system import system  # noqa: PLC0415 (the same)

    system.WINDOWS = True


def look_at(address: str) -> None:
    """Ask a preview for a page, and press Ctrl-C."""
    for _try in range(600):
        try:
            with urllib.request.urlopen(address) as answer:
                print(f"{answer.status} {len(answer.read())} bytes")
                break
        except OSError:
            time.sleep(0.1)
    signal.raise_signal(signal.SIGINT)


def edit(name: str, old: str, new: str) -> None:
    """Change a file, as an editor does."""
    file = Path(name)
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def hold(name: str) -> None:
    """Another program looks into a file."""
    held.append(Path(name).open("rb"))  # noqa: SIM115


def let_go() -> None:
    """And closes it."""
    held.pop().close()


BESIDES: dict[str, Any] = {"edit": edit, "hold": hold, "let-go": let_go}
"""What may happen besides commands."""


def run(words: list[str]) -> None:
    """One command, at a console in GBK; its exit status on a line of its own, and a NUL at the end."""
    from gongkai.cli import main  # noqa: PLC0415 (after what Windows lacks is gone)

    if words[0] in BESIDES:
        BESIDES[words[0]](*words[1:])
        return
    if words[0] == "serve":
        address = f"http://127.0.0.1:{words[words.index('--port') + 1]}/"
        threading.Thread(target=look_at, args=(address,), daemon=True).start()
    for stream in (sys.stdout, sys.stderr):
        assert isinstance(stream, io.TextIOWrapper)
        stream.reconfigure(encoding="cp936")
    status = main(words, config=Path("mkdocs.yml"), program="gongkai")
    print(f"\n{status}", end="\0", flush=True)
    print(end="\0", file=sys.stderr, flush=True)


held: list[Any] = []

if __name__ in ("__main__", "__mp_main__"):
    take_away()
if __name__ == "__main__":
    for command in json.loads(sys.argv[1]):
        run(command)

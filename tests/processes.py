"""Processes that tests start: none outlives its test, whatever signals it inherited or ignores."""

import os
import signal
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_PATIENCE = 20
"""Seconds that a process may take to end when it is asked to."""


@contextmanager
def running(command: Sequence[str], **more: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process of its own, as `subprocess.Popen` starts it, until the block ends."""
    with subprocess.Popen(command, **more) as process:
        try:
            yield process
        finally:
            end(process)


def end(process: subprocess.Popen[Any], number: signal.Signals = signal.SIGTERM) -> int:
    """Ask it to end, and kill it when it does not; its status."""
    process.send_signal(number)
    try:
        return process.wait(_PATIENCE)
    except subprocess.TimeoutExpired:
        kill([process.pid])
        return process.wait()


def children(process: int | None = None) -> set[int]:
    """The processes that this one, or another, has started and that are still there (Linux; elsewhere none is known)."""
    tasks = Path(f"/proc/{process or os.getpid()}/task")
    found: set[int] = set()
    with suppress(OSError):
        for task in tasks.iterdir():
            found.update(map(int, (task / "children").read_text().split()))
    return found


def kill(processes: Iterable[int]) -> None:
    """Kill these processes and all that they have started."""
    for process in processes:
        started = children(process)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        kill(started)

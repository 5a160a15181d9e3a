"""What a command costs: seconds, processor seconds and peak memory of the whole tree of its processes.

Memory is the sum of proportional set sizes: a page that two processes share counts once.
"""

import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.1
"""Seconds between two looks at the memory, at least."""
_REST = 20
"""Times as long as a look took is waited for the next: adding up the pages of gigabytes stops whoever uses them."""


@dataclass(frozen=True)
class Cost:
    """One run, or the medians of several."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of user and system time of all processes."""
    memory: float
    """Peak, in millions of bytes."""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end; raises `SystemExit` with what it said when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=None if environment is None else dict(environment),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    watch = _Watch(process.pid)
    watch.start()
    said, _none = process.communicate()
    wall = time.perf_counter() - start
    watch.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{said.decode(errors='replace')[-4000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, watch.peak / 1e6)


def median(costs: Sequence[Cost]) -> Cost:
    """Each figure's median."""
    return Cost(
        *(statistics.median(getattr(cost, name) for cost in costs) for name in ("wall", "cpu", "memory"))
    )


def size(folder: Path) -> tuple[int, int]:
    """Files and bytes below a folder; links to folders are followed once, at the top."""
    sizes = [file.stat().st_size for file in folder.resolve().rglob("*") if file.is_file()]
    return len(sizes), sum(sizes)


class _Watch(threading.Thread):
    """Looks at the memory of a process and all that it started."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._done = threading.Event()
        self.peak = 0

    def run(self) -> None:
        took = 0.0
        while not self._done.wait(max(_EVERY, _REST * took)):
            start = time.perf_counter()
            self.peak = max(self.peak, sum(map(_memory, _tree(self._pid))))
            took = time.perf_counter() - start

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        self.join()


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for task in Path(f"/proc/{pid}/task").iterdir():
            if task.name != str(pid):
                children += (task / "children").read_text().split()
    except OSError:  # it has ended
        return
    for child in children:
        yield from _tree(int(child))


def _memory(pid: int) -> int:
    """Bytes: the process's own pages, and its share of those that it shares."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)

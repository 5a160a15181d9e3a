"""Work spread over the cores: the same results for any number of processes, started in any way."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")


def cores() -> int:
    """Processes that can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def spread(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int | None, worth: int = 2
) -> Iterator[Result]:
    """`work` on each task, in order. `jobs`: processes (None: one for each core); fewer than `worth` tasks are
    done here, because starting a process takes longer."""
    jobs = min(jobs or cores(), len(tasks))
    if jobs <= 1 or len(tasks) < worth:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(jobs) as pool:
        yield from pool.map(work, tasks)


def chunks(items: Sequence[Task], size: int) -> list[Sequence[Task]]:
    """The items in groups of `size`, the last one shorter."""
    return [items[start : start + size] for start in range(0, len(items), size)]

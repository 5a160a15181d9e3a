"""Work spread over the cores: the same results for any number of processes, started in any way."""

import ctypes
import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from itertools import chain, islice
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

_AHEAD = 3
"""Tasks for each process that are made before they are needed, so that none waits."""

_MOST = 61
"""Windows can wait for no more processes; and no section is worth more."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def cores() -> int:
    """Processes that can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def processes(jobs: int | None) -> int:
    """How many to start where so many are wished for (None: one for each core)."""
    return min(jobs or cores(), _MOST)


def start_method() -> BaseContext:
    """How processes are started: as Python does by default, and anew where no process can be forked."""
    return multiprocessing.get_context(None if hasattr(os, "fork") else "spawn")


def map_over_processes(
    work: Callable[[Task], Result], tasks: Iterable[Task], jobs: int | None, worth: int = 2
) -> Iterator[Result]:
    """`work` on each task, in order. `jobs`: processes (None: one for each core); fewer than `worth` tasks are
    done here, because starting a process takes longer. Tasks are taken as they are needed: not all of them, nor all
    results, are in memory at once."""
    jobs, tasks, least = processes(jobs), iter(tasks), max(worth, 2)
    first = list(islice(tasks, least)) if jobs > 1 else []
    if len(first) < least:
        yield from map(work, chain(first, tasks))
        return
    with ProcessPoolExecutor(jobs, start_method(), prepare_worker) as pool:
        waiting: deque[Future[Result]] = deque()
        for task in chain(first, tasks):
            waiting.append(pool.submit(work, task))
            if len(waiting) > _AHEAD * jobs:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


@contextmanager
def in_background(work: Callable[[], Result], another: bool) -> Iterator[Callable[[], Result]]:
    """Do `work` in `another` process meanwhile, or else here when it is asked for; gives what waits for its result."""
    if not another:
        yield work
        return
    with ProcessPoolExecutor(1, start_method(), _told, (work,)) as pool:
        yield pool.submit(_told_work).result  # a forked process has the work already


@contextmanager
def garbage_collection_paused() -> Iterator[None]:
    """Nothing is looked for that could be thrown away, while a section is read, judged or planned: what is made then
    stays, and looking through it again and again took a quarter of the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def return_memory() -> None:
    """Before processes are started: memory that is free is given back to the system, where its library can do that;
    each would hold all of it."""
    with suppress(TypeError, OSError):  # Windows has no such library
        if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
            trim(0)


def prepare_worker(patience: int = 0) -> None:
    """At the start of a process: what it was given is left alone, and so shared with others, if it is not changed;
    what it makes itself is looked through for what can be thrown away. It ends when its parent is killed. `patience`:
    how much it lets others go first, where the system knows such a thing."""
    if patience and hasattr(os, "nice"):
        os.nice(patience)
    gc.freeze()
    gc.enable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """An orphan would wait for work for ever, and hold the lock of the build that it was part of."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


_work: Callable[[], Any] | None = None


def _told(work: Callable[[], Any]) -> None:
    global _work  # noqa: PLW0603 (a process is told once what it is for)
    _work = work
    prepare_worker()


def _told_work() -> Any:
    if _work is None:
        raise RuntimeError("the process was not started by `in_background`")
    return _work()

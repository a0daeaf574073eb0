"""Run work in one process or several, and return results in order."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from careerfit_cli.errors import CareerfitError

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")

MOST = 60
"""Processes at a time: on Windows one cannot wait for many more."""

A_CORE = 2
"""Processes for each processor: more would only take memory."""


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def map_in_order(
    chunks: Iterable[_Given], work: Callable[[_Given], _Made], jobs: int = 1
) -> Iterator[tuple[_Given, _Made]]:
    """Yield every chunk with its result from `work`, in order.

    Only a few more chunks than `jobs` are in memory at a time. `work`, its arguments
    and its results are sent between processes, unless `jobs` is 1 or the system allows
    only one. Raises `CareerfitError` when one of the processes is killed.
    """
    jobs = min(jobs, MOST, A_CORE * cores())
    pool = _started(work, jobs) if jobs > 1 else None
    if pool is None:
        for chunk in chunks:
            yield chunk, work(chunk)
        return
    from concurrent.futures.process import BrokenProcessPool

    waiting: deque[tuple[_Given, Future[_Made]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_do, chunk)))
            if len(waiting) > jobs + 1:
                first, future = waiting.popleft()
                yield first, future.result()
        for chunk, future in waiting:
            yield chunk, future.result()
    except BrokenProcessPool as error:
        what = "one of the processes that shared the work was stopped from outside"
        raise CareerfitError(what, "run it again") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _started(work: Callable[[_Given], _Made], jobs: int) -> ProcessPoolExecutor | None:
    """Started processes; `None` if the system allows none."""
    # Imported only if work is shared between processes.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    try:
        pool = ProcessPoolExecutor(
            jobs,
            # The same on every system; a fork would inherit the threads of numpy.
            multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(work,),
        )
        try:
            with _sigint_held():
                for _ in range(jobs):
                    pool.submit(os.getpid)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        return pool
    except (ImportError, OSError, RuntimeError):
        # A system may refuse processes, threads or semaphores, or kill them.
        return None


@contextmanager
def _sigint_held() -> Iterator[None]:
    """Hold back Ctrl-C while processes start: this process receives it afterwards.

    An interrupt halfway through the start of a process would leave that process behind.
    New processes start with it blocked, before they can ignore it themselves; threads of
    this process may still receive it, so the mask alone is not enough.
    """
    previous = signal.getsignal(signal.SIGINT)
    # Only the main thread is interrupted, and only it may change a handler.
    if threading.current_thread() is not threading.main_thread() or previous is None:
        yield
        return
    # Windows has no signal masks.
    has_masks = hasattr(signal, "pthread_sigmask")
    if has_masks:
        from multiprocessing import resource_tracker

        # Starting the tracker later would unblock Ctrl-C.
        resource_tracker.ensure_running()
    interrupts: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _frame: interrupts.append(number))
    if has_masks:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if has_masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        signal.signal(signal.SIGINT, previous)
        if interrupts:
            signal.raise_signal(signal.SIGINT)


_held: list[Callable[[Any], Any]] = []
"""In a process of its own: the work it was started for."""


def _begin(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _held.append(work)
    threading.Thread(target=_end_with_who_began, daemon=True).start()


def _end_with_who_began() -> None:
    """Exit when the main process ends, even if it is killed."""
    from multiprocessing import connection, parent_process

    if parent := parent_process():
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(chunk: Any) -> Any:
    return _held[-1](chunk)

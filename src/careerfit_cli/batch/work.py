"""Chunks of respondents scored one after another, or by several processes."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol, TypeVar

from careerfit_cli.batch.arrow import ParquetSink
from careerfit_cli.batch.lines import CsvLines, JsonLines, Lines
from careerfit_cli.batch.people import People
from careerfit_cli.batch.scoring import Scored, Scorer
from careerfit_cli.model.catalogue import Entry


@dataclass(frozen=True)
class Result:
    """What a chunk was made into, and how many of its respondents were not ranked.

    `data` are lines of text, or what a Parquet file is made from.
    """

    data: bytes | Scored
    unranked: int


_FORMS: dict[str, Callable[[Sequence[Entry]], Lines]] = {
    "csv": CsvLines,
    "jsonl": JsonLines,
}

_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


class Sink(Protocol):
    """Where the data of results go, one after another."""

    def write(self, data: Any) -> None:
        """Take in data."""

    def close(self) -> None:
        """Write what is left to write."""


class Work:
    """What is done with a chunk: it is scored and, but for `parquet`, made into text.

    `form` is `csv`, `jsonl` or `parquet`.
    """

    def __init__(self, scorer: Scorer, form: str) -> None:
        self._scorer, self._form = scorer, form
        lines = _FORMS.get(form)
        self._lines = lines(scorer.occupations) if lines else None

    def sink(self, stream: BinaryIO) -> Sink:
        """Where results go to be written to a stream."""
        if self._lines is None:
            return ParquetSink(stream, self._scorer.occupations)
        stream.write(self._lines.heading)
        return _TextSink(stream)

    def __call__(self, people: People) -> Result:
        """The result of a chunk."""
        scored = self._scorer.score(people)
        data = self._lines(scored) if self._lines else scored
        return Result(data, scored.unranked)

    def __reduce__(self) -> tuple[type[Work], tuple[Scorer, str]]:
        return Work, (self._scorer, self._form)


class _TextSink:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        """Write lines."""
        self._stream.write(data)

    def close(self) -> None:
        """Nothing is left to write."""


def done(
    chunks: Iterable[_Given], work: Callable[[_Given], _Made], jobs: int = 1
) -> Iterator[tuple[_Given, _Made]]:
    """Every chunk with what `work` makes of it, in order.

    Of the chunks, only a few more than `jobs` are held at a time.
    """
    if jobs == 1:
        for chunk in chunks:
            yield chunk, work(chunk)
        return
    waiting: deque[tuple[_Given, Future[_Made]]] = deque()
    with _pool(work, jobs) as pool:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_do, chunk)))
            if len(waiting) > jobs + 1:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()


@contextmanager
def _pool(work: Callable[[_Given], _Made], jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(
        jobs,
        # Alike on every system; a fork would inherit the threads of numpy.
        multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(work,),
    )
    try:
        with _deaf():
            for _ in range(jobs):
                pool.submit(_nothing)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C is not heard by processes started meanwhile: this one ends them."""
    try:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    except ValueError:
        # Not the main thread, where nobody presses keys.
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_held: list[Callable[[Any], Any]] = []
"""In a process of its own: the work it was started for."""


def _begin(work: Callable[[Any], Any]) -> None:
    _held.append(work)


def _nothing() -> None:
    pass


def _do(chunk: Any) -> Any:
    return _held[-1](chunk)

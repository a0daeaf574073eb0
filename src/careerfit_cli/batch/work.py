"""What is done with a chunk of respondents, here or in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol

from careerfit_cli.batch.arrow import ParquetSink
from careerfit_cli.batch.lines import CsvLines, JsonLines, Lines
from careerfit_cli.batch.people import People
from careerfit_cli.batch.scoring import Scored, Scorer
from careerfit_cli.batch.workbook_sink import WorkbookSink
from careerfit_cli.model.catalogue import Entry


@dataclass(frozen=True)
class Result:
    """What a chunk was made into, and how many of its respondents were not ranked.

    `data` are lines of text, or what a Parquet file or a workbook is made from.
    """

    data: bytes | Scored
    unranked: int


_FORMS: dict[str, Callable[[Sequence[Entry]], Lines]] = {
    "csv": CsvLines,
    "jsonl": JsonLines,
}


class Sink(Protocol):
    """Where the data of results go, one after another."""

    def write(self, data: Any) -> None:
        """Take in data."""

    def abandon(self) -> None:
        """Clean up where the rest will not be written."""

    def close(self) -> None:
        """Write what is left to write."""


class Work:
    """What is done with a chunk: it is scored and, for `csv` and `jsonl`, made into text.

    `form` is `csv`, `jsonl`, `xlsx` or `parquet`.
    """

    def __init__(self, scorer: Scorer, form: str) -> None:
        self._scorer, self._form = scorer, form
        lines = _FORMS.get(form)
        self._lines = lines(scorer.occupations) if lines else None

    def sink(self, stream: BinaryIO) -> Sink:
        """Where results go to be written to a stream."""
        if self._lines is None:
            sink = WorkbookSink if self._form == "xlsx" else ParquetSink
            return sink(stream, self._scorer.occupations)
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

    def abandon(self) -> None:
        """Nothing is left to clean up."""

    def close(self) -> None:
        """Nothing is left to write."""

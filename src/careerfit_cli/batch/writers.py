"""Results as CSV, JSON Lines, Parquet or an Excel workbook."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from careerfit_cli import workbook
from careerfit_cli.batch.respondents import Block
from careerfit_cli.batch.scoring import HEADS, NOTES, Scored, Scorer, columns_of
from careerfit_cli.matching.labels import NAMES
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES, SOURCE
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.text import spreadsheet_safe
from careerfit_cli.tables.columns import module

ROW_GROUP = 500_000
"""Rows of a Parquet file that are written together."""

Write = Callable[[Any], object]
"""Writes one result."""


class Job:
    """Scores blocks of respondents for a format: `csv`, `jsonl`, `parquet` or `xlsx`.

    It can be sent to another process. Its results are text where the format is text.
    """

    def __init__(self, scorer: Scorer, kind: str) -> None:
        self._scorer, self._kind = scorer, kind
        make = {"csv": _csv, "jsonl": _json_lines}.get(kind)
        self._text = make(scorer.occupations) if make else None

    def __call__(self, block: Block) -> tuple[bytes | Scored, int]:
        """The result of a block, and how many of its respondents are not ranked."""
        scored = self._scorer.score(block)
        return self._text(scored) if self._text else scored, scored.unranked

    def writer(self, stream: BinaryIO) -> AbstractContextManager[Write]:
        """Writes results to a stream, which is complete when the context ends."""
        if self._text:
            stream.write(self._text.heading)
            return nullcontext(stream.write)
        make = _parquet if self._kind == "parquet" else _workbook
        return make(stream, self._scorer.occupations)

    def __reduce__(self) -> tuple[type[Job], tuple[Scorer, str]]:
        return Job, (self._scorer, self._kind)


class _Text:
    """A result as lines of text, put together from parts that are made once.

    `start` makes the beginning of a line from an identifier. `occupations` are parts by
    row of the catalogue; the last one is for those who are not ranked. `score` makes the
    part for a score and a label, `notes` are by place in `NOTES`.
    """

    def __init__(
        self,
        heading: str,
        start: Callable[[str], str],
        occupations: Sequence[str],
        score: Callable[[float, str], str],
        notes: Sequence[str],
    ) -> None:
        self.heading, self._start = heading.encode(), start
        _, *scores = (score(n / 10, label) for n in range(1001) for label in NAMES)
        self._ranks = _array(["", *map(str, range(1, len(occupations)))])
        self._occupations, self._notes = _array(occupations), _array(notes)
        # A score of 0 is never called "best": its place is for those not ranked.
        self._scores = _array(["", *scores])

    def __call__(self, scored: Scored) -> bytes:
        """The lines, as UTF-8."""
        best = scored.best
        parts = (
            _array(list(map(self._start, scored.ids)))[best.person],
            self._ranks[best.rank],
            self._occupations[best.occupation],
            self._scores[best.tenths * len(NAMES) + best.label],
            self._notes[scored.note[best.person]],
        )
        return "".join(np.stack(parts, axis=1).ravel().tolist()).encode()


def _array(texts: Sequence[str]) -> npt.NDArray[np.object_]:
    return np.array(texts, dtype=object)


def _csv(occupations: Sequence[Entry]) -> _Text:
    """CSV; a text that a spreadsheet would run as a formula gets an apostrophe."""
    cells = [f",{_cells(e.slug, e.code, e.title)}," for e in occupations]
    return _Text(
        f"{','.join(HEADS)}\n",
        lambda name: f"{name if name.isalnum() else _cells(name)},",
        [*cells, "," * (len(HEADS) - 2)],
        lambda fit, label: f"{fit},{label},",
        [f"{note}\n" for note in NOTES],
    )


def _cells(*cells: str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="")
    writer.writerow([spreadsheet_safe(cell) for cell in cells])
    return text.getvalue()


def _json_lines(occupations: Sequence[Entry]) -> _Text:
    """JSON Lines: one object per line."""
    names = [_members(slug=e.slug, code=e.code, title=e.title) for e in occupations]
    nothing = f"null, {_members(**dict.fromkeys(HEADS[2:-1]))}, "
    return _Text(
        "",
        lambda name: f'{{{_members(id=name)}, "rank": ',
        [*(f", {name}, " for name in names), nothing],
        lambda fit, label: f"{_members(fit=fit, label=label)}, ",
        [f"{_members(note=note)}}}\n" for note in NOTES],
    )


def _members(**values: object) -> str:
    return json.dumps(values)[1:-1]


@contextmanager
def _parquet(stream: BinaryIO, occupations: Sequence[Entry]) -> Iterator[Write]:
    """Writes one Parquet file, by `HEADS`.

    Its metadata name the source of the ratings and say what is not claimed.
    """
    arrow = module()
    texts = {
        "slug": arrow.array([entry.slug for entry in occupations]),
        "code": arrow.array([entry.code for entry in occupations]),
        "title": arrow.array([entry.title for entry in occupations]),
        "label": arrow.array(NAMES),
        "note": arrow.array(NOTES),
    }
    code = arrow.dictionary(arrow.int32(), arrow.string())
    types = {"id": arrow.string(), "rank": arrow.int32(), "fit": arrow.float64()}
    schema = arrow.schema(
        [(name, types.get(name, code)) for name in HEADS],
        metadata={"source": SOURCE, "no_claim": NO_CLAIM, "fit": "0-100"},
    )
    writer = module("pyarrow.parquet").ParquetWriter(stream, schema, compression="zstd")
    waiting: list[Any] = []

    def flush() -> None:
        writer.write_table(arrow.concat_tables(waiting))
        waiting.clear()

    def write(scored: Scored) -> None:
        columns = _arrow_columns(scored, texts)
        ordered = [columns[name] for name in HEADS]
        waiting.append(arrow.table(ordered, schema=schema))
        if sum(map(len, waiting)) >= ROW_GROUP:
            flush()

    yield write
    if waiting:
        flush()
    writer.close()


def _arrow_columns(scored: Scored, texts: Mapping[str, Any]) -> dict[str, Any]:
    """A result as Arrow columns; `texts` has the text of each number, by column."""
    arrow, best = module(), scored.best
    unranked = best.occupation < 0
    ids = arrow.array(scored.ids, type=arrow.string())
    columns = {
        "id": ids.take(arrow.array(best.person)),
        "rank": arrow.array(best.rank.astype(np.int32), mask=unranked),
        "fit": arrow.array(best.tenths / 10, mask=unranked),
    }
    places = dict.fromkeys(("slug", "code", "title"), best.occupation)
    places |= {"label": best.label, "note": scored.note[best.person]}
    for name, numbers in places.items():
        mask = None if name == "note" else unranked
        numbered = arrow.array(numbers.astype(np.int32), mask=mask)
        columns[name] = arrow.DictionaryArray.from_arrays(numbered, texts[name])
    return columns


@contextmanager
def _workbook(stream: BinaryIO, occupations: Sequence[Entry]) -> Iterator[Write]:
    """Writes a workbook row by row, with its sources at the end."""
    writer = workbook.Writer(stream, HEADS, "Fits")

    def write(scored: Scored) -> None:
        for row in zip(*columns_of(scored, occupations).values(), strict=True):
            writer.add(row)

    try:
        yield write
        writer.close([NO_CLAIM, *NOTICES])
    except BaseException:
        writer.abandon()
        raise

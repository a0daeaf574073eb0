"""Read and write Parquet files; nothing else imports pyarrow."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from careerfit_cli.batch.columns import people_of_columns
from careerfit_cli.batch.layout import Layout, layout_of
from careerfit_cli.batch.people import Gathering, People, RowReader
from careerfit_cli.batch.scoring import HEADS, NOTES, Scored
from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.matching.labels import NAMES
from careerfit_cli.model.attribution import NO_CLAIM, SOURCE
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.profile import LOWEST, Bank

AT_A_TIME = 8192
"""Rows read at a time."""

LONGEST_ROW = 20_000
"""Bytes of the columns that are read, for each row."""

SMALL_GROUP = 50_000_000
"""Bytes of a group of rows that are read whatever its rows are like."""

ROW_GROUP = 500_000
"""Rows of a result that are written together."""


def module(name: str = "pyarrow") -> ModuleType:
    """Pyarrow or a part of it; raises `UsageError` where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            "Parquet files need pyarrow, which is not installed",
            "pip install 'careerfit-cli[parquet]', or use CSV",
        ) from error


class ParquetPeople:
    """The respondents of a Parquet file, by its columns; lines are rows, from 1.

    Raises as `CsvTable` and `TablePeople` do, and `UsageError` without pyarrow.
    """

    line = 1

    def __init__(
        self,
        path: Path,
        file: str,
        bank: Bank,
        length: str | None = None,
        *,
        id_name: str | None = None,
        lowest: int = LOWEST,
    ) -> None:
        parquet = module("pyarrow.parquet")
        self.file = file
        with _reading(file):
            names = parquet.ParquetFile(path).schema_arrow.names
            # Texts stay as short as they are stored: repeated ones can fill any memory.
            self._table = parquet.ParquetFile(path, read_dictionary=names)
        self.layout: Layout = layout_of(names, bank, file, length, id_name)
        self._reader = RowReader(self.layout, bank, lowest)
        own = (*self.layout.columns, self.layout.id)
        self._wanted = [name for at, name in enumerate(names) if at in own]
        self._check_size()

    def _check_size(self) -> None:
        """Raise `BadData` where a group of rows would fill the memory.

        A small file can hold one: what is repeated takes hardly any place in it.
        """
        about = self._table.metadata
        for number in range(about.num_row_groups):
            group = about.row_group(number)
            columns = (group.column(at) for at in range(group.num_columns))
            size = sum(
                column.total_uncompressed_size
                for column in columns
                if column.path_in_schema.split(".")[0] in self._wanted
            )
            if size > max(SMALL_GROUP, group.num_rows * LONGEST_ROW):
                what = f"has rows of more than {LONGEST_ROW:,} bytes"
                hint = "leave long texts out of the columns that are read"
                raise BadData([Problem(self.file, 0, "", what, hint)])

    def __iter__(self) -> Iterator[People]:
        number, row, seen = 0, 1, dict[str, int]()
        with _reading(self.file):
            for part in self._table.iter_batches(AT_A_TIME, columns=self._wanted):
                pairs = zip(part.schema.names, part.columns, strict=True)
                columns = {name: self._values(name, column) for name, column in pairs}
                gathering = Gathering(self._reader, self.file, number, seen)
                yield people_of_columns(columns, gathering, row)
                number, row = gathering.number, row + part.num_rows

    def _values(self, name: str, column: Any) -> npt.NDArray[Any]:
        """A column as numpy has it; identifiers and texts stay what they are."""
        if hasattr(column, "dictionary"):
            texts = [*column.dictionary.to_pylist(), None]
            places = [-1 if at is None else at for at in column.indices.to_pylist()]
            return np.array([texts[at] for at in places], dtype=object)
        if self.layout.id is not None and name == self.layout.names[self.layout.id]:
            # In numpy, whole numbers become other ones where one of them is missing.
            return np.array(column.to_pylist(), dtype=object)
        values: npt.NDArray[Any] = column.to_numpy(zero_copy_only=False)
        return values


@contextmanager
def _reading(file: str) -> Iterator[None]:
    """Tell what pyarrow finds wrong with a file."""
    try:
        yield
    except module().ArrowException as error:
        what = f"is not a Parquet file that can be read: {error}"
        raise BadData([Problem(file, 0, "", what)]) from error
    except OSError as error:
        why = error.strerror or error
        raise CareerfitError(f"{file}: cannot be read: {why}") from error


class ParquetSink:
    """Writes results to a stream as one Parquet file, by `HEADS`.

    Its metadata say whose the ratings are and what is not claimed.
    """

    def __init__(self, stream: BinaryIO, occupations: Sequence[Entry]) -> None:
        self._arrow = arrow = module()
        self._texts = {
            "slug": arrow.array([entry.slug for entry in occupations]),
            "code": arrow.array([entry.code for entry in occupations]),
            "title": arrow.array([entry.title for entry in occupations]),
            "label": arrow.array(NAMES),
            "note": arrow.array(NOTES),
        }
        code = arrow.dictionary(arrow.int32(), arrow.string())
        types = {"id": arrow.string(), "rank": arrow.int32(), "fit": arrow.float64()}
        self._schema = arrow.schema(
            [(name, types.get(name, code)) for name in HEADS],
            metadata={"source": SOURCE, "no_claim": NO_CLAIM, "fit": "0-100"},
        )
        self._writer = module("pyarrow.parquet").ParquetWriter(
            stream, self._schema, compression="zstd"
        )
        self._waiting: list[Any] = []

    def write(self, scored: Scored) -> None:
        """Take in a result; it is written when enough are together."""
        unranked = scored.occupation < 0
        numbers = {
            "slug": scored.occupation,
            "code": scored.occupation,
            "title": scored.occupation,
            "label": scored.label,
            "note": scored.note[scored.person],
        }
        array = self._arrow.array
        columns = {
            "id": array(scored.ids, type=self._arrow.string()).take(
                array(scored.person)
            ),
            "rank": array(scored.rank.astype(np.int32), mask=unranked),
            "fit": array(scored.tenths / 10, mask=unranked),
        }
        for name, own in numbers.items():
            mask = None if name == "note" else unranked
            places = array(own.astype(np.int32), mask=mask)
            columns[name] = self._arrow.DictionaryArray.from_arrays(
                places, self._texts[name]
            )
        ordered = [columns[name] for name in HEADS]
        self._waiting.append(self._arrow.table(ordered, schema=self._schema))
        if sum(map(len, self._waiting)) >= ROW_GROUP:
            self._flush()

    def abandon(self) -> None:
        """Nothing is left to clean up."""

    def close(self) -> None:
        """Write what waits, and the end of the file."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._waiting:
            self._writer.write_table(self._arrow.concat_tables(self._waiting))
            self._waiting = []

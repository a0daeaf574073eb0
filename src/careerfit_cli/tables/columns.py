"""Tables stored by column: in memory (pandas, Arrow, Dask, Spark) or in Parquet files."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from careerfit_cli.errors import BadData, CareerfitError, Problem, UsageError
from careerfit_cli.tables.encoding import fault
from careerfit_cli.tables.layout import Row

AT_A_TIME = 8192
"""Rows read at a time."""

LONGEST_ROW = 20_000
"""Bytes of the columns that are read, for each row."""

SMALL_GROUP = 50_000_000
"""Bytes of a group of rows that are read whatever its rows are like."""

_MISSING = ("NoneType", "NAType", "NaTType")
"""The types of what is missing in Python and pandas; a missing number is NaN."""


class ColumnTable:
    """A table held in memory; columns are whatever numpy makes an array of."""

    file, line = "table", 1

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self.names, self._columns = tuple(columns), columns

    def rows(self, columns: Sequence[int]) -> Iterator[Row]:
        """Every row, from 1, with the cells of these columns."""
        read = [self.names[column] for column in columns]
        arrays = (np.asarray(self._columns[name]) for name in read)
        cells = [_texts(array.tolist()) for array in arrays]
        numbers = range(1, len(cells[0]) + 1)
        return _rows(self.names, dict(zip(read, cells, strict=True)), numbers)


def module(name: str = "pyarrow") -> ModuleType:
    """Pyarrow or a part of it; raises `UsageError` where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UsageError(
            "Parquet files need pyarrow, which is not installed",
            "pip install 'careerfit-cli[parquet]', or use CSV",
        ) from error


class ParquetTable:
    """The table in a Parquet file; its lines are its rows, from 1.

    Raises as `CsvTable` does, and `UsageError` without pyarrow.
    """

    line = 1

    def __init__(self, path: Path, file: str) -> None:
        parquet = module("pyarrow.parquet")
        self.file = file
        with _reading(file):
            self.names = tuple(parquet.ParquetFile(path).schema_arrow.names)
            # Texts stay as short as they are stored: repeated ones can fill any memory.
            self._parquet = parquet.ParquetFile(path, read_dictionary=self.names)

    def rows(self, columns: Sequence[int]) -> Iterator[Row]:
        """Every row, with the cells of these columns."""
        read = [self.names[column] for column in columns]
        first = 1
        with _reading(self.file):
            self._check_size(read)
            for part in self._parquet.iter_batches(AT_A_TIME, columns=read):
                cells = map(_arrow_texts, part.columns)
                columns_read = dict(zip(part.schema.names, cells, strict=True))
                numbers = range(first, first + part.num_rows)
                yield from _rows(self.names, columns_read, numbers)
                first = numbers.stop

    def _check_size(self, read: Sequence[str]) -> None:
        """Raise `BadData` where a group of rows would fill the memory.

        A small file can hold one: what is repeated takes hardly any place in it.
        """
        about = self._parquet.metadata
        for number in range(about.num_row_groups):
            group = about.row_group(number)
            columns = (group.column(at) for at in range(group.num_columns))
            size = sum(
                column.total_uncompressed_size
                for column in columns
                if column.path_in_schema.split(".")[0] in read
            )
            if size > max(SMALL_GROUP, group.num_rows * LONGEST_ROW):
                what = f"has rows of more than {LONGEST_ROW:,} bytes"
                hint = "leave long texts out of the columns that are read"
                raise fault(self.file, 0, what, hint)


def _rows(
    names: Sequence[str], cells: Mapping[str, Sequence[str]], numbers: range
) -> Iterator[Row]:
    """Rows with their numbers; columns without `cells` are empty."""
    empty = [""] * len(numbers)
    columns = [cells.get(name, empty) for name in names]
    for number, *row in zip(numbers, *columns, strict=True):
        yield number, row


def _arrow_texts(column: Any) -> list[str]:
    """The cells of a column of Arrow as text."""
    if not hasattr(column, "dictionary"):
        return _texts(column.to_pylist())
    # A text that is repeated is held once.
    every = [*_texts(column.dictionary.to_pylist()), ""]
    return [every[-1 if at is None else at] for at in column.indices.to_pylist()]


def _texts(values: Iterable[object]) -> list[str]:
    """Values as they would stand in a CSV file; empty where one is missing."""
    return [
        str(value) if type(value) in (int, str) else _text(value) for value in values
    ]


def _text(value: object) -> str:
    if not isinstance(value, (float, np.floating)):
        return "" if type(value).__name__ in _MISSING else str(value)
    # A column with missing values has its whole numbers as 3.0.
    return "" if np.isnan(value) else str(value).removesuffix(".0")


@contextmanager
def _reading(file: str) -> Iterator[None]:
    """Report what pyarrow finds wrong with a file."""
    try:
        yield
    except module().ArrowException as error:
        what = f"is not a Parquet file that can be read: {error}"
        raise BadData([Problem(file, 0, "", what)]) from error
    except OSError as error:
        why = error.strerror or error
        raise CareerfitError(f"{file}: cannot be read: {why}") from error

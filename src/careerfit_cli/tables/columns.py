"""Tables in memory, by column: those of pandas, Arrow, Dask or Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from careerfit_cli.tables.layout import Row

_MISSING = ("NoneType", "NAType", "NaTType")
"""The types of what is missing in Python and pandas; a missing number is NaN."""


class ColumnTable:
    """A table held in memory; columns are whatever numpy makes an array of."""

    file, line = "table", 1

    def __init__(self, columns: Mapping[str, Any]) -> None:
        self.names, self._columns = tuple(columns), columns

    def rows(self, columns: Sequence[int]) -> Iterator[Row]:
        """Every row, from 1, with the cells of these columns."""
        read = [self._columns[self.names[column]] for column in columns]
        cells: list[Iterable[str]] = [[""] * len(read[0])] * len(self.names)
        for place, column in zip(columns, read, strict=True):
            cells[place] = texts(np.asarray(column).tolist())
        for number, row in enumerate(zip(*cells, strict=True), 1):
            yield number, list(row)


def texts(values: Iterable[object]) -> list[str]:
    """Values as they would stand in a CSV file; empty where one is missing."""
    return [
        str(value) if type(value) in (int, str) else _text(value) for value in values
    ]


def _text(value: object) -> str:
    if not isinstance(value, (float, np.floating)):
        return "" if type(value).__name__ in _MISSING else str(value)
    # A column with missing values has its whole numbers as 3.0.
    return "" if np.isnan(value) else str(value).removesuffix(".0")

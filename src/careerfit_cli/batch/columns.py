"""Respondents in columns held in memory: a table of pandas, Arrow, Dask or Spark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from careerfit_cli.batch.cells import LONGEST
from careerfit_cli.batch.layout import Kind
from careerfit_cli.batch.people import Gathering, People, Sheet
from careerfit_cli.model.profile import HIGHEST, LOWEST

_MISSING = ("NoneType", "NAType", "NaTType")
"""The types of what is missing in Python and pandas; a missing number is NaN."""

_MOST = 1e9

Column = npt.NDArray[Any]


def people_of_columns(
    columns: Mapping[str, Any], gathering: Gathering, row: int = 1
) -> People:
    """The respondents in columns, of which the first row is number `row`.

    Columns are whatever numpy makes an array of. Numbers are read at once, and any
    other column as the cells of a CSV file are.
    """
    layout = gathering.reader.layout
    read = [layout.names[at] for at in layout.columns]
    own = [np.asarray(columns[name]) for name in read]
    ids = None if layout.id is None else np.asarray(columns[layout.names[layout.id]])

    def cells_of(place: int) -> Sequence[str]:
        cells = [""] * len(layout.names)
        for at, column in zip(layout.columns, own, strict=True):
            cells[at] = _text(column[place])
        if layout.id is not None and ids is not None:
            cells[layout.id] = _text(ids[place])
        return cells

    if layout.kind is not Kind.ANSWERS and all(
        each.dtype.kind in "iuf" for each in own
    ):
        values = np.column_stack(own).astype(np.float64)
        sheet = _sheet(layout.kind, values, gathering.reader.lowest)
        if ids is not None:
            sheet.ids = [_text(each).strip() for each in ids.tolist()]
            sheet.odd |= np.array(
                [not 0 < len(each) <= LONGEST for each in sheet.ids], dtype=bool
            )
        return gathering.add_sheet(sheet, row, cells_of)
    for place in range(len(own[0])):
        gathering.add(row + place, cells_of(place))
    return gathering.people()


def _sheet(kind: Kind, values: npt.NDArray[np.float64], lowest: int) -> Sheet:
    """Numbers as marks; a row with any that cannot be one is odd."""
    ids = [""] * len(values)
    if kind is Kind.INTERESTS:
        numbers = np.all(np.abs(values) < _MOST, axis=1)
        return Sheet(ids, values, np.logical_not(numbers))
    skipped = np.isnan(values)
    marks = np.where(skipped, 0, values - lowest + LOWEST)
    answers = (marks >= LOWEST) & (marks <= HIGHEST) & (marks == np.floor(marks))
    odd = ~(answers | skipped).all(axis=1) | skipped.all(axis=1)
    return Sheet(ids, np.where(answers, marks, 0).astype(np.uint8), odd)


def _text(value: object) -> str:
    if not isinstance(value, (float, np.floating)):
        return "" if type(value).__name__ in _MISSING else str(value)
    # A column with missing values has its whole numbers as 3.0.
    return "" if np.isnan(value) else str(value).removesuffix(".0")

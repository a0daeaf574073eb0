"""Respondents as read: identifiers and answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from careerfit_cli.errors import BadData, Problem
from careerfit_cli.model.profile import LOWEST, Bank
from careerfit_cli.tables import Answers, BadRow, CsvTable, OtherScale, RowReader, Table
from careerfit_cli.tables.cells import quoted
from careerfit_cli.tables.csv_table import Record, split
from careerfit_cli.tables.layout import Layout, layout_of

AT_A_TIME = 1024
"""Rows of a block."""

MOST_COMPARED = 200_000
"""Identifiers remembered, to report respondents who appear twice, rounded up to a block."""


@dataclass(frozen=True)
class Form:
    """The respondents of a block who answered the same questions.

    `people` are their places in the block. `marks`, `(people, items)`, are as in
    `tables.Answers` for the `length`.
    """

    people: npt.NDArray[np.int64]
    length: str
    marks: npt.NDArray[Any]


@dataclass(frozen=True)
class Block:
    """Respondents in their order, by form, and the rows that could not be read."""

    ids: Sequence[str]
    forms: Sequence[Form]
    problems: Sequence[Problem] = ()


class Respondents:
    """The respondents of a table, in blocks.

    `length` and `id_name` are those of `layout_of`, `lowest` is the lowest answer.
    Raises `BadData` where the headings do not say what the columns hold, and for an
    answer on another scale.
    """

    def __init__(
        self,
        table: Table,
        bank: Bank,
        length: str | None = None,
        *,
        id_name: str | None = None,
        lowest: int = LOWEST,
    ) -> None:
        self.table = table
        self.layout: Layout = layout_of(
            table.names, bank, table.file, length, id_name, table.line
        )
        self._reader = RowReader(self.layout, bank, lowest)
        self._number = 0
        self._lines: dict[str, int] = {}

    def __iter__(self) -> Iterator[Block]:
        person = [] if self.layout.id is None else [self.layout.id]
        rows: Iterator[Record]
        if isinstance(self.table, CsvTable):
            rows = self.table.records()
        else:
            rows = iter(self.table.rows([*self.layout.columns, *person]))
        while block := list(islice(rows, AT_A_TIME)):
            yield self._block(block)

    def _block(self, rows: Sequence[Record]) -> Block:
        ids: list[str] = []
        problems: list[Problem] = []
        forms: dict[str, list[tuple[int, bytes | tuple[float, ...]]]] = {}
        delimiter = self.table.delimiter if isinstance(self.table, CsvTable) else ","
        simple = self._reader.read_simple([record for _, record in rows], delimiter)
        # Both return the line where an identifier first appeared.
        few = len(self._lines) < MOST_COMPARED
        seen = self._lines.setdefault if few else self._lines.get
        for place, (line, record) in enumerate(rows):
            try:
                answers = simple.get(place) or self._read(split(record, delimiter))
                if answers is None:
                    continue
                identifier, length, marks = answers
                if identifier and (first := seen(identifier, line)) != line:
                    raise self._twice(identifier, first)
            except BadRow as bad:
                self._number += 1
                file = self.table.file
                problem = Problem(file, line, bad.column, bad.what, bad.hint)
                if isinstance(bad, OtherScale):
                    raise BadData([problem]) from bad
                problems.append(problem)
                continue
            self._number += 1
            forms.setdefault(length, []).append((len(ids), marks))
            ids.append(identifier or str(self._number))
        every = [_form(length, people) for length, people in forms.items()]
        return Block(ids, every, problems)

    def _read(self, cells: Sequence[str] | BadRow) -> Answers | None:
        if isinstance(cells, BadRow):
            raise cells
        return self._reader.read(cells)

    def _twice(self, identifier: str, line: int) -> BadRow:
        """The error for a row whose identifier already appeared on an earlier line."""
        name = self.layout.names[self.layout.id or 0].strip()
        what = f"is {quoted(identifier)}, as on line {line}, which is used"
        return BadRow(name, what, "give each respondent one row")


def _form(length: str, people: list[tuple[int, bytes | tuple[float, ...]]]) -> Form:
    places = np.array([place for place, _ in people])
    if not length:
        return Form(places, length, np.array([marks for _, marks in people]))
    sheets = b"".join(marks for _, marks in people if isinstance(marks, bytes))
    return Form(
        places, length, np.frombuffer(sheets, dtype=np.uint8).reshape(len(people), -1)
    )

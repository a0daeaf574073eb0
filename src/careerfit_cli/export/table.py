"""Tables as CSV, safe to open in a spreadsheet, and as Markdown."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence

from careerfit_cli.model.amounts import bare
from careerfit_cli.model.attribution import SOURCE
from careerfit_cli.model.text import printable, spreadsheet_safe

Cell = str | float | int | None

_MARKS = re.compile(r"[\\|<>\[\]*_`~&$:@!#]|(?<=[wW]{3})\.")
"""Text that Markdown would interpret, including bare addresses."""


def cells_of(
    heads: Sequence[str], rows: Iterable[Mapping[str, Cell]]
) -> list[list[Cell]]:
    """The cells of rows in the order of the heads; all rows have the same `source`."""
    with_source = ({**row, "source": SOURCE} for row in rows)
    return [[row[head] for head in heads] for row in with_source]


def comma_separated(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """CSV with a heading; empty cells are not reported.

    A text that a spreadsheet would run as a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_safe(head) for head in heads])
    writer.writerows([[_safe(cell) for cell in row] for row in rows])
    return text.getvalue()


def _safe(cell: Cell) -> Cell:
    return spreadsheet_safe(cell) if isinstance(cell, str) else bare(cell)


def markdown(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A Markdown table; empty cells are not reported."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(
        f"| {' | '.join(_plain(cell) for cell in line)} |\n" for line in lines
    )


def _plain(cell: Cell) -> str:
    text = "" if cell is None else printable(str(bare(cell)))
    return " ".join(_MARKS.sub(r"\\\g<0>", text).split())

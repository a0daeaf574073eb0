"""Results as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from careerfit_cli.batch.scoring import HEADS, Scored, columns_of
from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.workbook import Writer


class WorkbookSink:
    """Writes results to a workbook, row by row; it is whole when closed."""

    def __init__(self, stream: BinaryIO, occupations: Sequence[Entry]) -> None:
        self._occupations = occupations
        self._writer = Writer(stream, HEADS, "Fits")

    def write(self, scored: Scored) -> None:
        """Write the rows of a result."""
        columns = columns_of(scored, self._occupations)
        for row in zip(*columns.values(), strict=True):
            self._writer.add(row)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._writer.abandon()

    def close(self) -> None:
        """Write what the result does not claim, its sources, and the file."""
        self._writer.close([NO_CLAIM, *NOTICES])

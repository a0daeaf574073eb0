"""Tables as Excel workbooks."""

from __future__ import annotations

import io
from collections.abc import Sequence

from careerfit_cli.export.table import Cell
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.workbook import Writer


def workbook(
    title: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    remarks: Sequence[str] = (),
) -> bytes:
    """A workbook: the table on a sheet with a title, remarks and sources on another.

    Raises `UsageError` without openpyxl.
    """
    stream = io.BytesIO()
    writer = Writer(stream, heads, title)
    for row in rows:
        writer.add(row)
    writer.close([*remarks, *NOTICES])
    return stream.getvalue()

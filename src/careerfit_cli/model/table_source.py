"""Where a shipped table comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TableSource:
    """Publisher, title and license of a table; `period` is the year its figures are of."""

    publisher: str
    title: str
    period: str
    license: str

    @property
    def short(self) -> str:
        """Publisher and year, as screens show them."""
        return f"{self.publisher}, {self.period}"

"""Which release a table came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from careerfit_cli.model.frozen import frozen


@dataclass(frozen=True)
class Releases:
    """Release numbers by table; a table put together from several has one by size.

    `default` holds where nothing else does; empty, the download must name itself.
    `by_size[table]` maps how many elements an occupation has there to its release.
    """

    default: str = ""
    by_table: Mapping[str, str] = field(default_factory=frozen)
    by_size: Mapping[str, Mapping[int, str]] = field(default_factory=frozen)

    def of(self, table: str, size: int = 0) -> str:
        """The release of a table, for an occupation with `size` elements in it."""
        if size in (sizes := self.by_size.get(table, {})):
            return sizes[size]
        return self.by_table.get(table, self.default)

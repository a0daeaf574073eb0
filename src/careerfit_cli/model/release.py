"""The releases of tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Source


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


def is_not_older(fresh: Source, before: Source | None) -> bool:
    """Whether a section's source may replace an earlier one: not by an older release."""
    if before is None or before.publisher != fresh.publisher:
        return True
    return release_number(fresh.release) >= release_number(before.release)


def release_number(release: str) -> tuple[int, int]:
    """A release such as `30.1` as numbers to compare; `27.x` counts as 27.0."""
    match = re.fullmatch(r"(\d+)\.(\d+|x)", release)
    if match is None:
        return 0, 0
    return int(match[1]), 0 if match[2] == "x" else int(match[2])

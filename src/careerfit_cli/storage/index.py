"""The catalogue index: what commands need to know about all occupations, in SQLite.

It is made from the occupation files (`storage.indexing`) and decodes only the columns a
command asks for. A row counts for a file only while the file's size and times, or else
its digest, are those it was made from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerfit_cli.errors import UsageError, unreadable
from careerfit_cli.model.amounts import AtLeast
from careerfit_cli.model.catalogue import Catalogue, Entry, StatePay
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.names import Names, folded
from careerfit_cli.storage.index_file import (
    MOST_ROWS,
    NO_INDEX,
    Connection,
    all_json,
    connect,
    is_whole,
    signature_of,
)
from careerfit_cli.storage.paths import DATA, is_read

if TYPE_CHECKING:
    from careerfit_cli.compare.norms import Norms

Progress = Callable[[int, int], None]
"""Called with how many files have been read and how many there are to read."""

Signatures = Mapping[str, str]
"""The `signature_of` each occupation file, by slug."""

SHORT_NAMES_FILE = DATA / "short_names.json"

_MEDIAN = list(Entry.__dataclass_fields__).index("median")


class Index:
    """An opened index of one or several folders; each column is read when asked for.

    An occupation of a later folder replaces one of the same slug in an earlier one.
    """

    def __init__(self, *connections: Connection) -> None:
        self.connections = connections

    @cached_property
    def signatures(self) -> Signatures:
        """What each occupation file was like when its rows were made."""
        return dict(self._rows("files", "signature"))

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every occupation's entry, in slug order."""
        columns = tuple(Entry.__dataclass_fields__)[1:]
        rows = self._rows("occupations", *columns, "median_at_least")
        scores, estimated = (all_json(row[end] for row in rows) for end in (-3, -2))
        return Catalogue(tuple(map(_entry, rows, scores, estimated)))

    @cached_property
    def names(self) -> Names:
        """Every name of every occupation; its title is followed by its job titles."""
        columns = ("titles", "title_parts", "folded")
        titles, parts, forms = (self._json("names", column) for column in columns)
        return Names(titles, parts, forms, _short_names(titles))

    def ratings(self, domain: Domain) -> Mapping[str, Mapping[str, float]]:
        """O*NET standardized scores, 0-100, by slug and element name.

        An element that was not rated is absent, and an occupation may lack them all.
        """
        return {
            slug: {
                name: score
                for name, score in zip(domain.names, scores, strict=False)
                if score is not None
            }
            for slug, scores in self._json("ratings", domain.key).items()
        }

    @cached_property
    def norms(self) -> Norms:
        """How each element is rated over all occupations."""
        from careerfit_cli.compare.norms import Tallies, norms, norms_of

        if len(self.connections) > 1:
            return norms({domain.key: self.ratings(domain) for domain in DOMAINS})
        tallies: Tallies = {domain.key: [] for domain in DOMAINS}
        query = "SELECT domain, rated, total, squares FROM elements LIMIT ?"
        for domain, *cell in self.connections[0].execute(query, (MOST_ROWS,)):
            tallies[domain].append(cell)
        return norms_of(tallies)

    @cached_property
    def state_pay(self) -> Mapping[str, StatePay]:
        """Median pay by state, by slug."""
        rows = self._rows("state_pay", "unit")
        medians, limits = (
            self._json("state_pay", figure) for figure in ("medians", "at_least")
        )
        return {
            slug: StatePay(
                unit,
                frozen(
                    medians[slug]
                    | {state: AtLeast(medians[slug][state]) for state in limits[slug]}
                ),
            )
            for slug, unit in rows
        }

    @cached_property
    def releases(self) -> Mapping[str, Mapping[str, str]]:
        """Publisher and release of each section's figures, by slug and section."""
        return self._json("occupations JOIN releases ON releases = digest", "sections")

    def low_precision(self, domain: Domain) -> Mapping[str, frozenset[str]]:
        """The elements O*NET recommends suppressing, by slug, where there are any."""
        return {
            slug: frozenset(names[domain.key])
            for slug, names in self._json("ratings", "low_precision").items()
            if domain.key in names
        }

    def _json(self, table: str, column: str) -> dict[str, Any]:
        rows = self._rows(table, column)
        values = all_json(text for _, text in rows)
        return {slug: value for (slug, _), value in zip(rows, values, strict=True)}

    def _rows(self, table: str, *columns: str) -> Sequence[tuple[Any, ...]]:
        """Slugs and columns, in slug order."""
        query = f"SELECT slug, {', '.join(columns)} FROM {table} ORDER BY slug LIMIT ?"  # noqa: S608
        parts = [
            connection.execute(query, (MOST_ROWS,)).fetchall()
            for connection in self.connections
        ]
        if len(parts) == 1:
            return parts[0]
        return sorted({row[0]: row for rows in parts for row in rows}.values())


def _short_names(slugs: Container[str]) -> Mapping[str, list[str]]:
    """Slugs of the occupations that a short, famous or old name can mean, by folded name.

    The most likely comes first; occupations that are not in `slugs` are left out.
    """
    by_name: dict[str, list[str]] = {}
    for slug, names in json.loads(SHORT_NAMES_FILE.read_bytes())["names"].items():
        for name in names if slug in slugs else ():
            by_name.setdefault(folded(name), []).append(slug)
    return by_name


def _entry(
    row: Sequence[Any], scores: list[float | None], estimated: list[str]
) -> Entry:
    *values, at_least = row
    if at_least:
        values[_MEDIAN] = AtLeast(values[_MEDIAN])
    # In hundredths, because whole numbers are decoded three times as fast.
    matched = tuple([None if score is None else score / 100 for score in scores])
    values[-2:] = matched, tuple(estimated)
    return Entry(*values)


def silent(_done: int, _total: int) -> None:
    """Show no progress."""


def open_index(
    folder: Path,
    cached: Path | None,
    prebuilt: Path | None = None,
    progress: Progress = silent,
) -> Index:
    """The index of an occupations folder, updated where files have changed.

    `cached` is where it is stored between runs; it is ignored when it cannot be read or
    written. `prebuilt` is a second place to look, as shipped. Raises `BadData` when a
    file that has to be read is at fault.
    """
    signatures = signatures_of(folder)
    known = read(cached)
    if known is not None and known.signatures == signatures:
        return known
    # What reads occupations takes longer to load than this whole file does to read.
    from careerfit_cli.storage import indexing

    return indexing.renewed(folder, signatures, known, cached, prebuilt, progress)


def joined(indexes: Iterable[Index]) -> Index:
    """Several indexes as one; an occupation of a later one replaces one of its slug."""
    return Index(*(part for index in indexes for part in index.connections))


def signatures_of(folder: Path) -> Signatures:
    """The signature of each occupation file of a folder.

    Raises `CareerfitError` when the folder cannot be read or holds none.
    """
    try:
        with os.scandir(folder) as items:
            signatures = {
                item.name.removesuffix(".yaml"): signature_of(item.stat())
                for item in items
                if is_read(item, folder)
            }
    except OSError as error:
        place = error.filename or folder
        raise unreadable(place, error) from error
    if not signatures:
        raise UsageError(f"{folder}: holds no occupation files")
    return signatures


def read(path: Path | None) -> Index | None:
    """The index in a file, or `None` when it is missing, damaged or of another form."""
    try:
        if path is None:
            return None
        index = Index(connect(path))
        return index if is_whole(path) and index.signatures else None
    except (OSError, *NO_INDEX):
        return None

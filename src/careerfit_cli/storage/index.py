"""The catalogue index: what commands need of all occupations, in one quick file.

It is JSON by the line: the form of the index, the files it was made from and their
digests, tallies of all ratings, and then for each part (entries, names, state pay,
releases, each domain of ratings) a line an occupation, in the order of the files. At the
end stand the pages (`storage.pages`). A reader decodes only what it needs. It is never
trusted: a line stands for a file only while the file's size and time, or else its digest,
are those it was made from. `storage.indexing` makes it.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careerfit_cli.errors import UsageError, unreadable
from careerfit_cli.model.amounts import AtLeast
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry, StatePay
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.names import Names
from careerfit_cli.storage.index_file import (
    NO_INDEX,
    VERSION,
    as_json,
    elements,
    is_readable,
    sign_of,
)
from careerfit_cli.storage.paths import is_read
from careerfit_cli.storage.short_names import short_names

if TYPE_CHECKING:
    from careerfit_cli.compare.norms import Norms

PARTS = (
    "entries",
    "titles",
    "title_parts",
    "folded_names",
    "state_pay",
    "releases",
    "low_precision",
    *(domain.key for domain in DOMAINS),
)
"""The parts of the index, in the order they stand in its file."""

Progress = Callable[[int, int], None]
"""Called with how many files have been read and how many there are to read."""

Part = bytes | memoryview
"""A page or a part's lines; those of a file that was read are views of it, no copies."""

Lines = tuple[Part, ...]
"""What an index says of one occupation: its page, and a line for each of `PARTS`."""

Stats = Mapping[str, Sequence[int]]
"""Size in bytes and times in nanoseconds of each occupation file, by slug."""


@dataclass(frozen=True)
class Index:
    """An opened index: each part as the JSON lines it is kept as, in slug order.

    Parts are decoded only when asked for. `files` says what each file was like when its
    lines were made, and `digests` are of their texts; `tallies` are those of
    `compare.norms`. `pages` has one for each file (`storage.pages`).
    """

    files: Stats
    digests: bytes
    tallies: bytes
    parts: Mapping[str, Part]
    pages: tuple[Part, ...]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every occupation's entry, in slug order."""
        return Catalogue(tuple(_entry(*row) for row in self._rows("entries")))

    @cached_property
    def names(self) -> Names:
        """Every name of every occupation; after its title come people's own names."""
        parts = ("titles", "title_parts", "folded_names")
        titles, bracketed, folded = (dict(self._rows(part)) for part in parts)
        return Names(titles, bracketed, folded, short_names(titles))

    def ratings(self, domain: Domain) -> Mapping[str, Mapping[str, float]]:
        """O*NET standardised scores, 0-100, by slug and element name.

        An element that was not rated is absent, and an occupation may lack them all.
        """
        return {
            slug: {
                name: score
                for name, score in zip(domain.names, row, strict=False)
                if score is not None
            }
            for slug, row in self._rows(domain.key)
        }

    @cached_property
    def norms(self) -> Norms:
        """How each element is rated over all occupations."""
        from careerfit_cli.compare.norms import norms_of

        return norms_of(json.loads(self.tallies))

    @cached_property
    def state_pay(self) -> Mapping[str, StatePay]:
        """Median pay by state, by slug."""
        return {
            slug: StatePay(unit, frozen(medians | _limits(limits)))
            for slug, (unit, medians, limits) in self._rows("state_pay")
        }

    @cached_property
    def releases(self) -> Mapping[str, Mapping[str, str]]:
        """Publisher and release of each section's figures, by slug and section."""
        return dict(self._rows("releases"))

    def low_precision(self, domain: Domain) -> Mapping[str, frozenset[str]]:
        """The elements O*NET recommends suppressing, by slug, where there are any."""
        return {
            slug: frozenset(row[domain.key])
            for slug, row in self._rows("low_precision")
            if domain.key in row
        }

    @cached_property
    def rows(self) -> Mapping[str, Lines]:
        """What the index says of each occupation, by slug."""
        columns = (bytes(self.parts[part]).split(b"\n") for part in PARTS)
        lines = zip(self.pages, *columns, strict=True)
        return dict(zip(self.files, lines, strict=True))

    def _rows(self, part: str) -> Iterable[tuple[str, Any]]:
        lines = bytes(self.parts[part]).replace(b"\n", b",")
        return zip(self.files, json.loads(b"[%b]" % lines), strict=True)


def _entry(slug: str, values: list[Any]) -> Entry:
    # In hundredths, since whole numbers are read three times as fast.
    scores, estimated = values[-2:]
    if isinstance(values[_MEDIAN], list):
        values[_MEDIAN] = AtLeast(*values[_MEDIAN])
    values[-2] = tuple([None if own is None else own / 100 for own in scores])
    values[-1] = tuple(estimated)
    return Entry(slug, *values)


_MEDIAN = list(Entry.__dataclass_fields__).index("median") - 1
"""The place of the median in a line of an entry, in a list where it is a limit."""


def _limits(medians: Mapping[str, float]) -> dict[str, float]:
    return {state: AtLeast(median) for state, median in medians.items()}


def silent(_done: int, _total: int) -> None:
    """No progress shown."""


def open_index(
    folder: Path,
    cached: Path | None,
    prebuilt: Path | None = None,
    progress: Progress = silent,
) -> Index:
    """The index of an occupations folder, rebuilt where files have changed.

    `cached` is where it is kept between runs; it is ignored when it cannot be read or
    written. `prebuilt` is a second place to look, as shipped. Raises `BadData` when a
    file that has to be read is at fault.
    """
    stats = stats_of(folder)
    known = read(cached)
    if known is not None and known.files == stats:
        return known
    # What reads occupations takes longer to load than this whole file does to read.
    from careerfit_cli.storage import indexing

    return indexing.renewed(folder, stats, known, cached, prebuilt, progress)


def joined(indexes: Sequence[Index]) -> Index:
    """Several indexes as one; an occupation of a later one replaces one of its slug."""
    files: dict[str, Sequence[int]] = {}
    digests: dict[str, str] = {}
    rows: dict[str, Lines] = {}
    for index in indexes:
        files.update(index.files)
        digests.update(zip(index.files, json.loads(index.digests), strict=True))
        rows.update(index.rows)
    return made(files, digests, rows, indexes[0])


def made(
    files: Stats,
    digests: Mapping[str, str],
    rows: Mapping[str, Lines],
    base: Index | None = None,
) -> Index:
    """The index of the lines of each occupation; quick where `base` has most of them."""
    slugs = sorted(files)
    pages, *columns = zip(*(rows[slug] for slug in slugs), strict=True)
    return Index(
        {slug: files[slug] for slug in slugs},
        as_json([digests[slug] for slug in slugs]),
        _tallies(rows, base),
        dict(zip(PARTS, map(b"\n".join, columns), strict=True)),
        pages,
    )


def _tallies(rows: Mapping[str, Lines], base: Index | None) -> bytes:
    try:
        return _tallied(rows, base)
    except NO_INDEX:
        # Tallies of another form than ours, in an index that is whole.
        return _tallied(rows, None)


def _tallied(rows: Mapping[str, Lines], base: Index | None) -> bytes:
    """The tallies of all ratings: those of `base`, less what has gone, and what is new."""
    from careerfit_cli.compare.norms import tallies, tally

    before = {} if base is None else base.rows
    counted = tallies() if base is None else json.loads(base.tallies)
    for sign, these, others in ((-1, before, rows), (1, rows, before)):
        for slug, lines in these.items():
            if others.get(slug) != lines:
                for domain, line in zip(DOMAINS, lines[-len(DOMAINS) :], strict=True):
                    tally(counted[domain.key], json.loads(bytes(line)), sign)
    return as_json(counted)


def stats_of(folder: Path) -> Stats:
    """Size and times of each occupation file of a folder.

    Raises `CareerfitError` when the folder cannot be read or holds none.
    """
    try:
        with os.scandir(folder) as found:
            stats = {
                item.name.removesuffix(".yaml"): sign_of(stat)
                for item in found
                if is_read(item, folder) and (stat := item.stat())
            }
    except OSError as error:
        place = error.filename or folder
        raise unreadable(place, error) from error
    if not stats:
        raise UsageError(f"{folder}: holds no occupation files")
    return stats


def read(path: Path | None) -> Index | None:
    """The index in a file, or `None` when it is missing, damaged or of another form."""
    try:
        if path is None or not is_readable(path):
            return None
        raw = path.read_bytes()
        end = raw.find(b"\n") + 1
        head = json.loads(raw[:end])
        lengths, pages = head.pop("lengths"), head.pop("pages")
        size = sum(lengths) + len(lengths)
        body = memoryview(raw)[end:]
        if head != {**form(), "body": zlib.crc32(body)}:
            return None
        first, digests, tallies, *parts = _cut(body, lengths, apart=1)
        files = json.loads(bytes(first))
        if len(pages) != len(files) or size + sum(pages) != len(body):
            return None
        return Index(
            files,
            bytes(digests),
            bytes(tallies),
            dict(zip(PARTS, parts, strict=True)),
            _cut(body[size:], pages),
        )
    except (OSError, *NO_INDEX):
        return None


def _cut(row: memoryview, lengths: Sequence[int], apart: int = 0) -> tuple[Part, ...]:
    """What stands in a row, each of its length, so many bytes apart."""
    starts = accumulate((length + apart for length in lengths), initial=0)
    pairs = zip(starts, lengths, strict=False)
    return tuple(row[start : start + length] for start, length in pairs)


def form() -> Mapping[str, object]:
    """What the lines of an index mean: those of another form are not read."""
    return {
        "version": VERSION,
        "entry": list(Entry.__dataclass_fields__),
        "scores": [[own.domain, own.name] for own in DIMENSIONS],
        "elements": elements(),
        "parts": list(PARTS),
    }


def packed(index: Index) -> bytes:
    """An index as its file holds it; `body` is a checksum of all after the first line."""
    blocks = [as_json(index.files), index.digests, index.tallies, *index.parts.values()]
    body = [piece for block in blocks for piece in (block, b"\n")] + [*index.pages]
    checksum = 0
    for piece in body:
        checksum = zlib.crc32(piece, checksum)
    told = {
        "lengths": [len(block) for block in blocks],
        "body": checksum,
        "pages": [len(page) for page in index.pages],
    }
    return b"".join([as_json({**form(), **told}), b"\n", *body])

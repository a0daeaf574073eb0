"""The catalogue index: what every command but `show` needs, in one quick file.

It is JSON by the line: the form of the index, the files it was made from, and then for
each part (entries, job titles, state pay, each domain of ratings) a line an occupation,
in the order of the files. A reader decodes only the lines it needs, and a changed file
changes only its own. It is never trusted: a line stands for a file only while the file's
size and time, or else its digest, are those it was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, fields, replace
from functools import cached_property, partial
from itertools import chain, starmap
from pathlib import Path
from typing import Any

from careerfit_cli.errors import CareerfitError
from careerfit_cli.model.catalogue import (
    DIMENSIONS,
    Catalogue,
    Entry,
    StatePay,
    entry,
)
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.occupation import Occupation, frozen
from careerfit_cli.store.document import read_text
from careerfit_cli.store.occupations import is_occupation, parse

VERSION = 2
"""To be raised when a part comes to say something else of the same file."""

Progress = Callable[[int, int], None]
"""Called with how many files have been read and how many there are to read."""


@dataclass(frozen=True)
class _Stamp:
    size: int
    time: int
    digest: str


@dataclass(frozen=True)
class Index:
    """An opened index: for each part, a line an occupation, in slug order.

    Lines are decoded only when asked for.
    """

    stamps: Mapping[str, _Stamp]
    lines: Mapping[str, tuple[str, ...]]

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every occupation's entry, in slug order."""
        return Catalogue(tuple(starmap(_entry, self._rows("entries"))))

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """Job titles by slug, people's own names for the occupation first."""
        return {slug: tuple(row) for slug, row in self._rows("titles")}

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
    def state_pay(self) -> Mapping[str, StatePay]:
        """Median pay by state, by slug."""
        return {
            slug: StatePay(unit, frozen(medians))
            for slug, (unit, medians) in self._rows("state_pay")
        }

    def _rows(self, part: str) -> Iterable[tuple[str, Any]]:
        rows = json.loads(f"[{','.join(self.lines[part])}]")
        return zip(self.stamps, rows, strict=True)


def _entry(slug: str, row: list[Any]) -> Entry:
    *values, scores = row
    made: list[Any] = [slug, *values, tuple(scores)]
    return Entry(*made)


def _entry_row(occupation: Occupation) -> object:
    return astuple(entry(occupation))[1:]


def _title_row(occupation: Occupation) -> object:
    return list(dict.fromkeys((*occupation.words.also_called, *occupation.titles)))


def _rating_row(domain: Domain, occupation: Occupation) -> object:
    rated = occupation.ratings.get(domain.key, {})
    return [rated.get(name) for name in domain.names] if rated else []


def _state_row(occupation: Occupation) -> object:
    if occupation.pay is None:
        return ["year", {}]
    return [occupation.pay.state_unit, dict(occupation.pay.state_median)]


_PARTS: Mapping[str, Callable[[Occupation], object]] = {
    "entries": _entry_row,
    "titles": _title_row,
    "state_pay": _state_row,
    **{domain.key: partial(_rating_row, domain) for domain in DOMAINS},
}
"""What each part of the index says of an occupation."""


def _silent(_done: int, _total: int) -> None:
    pass


def open_index(
    folder: Path,
    cached: Path | None,
    prebuilt: Path | None = None,
    progress: Progress = _silent,
) -> Index:
    """The index of an occupations folder, rebuilt where files have changed.

    `cached` is where it is kept between runs; it is ignored when it cannot be read or
    written. `prebuilt` is a second place to look, as shipped. Raises `BadData` when a
    file that has to be read is at fault.
    """
    stats = _stats(folder)
    known = _read(cached)
    if known is not None and _same(known, stats) and _decodes(known):
        return known
    fresh = _rebuilt(folder, stats, _rows(known), _rows(_read(prebuilt)), progress)
    if cached is not None:
        # An index that cannot be kept is only slower the next time.
        with suppress(OSError):
            write(fresh, cached)
    return fresh


def _decodes(index: Index) -> bool:
    try:
        return bool(index.catalogue)
    except (KeyError, TypeError, ValueError):
        return False


def build(folder: Path) -> Index:
    """The index of a folder, made from its files alone."""
    return _rebuilt(folder, _stats(folder), {}, {}, _silent)


def write(index: Index, path: Path) -> None:
    """Write an index whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".index-")
    try:
        with open(handle, "w", encoding="utf-8") as file:  # noqa: PTH123 - a handle
            file.write(_text(index))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _stats(folder: Path) -> dict[str, tuple[int, int]]:
    try:
        with os.scandir(folder) as found:
            stats = {
                item.name.removesuffix(".yaml"): (stat.st_size, stat.st_mtime_ns)
                for item in found
                if is_occupation(item.name) and (stat := item.stat())
            }
    except OSError as error:
        place = error.filename or folder
        raise CareerfitError(f"{place}: cannot be read: {error.strerror}") from error
    if not stats:
        raise CareerfitError(f"{folder}: holds no occupation files")
    return stats


def _same(index: Index, stats: Mapping[str, tuple[int, int]]) -> bool:
    return stats == {
        slug: (stamp.size, stamp.time) for slug, stamp in index.stamps.items()
    }


def _read(path: Path | None) -> Index | None:
    """The index in a file, or `None` when it is missing, damaged or of another form."""
    if path is None:
        return None
    try:
        head, _, text = path.read_text("utf-8").partition("\n")
    except (OSError, ValueError):
        return None
    if head != _head(text):
        return None
    first, *lines, _ = text.split("\n")
    stamps = {slug: _Stamp(*stamp) for slug, stamp in json.loads(first).items()}
    count = len(stamps)
    starts = range(0, len(lines), count)
    parts = (tuple(lines[start : start + count]) for start in starts)
    return Index(stamps, dict(zip(_PARTS, parts, strict=True)))


def _text(index: Index) -> str:
    stamps = _json({slug: astuple(stamp) for slug, stamp in index.stamps.items()})
    text = "\n".join([stamps, *chain(*index.lines.values()), ""])
    return f"{_head(text)}\n{text}"


def _head(text: str) -> str:
    """The form of the index, and a digest that tells a damaged one."""
    return _json(
        {
            "version": VERSION,
            "parts": list(_PARTS),
            "entry": [field.name for field in fields(Entry)],
            "scores": [astuple(dimension) for dimension in DIMENSIONS],
            "elements": _digest(_json([domain.names for domain in DOMAINS])),
            "digest": _digest(text),
        }
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True)
class _Row:
    """What the index says of one file: its lines, in the order of `_PARTS`."""

    stamp: _Stamp
    lines: tuple[str, ...]


def _rows(index: Index | None) -> Mapping[str, _Row]:
    if index is None:
        return {}
    columns = zip(*index.lines.values(), strict=True)
    return {
        slug: _Row(stamp, lines)
        for (slug, stamp), lines in zip(index.stamps.items(), columns, strict=True)
    }


def _rebuilt(
    folder: Path,
    stats: Mapping[str, tuple[int, int]],
    known: Mapping[str, _Row],
    prebuilt: Mapping[str, _Row],
    progress: Progress,
) -> Index:
    rows: dict[str, _Row] = {}
    for done, (slug, stat) in enumerate(sorted(stats.items())):
        progress(done, len(stats))
        row = known.get(slug)
        if row is None or (row.stamp.size, row.stamp.time) != stat:
            # Times of a prebuilt index are those of the machine it was built on.
            row = _read_row(folder / f"{slug}.yaml", stat, row, prebuilt.get(slug))
        rows[slug] = row
    progress(len(stats), len(stats))
    columns = zip(*(row.lines for row in rows.values()), strict=True)
    return Index(
        {slug: row.stamp for slug, row in rows.items()},
        dict(zip(_PARTS, columns, strict=True)),
    )


def _read_row(path: Path, stat: tuple[int, int], *known: _Row | None) -> _Row:
    """A file's row: a known one of the same digest, or else one made from the file."""
    text = read_text(path)
    stamp = _Stamp(*stat, _digest(text))
    for row in known:
        if row and row.stamp.digest == stamp.digest:
            return replace(row, stamp=stamp)
    occupation = parse(text, str(path), path.stem)
    return _Row(stamp, tuple(_json(made(occupation)) for made in _PARTS.values()))

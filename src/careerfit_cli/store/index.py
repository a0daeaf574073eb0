"""The catalogue index: what every command but `show` needs, in one quick file.

It is JSON in four lines (the form of the index, what files it was made from, entries,
job titles), so that a reader takes only the lines it needs. It is never trusted: a row
stands for a file only while the file's size and time, or else its digest, are those the
row was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from careerfit_cli.errors import CareerfitError
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry, entry
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.store.document import read_text
from careerfit_cli.store.occupations import is_occupation, parse

VERSION = 1
"""To be raised when an entry comes to say something else of the same file."""

Progress = Callable[[int, int], None]
"""Called with how many files have been read and how many there are to read."""


@dataclass(frozen=True)
class _Stamp:
    size: int
    time: int
    digest: str


@dataclass(frozen=True)
class Index:
    """An opened index; its lines are decoded only when asked for."""

    stamps: Mapping[str, _Stamp]
    entry_line: str
    title_line: str

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every occupation's entry, in slug order."""
        rows = json.loads(self.entry_line)
        return Catalogue(
            tuple(_entry(slug, rows[slug]) for slug in sorted(self.stamps))
        )

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """Job titles by slug, people's own names for the occupation first."""
        rows = json.loads(self.title_line)
        return {slug: tuple(rows.get(slug, ())) for slug in self.stamps}


def _entry(slug: str, row: list[Any]) -> Entry:
    *values, scores = row
    made: list[Any] = [slug, *values, tuple(scores)]
    return Entry(*made)


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
        head, *lines, _ = path.read_text("utf-8").split("\n")
    except (OSError, ValueError):
        return None
    if len(lines) != 3 or head != _head(lines):
        return None
    stamps = {slug: _Stamp(*stamp) for slug, stamp in json.loads(lines[0]).items()}
    return Index(stamps, *lines[1:])


def _text(index: Index) -> str:
    stamps = _json({slug: astuple(stamp) for slug, stamp in index.stamps.items()})
    lines = [stamps, index.entry_line, index.title_line]
    return "\n".join([_head(lines), *lines, ""])


def _head(lines: list[str]) -> str:
    """The form of the index, and a digest that tells a damaged one."""
    return _json(
        {
            "version": VERSION,
            "entry": [field.name for field in fields(Entry)],
            "scores": [astuple(dimension) for dimension in DIMENSIONS],
            "digest": _digest("\n".join(lines)),
        }
    )


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True)
class _Row:
    stamp: _Stamp
    entry: list[Any]
    titles: tuple[str, ...]


def _rows(index: Index | None) -> Mapping[str, _Row]:
    if index is None:
        return {}
    entries, titles = json.loads(index.entry_line), json.loads(index.title_line)
    return {
        slug: _Row(stamp, entries[slug], titles[slug])
        for slug, stamp in index.stamps.items()
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
    return Index(
        {slug: row.stamp for slug, row in rows.items()},
        _json({slug: row.entry for slug, row in rows.items()}),
        _json({slug: row.titles for slug, row in rows.items()}),
    )


def _read_row(path: Path, stat: tuple[int, int], *known: _Row | None) -> _Row:
    """A file's row: a known one of the same digest, or else one made from the file."""
    text = read_text(path)
    stamp = _Stamp(*stat, _digest(text))
    for row in known:
        if row and row.stamp.digest == stamp.digest:
            return replace(row, stamp=stamp)
    return _row(parse(text, str(path), path.stem), stamp)


def _row(occupation: Occupation, stamp: _Stamp) -> _Row:
    _, *values = astuple(entry(occupation))
    titles = dict.fromkeys((*occupation.words.also_called, *occupation.titles))
    return _Row(stamp, values, tuple(titles))

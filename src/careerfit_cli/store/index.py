"""The catalogue index: what every command but `show` needs, in one quick file.

It is JSON in three lines (what files it was made from, entries, job titles), so that a
reader takes only the lines it needs. It is never trusted: a row stands for a file only
while the file's size and time, or else its digest, are those the row was made from.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from careerfit_cli.errors import CareerfitError
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry, entry
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.store import occupations

VERSION = 1

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
        return Catalogue(
            tuple(_entry(slug, row) for slug, row in self._rows(self.entry_line))
        )

    @cached_property
    def titles(self) -> Mapping[str, tuple[str, ...]]:
        """Job titles by slug, people's own names for the occupation first."""
        return {slug: tuple(titles) for slug, titles in self._rows(self.title_line)}

    def _rows(self, line: str) -> Iterator[tuple[str, list[Any]]]:
        rows = json.loads(line)
        for slug in sorted(self.stamps):
            yield slug, rows[slug]


def _entry(slug: str, row: list[Any]) -> Entry:
    *values, scores = row
    if len(values) != len(fields(Entry)) - 2 or len(scores) != len(DIMENSIONS):
        raise ValueError(slug)
    made: list[Any] = [slug, *values, tuple(scores)]
    return Entry(*made)


def open_index(
    folder: Path,
    cached: Path | None,
    prebuilt: Path | None = None,
    progress: Progress = lambda done, total: None,
) -> Index:
    """The index of an occupations folder, rebuilt where files have changed.

    `cached` is where it is kept between runs; it is ignored when it cannot be read or
    written. `prebuilt` is a second place to look, as shipped. Raises `BadData` when a
    file that has to be read is at fault.
    """
    stats = _stats(folder)
    known = _read(cached)
    if known is not None and _same(known, stats):
        return known
    fresh = _rebuilt(folder, stats, [known, _read(prebuilt)], progress)
    if cached is not None:
        # An index that cannot be kept is only slower the next time.
        with suppress(OSError):
            write(fresh, cached)
    return fresh


def build(folder: Path) -> Index:
    """The index of a folder, made from its files alone."""
    return _rebuilt(folder, _stats(folder), [], lambda done, total: None)


def write(index: Index, path: Path) -> None:
    """Write an index whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", dir=path.parent, prefix=".index-", delete=False
    ) as file:
        try:
            file.write(_text(index))
            file.close()
            Path(file.name).replace(path)
        except BaseException:
            file.close()
            Path(file.name).unlink(missing_ok=True)
            raise


def _stats(folder: Path) -> dict[str, tuple[int, int]]:
    try:
        with os.scandir(folder) as found:
            stats = {
                item.name.removesuffix(".yaml"): (stat.st_size, stat.st_mtime_ns)
                for item in found
                if item.name.endswith(".yaml") and (stat := item.stat())
            }
    except OSError as error:
        raise CareerfitError(
            f"{folder}: the occupations cannot be read: {error.strerror}"
        ) from error
    if not stats:
        raise CareerfitError(f"{folder} holds no occupation files")
    return stats


def _same(index: Index, stats: Mapping[str, tuple[int, int]]) -> bool:
    return stats == {
        slug: (stamp.size, stamp.time) for slug, stamp in index.stamps.items()
    }


def _read(path: Path | None) -> Index | None:
    """The index in a file, or `None` when it is missing, damaged or of another version."""
    if path is None:
        return None
    try:
        head, entry_line, title_line, _ = path.read_text("utf-8").split("\n")
        made = json.loads(head)
        if made["version"] != VERSION or made["check"] != _check(
            entry_line, title_line
        ):
            return None
        stamps = {slug: _Stamp(*stamp) for slug, stamp in made["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return Index(stamps, entry_line, title_line)


def _text(index: Index) -> str:
    files = {slug: astuple(stamp) for slug, stamp in index.stamps.items()}
    check = _check(index.entry_line, index.title_line)
    head = _json({"version": VERSION, "check": check, "files": files})
    return f"{head}\n{index.entry_line}\n{index.title_line}\n"


def _check(*lines: str) -> str:
    return hashlib.blake2b("\n".join(lines).encode(), digest_size=16).hexdigest()


def _json(data: object) -> str:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False)


def _rebuilt(
    folder: Path,
    stats: Mapping[str, tuple[int, int]],
    known: list[Index | None],
    progress: Progress,
) -> Index:
    usable = [rows for index in known if index and (rows := _decoded(index))]
    stamps: dict[str, _Stamp] = {}
    entries: dict[str, list[Any]] = {}
    titles: dict[str, tuple[str, ...]] = {}
    for done, slug in enumerate(sorted(stats)):
        progress(done, len(stats))
        path = folder / f"{slug}.yaml"
        row = _known(slug, stats[slug], usable)
        if row is None:
            digest = hashlib.blake2b(path.read_bytes(), digest_size=16).hexdigest()
            row = _known(slug, digest, usable)
            stamps[slug] = _Stamp(*stats[slug], digest)
        else:
            stamps[slug] = row.stamp
        found = row or _row(occupations.load(path), stamps[slug])
        entries[slug], titles[slug] = found.entry, found.titles
    progress(len(stats), len(stats))
    return Index(stamps, _json(entries), _json(titles))


@dataclass(frozen=True)
class _Row:
    stamp: _Stamp
    entry: list[Any]
    titles: tuple[str, ...]


def _row(occupation: Occupation, stamp: _Stamp) -> _Row:
    _, *values = astuple(entry(occupation))
    titles = dict.fromkeys((*occupation.words.also_called, *occupation.titles))
    return _Row(stamp, values, tuple(titles))


def _decoded(index: Index) -> dict[str, _Row] | None:
    try:
        entries, titles = json.loads(index.entry_line), json.loads(index.title_line)
        return {
            slug: _Row(stamp, entries[slug], tuple(titles[slug]))
            for slug, stamp in index.stamps.items()
        }
    except (ValueError, KeyError, TypeError):
        return None


def _known(
    slug: str, mark: tuple[int, int] | str, indexes: list[dict[str, _Row]]
) -> _Row | None:
    """A row made from a file of this size and time, or of this digest."""
    for rows in indexes:
        if row := rows.get(slug):
            stamp = row.stamp
            same = stamp.digest if isinstance(mark, str) else (stamp.size, stamp.time)
            if same == mark:
                return row
    return None

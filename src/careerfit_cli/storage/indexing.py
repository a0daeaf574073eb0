"""Making the catalogue index: from the files, and from an index made earlier."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from careerfit_cli.compare.norms import Tallies, tallies, tally
from careerfit_cli.model.amounts import bare
from careerfit_cli.model.catalogue import Entry, entry
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.names import folded, parts_of
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.model.serialize import values_of
from careerfit_cli.storage import private
from careerfit_cli.storage.atomic import writing
from careerfit_cli.storage.index import (
    Index,
    Progress,
    Signatures,
    read,
    signatures_of,
    silent,
)
from careerfit_cli.storage.index_file import (
    LARGEST_INDEX,
    NO_INDEX,
    TABLES,
    Connection,
    as_json,
    connect,
    digest_of,
    empty,
    in_memory,
    seal,
)
from careerfit_cli.storage.pages import page_of
from careerfit_cli.storage.text import read_text

_COLUMNS = [*Entry.__dataclass_fields__]
_AFTER_MEDIAN = _COLUMNS.index("median") + 1

FEW = 20
"""Up to this many changed files are read, though a shipped index may have them."""


def build(folder: Path) -> Index:
    """An index to ship, made only from the files of a folder.

    It has no signatures, because sizes and times differ from copy to copy: its rows count
    for files of the same digest. So the same files always make the same wheel.
    """
    return _updated(empty(), folder, dict.fromkeys(signatures_of(folder), ""), silent)


def renewed(
    folder: Path,
    signatures: Signatures,
    known: Index | None,
    cached: Path | None,
    prebuilt: Path | None,
    progress: Progress,
) -> Index:
    """The index of a folder, with the rows of an earlier one that still hold.

    `known` is the one in `cached`, where the new one is stored if that can be written.
    """
    base, before = (cached, known.signatures) if known else (None, {})
    changed = sum(before.get(slug) != now for slug, now in signatures.items())
    # Reading a few files takes less time than reading the whole shipped index.
    if (known is None or changed > FEW) and read(prebuilt):
        base = prebuilt
    if known:
        # Windows cannot replace an open file.
        known.connections[0].close()
    if base:
        # Its checksum may be correct and its content malformed.
        with suppress(*NO_INDEX):
            return _from_earlier(base, folder, signatures, cached, progress)
    index = _updated(empty(), folder, signatures, progress)
    if cached is not None:
        with suppress(OSError, *NO_INDEX):
            write(index, cached)
    return index


def _from_earlier(
    base: Path,
    folder: Path,
    signatures: Signatures,
    cached: Path | None,
    progress: Progress,
) -> Index:
    """An updated copy of an index: in `cached`, or in memory if that fails."""
    with suppress(OSError, *NO_INDEX):
        if cached is not None:
            with _storing(cached) as path:
                shutil.copyfile(base, path)
                with closing(connect(path, writable=True)) as copy:
                    _updated(copy, folder, signatures, progress)
            stored = Index(connect(cached))
            # Another process may have replaced it with an older one.
            if stored.signatures == signatures:
                return stored
    copy = in_memory()
    connect(base).backup(copy)
    return _updated(copy, folder, signatures, progress)


def write(index: Index, path: Path) -> None:
    """Write an index in memory to a file, unless it is too large to be read again."""
    (connection,) = index.connections
    ((pages,),) = connection.execute("PRAGMA page_count")
    ((size,),) = connection.execute("PRAGMA page_size")
    if pages * size > LARGEST_INDEX:
        return
    with _storing(path) as new:
        connection.execute("VACUUM INTO ?", (str(new),))


@contextmanager
def _storing(path: Path) -> Iterator[Path]:
    """The path of a new private index file, which replaces `path` when it is complete.

    If a power failure damages it, its checksum is wrong and it is rebuilt.
    """
    private.make(path.parent)
    with writing(path, private=True, replace=True, settled=False) as file:
        yield Path(file.name)
        seal(Path(file.name))


def _updated(
    connection: Connection, folder: Path, signatures: Signatures, progress: Progress
) -> Index:
    """The index in a connection, with new rows for the files that have changed."""
    before, changes = Index(connection).signatures, tallies()
    changed = [
        slug for slug, now in sorted(signatures.items()) if before.get(slug) != now
    ]
    digests = "SELECT digest FROM files WHERE slug = ?"
    ratings = "SELECT * FROM ratings WHERE slug = ?"
    connection.execute("BEGIN")
    for slug in before.keys() - signatures.keys():
        _tally(changes, connection.execute(ratings, (slug,)), -1)
        for table in TABLES:
            connection.execute(f"DELETE FROM {table} WHERE slug = ?", (slug,))  # noqa: S608
    for done, slug in enumerate(changed):
        progress(done, len(changed))
        path = folder / f"{slug}.yaml"
        text = read_text(path)
        digest = digest_of(text)
        if connection.execute(digests, (slug,)).fetchone() != (digest,):
            rows = _rows(parse(text, str(path), slug))
            _tally(changes, connection.execute(ratings, (slug,)), -1)
            _tally(changes, [rows["ratings"]], 1)
            for table, row in rows.items():
                _put(connection, table, row)
        _put(connection, "files", (slug, signatures[slug], digest))
    connection.executemany(
        "UPDATE elements SET rated = rated + ?, total = total + ?, "
        "squares = squares + ? WHERE domain = ? AND position = ?",
        [
            (*cell, domain, position)
            for domain, cells in changes.items()
            for position, cell in enumerate(cells)
            if any(cell)
        ],
    )
    connection.execute("COMMIT")
    progress(len(changed), len(changed))
    return Index(connection)


def parse(text: str, file: str, slug: str) -> Occupation:
    """The occupation in the text of a file; see `storage.occupations.parse`."""
    # Where a shipped index has every file, YAML is not needed.
    from careerfit_cli.storage import occupations

    return occupations.parse(text, file, slug)


def _put(connection: Connection, table: str, row: Sequence[object]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608


def _tally(changes: Tallies, rows: Iterable[Sequence[Any]], sign: int) -> None:
    """Add rows of ratings to the tallies, or subtract them (-1)."""
    for _slug, *ratings in rows:
        for domain, scores in zip(DOMAINS, ratings, strict=False):
            tally(changes[domain.key], json.loads(scores), sign)


def _rows(occupation: Occupation) -> Mapping[str, Sequence[Any]]:
    """The rows of an occupation, by table."""
    slug = occupation.slug
    titles = [occupation.title, *_job_titles(occupation)]
    parts = parts_of(titles)
    releases = {
        section: f"{source.publisher} {source.release}"
        for section, source in occupation.sources.items()
    }
    sections = as_json(releases)
    ratings = (_ratings(occupation, domain) for domain in DOMAINS)
    low_precision = {key: [*names] for key, names in occupation.low_precision.items()}
    release_digest = digest_of(sections)
    return {
        "occupations": (*_entry(occupation), release_digest),
        "state_pay": (slug, *_state_pay(occupation)),
        "names": (
            slug,
            *map(as_json, (titles, parts, [*map(folded, (*titles, *parts))])),
        ),
        "ratings": (slug, *map(as_json, (*ratings, low_precision))),
        "pages": (slug, page_of(slug, values_of(occupation))),
        "releases": (release_digest, sections),
    }


def _entry(occupation: Occupation) -> Sequence[Any]:
    row = entry(occupation)
    *plain, scores, estimated = (getattr(row, name) for name in _COLUMNS)
    plain.insert(_AFTER_MEDIAN, row.median_at_least)
    hundredths = [None if score is None else round(score * 100) for score in scores]
    return (*map(bare, plain), as_json(estimated), as_json(hundredths))


def _state_pay(occupation: Occupation) -> Sequence[Any]:
    if occupation.pay is None:
        return ("year", "{}", "[]")
    medians = occupation.pay.state_median
    exact = {state: bare(median) for state, median in medians.items()}
    limited = as_json(occupation.pay.states_at_least)
    return (occupation.pay.state_unit, as_json(exact), limited)


def _job_titles(occupation: Occupation) -> Sequence[str]:
    return [*dict.fromkeys((*occupation.words.also_called, *occupation.titles))]


def _ratings(occupation: Occupation, domain: Domain) -> Sequence[float | None]:
    scores = occupation.ratings.get(domain.key)
    return [scores.get(name) for name in domain.names] if scores else []

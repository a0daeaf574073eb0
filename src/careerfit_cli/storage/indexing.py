"""Making the catalogue index: from the files, and from an index made earlier."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import Any

from careerfit_cli.model.amounts import bare, is_at_least
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
    digest_of,
    empty,
    seal,
)
from careerfit_cli.storage.pages import page_of
from careerfit_cli.storage.text import read_text

_AFTER_MEDIAN = [*Entry.__dataclass_fields__].index("median") + 1

FEW = 20
"""Up to this many changed files are read, though a shipped index may have them."""


def build(folder: Path) -> Index:
    """An index to ship, made from the files of a folder alone.

    It has no signatures, because sizes and times differ from copy to copy: its rows count
    for files of the same digest. So the same files always make the same wheel.
    """
    return _updated(None, folder, dict.fromkeys(signatures_of(folder), ""), silent)


def renewed(
    folder: Path,
    signatures: Signatures,
    known: Index | None,
    cached: Path | None,
    prebuilt: Path | None,
    progress: Progress,
) -> Index:
    """The index of a folder, with the rows of an earlier one that still hold.

    It is stored in `cached` where that can be written.
    """
    before = known.signatures if known else {}
    changed = sum(before.get(slug) != now for slug, now in signatures.items())
    # To read a few files takes less time than to read all that was shipped.
    shipped = read(prebuilt) if known is None or changed > FEW else None
    try:
        index = _updated(shipped or known, folder, signatures, progress)
    except NO_INDEX:
        # Another form, under a checksum that is right.
        index = _updated(None, folder, signatures, progress)
    if cached is not None:
        with suppress(OSError, *NO_INDEX):
            write(index, cached)
    return index


def write(index: Index, path: Path) -> None:
    """Write an index whole or not at all, for its owner alone.

    If a loss of power damages it, its checksum is wrong and it is made again. One that is
    too large to be read again is not written.
    """
    (connection,) = index.connections
    ((pages,),) = connection.execute("PRAGMA page_count")
    ((size,),) = connection.execute("PRAGMA page_size")
    if pages * size > LARGEST_INDEX:
        return
    private.make(path.parent)
    with writing(path, private=True, replace=True, settled=False) as file:
        connection.execute("VACUUM INTO ?", (file.name,))
        seal(Path(file.name))


def _updated(
    base: Index | None, folder: Path, signatures: Signatures, progress: Progress
) -> Index:
    """An index in memory: a copy of `base`, with new rows for files that have changed."""
    connection = empty()
    before, digests = (base.signatures, base.digests) if base else ({}, {})
    if base:
        base.connections[0].backup(connection)
    connection.execute("BEGIN")
    for slug in digests.keys() - signatures.keys():
        _remove(connection, slug)
    for done, (slug, signature) in enumerate(sorted(signatures.items())):
        progress(done, len(signatures))
        if signature and before.get(slug) == signature:
            continue
        path = folder / f"{slug}.yaml"
        text = read_text(path)
        digest = digest_of(text)
        if digests.get(slug) != digest:
            _remove(connection, slug)
            _insert(connection, parse(text, str(path), slug))
        _put(connection, "files", (slug, signature, digest))
    connection.execute("COMMIT")
    progress(len(signatures), len(signatures))
    return Index(connection)


def _remove(connection: Connection, slug: str) -> None:
    _tally(connection, slug, -1)
    for table in TABLES:
        connection.execute(f"DELETE FROM {table} WHERE slug = ?", (slug,))  # noqa: S608


def parse(text: str, file: str, slug: str) -> Occupation:
    """The occupation in the text of a file; see `storage.occupations.parse`."""
    # Where a shipped index has every file, YAML is not needed.
    from careerfit_cli.storage import occupations

    return occupations.parse(text, file, slug)


def _insert(connection: Connection, occupation: Occupation) -> None:
    for table, row in _rows(occupation).items():
        _put(connection, table, row)
    _tally(connection, occupation.slug, 1)


def _put(connection: Connection, table: str, row: Sequence[object]) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608


def _tally(connection: Connection, slug: str, sign: int) -> None:
    """Add an occupation's ratings to the sums of each element, or take them away (-1)."""
    query = "SELECT * FROM ratings WHERE slug = ?"
    _slug, *rows = connection.execute(query, (slug,)).fetchone() or ("",)
    tenths = [
        (domain.key, position, round(score * 10))
        for domain, scores in zip(DOMAINS, rows, strict=False)
        for position, score in enumerate(json.loads(scores))
        if score is not None
    ]
    connection.executemany(
        "UPDATE elements SET rated = rated + ?, total = total + ?, "
        "squares = squares + ? WHERE domain = ? AND position = ?",
        [(sign, sign * tenth, sign * tenth * tenth, *key) for *key, tenth in tenths],
    )


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
    *plain, scores, estimated = astuple(row)
    plain.insert(_AFTER_MEDIAN, row.median_at_least)
    hundredths = [None if score is None else round(score * 100) for score in scores]
    return (*map(bare, plain), as_json(estimated), as_json(hundredths))


def _state_pay(occupation: Occupation) -> Sequence[Any]:
    if occupation.pay is None:
        return ("year", "{}", "[]")
    medians = occupation.pay.state_median
    exact = {state: bare(median) for state, median in medians.items()}
    limited = [state for state, median in medians.items() if is_at_least(median)]
    return (occupation.pay.state_unit, as_json(exact), as_json(limited))


def _job_titles(occupation: Occupation) -> Sequence[str]:
    return [*dict.fromkeys((*occupation.words.also_called, *occupation.titles))]


def _ratings(occupation: Occupation, domain: Domain) -> Sequence[float | None]:
    scores = occupation.ratings.get(domain.key)
    return [scores.get(name) for name in domain.names] if scores else []

"""Making the catalogue index: from the files, and from an index made earlier."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, replace
from functools import partial
from pathlib import Path

from careerfit_cli.model.catalogue import entry
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.names import folded, parts_of
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.store.document import read_text
from careerfit_cli.store.index import (
    NO_INDEX,
    PARTS,
    Index,
    Progress,
    Stamp,
    Stats,
    head_of,
    read,
    stats_of,
    whole,
)
from careerfit_cli.store.occupations import parse


def build(folder: Path) -> Index:
    """The index of a folder, made from its files alone."""
    return _rebuilt(folder, stats_of(folder), {}, {}, lambda _done, _total: None)


def renewed(
    folder: Path,
    stats: Stats,
    known: Index | None,
    cached: Path | None,
    prebuilt: Path | None,
    progress: Progress,
) -> Index:
    """The index of a folder, with the lines of earlier ones that still hold.

    It is kept in `cached` if it can be: one that cannot is only slower the next time.
    """
    fresh = _rebuilt(folder, stats, _rows(known), _rows(read(prebuilt)), progress)
    if cached is not None:
        with suppress(OSError):
            write(fresh, cached)
    return fresh


def write(index: Index, path: Path) -> None:
    """Write an index whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".index-")
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 - a handle
            file.write(_packed(index))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _packed(index: Index) -> bytes:
    stamps = _json({slug: astuple(stamp) for slug, stamp in index.stamps.items()})
    body = b"".join(part + b"\n\n" for part in (stamps, *index.parts.values()))
    return b"%b\n%b" % (head_of(body), body)


def _json(data: object) -> bytes:
    return json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()


def _titles(occupation: Occupation) -> list[str]:
    own = dict.fromkeys((*occupation.words.also_called, *occupation.titles))
    return [occupation.title, *own]


def _folded_names(occupation: Occupation) -> list[str]:
    titles = _titles(occupation)
    return [folded(name) for name in (*titles, *parts_of(titles))]


def _state_row(occupation: Occupation) -> object:
    if occupation.pay is None:
        return ["year", {}]
    return [occupation.pay.state_unit, dict(occupation.pay.state_median)]


def _releases(occupation: Occupation) -> object:
    return {
        section: f"{own.publisher} {own.release}"
        for section, own in occupation.sources.items()
    }


def _rating_row(domain: Domain, occupation: Occupation) -> object:
    rated = occupation.ratings.get(domain.key, {})
    return [rated.get(name) for name in domain.names] if rated else []


_MAKERS: Mapping[str, Callable[[Occupation], object]] = {
    "entries": lambda occupation: astuple(entry(occupation))[1:],
    "titles": _titles,
    "title_parts": lambda occupation: parts_of(_titles(occupation)),
    "folded_names": _folded_names,
    "state_pay": _state_row,
    "releases": _releases,
    "low_precision": lambda occupation: {
        domain: list(names) for domain, names in occupation.low_precision.items()
    },
    **{domain.key: partial(_rating_row, domain) for domain in DOMAINS},
}
"""What each part of the index says of an occupation."""


@dataclass(frozen=True)
class _Row:
    """What the index says of one file: a line for each of `PARTS`."""

    stamp: Stamp
    lines: tuple[bytes, ...]


def _rows(index: Index | None) -> Mapping[str, _Row]:
    if index is None:
        return {}
    try:
        rows = index.rows()
        return {slug: _Row(index.stamps[slug], lines) for slug, lines in rows.items()}
    except NO_INDEX:
        # Parts of other lengths than the list of files: whole, but not ours.
        return {}


def _rebuilt(
    folder: Path,
    stats: Stats,
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
    return Index({slug: row.stamp for slug, row in rows.items()}, whole(columns))


def _read_row(path: Path, stat: tuple[int, int], *known: _Row | None) -> _Row:
    """A file's row: a known one of the same digest, or else one made from the file."""
    text = read_text(path)
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    stamp = Stamp(*stat, digest)
    for row in known:
        if row and row.stamp.digest == digest:
            return replace(row, stamp=stamp)
    occupation = parse(text, str(path), path.stem)
    return _Row(stamp, tuple(_json(_MAKERS[part](occupation)) for part in PARTS))

"""Making the catalogue index: from the files, and from an index made earlier."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from pathlib import Path

from careerfit_cli.model.catalogue import entry
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.names import folded, parts_of
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.store import private, values
from careerfit_cli.store.index import (
    PARTS,
    Index,
    Lines,
    Progress,
    Stats,
    as_json,
    made,
    packed,
    read,
    silent,
    stats_of,
)
from careerfit_cli.store.index_file import NO_INDEX
from careerfit_cli.store.occupations import parse
from careerfit_cli.store.pages import page_of
from careerfit_cli.store.text import read_text
from careerfit_cli.store.whole import writing

FEW = 20
"""So many changed files are read anew, though a shipped index may know them."""


def build(folder: Path) -> Index:
    """The index of a folder, made from its files alone."""
    return _rebuilt(folder, stats_of(folder), _Known(), _Known(), silent)


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
    kept = _known(known)
    changed = sum(not _holds(kept.get(slug), stat) for slug, stat in stats.items())
    # To read a few files takes less time than to read all that was shipped.
    wanted = not kept.rows or changed > FEW
    shipped = _known(read(prebuilt) if wanted else None)
    fresh = _rebuilt(folder, stats, kept, shipped, progress)
    if cached is not None:
        with suppress(OSError):
            write(fresh, cached)
    return fresh


def timeless(index: Index) -> Index:
    """An index without the times of its files, which differ from copy to copy.

    Those of a shipped one are never looked at: a line of it holds for a file of the same
    digest. So the same files always make the same wheel.
    """
    return replace(
        index, files={slug: [size, 0] for slug, (size, _) in index.files.items()}
    )


def write(index: Index, path: Path) -> None:
    """Write an index whole or not at all, for its owner alone."""
    private.make(path.parent)
    with writing(path, private=True, replace=True) as file:
        file.write(packed(index))


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
    """What the index says of one file, and of which: size and time, and digest."""

    stat: Sequence[int]
    digest: str
    lines: Lines


@dataclass(frozen=True)
class _Known:
    """An index made earlier, if there is one, and what it says of each file."""

    index: Index | None = None
    rows: Mapping[str, _Row] = field(default_factory=dict)

    def get(self, slug: str) -> _Row | None:
        return self.rows.get(slug)


def _known(index: Index | None) -> _Known:
    if index is None:
        return _Known()
    try:
        digests, lines = json.loads(index.digests), index.rows
        each = zip(index.files.items(), digests, lines.values(), strict=True)
        return _Known(index, {slug: _Row(stat, *rest) for (slug, stat), *rest in each})
    except NO_INDEX:
        # Parts of other lengths than the list of files: whole, but not ours.
        return _Known()


def _holds(row: _Row | None, stat: Sequence[int]) -> bool:
    """Whether a file is, by its size and time, the one a row was made from."""
    return row is not None and row.stat == stat


def _rebuilt(
    folder: Path, stats: Stats, kept: _Known, shipped: _Known, progress: Progress
) -> Index:
    rows: dict[str, _Row] = {}
    for done, (slug, stat) in enumerate(sorted(stats.items())):
        progress(done, len(stats))
        row = kept.get(slug)
        if row is None or not _holds(row, stat):
            # Times of a shipped index are those of the machine it was built on.
            row = _read_row(folder / f"{slug}.yaml", stat, row, shipped.get(slug))
        rows[slug] = row
    progress(len(stats), len(stats))
    digests = {slug: row.digest for slug, row in rows.items()}
    lines = {slug: row.lines for slug, row in rows.items()}
    return made(stats, digests, lines, kept.index or shipped.index)


def _read_row(path: Path, stat: Sequence[int], *known: _Row | None) -> _Row:
    """A file's row: a known one of the same digest, or else one made from the file."""
    text = read_text(path)
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    for row in known:
        if row and row.digest == digest:
            return replace(row, stat=stat)
    occupation = parse(text, str(path), path.stem)
    page = page_of(values.of(occupation))
    lines = (as_json(_MAKERS[part](occupation)) for part in PARTS)
    return _Row(stat, digest, (page, *lines))

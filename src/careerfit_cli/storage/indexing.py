"""Making the catalogue index: from the files, and from an index made earlier."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field, replace
from functools import partial
from pathlib import Path

from careerfit_cli.model.amounts import bare, is_at_least
from careerfit_cli.model.catalogue import entry
from careerfit_cli.model.elements import DOMAINS, Domain
from careerfit_cli.model.names import folded, parts_of
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.storage import private, values
from careerfit_cli.storage.atomic import writing
from careerfit_cli.storage.index import (
    PARTS,
    Index,
    Lines,
    Progress,
    Stats,
    made,
    packed,
    read,
    silent,
    stats_of,
)
from careerfit_cli.storage.index_file import LARGEST_INDEX, NO_INDEX, as_json, digest_of
from careerfit_cli.storage.occupations import parse
from careerfit_cli.storage.pages import page_of
from careerfit_cli.storage.text import read_text

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
    changed = sum(kept.files.get(slug) != stat for slug, stat in stats.items())
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
        index, files={slug: [size, 0, 0] for slug, (size, *_) in index.files.items()}
    )


def write(index: Index, path: Path) -> None:
    """Write an index whole or not at all, for its owner alone.

    One that a loss of power spoils is known by its checksums, and made again.
    """
    data = packed(index)
    if len(data) > LARGEST_INDEX:
        return
    private.make(path.parent)
    with writing(path, private=True, replace=True, settled=False) as file:
        file.write(data)


def _entry_row(occupation: Occupation) -> object:
    _slug, *others, scores, estimated = astuple(entry(occupation))
    hundredths = [None if own is None else round(own * 100) for own in scores]
    row = [[bare(own)] if is_at_least(own) else own for own in others]
    return [*row, hundredths, estimated]


def _titles(occupation: Occupation) -> list[str]:
    own = dict.fromkeys((*occupation.words.also_called, *occupation.titles))
    return [occupation.title, *own]


def _folded_names(occupation: Occupation) -> list[str]:
    titles = _titles(occupation)
    return [folded(name) for name in (*titles, *parts_of(titles))]


def _state_row(occupation: Occupation) -> object:
    if occupation.pay is None:
        return ["year", {}, {}]
    exact, limits = (
        {
            state: bare(median)
            for state, median in occupation.pay.state_median.items()
            if is_at_least(median) == limited
        }
        for limited in (False, True)
    )
    return [occupation.pay.state_unit, exact, limits]


def _releases(occupation: Occupation) -> object:
    return {
        section: f"{own.publisher} {own.release}"
        for section, own in occupation.sources.items()
    }


def _rating_row(domain: Domain, occupation: Occupation) -> object:
    rated = occupation.ratings.get(domain.key, {})
    return [rated.get(name) for name in domain.names] if rated else []


_MAKERS: Mapping[str, Callable[[Occupation], object]] = {
    "entries": _entry_row,
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
class _Known:
    """An index made earlier, if there is one, and what it says of each file, by slug."""

    index: Index | None = None
    files: Stats = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Lines] = field(default_factory=dict)


def _known(index: Index | None) -> _Known:
    if index is None:
        return _Known()
    try:
        digests = dict(zip(index.files, json.loads(index.digests), strict=True))
        return _Known(index, index.files, digests, index.rows)
    except NO_INDEX:
        # Parts of other lengths than the list of files: whole, but not ours.
        return _Known()


def _rebuilt(
    folder: Path, stats: Stats, kept: _Known, shipped: _Known, progress: Progress
) -> Index:
    digests: dict[str, str] = {}
    rows: dict[str, Lines] = {}
    for done, (slug, stat) in enumerate(sorted(stats.items())):
        progress(done, len(stats))
        if kept.files.get(slug) == stat:
            digests[slug], rows[slug] = kept.digests[slug], kept.rows[slug]
        else:
            # Times of a shipped index are those of the machine it was built on.
            digests[slug], rows[slug] = _read(folder / f"{slug}.yaml", kept, shipped)
    progress(len(stats), len(stats))
    return made(stats, digests, rows, kept.index or shipped.index)


def _read(path: Path, *known: _Known) -> tuple[str, Lines]:
    """A file's digest, and what was known of one of that digest or else is in the file."""
    text, slug = read_text(path), path.stem
    digest = digest_of(text)
    for one in known:
        if one.digests.get(slug) == digest:
            return digest, one.rows[slug]
    occupation = parse(text, str(path), slug)
    page = page_of(slug, values.of(occupation))
    return digest, (page, *(as_json(_MAKERS[part](occupation)) for part in PARTS))

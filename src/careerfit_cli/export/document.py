"""The frame of every JSON document, and plain values from results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from careerfit_cli.model.amounts import bare
from careerfit_cli.model.attribution import NOTICES
from careerfit_cli.model.catalogue import Entry

if TYPE_CHECKING:
    from careerfit_cli.model.occupation import Occupation

PLACES = 4
"""Decimals of computed figures."""

SCORE_UNIT = "O*NET standardized score, 0-100"

ENTRY_UNITS = {
    "median": "U.S. dollars a year, or an hour where median_unit is hour",
    "median_at_least": "true: the median is published only as this much or more",
    "growth": "percent over outlook_period",
}

_INNER = ("estimated", "scores")
"""Fields of an entry that only matching needs, so lists leave them out."""

ENTRY_HEADS = (
    *(field.name for field in fields(Entry) if field.name not in _INNER),
    "median_at_least",
    "source",
)
"""Columns of a table of occupations."""


ENTRY_SECTIONS = ("interests", "job_zone", "preparation", "pay", "outlook")
"""The sections of an occupation file that a catalogue entry comes from."""


Releases = Mapping[str, Mapping[str, str]]
"""Publisher and release by slug and section of an occupation file."""


def sources_of(
    slugs: Iterable[str], releases: Releases, sections: Sequence[str]
) -> dict[str, list[str]]:
    """Every release that figures of some occupations come from, by section."""
    known = [releases[slug] for slug in slugs]
    return {
        section: sorted({sources[section] for sources in known if section in sources})
        for section in sections
    }


def of_entries(
    slugs: Iterable[str],
    releases: Releases,
    units: Mapping[str, str] | None = None,
    sections: Sequence[str] = ENTRY_SECTIONS,
) -> dict[str, Any]:
    """The units and sources of a document of catalogue entries and other figures."""
    return {
        "units": {**ENTRY_UNITS, **(units or {})},
        "sources": sources_of(slugs, releases, sections),
    }


VERSIONS = {
    "area-pay": 2,
    "employers": 2,
    "occupation": 2,
    "pay": 2,
    "result": 2,
    "ranking": 2,
    "why": 2,
    "diff": 2,
    "person": 2,
    "where": 2,
}
"""The versions of documents beyond their first."""


def document(kind: str, data: Mapping[str, Any]) -> str:
    """JSON text of one kind of result, with its schema's version and the notices."""
    schema = f"careerfit.{kind}/{VERSIONS.get(kind, 1)}"
    whole = {"schema": schema, **data, "notices": list(NOTICES)}
    return json.dumps(whole, indent=2, allow_nan=False)


def entry_row(entry: Entry) -> dict[str, Any]:
    """A catalogue entry without its scores."""
    row: dict[str, Any] = plain(entry.to_dict())
    return row


def named(occupation: Occupation) -> dict[str, str]:
    """The slug, code and title of an occupation."""
    return {
        "slug": occupation.slug,
        "code": occupation.code,
        "title": occupation.title,
    }


def shared_cells(data: Mapping[str, Any], period: str) -> dict[str, str]:
    """The cells that all rows of an occupation's table share, from its document."""
    group = data["published_for"]
    return {
        **data["occupation"],
        "period": period,
        "published_for": group["title"] if group else "",
    }


def named_with_sources(occupation: Occupation) -> dict[str, Any]:
    """The slug, code and title of an occupation, and the sources of its sections."""
    return {**named(occupation), "sources": plain(occupation.sources)}


def plain(value: Any) -> Any:
    """A result as lists, mappings, texts and numbers of at most `PLACES` decimals.

    A property `at_least` lists amounts that are only lower limits, and is an extra value.
    """
    if isinstance(value, float):
        amount = bare(value)
        return round(amount, PLACES) if isinstance(amount, float) else amount
    if value is None or isinstance(value, (str, int)):
        return value
    if names := _names(value.__class__):
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a data class, with `at_least` if it has one; empty for other values."""
    if not is_dataclass(kind):
        return ()
    names = [field.name for field in fields(kind)]
    if hasattr(kind, "at_least") and "at_least" not in names:
        names.append("at_least")
    return tuple(names)

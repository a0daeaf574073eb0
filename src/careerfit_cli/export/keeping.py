"""JSON of what lies on this computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careerfit_cli.export.document import document
from careerfit_cli.model.kept import Kept


def kept(found: Sequence[Kept]) -> str:
    """Every place careerfit writes to, with its files."""
    return document("kept", {"places": [place_row(place) for place in found]})


def place_row(place: Kept) -> dict[str, Any]:
    """One place careerfit writes to, with its files."""
    return {
        "what": place.what,
        "folder": place.folder or None,
        "files": [{"name": file.name, "bytes": file.size} for file in place.files],
    }


def person(
    profiles: Sequence[Mapping[str, Any]], unfinished: tuple[str, int, int] | None
) -> str:
    """All that is kept about a person.

    `profiles` have the fields of a saved profile; `unfinished` is the answer string of
    a quiz that was stopped, its place and the furthest one reached.
    """
    keys = ("replay", "at", "reached")
    stopped = dict(zip(keys, unfinished, strict=True)) if unfinished else None
    return document("person", {"profiles": list(profiles), "unfinished": stopped})

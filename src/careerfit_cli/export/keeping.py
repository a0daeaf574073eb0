"""JSON of what lies on this computer."""

from __future__ import annotations

from collections.abc import Sequence
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
    profiles: Sequence[tuple[str, str, str]], unfinished: tuple[str, int, int] | None
) -> str:
    """All that is kept about a person.

    `profiles` are names, days and answer strings; `unfinished` is the answer string of
    a quiz that was stopped, its place and the furthest one reached.
    """
    rows = [dict(zip(("name", "made", "replay"), own, strict=True)) for own in profiles]
    keys = ("replay", "at", "reached")
    stopped = dict(zip(keys, unfinished, strict=True)) if unfinished else None
    return document("person", {"profiles": rows, "unfinished": stopped})

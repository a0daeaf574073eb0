"""JSON of what is saved on this computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from careerfit_cli.export.document import document
from careerfit_cli.model.saved_data import SavedFolder


def kept(found: Sequence[SavedFolder]) -> str:
    """Every place careerfit writes to, with its files."""
    return document("kept", {"places": [place_row(place) for place in found]})


def place_row(place: SavedFolder) -> dict[str, Any]:
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


def shortlist(
    name: str,
    picks: Sequence[tuple[str, str]],
    aside: Sequence[str],
    titles: Mapping[str, str],
) -> str:
    """The shortlist of a profile as slugs and notes, and the careers put aside."""
    return document(
        "shortlist",
        {
            "profile": name,
            "shortlist": [
                {"slug": slug, "title": titles.get(slug, ""), "note": note}
                for slug, note in picks
            ],
            "aside": [{"slug": slug, "title": titles.get(slug, "")} for slug in aside],
        },
    )


def purge(removed: Sequence[object], left: Sequence[object]) -> str:
    """The files that were removed, and those that are left."""
    paths = {"removed": [*map(str, removed)], "left": [*map(str, left)]}
    return document("purge", paths)

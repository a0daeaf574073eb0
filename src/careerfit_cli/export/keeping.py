"""JSON of what is saved on this computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from careerfit_cli.export.document import document


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

"""What the program says of itself, for other programs."""

from __future__ import annotations

from careerfit_cli.export.document import document, plain
from careerfit_cli.export.keeping import place_row
from careerfit_cli.model.about import About
from careerfit_cli.model.attribution import NO_CLAIM


def about(found: About) -> str:
    """Version, occupations, releases of each section, and where things lie."""
    return document(
        "about",
        {
            "version": found.version,
            "units": {
                "releases": "occupations by publisher and release",
                "estimated": "occupations by domain",
            },
            "occupations": plain(found.occupations),
            "own": plain(found.own),
            "releases": plain(found.releases),
            "estimated": plain(found.estimated),
            "places": [place_row(own) for own in found.kept],
            "no_claim": NO_CLAIM,
        },
    )

"""Short, famous and old names of occupations, as shipped."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping

from careerfit_cli.model.names import folded
from careerfit_cli.storage.plain import DATA

FILE = DATA / "short_names.json"


def short_names(slugs: Container[str]) -> Mapping[str, list[str]]:
    """The occupations that each name means, the most likely first, by its folded form.

    Occupations that are not among `slugs` are left out.
    """
    by_name: dict[str, list[str]] = {}
    for slug, names in json.loads(FILE.read_bytes())["names"].items():
        for name in names if slug in slugs else ():
            by_name.setdefault(folded(name), []).append(slug)
    return by_name

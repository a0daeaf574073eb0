"""The glossary as shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping

from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.glossary import Definition, Glossary
from careerfit_cli.storage.paths import DATA

GLOSSARY_FILE = DATA / "glossary.json"


def load_glossary() -> Glossary:
    """The glossary as shipped."""
    groups = json.loads(GLOSSARY_FILE.read_bytes())
    del groups["about"]
    return Glossary(frozen({name: _group(name, groups[name]) for name in groups}))


def _group(
    name: str, terms: Mapping[str, str | dict[str, str]]
) -> Mapping[str, Definition]:
    return frozen(
        {
            term: (
                Definition(term, name, means)
                if isinstance(means, str)
                else Definition(term, name, **means)
            )
            for term, means in terms.items()
        }
    )

"""The glossary as shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from careerfit_cli.model.elements import DOMAINS, WORK_CONTEXT
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.glossary import JOB_ZONES, QUALITIES, Definition, Glossary
from careerfit_cli.storage.plain import Plain, shipped

if TYPE_CHECKING:
    from careerfit_cli.storage.part import Part

    Fields = Part | Plain

GROUPS = (
    *(domain.key for domain in DOMAINS),
    JOB_ZONES,
    "education",
    "experience",
    "training",
    "outlook",
    QUALITIES,
    "terms",
)


def load_glossary() -> Glossary:
    """The glossary as shipped."""
    return _glossary(shipped("glossary.json"))


def glossary_in(path: Path) -> Glossary:
    """The definitions in a file; raises `BadData` with every fault, by line."""
    from careerfit_cli.storage.text import read_text
    from careerfit_cli.storage.yaml_loader import Document

    document = Document(str(path), read_text(path))
    glossary = _glossary(document.root(("about", *GROUPS), GROUPS))
    document.finish()
    return glossary


def _glossary(root: Fields) -> Glossary:
    groups = {}
    for group in GROUPS:
        names = {domain.key: domain.names for domain in DOMAINS}.get(group)
        part = root.part(group, names, names or ())
        groups[group] = frozen({term: _definition(part, group, term) for term in part})
    return Glossary(frozen(groups))


def _definition(part: Fields, group: str, term: str) -> Definition:
    if group != WORK_CONTEXT.key:
        return Definition(term, group, part.text(term))
    keys = ("means", "low", "high")
    term_part = part.part(term, keys, keys)
    return Definition(
        term,
        group,
        term_part.text("means"),
        term_part.text("low"),
        term_part.text("high"),
    )

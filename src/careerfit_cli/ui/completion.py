"""Shell completion of names, without opening occupation files.

A shell calls this at every press of Tab, so nothing here imports YAML, Rich or numpy.
Names have hyphens in place of spaces, so that shells need not quote them; commands
accept this form. Some shells evaluate the names they complete: only plain names are
returned, never a file name or typed text that could run a command. Errors are ignored:
the command itself reports a wrong folder.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress

from careerfit_cli.errors import CareerfitError
from careerfit_cli.storage import paths

SECTIONS = (
    "summary",
    "tasks",
    "conditions",
    "qualities",
    "work-styles",
    "former-work-styles",
    "interests",
    "interest-areas",
    "work-values",
    "abilities",
    "skills",
    "knowledge",
    "details",
    "work-context",
    "work-activities",
    "about",
    "technology",
    "environment",
    "preparation",
    "requirements",
    "education",
    "programs",
    "employers",
    "outlook",
    "ai",
    "pay",
    "states",
    "contacts",
    "similar",
    "related",
    "titles",
    "history",
    "sources",
)
"""The sections of an occupation's page, in its order."""


def occupations(incomplete: str) -> list[str]:
    """Slugs of occupations, built in and a person's own."""
    names: set[str] = set()
    with suppress(CareerfitError, OSError):
        for folder in (paths.builtin_occupations(), *paths.own_occupations()):
            names |= paths.occupations_in(folder)
    slugs = filter(paths.is_slug, (name.removesuffix(".yaml") for name in names))
    return _begun(sorted(slugs), incomplete)


def sections(incomplete: str) -> list[str]:
    """Sections of a page, one or several with commas between."""
    return _last(SECTIONS, incomplete)


def elements(incomplete: str) -> list[str]:
    """Rated elements, with their domain if two share a name."""
    from careerfit_cli.model.elements import ELEMENTS

    count = Counter(element.name for element in ELEMENTS)
    names = {element.name for element in ELEMENTS}
    names |= {element.whole for element in ELEMENTS if count[element.name] > 1}
    return _begun(sorted(map(_hyphened, names)), incomplete)


def domains(incomplete: str) -> list[str]:
    """Domains of elements."""
    from careerfit_cli.model.elements import CURRENT

    return _begun([_hyphened(domain.title) for domain in CURRENT], incomplete)


def states(incomplete: str) -> list[str]:
    """Postal codes of states, and their names once a letter is typed."""
    from careerfit_cli.model.states import STATES

    typed = incomplete.rpartition(",")[2]
    names = [_hyphened(name) for name in STATES.values()] if typed else []
    return _last([*STATES, *names], incomplete)


def areas(incomplete: str) -> list[str]:
    """Names of metropolitan and nonmetropolitan areas, once a letter is typed."""
    from careerfit_cli.storage.tables import Tables

    names: list[str] = []
    with suppress(CareerfitError):
        names = [_hyphened(area.name) for area in Tables().areas] if incomplete else []
    return _begun(names, incomplete)


def education(incomplete: str) -> list[str]:
    """Levels of education."""
    from careerfit_cli.filters import EDUCATION_WORDS

    return _begun(EDUCATION_WORDS, incomplete)


def _last(names: Iterable[str], incomplete: str) -> list[str]:
    """Names that complete the last of several with commas between."""
    head, comma, last = incomplete.rpartition(",")
    if not re.fullmatch(r"[\w,-]*", head):
        return []
    return [f"{head}{comma}{name}" for name in _begun(names, last)]


def _begun(names: Iterable[str], incomplete: str) -> list[str]:
    """Names that begin with the typed text, in any case, with its spelling kept."""
    typed = incomplete.casefold()
    return [
        incomplete + name[len(incomplete) :]
        for name in names
        if name.casefold().startswith(typed)
    ]


def _hyphened(name: str) -> str:
    return "-".join(re.findall(r"\w+", name.replace("'", "").lower()))

"""careerfit: explore careers in a terminal, offline, with explained results.

The names in `__all__` are for other programs (docs/api.md). Each is imported on first
use, so importing this package is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerfit_cli.api import Catalogue, profile, profile_of_interests, questions
    from careerfit_cli.errors import (
        BadData,
        CareerfitError,
        UnknownOccupation,
        UsageError,
    )
    from careerfit_cli.matching import Match, Ranking
    from careerfit_cli.matching.explain import Explanation
    from careerfit_cli.model.attribution import NO_CLAIM, NOTICES
    from careerfit_cli.model.catalogue import Entry
    from careerfit_cli.model.occupation import Occupation
    from careerfit_cli.model.profile import Profile, Question
    from careerfit_cli.search import Hit

__version__ = "0.1.0"

__all__ = [
    "NOTICES",
    "NO_CLAIM",
    "BadData",
    "CareerfitError",
    "Catalogue",
    "Entry",
    "Explanation",
    "Hit",
    "Match",
    "Occupation",
    "Profile",
    "Question",
    "Ranking",
    "UnknownOccupation",
    "UsageError",
    "__version__",
    "profile",
    "profile_of_interests",
    "questions",
]

_MODULES = {
    "errors": ("BadData", "CareerfitError", "UnknownOccupation", "UsageError"),
    "matching": ("Match", "Ranking"),
    "matching.explain": ("Explanation",),
    "model.attribution": ("NOTICES", "NO_CLAIM"),
    "model.catalogue": ("Entry",),
    "model.occupation": ("Occupation",),
    "model.profile": ("Profile", "Question"),
    "search": ("Hit",),
}
"""The modules of the public names that are not in `api`."""


def __getattr__(name: str) -> object:
    """Import a public name from its module."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    modules = (module for module, names in _MODULES.items() if name in names)
    return getattr(import_module(f"{__name__}.{next(modules, 'api')}"), name)


def __dir__() -> list[str]:
    return __all__

"""Reasons for and against a match, in a few words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only for types: a page without a person does not load ranking.
    from careerfit_cli.matching import Contribution

CARELESS = (
    "These answers look careless, so the scores below may mean little. They are shown "
    "because you asked for them."
)
"""The warning above a ranking of careless answers."""

AreaNames = Mapping[str, str]
"""Plain names of the interest areas, by O*NET's name."""


def name_of(part: Contribution, areas: AreaNames) -> str:
    """The plain name of a dimension."""
    return areas.get(part.dimension.name, part.dimension.name)


def in_common(part: Contribution, areas: AreaNames) -> str:
    """A dimension that is high, or low, for both the person and the job."""
    lean = "both high" if part.person_unit > 0 else "both low"
    return f"{name_of(part, areas)} {lean} ({part.points:+.1f})"


def at_odds(part: Contribution, areas: AreaNames) -> str:
    """A dimension on which the person or the job is higher."""
    more = "higher for you" if part.person_unit > 0 else "higher for the job"
    return f"{name_of(part, areas)} {more} ({part.points:+.1f})"


def why(parts: Sequence[Contribution], areas: AreaNames) -> str:
    """The reasons for a match: dimensions both are high on, or else low on."""
    return ", ".join(in_common(part, areas) for part in parts)

"""Reasons for and against, in a few words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # Only the type: a page without a person does not need what ranking needs.
    from careerfit_cli.fit import Contribution

UNCLAIMED = (
    "No fit is claimed for these answers, because they look careless. What follows may "
    "mean little."
)
"""What stands over a fit of careless answers that is wanted anyway."""


def in_common(part: Contribution) -> str:
    """A dimension the person and the work lean on, or both do not."""
    lean = "both high" if part.person_leans > 0 else "both low"
    return f"{part.dimension.name} {lean} ({part.points:+.1f})"


def at_odds(part: Contribution) -> str:
    """A dimension one leans on more than the other."""
    more = "you more" if part.person_leans > 0 else "the job more"
    return f"{part.dimension.name}: {more} ({part.points:+.1f})"

"""How an occupation matches the person, on its profile page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from careerfit_cli.matching import Match, reasons
from careerfit_cli.model.frozen import frozen
from careerfit_cli.preferences import PreferenceCheck
from careerfit_cli.views import preferring, starting
from careerfit_cli.views.display import Display, bullets, section
from careerfit_cli.views.reasons import AreaNames, at_odds, in_common

if TYPE_CHECKING:
    # Only for types: most people have no saved skills.
    from careerfit_cli.matching.skills import Starts

NO_STARTS: Starts = frozen()
"""For a person without skills."""


def own_match(
    match: Match,
    display: Display,
    checks: Sequence[PreferenceCheck],
    careless_reason: str,
    areas: AreaNames,
    starts: Starts = NO_STARTS,
    option: str = "",
) -> RenderableType:
    """How an occupation matches the person: two reasons for, and one against.

    `option` makes suggested commands read the same profile. The preferences follow, and
    what the person can start from. Careless answers show no match.
    """
    title = "Does this career match your answers?"
    if careless_reason:
        lines = [
            "The answers of your last quiz look careless, so no match is shown.",
            "To take it again with more time: careerfit quiz",
            (
                f"If you meant every answer: careerfit why {match.entry.slug} "
                f"--allow-careless{option}"
            ),
        ]
        return section(title, "", bullets(lines, display))
    lifts, lowers = reasons(match)
    lines = [
        f"FIT {match.score:.1f} {match.label}, rank {match.rank}, from your last quiz."
    ]
    lines += [f"For: {in_common(part, areas)}." for part in lifts]
    lines += [f"Against: {at_odds(part, areas)}." for part in lowers[:1]]
    lines += preferring.check_lines(checks, clear=True)
    lines += [line for start in starts.values() for line in starting.lines(start)]
    lines.append(f"All reasons: careerfit why {match.entry.slug}{option}")
    return section(title, "", bullets(lines, display))

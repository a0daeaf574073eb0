"""What a person prefers, and where occupations go against it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from careerfit_cli.model.profile import Choice
from careerfit_cli.views.display import Display, bullets, section

if TYPE_CHECKING:
    # Only the type: a page without preferences does not need what matching needs.
    from careerfit_cli.preferences import PreferenceCheck

TITLE = "Your style preferences"

LEGEND = (
    "! is against what you prefer: the job is with the third of occupations farthest "
    "the other way; strongly, with the farthest fifth where you answered much rather. "
    "FIT does not count it."
)

_LEADS = {
    "strongly against": "Strongly against your preference",
    "against": "Against your preference",
    "agrees": "As you prefer",
    "in between": "In between",
}

_EXTENTS = {"strongly against": " (strongly)", "against": ""}


def chosen(choices: Iterable[Choice], display: Display) -> RenderableType:
    """The section with every answer to the optional questions, a line each."""
    note = "as you answered; they flag and filter, and are not part of FIT"
    return section(TITLE, note, bullets((own.said for own in choices), display))


def flags(matches: Sequence[PreferenceCheck]) -> list[str]:
    """What goes against a person's preferences in a line, and what is not known."""
    against = [
        f"{own.pole}{extent}"
        for verdict, extent in _EXTENTS.items()
        for own in matches
        if own.verdict == verdict
    ]
    told = [f"! against your preference: {', '.join(against)}"] if against else []
    rated = sum(own.passed is not None for own in matches)
    if rated < len(matches):
        told.append(f"rated on {rated} of your {len(matches)} preferences")
    return told


def lines(matches: Sequence[PreferenceCheck], *, clear: bool = False) -> list[str]:
    """How an occupation meets each preference, what goes against it first.

    `clear` leaves out those where it stands in between.
    """
    told = [
        f"{lead}: {own.pole}, more so than {int(own.passed)}% of occupations."
        for verdict, lead in _LEADS.items()
        for own in matches
        if own.verdict == verdict and own.passed is not None
        if not (clear and verdict == "in between")
    ]
    unknown = [own.choice.pole for own in matches if own.passed is None]
    return [*told, f"Not rated on: {', '.join(unknown)}."] if unknown else told


def matched(matches: Sequence[PreferenceCheck], display: Display) -> RenderableType:
    """The section on how an occupation meets each preference."""
    note = "not part of FIT; percent of the occupations O*NET rates on it"
    return section("Your preferences", note, bullets(lines(matches), display))

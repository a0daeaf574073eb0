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
    return section(TITLE, note, bullets((choice.said for choice in choices), display))


def flags(checks: Sequence[PreferenceCheck]) -> list[str]:
    """What goes against a person's preferences in a line, and what is not known."""
    against = [
        f"{check.pole}{extent}"
        for verdict, extent in _EXTENTS.items()
        for check in checks
        if check.verdict == verdict
    ]
    lines = [f"! against your preference: {', '.join(against)}"] if against else []
    rated = sum(check.passed is not None for check in checks)
    if rated < len(checks):
        lines.append(f"rated on {rated} of your {len(checks)} preferences")
    return lines


def check_lines(checks: Sequence[PreferenceCheck], *, clear: bool = False) -> list[str]:
    """How an occupation meets each preference, what goes against it first.

    `clear` leaves out those where it stands in between.
    """
    lines = [
        f"{lead}: {check.pole}, more so than {int(check.passed)}% of occupations."
        for verdict, lead in _LEADS.items()
        for check in checks
        if check.verdict == verdict and check.passed is not None
        if not (clear and verdict == "in between")
    ]
    unknown = [check.choice.pole for check in checks if check.passed is None]
    return [*lines, f"Not rated on: {', '.join(unknown)}."] if unknown else lines


def matched(checks: Sequence[PreferenceCheck], display: Display) -> RenderableType:
    """The section on how an occupation meets each preference."""
    note = "not part of FIT; percent of the occupations O*NET rates on it"
    return section("Your preferences", note, bullets(check_lines(checks), display))

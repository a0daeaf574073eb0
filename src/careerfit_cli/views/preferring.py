"""A person's preferences, and how occupations conflict with them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from careerfit_cli.model.profile import Choice
from careerfit_cli.views.display import Display, bullets, section

if TYPE_CHECKING:
    # Only for types: a page without preferences does not load matching.
    from careerfit_cli.preferences import PreferenceCheck

TITLE = "Your style preferences"

LEGEND = (
    "! conflicts with a preference: the job is in the third of occupations farthest the "
    "other way; strongly: in the farthest fifth, and your preference is strong. "
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
    """The section with every answer to the optional questions, one per line."""
    note = "as you answered; they flag and filter, and are not part of FIT"
    return section(TITLE, note, bullets((choice.said for choice in choices), display))


def flags(checks: Sequence[PreferenceCheck]) -> list[str]:
    """A line on what goes against a person's preferences, and one on what is not known."""
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
    """How an occupation meets each preference, conflicts first.

    With `clear`, those in between are left out.
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

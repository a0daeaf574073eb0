"""What a person can start from in an occupation, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from careerfit_cli.views.display import Display, bullets, section

if TYPE_CHECKING:
    # Only for types: a page does not load matching.
    from careerfit_cli.matching.skills import Start

SORTED = (
    "Within each group, careers that use the skills you have most come first. "
    "FIT, ranks and groups are unchanged."
)

NOT_REPORTED = "Skills not reported: O*NET has not rated the skills of this work."

_NAMED = 4
"""How many skills are named in a line."""


def short(start: Start | None) -> str:
    """What a person can start from, shortened for a list."""
    if start is None:
        return "= skills not reported"
    return f"= start from: {_names(start.have) or 'none of your skills'}"


def lines(start: Start | None) -> list[str]:
    """What a person can start from, and what to learn."""
    if start is None:
        return [NOT_REPORTED]
    have = _names(start.have) or "none of the skills you chose is important here"
    learn = _names(start.learn) or "nothing important"
    return [
        f"You can start from: {have}.",
        f"To learn, unless you know it already: {learn}.",
    ]


def starting(start: Start | None, display: Display) -> RenderableType:
    """The section on what a person can start from."""
    note = "not part of FIT; what sets this work apart comes first"
    return section("Skills you have", note, bullets(lines(start), display))


def _names(skills: Sequence[str]) -> str:
    from careerfit_cli.model.skills import SKILL_NAMES

    return ", ".join(SKILL_NAMES[skill] for skill in skills[:_NAMED])

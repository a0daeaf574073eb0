"""A person's match with an occupation, their preferences and their skills, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from careerfit_cli.model.profile import Choice
from careerfit_cli.model.skills import SKILL_NAMES
from careerfit_cli.views.display import Display, bullets, section

if TYPE_CHECKING:
    # Only for types: a page without a person does not load matching.
    from rich.console import RenderableType

    from careerfit_cli.matching import Contribution, Match
    from careerfit_cli.matching.skills import Start, Starts
    from careerfit_cli.preferences import PreferenceCheck

CARELESS = (
    "These answers look careless, so the scores below may mean little. They are shown "
    "because you asked for them."
)
"""The warning above a ranking of careless answers."""

CONFLICTS = (
    "! conflicts with a preference: the job is in the third of occupations farthest the "
    "other way; strongly: in the farthest fifth, and your preference is strong. "
    "FIT does not count it."
)
"""What a line of `conflicts` means."""

SORTED = (
    "Within each group, careers that use the skills you have most come first. "
    "FIT, ranks and groups are unchanged."
)

_VERDICTS = {
    "strongly against": "Strongly against your preference",
    "against": "Against your preference",
    "agrees": "As you prefer",
    "in between": "In between",
}

_NAMED = 4
"""How many skills are named in a line."""

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


def own_match(
    match: Match,
    display: Display,
    checks: Sequence[PreferenceCheck],
    careless_reason: str,
    areas: AreaNames,
    starts: Starts | None = None,
    option: str = "",
) -> RenderableType:
    """How an occupation matches the person, on its page: reasons for, and one against.

    `option` makes suggested commands read the same profile. The preferences follow, and
    what the person can start from. Careless answers show no match.
    """
    from careerfit_cli.matching import reasons

    slug = match.entry.slug
    if careless_reason:
        lines = [
            "The answers of your last quiz look careless, so no match is shown.",
            "To take it again with more time: careerfit quiz",
            (
                f"If you meant every answer: careerfit why {slug} "
                f"--allow-careless{option}"
            ),
        ]
    else:
        lifts, lowers = reasons(match)
        lines = [
            (
                f"FIT {match.score:.1f} {match.label}, rank {match.rank}, from your "
                "last quiz."
            ),
            *(f"For: {in_common(part, areas)}." for part in lifts),
            *(f"Against: {at_odds(part, areas)}." for part in lowers[:1]),
            *check_lines(checks, clear=True),
            *(
                line
                for start in (starts or {}).values()
                for line in _start_lines(start)
            ),
            f"All reasons: careerfit why {slug}{option}",
        ]
    return section("Does this career match your answers?", "", bullets(lines, display))


def chosen_preferences(choices: Iterable[Choice], display: Display) -> RenderableType:
    """The section with every answer to the optional questions, one per line."""
    note = "as you answered; they flag and filter, and are not part of FIT"
    lines = (choice.said for choice in choices)
    return section("Your style preferences", note, bullets(lines, display))


def conflicts(checks: Sequence[PreferenceCheck]) -> list[str]:
    """A line on what goes against a person's preferences, and one on what is not known."""
    against = [
        f"{check.pole}{extent}"
        for verdict, extent in (("strongly against", " (strongly)"), ("against", ""))
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
        for verdict, lead in _VERDICTS.items()
        for check in checks
        if check.verdict == verdict and check.passed is not None
        if not (clear and verdict == "in between")
    ]
    unknown = [check.choice.pole for check in checks if check.passed is None]
    return [*lines, f"Not rated on: {', '.join(unknown)}."] if unknown else lines


def checked_preferences(
    checks: Sequence[PreferenceCheck], display: Display
) -> RenderableType:
    """The section on how an occupation meets each preference."""
    note = "not part of FIT; percent of the occupations O*NET rates on it"
    return section("Your preferences", note, bullets(check_lines(checks), display))


def start_in_short(start: Start | None) -> str:
    """What a person can start from, shortened for a list."""
    if start is None:
        return "= skills not reported"
    return f"= start from: {_names(start.have) or 'none of your skills'}"


def start_section(start: Start | None, display: Display) -> RenderableType:
    """The section on what a person can start from in an occupation."""
    note = "not part of FIT; what sets this work apart comes first"
    return section("Skills you have", note, bullets(_start_lines(start), display))


def _start_lines(start: Start | None) -> list[str]:
    """What a person can start from, and what to learn."""
    if start is None:
        return ["Skills not reported: O*NET has not rated the skills of this work."]
    have = _names(start.have) or "none of the skills you chose is important here"
    learn = _names(start.learn) or "nothing important"
    return [
        f"You can start from: {have}.",
        f"To learn, unless you know it already: {learn}.",
    ]


def _names(skills: Sequence[str]) -> str:
    return ", ".join(SKILL_NAMES[skill] for skill in skills[:_NAMED])

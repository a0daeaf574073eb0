"""What a person can do after a result: two or three commands made for it."""

from __future__ import annotations

from collections.abc import Sequence

from careerfit_cli.filters import EDUCATION_WORDS
from careerfit_cli.matching.tiers import Result
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.preparation import EDUCATION

MOST = 3
"""How many steps are shown."""

_SHORT = ("flash", "quick")
_LONGER = "standard"


def quiz_option(profile_option: str) -> str:
    """What makes `careerfit quiz` save under the same name as the profile's option."""
    name = profile_option.removeprefix(" --profile ")
    is_name = (
        name != profile_option and name.replace("-", "").replace("_", "").isalnum()
    )
    return f" --name {name}" if is_name else ""


def is_open(entry: Entry, education: str) -> bool:
    """Whether a level of education is enough for what is typical to enter."""
    levels = list(EDUCATION)
    if entry.education not in levels:
        return True
    return levels.index(entry.education) <= levels.index(education)


def next_steps(
    result: Result, length: str, education: str, profile_option: str
) -> Sequence[tuple[str, str]]:
    """Steps with their commands: the reasons for the first, and what this person lacks.

    `length` is that of the quiz taken, or empty; `education` the person's own, or empty.
    """
    if not result.tiers:
        return ()
    families = result.tiers[0].families
    first = families[0].first.entry
    steps = [
        (f"Why {first.title} matches:", f"careerfit why {first.slug}{profile_option}")
    ]
    clear = {match.label for match in result.ranking.matches} & {"best", "great"}
    if not clear and length in _SHORT:
        option = quiz_option(profile_option)
        steps.append(
            (
                "For a clearer result, answer more questions (7 minutes):",
                f"careerfit quiz --length {_LONGER}{option}",
            )
        )
    if education and not all(
        is_open(match.entry, education) for match in result.tiers[0].matches
    ):
        word = EDUCATION_WORDS[EDUCATION.index(education)]
        steps.append(
            (
                "Only careers open with your education:",
                f"careerfit rank --education {word}{profile_option}",
            )
        )
    if len(families) > 1:
        other = families[1].first.entry
        steps.append(
            (
                "Compare your first two directions:",
                f"careerfit compare {first.slug} {other.slug}",
            )
        )
    steps.append(
        (
            "A report to print or share:",
            f"careerfit report --html report.html{profile_option}",
        )
    )
    return steps[:MOST]

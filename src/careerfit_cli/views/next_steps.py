"""Suggests two or three commands after a result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from careerfit_cli.filters import EDUCATION_WORDS
from careerfit_cli.matching.tiers import Result
from careerfit_cli.model.catalogue import Entry
from careerfit_cli.model.preparation import EDUCATION

MOST = 3
"""How many steps are shown."""


class ProfileOptions(NamedTuple):
    """Options in suggested commands: to read the same profile, and to save to it.

    Both begin with a space, or are empty: ` --profile sam` for `rank`, `why` and
    `report`, ` --name sam` for `quiz`.
    """

    read: str = ""
    save: str = ""


def is_open(entry: Entry, education: str) -> bool:
    """Whether a level of education meets the typical requirement."""
    if entry.education not in EDUCATION:
        return True
    return EDUCATION.index(entry.education) <= EDUCATION.index(education)


def next_steps(
    result: Result, length: str, education: str, options: ProfileOptions
) -> Sequence[tuple[str, str]]:
    """Steps with their commands: the reasons for the first career, and missing answers.

    `length` is that of the quiz taken, or empty; `education` the person's own, or
    empty.
    """
    if not result.tiers:
        return ()
    families = result.tiers[0].families
    first = families[0].first.entry
    steps = {
        f"All reasons for {first.title}:": f"careerfit why {first.slug}{options.read}"
    }
    labels = {match.label for match in result.ranking}
    if not labels & {"best", "great"} and length in ("flash", "quick"):
        text = "For a clearer result, answer more questions (7 minutes):"
        steps[text] = f"careerfit quiz --length standard{options.save}"
    entries = [match.entry for match in result.tiers[0].matches]
    if education and not all(is_open(entry, education) for entry in entries):
        word = EDUCATION_WORDS[EDUCATION.index(education)]
        text = "Only careers open with your education:"
        steps[text] = f"careerfit rank --education {word}{options.read}"
    if len(families) > 1:
        other = families[1].first.entry
        text = "Compare your first two directions:"
        steps[text] = f"careerfit compare {first.slug} {other.slug}"
    text = "A report to print or share:"
    steps[text] = f"careerfit report --html report.html{options.read}"
    return list(steps.items())[:MOST]


def steps_with_answers(result: Result, replay: str) -> Sequence[tuple[str, str]]:
    """Steps for a person with an answer string and no saved profile.

    `replay` is empty for a person known only by scores of another test.
    """
    options = ProfileOptions(read=f" --answers {replay}")
    steps = next_steps(result, "", "", options)
    return [step for step in steps if replay or "compare" in step[1].split()]

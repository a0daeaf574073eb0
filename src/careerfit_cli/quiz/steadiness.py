"""Careless answering: what can be told of it from the answers alone.

`docs/method.md`, "Careless answers", has the formulas and what they find.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from statistics import fmean

from careerfit_cli.model.profile import Item
from careerfit_cli.quiz.answers import Asked

UNSTEADY = 2
"""Steps between two answers to the same thing from which they are called unsteady."""

LEAST_REPEATS = 12
"""Fewest repeated questions that tell something: an answer has to be comparable."""

ENOUGH_AGREEMENT = 0.2
"""Agreement that is enough however many questions repeat."""

PERIODS = (1, 2, 3, 4, 5, 8)
"""Places after which a pattern of keys begins again: 1 is one key all the way down, 5
is 1 2 3 4 5, 8 is 1 2 3 4 5 4 3 2. Not 6: interests are asked in turns of six."""

LEAST_PATTERN = 0.75
"""Share of answers that follow a pattern from which they are called one.

Among 4365 simulated workers the highest is 0.55 (quick), 0.43 (standard), 0.39 (full).
"""

DIFFERENT = (
    "Many answers to questions about the same thing differ, about as often as answers "
    "picked by chance. If you were tired or in a hurry, take it again with more time."
)
PATTERN = (
    "Nearly all answers follow one pattern of keys, so they say little about you. "
    "If you were tired or in a hurry, take it again with more time."
)


def doubt(asked: Asked) -> str:
    """Why the answers as a whole look careless, in plain words; empty if they do not.

    Empty too where too few questions ask about the same thing to tell.
    """
    if _follows_a_pattern([answer for _, answer in asked]):
        return PATTERN
    own, repeats = agreement(asked)
    if repeats >= LEAST_REPEATS and own < least_agreement(repeats):
        return DIFFERENT
    return ""


def agreement(asked: Asked) -> tuple[float, int]:
    """How far answers on one dimension agree, and how many repeated questions tell it.

    1 when they are all the same, 0 at what chance would make of this person's own
    answers dealt out within each domain, and below 0 when they differ even more. Also
    1 when nothing can differ. In one domain it is epsilon squared (Kelley 1935).
    """
    domains: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for item, answer in asked:
        if answer is not None:
            own = item.dimension
            domains[own.domain][own.name].append(item.scored(answer))
    within, chance, repeats = 0.0, 0.0, 0
    for dimensions in domains.values():
        every = [answer for own in dimensions.values() for answer in own]
        repeated = len(every) - len(dimensions)
        if repeated:
            within += sum(map(_squares, dimensions.values()))
            chance += repeated * _squares(every) / (len(every) - 1)
            repeats += repeated
    return (1 - within / chance if chance else 1.0), repeats


def least_agreement(repeats: int) -> float:
    """The agreement below which answers are called careless.

    Simulated honest workers have 0.52 on average with a standard deviation of
    0.7 / sqrt(repeats); this is two of those below 0.45, with room for a few slips. From
    `ENOUGH_AGREEMENT` on nobody is doubted: answers picked by chance hardly reach it
    where many questions repeat, and people with mild leanings may stay near it.
    """
    return min(ENOUGH_AGREEMENT, 0.45 - 1.4 / math.sqrt(repeats))


def _squares(answers: Sequence[int]) -> float:
    mean = fmean(answers)
    return sum((answer - mean) ** 2 for answer in answers)


def _follows_a_pattern(answers: Sequence[int | None]) -> bool:
    for period in PERIODS:
        same = [
            one == other
            for one, other in zip(answers, answers[period:], strict=False)
            if one is not None and other is not None
        ]
        if len(same) >= LEAST_REPEATS and fmean(same) >= LEAST_PATTERN:
            return True
    return False


def contradictions(asked: Asked) -> list[tuple[str, str]]:
    """Statements that ask nearly the same, with answers at least `UNSTEADY` apart."""
    given: dict[str, tuple[Item, int]] = {
        item.id: (item, answer) for item, answer in asked if answer is not None
    }
    pairs = [
        (given[item.check], (item, answer))
        for item, answer in given.values()
        if item.check in given
    ]
    return [
        (first.statement, again.statement)
        for (first, one), (again, other) in pairs
        if abs(first.scored(one) - again.scored(other)) >= UNSTEADY
    ]

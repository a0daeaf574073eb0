"""Detects careless answers.

`docs/method.md`, "Careless answers", has the formulas and their accuracy.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from careerfit_cli.model.catalogue import Dimension
from careerfit_cli.model.profile import NEUTRAL, Item
from careerfit_cli.quiz.answers import Asked

CONTRADICTION = 2
"""Two answers to the same question disagree if they differ by this many steps or more."""

LEAST_REPEATS = 12
"""Fewest repeated questions that allow a judgment."""

ENOUGH_AGREEMENT = 0.2
"""Agreement that is always enough."""

PERIODS = (1, 2, 3, 4, 5, 8)
"""The lengths of key patterns to detect: 1 is one key all the way down, 5 is
1 2 3 4 5, 8 is 1 2 3 4 5 4 3 2. Not 6: interests are asked in turns of six."""

LEAST_PATTERN = 0.75
"""Answers follow a pattern if at least this share of them does."""

DISAGREE = (
    "Many answers to questions about the same thing disagree, about as often as random "
    "answers do. If you were tired or in a hurry, take the quiz again with more time."
)
PATTERN = (
    "Nearly all answers follow one pattern of keys, so they say little about you. "
    "If you were tired or in a hurry, take the quiz again with more time."
)


def careless_reason(asked: Asked) -> str:
    """Why the answers as a whole look careless; empty if they do not.

    Also empty where too few questions ask about the same thing. The pick list is ignored.
    """
    rated = [(item, answer) for item, answer in asked if not item.pick]
    if _follows_a_pattern([answer for _, answer in rated]):
        return PATTERN
    level, repeats = agreement(rated)
    if repeats >= LEAST_REPEATS and level < least_agreement(repeats):
        return DISAGREE
    return ""


def agreement(asked: Asked) -> tuple[float, int]:
    """How far answers on one dimension agree, and how many repeated questions show it.

    1 when they are all the same; 0 as expected if the person's answers were shuffled
    within each domain; below 0 if they differ even more. Also 1 if nothing can differ.
    In one domain it is epsilon squared (Kelley 1935). Acquiescence, the habit of
    agreeing with everything, is removed first.
    """
    domains: dict[str, dict[Dimension, list[float]]] = {}
    lean = acquiescence(asked)
    for item, answer in asked:
        if answer is not None and item.dimension:
            key = item.dimension.domain
            shift = lean.get(key, 0.0)
            scored = item.scored(answer) + (shift if item.reverse else -shift)
            dimensions = domains.setdefault(key, defaultdict(list))
            dimensions[item.dimension].append(scored)
    within, chance, repeats = 0.0, 0.0, 0
    for dimensions in domains.values():
        every = [answer for answers in dimensions.values() for answer in answers]
        repeated = len(every) - len(dimensions)
        if repeated:
            within += sum(map(_squares, dimensions.values()))
            chance += repeated * _squares(every) / (len(every) - 1)
            repeats += repeated
    return (1 - within / chance if chance else 1.0), repeats


def acquiescence(asked: Asked) -> Mapping[str, float]:
    """How far a person agrees with everything, in steps, by domain key.

    Over the dimensions that were asked both ways, the mean of forward and reversed
    answers before mirroring, minus the middle of the scale: the person's true level
    cancels out. Domains without reversed items are absent.
    """
    forward: dict[Dimension, list[int]] = defaultdict(list)
    reverse: dict[Dimension, list[int]] = defaultdict(list)
    for item, answer in asked:
        if answer is not None and item.dimension:
            (reverse if item.reverse else forward)[item.dimension].append(answer)
    leans: dict[str, list[float]] = defaultdict(list)
    for dimension in forward.keys() & reverse.keys():
        both = fmean(forward[dimension]) + fmean(reverse[dimension])
        leans[dimension.domain].append(both / 2 - 3)
    return {domain: fmean(values) for domain, values in leans.items()}


def least_agreement(repeats: int) -> float:
    """Answers are called careless below this agreement.

    Simulated honest workers have 0.5 on average with a standard deviation of 0.7 /
    sqrt(repeats); this is two of those below 0.45, with room for a few slips. From
    `ENOUGH_AGREEMENT` on nobody is flagged: random answers hardly reach it where many
    questions repeat, and people with mild preferences may stay near it.
    """
    return min(ENOUGH_AGREEMENT, 0.45 - 1.4 / math.sqrt(repeats))


def _squares(answers: Sequence[float]) -> float:
    mean = fmean(answers)
    return sum((answer - mean) ** 2 for answer in answers)


def _follows_a_pattern(answers: Sequence[int | None]) -> bool:
    """Whether keys repeat; the middle key is what undecided people press honestly."""
    for period in PERIODS:
        same = [
            one == other
            for one, other in zip(answers, answers[period:], strict=False)
            if one is not None and other is not None
            if not one == other == NEUTRAL
        ]
        if len(same) >= LEAST_REPEATS and fmean(same) >= LEAST_PATTERN:
            return True
    return False


def contradictions(asked: Asked) -> list[tuple[str, str]]:
    """Statements that ask nearly the same, with answers that disagree."""
    answered: dict[str, tuple[Item, int]] = {
        item.id: (item, answer) for item, answer in asked if answer is not None
    }
    return [
        (first.statement, again.statement)
        for again, other in answered.values()
        if again.check in answered
        for first, one in (answered[again.check],)
        if abs(first.scored(one) - again.scored(other)) >= CONTRADICTION
    ]

"""What the answers of many people add up to, all at once.

Everybody gets what `quiz.profile` gives one person: the same levels to the last bit, the
same unclear domains, the same verdict on carelessness.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import numpy.typing as npt

from careerfit_cli.model.catalogue import DIMENSIONS
from careerfit_cli.model.elements import INTERESTS, MATCHED
from careerfit_cli.model.profile import HIGHEST, LOWEST, Bank
from careerfit_cli.quiz.answers import items
from careerfit_cli.quiz.interests import FLAT_WITHIN
from careerfit_cli.quiz.scoring import LEAST_SPREAD, profile
from careerfit_cli.quiz.steadiness import (
    LEAST_PATTERN,
    LEAST_REPEATS,
    PERIODS,
    least_agreement,
)

Array = npt.NDArray[np.float64]
Marks = npt.NDArray[np.bool_]
Singles = npt.NDArray[np.float32]
Sheets = npt.NDArray[np.uint8]
"""Answers, a row a person and a column an item in the order asked; 0 is skipped."""

DOUBT = 1e-9
"""So close to a cut-off, rounding could decide: that person is read alone."""

_PARTS = [
    slice(end - len(domain.names), end)
    for domain, end in zip(
        MATCHED, accumulate(len(domain.names) for domain in MATCHED), strict=True
    )
]


@dataclass(frozen=True)
class Levels:
    """What answers add up to, a row a person.

    `levels`, `(people, 28)` by `DIMENSIONS`, are 0-100, NaN without answers. `unclear`,
    `(people, 3)` by `MATCHED`, marks domains without a signal. `steady` is false where
    the answers as a whole look careless.
    """

    levels: Array
    unclear: Marks
    steady: Marks


def levels_of(bank: Bank, length: str, answers: Sheets) -> Levels:
    """What the answers to one length of the quiz add up to."""
    asked = items(bank, length)
    marks = np.ascontiguousarray(answers.T)
    given, there = marks.astype(np.float32), (marks > 0).astype(np.float32)
    mirrored = np.array([item.reverse for item in asked])[:, None]
    scored = np.where(mirrored, LOWEST + HIGHEST - given, given) * there
    own = [DIMENSIONS.index(item.dimension) for item in asked]
    key = np.equal.outer(np.arange(len(DIMENSIONS)), own)
    counted = key & ~np.array([bool(item.check) for item in asked])
    count, total = _sum(counted, there), _sum(counted, scored)
    levels = np.full(count.shape, np.nan)
    mean = np.divide(total, count, out=levels, where=count > 0)
    unclear, doubted = _unclear(counted, given, count, mean)
    careless, unsure = _differ(key, there, scored)
    found = Levels(
        ((mean - LOWEST) / (HIGHEST - LOWEST) * 100).T,
        unclear.T,
        ~(careless | _patterned(marks)),
    )
    for person in np.flatnonzero(doubted.any(axis=0) | unsure).tolist():
        _read_alone(bank, length, answers[person], found, person)
    return found


def levels_of_interests(scores: Array) -> Levels:
    """What six interest scores of another test add up to, `(people, 6)` in RIASEC order.

    As `quiz.profile_of_interests` has it.
    """
    low = scores.min(axis=1, keepdims=True)
    high = scores.max(axis=1, keepdims=True)
    flat = (high - low < np.abs(high) / FLAT_WITHIN) | (high == low)
    levels = np.full((len(scores), len(DIMENSIONS)), np.nan)
    spread = np.where(high == low, 1, high - low)
    levels[:, : len(INTERESTS.names)] = (scores - low) / spread * 100
    unclear = np.ones((len(scores), len(MATCHED)), dtype=bool)
    unclear[:, [MATCHED.index(INTERESTS)]] = flat
    return Levels(levels, unclear, np.ones(len(scores), dtype=bool))


def _sum(key: Marks, values: Singles) -> Array:
    """Sums over items, `(key rows, people)`; whole numbers this small are exact."""
    return (key.astype(np.float32) @ values).astype(np.float64)


def _read_alone(
    bank: Bank, length: str, answers: Sheets, into: Levels, person: int
) -> None:
    own = profile(bank, length, [int(answer) or None for answer in answers])
    into.unclear[person] = [domain.key in own.unclear for domain in MATCHED]
    into.steady[person] = own.steady


def _unclear(
    counted: Marks, given: Singles, count: Array, mean: Array
) -> tuple[Marks, Marks]:
    """Domains without a signal, and those too close to the cut-off; `(3, people)`."""
    unclear = np.empty((len(_PARTS), given.shape[1]), dtype=bool)
    doubted = np.empty_like(unclear)
    here = np.array([counted[part].any(axis=0) for part in _PARTS])
    totals, squares = _sum(here, given), _sum(here, given**2)
    for row, part in enumerate(_PARTS):
        there, answers = count[part] > 0, count[part].sum(axis=0)
        answered = there.sum(axis=0)
        some = np.maximum(answered, 1)
        middle = np.where(there, mean[part], 0).sum(axis=0) / some
        away = np.where(there, mean[part] - middle, 0)
        between = (away**2).sum(axis=0) / some
        raw = answers * squares[row] - totals[row] ** 2
        spread = np.sqrt(np.minimum(between, raw / np.maximum(answers, 1) ** 2))
        least = LEAST_SPREAD / np.sqrt(np.maximum(answers, 1) / some)
        few = answered < (len(there) + 1) // 2
        unclear[row] = few | (spread < least)
        doubted[row] = ~few & (np.abs(spread - least) < DOUBT)
    return unclear, doubted


def _differ(key: Marks, there: Singles, scored: Singles) -> tuple[Marks, Marks]:
    """Whose answers on the same thing differ too much, and who is at the cut-off."""
    count, total = _sum(key, there), _sum(key, scored)
    square = _sum(key, scored**2)
    inside = square - total**2 / np.maximum(count, 1)
    within, chance, repeats = np.zeros((3, there.shape[1]))
    for part in _PARTS:
        answers = count[part].sum(axis=0)
        repeated = answers - (count[part] > 0).sum(axis=0)
        whole = answers * square[part].sum(axis=0) - total[part].sum(axis=0) ** 2
        within += np.where(repeated > 0, inside[part].sum(axis=0), 0)
        chance += repeated * whole / np.maximum(answers * (answers - 1), 1)
        repeats += repeated
    agreement = 1 - within / np.where(chance > 0, chance, 1)
    least = _least_agreements(len(there))[repeats.astype(int)]
    return agreement < least, np.abs(agreement - least) < DOUBT


def _least_agreements(most: int) -> Array:
    """The cut-off by number of repeated questions; no agreement is below too few."""
    return np.array(
        [
            least_agreement(repeats) if repeats >= LEAST_REPEATS else -np.inf
            for repeats in range(most + 1)
        ]
    )


def _patterned(given: Sheets) -> Marks:
    """Whose keys follow one of the patterns."""
    found = np.zeros(given.shape[1], dtype=bool)
    for period in PERIODS:
        one, other = given[:-period], given[period:]
        both = (one > 0) & (other > 0)
        comparable = both.sum(axis=0, dtype=np.uint16)
        same = (both & (one == other)).sum(axis=0, dtype=np.uint16)
        share = same / np.maximum(comparable, 1)
        found |= (comparable >= LEAST_REPEATS) & (share >= LEAST_PATTERN)
    return found

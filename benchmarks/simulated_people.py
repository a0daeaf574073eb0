"""Simulated people who answer the real questions; shared by the benchmarks.

A worker of an occupation has its profile, centered and scaled to a standard deviation of
1 step in each domain, plus normal deviations of the person. Each answer adds N(0, 1), is
rounded and kept to 1-5. From the list of areas a person picks up to seven of those that
appeal by more than 1 step, one at least, and marks as "not for me" up to seven of those
that appeal by less than -0.6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from careerfit_cli import quiz
from careerfit_cli.matching.vectors import COLUMNS, INTEREST_NORMS, OccupationVectors
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import INTERESTS
from careerfit_cli.model.profile import (
    DISLIKED,
    HIGHEST,
    LIKED,
    LOWEST,
    MOST_PICKS,
    NEUTRAL,
    Bank,
)
from careerfit_cli.storage import index, paths
from careerfit_cli.storage.bank import load_bank

Array = npt.NDArray[np.float64]
Sheets = npt.NDArray[np.uint8]

LIKES, DISLIKES = 1.0, -0.6
"""Appeal, in steps, from which an area is picked, or marked as not for me."""


@dataclass(frozen=True)
class Habits:
    """How a person uses the answer scale.

    `agreeing` is added to every answer on the scale; `squeeze` below 1 keeps answers
    near the middle; `extreme` uses the ends only; `random` is the share of rated
    questions answered at random.
    """

    agreeing: float = 0.0
    squeeze: float = 1.0
    extreme: bool = False
    random: float = 0.0


TYPICAL = Habits()


def shipped() -> tuple[Catalogue, Bank]:
    """The catalogue and the questions as shipped."""
    folder = paths.builtin_occupations()
    return index.open_index(folder, paths.cached_index(folder)).catalogue, load_bank()


def worker_profiles(occupations: OccupationVectors) -> Array:
    """Profiles of occupations with a standard deviation of 1 in each domain.

    `(occupations, dimensions)`, in steps from the middle of the scale.
    """
    profiles = np.array(occupations.units)
    for columns in COLUMNS.values():
        profiles[:, columns] *= len(columns) ** 0.5
    return profiles


def population_shift() -> Array:
    """How much more, in steps, people on average like one type than another."""
    shift = np.zeros(len(DIMENSIONS))
    norms = np.array(INTEREST_NORMS)
    shift[COLUMNS[INTERESTS.key]] = (norms - norms.mean()) / 25
    return shift


def answers(
    bank: Bank,
    length: str,
    appeal: Array,
    random: np.random.Generator,
    habits: Habits = TYPICAL,
) -> Sheets:
    """Answer sheets of people by their appeal, `(people, dimensions)`, in steps."""
    items = quiz.items(bank, length)
    column = [DIMENSIONS.index(item.dimension) for item in items if item.dimension]
    sign = np.array([-1 if item.reverse else 1 for item in items])
    felt = appeal[:, column] * sign + random.normal(0, 1, (len(appeal), len(items)))
    marks = 3 + habits.squeeze * felt + habits.agreeing
    if habits.extreme:
        marks = np.where(felt + habits.agreeing > 0, HIGHEST, LOWEST)
    sheets = np.rint(np.clip(marks, LOWEST, HIGHEST)).astype(np.uint8)
    careless = random.random(sheets.shape) < habits.random
    sheets[careless] = random.integers(LOWEST, HIGHEST + 1, int(careless.sum()))
    picks = np.array([item.pick for item in items])
    sheets[:, picks] = picked(felt[:, picks])
    return sheets


def picked(appeal: Array) -> Sheets:
    """What people pick from the list, `(people, areas)`."""
    order = np.argsort(np.argsort(-appeal, axis=1), axis=1)
    liked = (order < MOST_PICKS) & (appeal > LIKES) | (order == 0)
    disliked = (order >= appeal.shape[1] - MOST_PICKS) & (appeal < DISLIKES)
    marks = np.where(liked, LIKED, np.where(disliked, DISLIKED, NEUTRAL))
    return marks.astype(np.uint8)


def random_sheets(
    bank: Bank, length: str, count: int, random: np.random.Generator
) -> Sheets:
    """Sheets of people who do not read: any key, any seven areas liked and disliked."""
    items = quiz.items(bank, length)
    sheets = random.integers(LOWEST, HIGHEST + 1, (count, len(items))).astype(np.uint8)
    picks = np.array([item.pick for item in items])
    if picks.any():
        order = np.argsort(random.random((count, int(picks.sum()))), axis=1)
        marks = np.full(order.shape, NEUTRAL, dtype=np.uint8)
        marks[order < MOST_PICKS] = LIKED
        marks[order >= order.shape[1] - MOST_PICKS] = DISLIKED
        sheets[:, picks] = marks
    return sheets

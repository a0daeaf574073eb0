"""People and occupations made for tests of the fit."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np
from hypothesis import strategies as st

from careerfit_cli.matching.vectors import (
    INTEREST_NORMS,
    NORM_SHARE,
    OccupationVectors,
    unit,
)
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Profile

Levels = Sequence[float | None]

INTERESTS, AREAS, STYLES = (domain.key for domain in MATCHED)
PARTS = {INTERESTS: slice(0, 6), AREAS: slice(6, 47), STYLES: slice(47, 68)}
COUNT = len(DIMENSIONS)
NONE6: tuple[None, ...] = (None,) * 6
UPHILL = (10.0, 30.0, 40.0, 60.0, 80.0, 90.0)
HILLS = tuple(50.0 + 7 * (n * 5 % 11) - 3 * (n % 13) for n in range(41))
WAVE = tuple(50.0 + 7 * (n * 5 % 11) - 2 * n for n in range(21))
CLEAR = (*UPHILL, *HILLS, *WAVE)
"""Levels of somebody with a shape in every domain."""


def made(title: str, *scores: float | None) -> Entry:
    assert len(scores) == len(DIMENSIONS)
    return Entry(
        slug=title.lower().replace(" ", "-"),
        code="",
        title=title,
        holland="",
        job_zone=None,
        education="",
        median=None,
        median_unit="year",
        pay_area="",
        pay_period="",
        pay_group="",
        growth=None,
        outlook="",
        outlook_period="",
        outlook_group="",
        scores=scores,
        estimated=(),
    )


def person(levels: Levels, **unclear: str) -> Profile:
    own: dict[str, dict[str, float]] = {domain.key: {} for domain in MATCHED}
    for dimension, level in zip(DIMENSIONS, levels, strict=True):
        if level is not None:
            own[dimension.domain][dimension.name] = level
    return Profile(levels=own, unclear=unclear)


def answering(responses: Sequence[Sequence[int]], **unclear: str) -> Profile:
    """A person by the scored answers on each dimension."""
    levels = [25 * (fmean(own) - 1) if own else None for own in responses]
    given: dict[str, dict[str, tuple[int, ...]]] = {own.key: {} for own in MATCHED}
    for dimension, own in zip(DIMENSIONS, responses, strict=True):
        if own:
            given[dimension.domain][dimension.name] = tuple(own)
    return replace(person(levels, **unclear), responses=given)


def crowd(count: int = 9, seed: int = 7) -> list[Entry]:
    draw = random.Random(seed)
    return [
        made(f"Job {n}", *(float(draw.randint(0, 100)) for _ in DIMENSIONS))
        for n in range(count)
    ]


def like(entry: Entry, catalogue: Catalogue, sign: int = 1) -> Profile:
    """A person whose answers have the very shape of an occupation, or its opposite."""
    row = catalogue.entries.index(entry)
    units = OccupationVectors(catalogue).units[row]
    norms = np.array([INTEREST_NORMS]) * 1.0
    units = np.array(units)
    units[PARTS[INTERESTS]] += sign * NORM_SHARE * unit(norms)[0]
    return person([float(50 + sign * 40 * own) for own in units])


def _drawn(share: float, values: Sequence[float]) -> Callable[[int], tuple]:
    """Levels from a seed: so many values are too slow to draw one by one."""

    def draw(seed: int) -> tuple[float | None, ...]:
        rng = random.Random(seed)
        few = rng.choice((tuple(values), (0.0, 50.0, 100.0), (40.0, 60.0)))
        return tuple(
            None if rng.random() < share else float(rng.choice(few)) for _ in DIMENSIONS
        )

    return draw


seeds = st.integers(0, 2**32)
whole = st.integers(0, 100).map(float)
people = seeds.map(_drawn(0, range(101)))
rated = seeds.map(_drawn(0, range(101)))
partly = st.one_of(seeds.map(_drawn(0.3, range(101))), rated)


def catalogues(scores: st.SearchStrategy[tuple[float | None, ...]]):
    return st.lists(scores, min_size=1, max_size=6).map(
        lambda rows: Catalogue(
            tuple(made(f"Job {n}", *row) for n, row in enumerate(rows))
        )
    )


def _answers(seed: int) -> list[list[int]]:
    rng = random.Random(seed)
    most = rng.choice((1, 2, 4))
    return [
        [rng.randint(1, 5) for _ in range(rng.randint(0, most))] for _ in DIMENSIONS
    ]


respondents = seeds.map(_answers)

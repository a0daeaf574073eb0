"""People and occupations made for tests of the fit."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean

import numpy as np
from hypothesis import strategies as st

from careerfit_cli import fit
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue, Entry
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Profile

Levels = Sequence[float | None]

INTERESTS, VALUES, STYLES = (domain.key for domain in MATCHED)
PARTS = {INTERESTS: slice(0, 6), VALUES: slice(6, 12), STYLES: slice(12, 28)}
NONE6: tuple[None, ...] = (None,) * 6
UPHILL = (10.0, 30.0, 40.0, 60.0, 80.0, 90.0)
WAVE = tuple(50.0 + 7 * (n * 5 % 11) - 3 * n for n in range(16))


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
    )


def person(levels: Levels, **unclear: str) -> Profile:
    own: dict[str, dict[str, float]] = {domain.key: {} for domain in MATCHED}
    for dimension, level in zip(DIMENSIONS, levels, strict=True):
        if level is not None:
            own[dimension.domain][dimension.name] = level
    return Profile(levels=own, unclear=unclear)


def answering(responses: Sequence[Sequence[int]], **unclear: str) -> Profile:
    """A person by the scored answers on each of the 28 dimensions."""
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
    scores = np.array([one.scores for one in catalogue], dtype=float)
    leans = fit.compared(scores)[row]
    levels = [50 + sign * (own if n >= 12 else own - 50) for n, own in enumerate(leans)]
    return person([None if np.isnan(own) else float(own) for own in levels])


whole = st.integers(0, 100).map(float)
people = st.lists(whole, min_size=28, max_size=28)
rated = st.tuples(*[whole] * 28)
partly = st.tuples(*[st.one_of(st.none(), whole)] * 28)


def catalogues(scores: st.SearchStrategy[tuple[float | None, ...]]):
    return st.lists(scores, min_size=1, max_size=6).map(
        lambda rows: Catalogue(
            tuple(made(f"Job {n}", *row) for n, row in enumerate(rows))
        )
    )


answers = st.lists(st.integers(1, 5), max_size=4)
respondents = st.lists(answers, min_size=28, max_size=28)

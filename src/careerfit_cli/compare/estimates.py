"""Estimates ratings of a domain for occupations where O*NET published none.

Two estimators and their mean: the mean of the published values of primary related
occupations, and a ridge regression on the occupation's other ratings. The mean of both
recovered hidden domains best (docs/method.md, benchmarks/estimates.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from careerfit_cli.model.elements import (
    ESTIMATED,
    FORMER_WORK_STYLES,
    INTERESTS,
    KNOWLEDGE,
    WORK_ACTIVITIES,
    WORK_VALUES,
    Domain,
)
from careerfit_cli.model.frozen import frozen
from careerfit_cli.model.occupation import Estimate, Occupation

Array = npt.NDArray[np.float64]

INPUTS = (INTERESTS, FORMER_WORK_STYLES, WORK_VALUES, KNOWLEDGE, WORK_ACTIVITIES)
"""The domains the regression predicts from."""

PENALTY = 100.0
"""Ridge penalty on standardized inputs, chosen by held-out recovery."""

FEWEST = 100
"""The fewest occupations with published values for a regression."""

METHOD = "mean of related occupations and ridge regression"


def estimates(
    occupations: Sequence[Occupation],
) -> Mapping[str, Mapping[str, Estimate]]:
    """Estimates by code and domain key, for occupations that lack a domain.

    Only occupations with interest ratings get one. A domain published for fewer than
    `FEWEST` occupations is not estimated. Values are rounded to whole points, or to
    one decimal where the domain is shown as published.
    """
    inputs = np.hstack([scores(occupations, domain) for domain in INPUTS])
    related = neighbors(occupations)
    result: dict[str, dict[str, Estimate]] = {}
    for domain in ESTIMATED:
        published = scores(occupations, domain)
        is_rated = _is_rated(published)
        if is_rated.sum() < FEWEST:
            continue
        values = combined(inputs, published, related)
        for row, occupation in enumerate(occupations):
            if not is_rated[row] and INTERESTS.key in occupation.ratings:
                count = int(is_rated[related[row]].sum())
                result.setdefault(occupation.code, {})[domain.key] = Estimate(
                    METHOD, _basis(occupation, count), _rounded(domain, values[row])
                )
    return result


def scores(occupations: Sequence[Occupation], domain: Domain) -> Array:
    """Published scores, 0-100, shape (occupations, elements); NaN where not rated."""
    return np.array(
        [
            [occupation.ratings.get(domain.key, {}).get(name, np.nan)
             for name in domain.names]
            for occupation in occupations
        ]
    ).reshape(len(occupations), len(domain.names))  # fmt: skip


def neighbors(occupations: Sequence[Occupation]) -> list[list[int]]:
    """The row numbers of each occupation's primary related occupations."""
    rows = {occupation.code: row for row, occupation in enumerate(occupations)}
    return [
        [
            rows[related.code]
            for related in occupation.related
            if related.tier.startswith("Primary") and related.code in rows
        ]
        for occupation in occupations
    ]


def combined(
    inputs: Array, published: Array, related: Sequence[Sequence[int]]
) -> Array:
    """The mean of both estimators; only the regression without rated relatives.

    `inputs` has shape (occupations, inputs) and `published` (occupations, elements);
    the result has the shape of `published`, in its units.
    """
    regressed = ridge(inputs, published)
    means = related_means(published, related)
    return np.where(np.isnan(means), regressed, (regressed + means) / 2)


def related_means(published: Array, related: Sequence[Sequence[int]]) -> Array:
    """The mean published values of related occupations; NaN where none is rated."""
    is_rated = _is_rated(published)
    result = np.full(published.shape, np.nan)
    for row, others in enumerate(related):
        if rated := [other for other in others if is_rated[other]]:
            result[row] = published[rated].mean(axis=0)
    return result


def ridge(inputs: Array, published: Array, penalty: float = PENALTY) -> Array:
    """Predictions of a ridge regression fitted on the rows that are published.

    Inputs are standardized over those rows; a missing one counts as their mean.
    Coefficients are (Z'Z + penalty I)^-1 Z'(y - mean of y).
    """
    is_rated = _is_rated(published)
    mean = np.nanmean(inputs[is_rated], axis=0)
    spread = np.nanstd(inputs[is_rated], axis=0)
    standardized = np.nan_to_num((inputs - mean) / np.where(spread > 0, spread, 1))
    design, target = standardized[is_rated], published[is_rated]
    center = target.mean(axis=0)
    gram = design.T @ design + penalty * np.eye(design.shape[1])
    weights = np.linalg.solve(gram, design.T @ (target - center))
    predicted: Array = np.clip(standardized @ weights + center, 0, 100)
    return predicted


def _rounded(domain: Domain, values: Array) -> Mapping[str, float]:
    pairs: list[tuple[str, Any]] = list(zip(domain.names, values, strict=True))
    if not domain.as_published:
        return frozen({name: float(round(value)) for name, value in pairs})
    return frozen(
        {
            name: domain.score(round(domain.published(float(value)), 1))
            for name, value in pairs
        }
    )


def _is_rated(published: Array) -> npt.NDArray[np.bool_]:
    """Whether an occupation has every element of a domain."""
    rated: npt.NDArray[np.bool_] = np.all(~np.isnan(published), axis=1)
    return rated


def _basis(occupation: Occupation, count: int) -> str:
    """A description of an estimate's inputs; `count` is how many related occupations."""
    used = [
        domain.title.lower() for domain in INPUTS if domain.key in occupation.ratings
    ]
    return f"{count} related occupations; its {', '.join(used)}"

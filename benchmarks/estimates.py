"""How well hidden domains are recovered: which estimator `compare.estimates` should use.

Interest areas and work styles of fully rated occupations are hidden, a tenth of them at a
time, and estimated. A simulated worker is an occupation's published profile, standardized
over occupations, plus normal noise; the figure is how often the worker's own occupation,
with the estimates in place of its published values, is among the ten nearest.

    python benchmarks/estimates.py
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from careerfit_cli.compare import estimates
from careerfit_cli.model.elements import INTEREST_AREAS, INTERESTS, WORK_STYLES
from careerfit_cli.model.occupation import Occupation
from careerfit_cli.storage import pages, paths

Array = npt.NDArray[np.float64]

FOLDS, SPREADS, WORKERS = 10, (0.5, 1.3), 20
WEIGHTS = (0.25, 0.45, 0.30)
"""Interests, interest areas, work styles."""
PENALTIES = (10.0, 30.0, 100.0, 300.0, 1000.0)


def catalogue() -> list[Occupation]:
    """The built-in occupations."""
    folder = paths.builtin_occupations()
    found = [pages.find(folder, path.stem) for path in sorted(folder.glob("*.yaml"))]
    return [occupation for occupation in found if occupation]


def hidden(
    inputs: Array,
    published: Array,
    related: list[list[int]],
    folds: npt.NDArray[np.int64],
) -> dict[str, Array]:
    """Held-out estimates by estimator, each of the shape of `published`."""
    names = ["related", *(f"ridge {own:g}" for own in PENALTIES)]
    result = {name: published.copy() for name in names}
    for fold in range(FOLDS):
        rows = folds == fold
        rest = published.copy()
        rest[rows] = np.nan
        result["related"][rows] = estimates.related_means(rest, related)[rows]
        for penalty in PENALTIES:
            predicted = estimates.ridge(inputs, rest, penalty)
            result[f"ridge {penalty:g}"][rows] = predicted[rows]
    for penalty in PENALTIES:
        ridge, means = result[f"ridge {penalty:g}"], result["related"]
        both = np.where(np.isnan(means), ridge, (ridge + means) / 2)
        result[f"both {penalty:g}"] = both
    result["related"] = np.where(
        np.isnan(result["related"]), np.nanmean(published, axis=0), result["related"]
    )
    return result


def unit(values: Array) -> Array:
    """Rows centered and of length 1, so that a dot product is Pearson's r."""
    centered = values - values.mean(axis=1, keepdims=True)
    length: Array = centered / np.linalg.norm(centered, axis=1, keepdims=True)
    return length


def recovery(
    real: list[Array], guesses: list[Array], spread: float, rows: Array
) -> float:
    """Share of workers whose own occupation, as guessed, is among the ten nearest."""
    rng = np.random.default_rng(1)
    hits = 0
    for _ in range(WORKERS):
        scores, own = np.zeros((len(rows), len(real[0]))), np.zeros(len(rows))
        for weight, profile, guess in zip(WEIGHTS, real, guesses, strict=True):
            noise = rng.normal(0, spread, profile.shape)
            person = unit((profile + noise)[rows])
            scores += weight * person @ unit(profile).T
            own += weight * (person * unit(guess)[rows]).sum(axis=1)
        scores[np.arange(len(rows)), rows] = -np.inf
        hits += int(((scores > own[:, None]).sum(axis=1) < 10).sum())
    return hits / (WORKERS * len(rows))


def main() -> None:
    """Print a table of estimators."""
    occupations = catalogue()
    inputs = np.hstack([estimates.scores(occupations, own) for own in estimates.INPUTS])
    related = estimates.neighbors(occupations)
    domains = [
        estimates.scores(occupations, own) for own in (INTEREST_AREAS, WORK_STYLES)
    ]
    rated = ~np.isnan(np.hstack([*domains, inputs])).any(axis=1)
    rows = np.flatnonzero(rated)
    folds = np.random.default_rng(0).integers(FOLDS, size=len(occupations))
    folds[~rated] = -1
    guesses = [hidden(inputs, own, related, folds) for own in domains]
    everyone = ~np.isnan(np.hstack(domains)).any(axis=1)
    place = np.cumsum(everyone) - 1
    types = estimates.scores(occupations, INTERESTS)[everyone]

    def standard(values: Array, of: Array) -> Array:
        return (values - of.mean(axis=0)) / of.std(axis=0)

    real = [own[everyone] for own in domains]
    profiles = [standard(types, types), *(standard(own, own) for own in real)]
    print(f"{len(rows)} occupations, {WORKERS} workers each")
    print(
        f"{'estimator':<12} areas r  styles r  error  error   top 10 at spread .5, 1.3"
    )
    for name in ("published", *guesses[0]):
        guess = [
            standard(
                domain[everyone] if name == "published" else own[name][everyone], base
            )
            for domain, own, base in zip(domains, guesses, real, strict=True)
        ]
        shapes = [
            float((unit(one) * unit(own)).sum(axis=1)[place[rows]].mean())
            for one, own in zip(guess, profiles[1:], strict=True)
        ]
        errors = [
            float(np.sqrt((((one - own) * base.std(axis=0))[place[rows]] ** 2).mean()))
            for one, own, base in zip(guess, profiles[1:], real, strict=True)
        ]
        tops = [
            recovery(profiles, [profiles[0], *guess], spread, place[rows])
            for spread in SPREADS
        ]
        figures = "  ".join(f"{own:6.3f}" for own in (*shapes, *errors, *tops))
        print(f"{name:<12} {figures}")


if __name__ == "__main__":
    main()

"""The judge of `careerfit skills`: do a person's skills lead to work that uses them.

Run: `python benchmarks/skills.py [--seeds N]`. One simulated person for each occupation
with ratings picks 8 of the 68 skills and fields of knowledge. The appeal of each is its
importance in the person's occupation, less a part of its mean over all occupations
("common": none, people name what they use most; "half"; "special": all, people name what
is unusual), in standard deviations, plus N(0, spread). Then 2 of the 8 are forgotten and 2
others named by mistake. Seeds are fixed. Each formula is held to two judges:

own      percentile of the person's own occupation among all, and how often it is in the
         first ten; 50 and 1.1 % by chance
related  with clean picks, how many of the first ten others O*NET calls primary related

The formulas other than ours are plain ones, and those that lost.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from careerfit_cli.matching.skills import by_id, weights
from careerfit_cli.model.skills import SKILL_DOMAINS, SKILL_NAMES
from careerfit_cli.storage import pages, paths
from careerfit_cli.ui.loading import open_index

Array = npt.NDArray[np.float64]

PICKED, FORGOTTEN, MISTAKEN, TOP = 8, 2, 2, 10
PEOPLE = {"common": 0.0, "half": 0.5, "special": 1.0}
SPREADS = (0.5, 1.0, 1.5)


def main() -> None:
    """Print a row for each formula."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--seeds", type=int, default=3)
    seeds = parser.parse_args().seeds
    ratings, ours, related = _loaded()
    print(f"{len(ratings)} occupations; percentile of own / share in the first ten")
    groups = [(kind, spread) for kind in PEOPLE for spread in SPREADS]
    print(
        " " * 32, *(f"{kind} {spread}".rjust(13) for kind, spread in groups), "related"
    )
    answers = {
        group: [_picks(ratings, *group, seed) for seed in range(seeds)]
        for group in groups
    }
    for name, weight in _formulas(ratings, ours).items():
        cells = []
        for group in groups:
            ranks = np.array([_ranks(picks @ weight.T) for picks in answers[group]])
            percentile = 100 * (1 - np.mean(ranks) / (len(ratings) - 1))
            cells.append(f"{percentile:.1f} / {np.mean(ranks < TOP):.1%}".rjust(13))
        near = [
            _related(_clean(ratings, part) @ weight.T, related)
            for part in PEOPLE.values()
        ]
        print(name.ljust(32), *cells, " / ".join(f"{own:.3f}" for own in near))


def _loaded() -> tuple[Array, Array, list[frozenset[int]]]:
    """Ratings, our weights, and the rows O*NET calls primary related, by occupation."""
    index, folder = open_index(), paths.builtin_occupations()
    by_domain = {domain.key: index.ratings(domain) for domain in SKILL_DOMAINS}
    found = {
        entry: by_id(
            {key: slugs.get(entry.slug, {}) for key, slugs in by_domain.items()}
        )
        for entry in index.catalogue
    }
    rated = {entry: own for entry, own in found.items() if len(own) == len(SKILL_NAMES)}
    ratings = np.array(
        [[own[skill] for skill in SKILL_NAMES] for own in rated.values()]
    )
    means = dict(zip(SKILL_NAMES, ratings.mean(0).tolist(), strict=True))
    ours = [[*map(weights(own, means).get, SKILL_NAMES)] for own in rated.values()]
    row = {entry.code: number for number, entry in enumerate(rated)}
    related = []
    for entry in rated:
        occupation = pages.find(folder, entry.slug)
        near = occupation.related if occupation else ()
        primary = (own.code for own in near if own.tier.startswith("Primary"))
        related.append(frozenset(row[code] for code in primary if code in row))
    return ratings, np.array(ours, dtype=float), related


def _formulas(x: Array, ours: Array) -> Mapping[str, Array]:
    """The weight of each element in each occupation; a figure is their sum over picks."""
    mean = x.mean(0)
    z = (x - mean) / x.std(0)
    return {
        "ours: above 3/4 of mean, length 1": ours,
        "the same, above all of the mean": _length_1(_above_own(x - mean)),
        "the same, standard deviations": _length_1(_above_own(z)),
        "the same, negative ones too": _length_1(_centered(x - 0.75 * mean)),
        "the same, as share of their sum": _share(_above_own(x - 0.75 * mean)),
        "count among top ten": _first(x, TOP),
        "count among top ten, standardized": _first(z, TOP),
        "importance (dot product)": x,
        "share of importance of 50 or more": _share(np.where(x >= 50, x, 0)),
        "mean of standard deviations": z,
    }


def _centered(x: Array) -> Array:
    return x - x.mean(1, keepdims=True)


def _above_own(x: Array) -> Array:
    return np.maximum(_centered(x), 0)


def _length_1(x: Array) -> Array:
    return x / np.linalg.norm(x, axis=1, keepdims=True)


def _share(x: Array) -> Array:
    return x / np.maximum(x.sum(1, keepdims=True), 1)


def _first(appeal: Array, count: int) -> Array:
    """1 for the highest of each row, 0 for the others."""
    chosen = np.zeros_like(appeal)
    order = np.argsort(-appeal, axis=1, kind="stable")[:, :count]
    np.put_along_axis(chosen, order, 1, axis=1)
    return chosen


def _appeal(x: Array, part: float) -> Array:
    appeal = x - part * x.mean(0)
    return appeal / appeal.std(1, keepdims=True)


def _clean(x: Array, part: float) -> Array:
    return _first(_appeal(x, part), PICKED)


def _picks(x: Array, kind: str, spread: float, seed: int) -> Array:
    """What people pick, 1 or 0, with noise, forgotten and mistaken ones."""
    rng = np.random.default_rng(seed)
    appeal = _appeal(x, PEOPLE[kind]) + rng.normal(0, spread, x.shape)
    picks = _first(appeal, PICKED)
    for row in picks:
        chosen, others = np.flatnonzero(row), np.flatnonzero(row == 0)
        row[rng.choice(chosen, FORGOTTEN, replace=False)] = 0
        row[rng.choice(others, MISTAKEN, replace=False)] = 1
    return picks


def _ranks(figures: Array) -> Array:
    """How many occupations are before each person's own; ties count half."""
    own = np.diag(figures)[:, None]
    before = (figures > own + 1e-9).sum(1)
    tied = (np.abs(figures - own) <= 1e-9).sum(1) - 1
    ranks: Array = before + tied / 2
    return ranks


def _related(figures: Array, related: list[frozenset[int]]) -> float:
    others = figures.copy()
    np.fill_diagonal(others, -np.inf)
    nearest = np.argsort(-others, axis=1, kind="stable")[:, :TOP]
    shares = [
        np.mean([column in near for column in row])
        for row, near in zip(nearest.tolist(), related, strict=True)
        if near
    ]
    return float(np.mean(shares))


if __name__ == "__main__":
    main()

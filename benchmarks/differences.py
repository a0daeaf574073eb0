"""Which order of differences shows the same ten when occupations are rated again.

Run: python benchmarks/differences.py

Two ratings of the same pair differ by the noise of raters (compare.norms.NOISE). For 600
random and 600 closely related pairs, all scores get that noise twice, and the ten largest
differences of 10 points or more are drawn up by each order: how many are the same, how wide
they are, and how far their domains are from the share of elements each domain has (0-1).
"""

from __future__ import annotations

import numpy as np

from careerfit_cli.compare.norms import NOISE
from careerfit_cli.model.elements import DOMAINS
from careerfit_cli.storage import occupations, paths
from careerfit_cli.ui.loading import all_ratings, open_index

PAIRS, SHOWN, LEAST = 600, 10, 10
KEYS = [domain.key for domain in DOMAINS for _ in domain.names]


def scores(slugs: list[str]) -> np.ndarray:
    """All ratings, a row an occupation; NaN is not rated."""
    ratings = all_ratings(open_index())
    return np.array(
        [
            [
                ratings[domain.key][slug].get(name, np.nan)
                for domain in DOMAINS
                for name in domain.names
            ]
            for slug in slugs
        ]
    )


def orders(spread: np.ndarray, noise: np.ndarray) -> dict[str, np.ndarray]:
    """What a gap is multiplied by, by element, in each order."""
    reliability = np.clip(1 - noise**2 / spread**2, 0, 1)
    return {
        "points": np.ones_like(spread),
        "points / spread": 1 / spread,
        "points / spread x sqrt(reliability)": np.sqrt(reliability) / spread,
    }


def related(slugs: list[str], rated: set[int]) -> list[tuple[int, int]]:
    """Each occupation with the two O*NET calls closest to it."""
    places_of = {}
    found = []
    for place, slug in enumerate(slugs):
        own = occupations.load(paths.builtin_occupations() / f"{slug}.yaml")
        places_of[own.code] = place
        found += [(place, one.code) for one in own.related[:2]]
    pairs = [(one, places_of.get(code, -1)) for one, code in found]
    return [pair for pair in pairs if set(pair) <= rated]


def top(first: np.ndarray, second: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """The elements shown first for a pair."""
    gap = np.abs(first - second)
    return np.argsort(-np.where(gap >= LEAST, gap * weight, 0), kind="stable")[:SHOWN]


def main() -> None:
    """Print a line for each kind of pair and order."""
    draw = np.random.default_rng(1)
    slugs = [entry.slug for entry in open_index().catalogue]
    table = scores(slugs)
    noise = np.array([NOISE[key] for key in KEYS])
    rated = [place for place, row in enumerate(table) if not np.isnan(row).any()]
    near = related(slugs, set(rated))
    kinds = {
        "random": [tuple(draw.choice(rated, 2, replace=False)) for _ in range(PAIRS)],
        "related": [near[at] for at in draw.choice(len(near), PAIRS, replace=False)],
    }
    share = {key: KEYS.count(key) / len(KEYS) for key in KEYS}
    for kind, pairs in kinds.items():
        for name, weight in orders(np.nanstd(table, axis=0), noise).items():
            same, gaps, shown = [], [], []
            for one, other in pairs:
                first, second = (
                    top(
                        np.clip(table[one] + draw.normal(0, noise), 0, 100),
                        np.clip(table[other] + draw.normal(0, noise), 0, 100),
                        weight,
                    )
                    for _ in range(2)
                )
                same.append(len(set(first) & set(second)))
                best = top(table[one], table[other], weight)
                gaps.append(np.abs(table[one] - table[other])[best].mean())
                shown += [KEYS[place] for place in best]
            off = sum(abs(shown.count(k) / len(shown) - share[k]) for k in share) / 2
            print(
                f"{kind:8} {name:36} same {np.mean(same):.1f} of {SHOWN}, "
                f"{np.mean(gaps):.0f} points, domains off by {off:.2f}"
            )


if __name__ == "__main__":
    main()

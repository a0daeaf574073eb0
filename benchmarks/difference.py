"""How much do two takings differ when nothing has changed? Simulated people answer twice.

The people are the workers of `simulation.py`, through the real keys and the real `fit`.
Printed are the share of dimensions called a real change although the levels are the same
(in all, and the least and most over domains and seeds), how often four or more of 28 are,
how like the two profiles are, and what becomes of the first ten; then how often a change
of one level by so many steps is found. It is synthetic, like the workers.
Run: `python benchmarks/difference.py [LENGTH ...]`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from simulation import SEEDS, TOP, answered, people, shipped, workers

from careerfit_cli.fit import difference
from careerfit_cli.model.catalogue import DIMENSIONS, Catalogue
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.model.profile import Bank, Profile

EVERY = 29
"""Of so many people one has the rankings compared, which takes long."""

UNLIKELY = 0.05
STEPS = (1, 2, 3)
COLUMNS = {
    domain.key: [n for n, own in enumerate(DIMENSIONS) if own.domain == domain.key]
    for domain in MATCHED
}


def twice(
    bank: Bank, length: str, latent: np.ndarray, seed: int, steps: float = 0
) -> tuple[list[Profile], list[Profile], np.ndarray]:
    """Everybody's answers, those after one level of each moved, and which one it was.

    The level moves towards the middle of the scale, where there is room for it.
    """
    random = np.random.default_rng(seed)
    levels = people(latent, random)
    moved = random.integers(0, len(DIMENSIONS), len(levels))
    after, rows = levels.copy(), np.arange(len(levels))
    own = levels[rows, moved]
    after[rows, moved] = own + np.where(own > 3, -steps, steps)
    before = list(answered(bank, length, levels, random))
    return before, list(answered(bank, length, after, random)), moved


Levels = list[tuple[difference.Difference, ...]]


def compared(before: Sequence[Profile], after: Sequence[Profile]) -> Levels:
    """The 28 differences of each person."""
    return [difference.differences(*pair) for pair in zip(before, after, strict=True)]


def called_real(levels: Levels) -> np.ndarray:
    """Which dimensions are called a real change, `(people, 28)`."""
    return np.array([[own.real for own in each] for each in levels])


def unchanged(
    bank: Bank, length: str, latent: np.ndarray, catalogue: Catalogue
) -> None:
    """Print what differs between two takings of the same people."""
    by_seed, together, large, found = [], [], [], []
    for seed in SEEDS:
        before, after, _ = twice(bank, length, latent, seed)
        levels = compared(before, after)
        by_seed.append(called_real(levels))
        large += [bool(difference.too_large(own)) for own in levels]
        together += [difference.together(own) < UNLIKELY for own in levels]
        pairs = list(zip(before, after, strict=True))[seed::EVERY]
        found += [difference.diff(*pair, catalogue, TOP, anyway=True) for pair in pairs]
    every = np.concatenate(by_seed)
    domains = [100 * every[:, own].mean() for own in COLUMNS.values()]
    seeds = [100 * own.mean() for own in by_seed]
    print(
        f"{length}: called real {100 * every.mean():.1f} % "
        f"(domains {min(domains):.1f}-{max(domains):.1f}, "
        f"seeds {min(seeds):.1f}-{max(seeds):.1f}), "
        f"none of 28 {100 * (every.sum(axis=1) == 0).mean():.0f} %, "
        f"four or more {100 * (every.sum(axis=1) > 3).mean():.1f} %"
    )
    print(
        f"  called different taken together: {100 * np.mean(together):.1f} %; one or more "
        f"called too large for chance: {100 * np.mean(large):.1f} %"
    )
    for n, domain in enumerate(MATCHED):
        r = [own.likenesses[n].r for own in found]
        kept = np.array([each for each in r if each is not None])
        low, middle = np.percentile(kept, [5, 50])
        print(
            f"  {domain.title}: r {middle:.2f} at the median, 5th percentile {low:.2f}"
        )
    rankings(found)


def rankings(found: Sequence[difference.Diff]) -> None:
    """Print what becomes of the first ten."""
    compared = [own for own in found if not own.held_back]
    stayed = [sum(not m.came and not m.left for m in own.moves) for own in compared]
    real = [bool(move.real) for own in compared for move in own.moves]
    print(
        f"  of the first {TOP}, {np.mean(stayed):.1f} stay ({len(compared)} people); "
        f"moves called real {100 * np.mean(real):.1f} %"
    )


def changed(bank: Bank, length: str, latent: np.ndarray) -> None:
    """Print how often a level that did move is found."""
    for steps in STEPS:
        hits = []
        for seed in SEEDS:
            own = latent[seed % 3 :: 3]
            before, after, moved = twice(bank, length, own, seed, steps)
            real = called_real(compared(before, after))
            hits.append(100 * real[np.arange(len(moved)), moved].mean())
        print(
            f"  a level moved by {steps} of 4 steps is called real: "
            f"{np.mean(hits):.0f} % ({min(hits):.0f}-{max(hits):.0f})"
        )


def main(lengths: list[str]) -> None:
    """Print the figures for the lengths named."""
    catalogue, bank = shipped()
    _, latent = workers(catalogue)
    for length in lengths:
        unchanged(bank, length, latent, catalogue)
        changed(bank, length, latent)


if __name__ == "__main__":
    main(sys.argv[1:] or ["quick", "standard", "full"])

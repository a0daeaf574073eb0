"""Do the tags hold? Simulated workers answer twice, through the real code.

The workers are those of `simulation.py`, every third of them per seed to keep it to
minutes; all of them for the quick quiz, where few entries are firm. Each answers, and
answers again with the same levels and new noise; the figure is how often the first three
of the first ranking are in the top 10 of the second, by tag. It is synthetic, like the
workers. Run: `python benchmarks/stability.py [LENGTH ...]`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from simulation import SEEDS, TOP, answered, people, shipped, workers

from careerfit_cli import fit
from careerfit_cli.fit import CUT_OFFS, Fit, Stability
from careerfit_cli.model.catalogue import Catalogue
from careerfit_cli.model.profile import Bank

EVERY = {"quick": 1, "standard": 3, "full": 3}
FIRST = 3

Pair = tuple[int, Stability, Fit]
"""A seed, the tag and ranges of a first answer, and the fit after the second."""


def pairs(
    catalogue: Catalogue, bank: Bank, length: str, latent: np.ndarray, seed: int
) -> Iterator[Pair]:
    """What the second answers make of the first three of the first."""
    random = np.random.default_rng(seed)
    every = EVERY[length]
    levels = people(latent[seed % every :: every], random)
    before = list(answered(bank, length, levels, random))
    after = answered(bank, length, levels, random)
    for one, again in zip(before, after, strict=True):
        slugs = [own.entry.slug for own in fit.rank(one, catalogue, FIRST).fits]
        for slug, own in fit.stability(one, catalogue, slugs).items():
            second = fit.fit_of(again, catalogue, slug)
            if second is not None:
                yield seed, own, second


def line(length: str, tag: str, own: Sequence[Pair], of: int) -> str:
    """One row of the table: how many, and how the second answers fall."""
    by_seed: Mapping[int, list[bool]] = defaultdict(list)
    for seed, _, second in own:
        by_seed[seed].append(second.rank <= TOP)
    kept = [100 * statistics.fmean(hits) for hits in by_seed.values()]
    every = 100 * statistics.fmean(second.rank <= TOP for _, _, second in own)
    rank = statistics.fmean(
        first.low_rank <= second.rank <= first.high_rank for _, first, second in own
    )
    score = statistics.fmean(
        first.low_score <= second.score <= first.high_score for _, first, second in own
    )
    return (
        f"{length:<10} {tag:<8} {len(own):>5} {len(own) / of:>6.1%}   {every:>5.1f} % "
        f"({min(kept):.1f}-{max(kept):.1f}){'':<4}{rank:>6.1%} {score:>6.1%}"
    )


def main(lengths: list[str]) -> None:
    """Print the table for the lengths named."""
    catalogue, bank = shipped()
    _, latent = workers(catalogue)
    print(
        f"length     tag      count  share   second top {TOP} (seeds)"
        "   rank in range, score in range"
    )
    for length in lengths:
        start = time.perf_counter()
        found = [
            pair
            for seed in SEEDS
            for pair in pairs(catalogue, bank, length, latent, seed)
        ]
        for tag in (*(tag for _, tag in CUT_OFFS), "all"):
            own = [pair for pair in found if tag in (pair[1].tag, "all")]
            if own:
                print(line(length, tag, own, len(found)), flush=True)
        print(f"{'':<10} {time.perf_counter() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or ["quick", "standard", "full"])

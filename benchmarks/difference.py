"""How much two answer sheets of a simulated person differ when nothing has changed.

Printed are the share of levels called a real change although nothing changed, how often
the levels taken together are, and how many of the first ten careers stay. It is synthetic.

    python benchmarks/difference.py [LENGTH ...]
"""

from __future__ import annotations

import sys
from statistics import fmean

import numpy as np
from simulated_people import answers, shipped, worker_profiles

from careerfit_cli import quiz
from careerfit_cli.matching import OccupationVectors
from careerfit_cli.matching.difference import diff

EVERY, SPREAD, SEED, UNLIKELY = 6, 1.0, 9, 0.05


def main(lengths: list[str]) -> None:
    """Print a row for each length."""
    catalogue, bank = shipped()
    profiles = worker_profiles(OccupationVectors(catalogue))[::EVERY]
    print("length     levels called changed   together   of the first ten, stay")
    for length in lengths:
        random = np.random.default_rng(SEED)
        appeal = profiles + random.normal(0, SPREAD, profiles.shape)
        sheets = [answers(bank, length, appeal, random).tolist() for _ in range(2)]
        levels, together, stay = [], [], []
        for first, second in zip(*sheets, strict=True):
            one, other = (quiz.profile(bank, length, own) for own in (first, second))
            found = diff(one, other, catalogue, allow_careless=True)
            levels += [own.real for own in found.differences]
            together.append(found.together < UNLIKELY)
            stay.append(sum(not own.came and not own.left for own in found.moves))
        print(
            f"{length:<10} {fmean(levels):>12.1%} {fmean(together):>20.1%}"
            f"{fmean(stay):>14.1f}"
        )


if __name__ == "__main__":
    main(sys.argv[1:] or list(quiz.LENGTHS))

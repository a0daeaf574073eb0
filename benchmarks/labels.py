"""Thresholds of the labels: which scores random answer sheets reach.

For every combination of domains that can count, random sheets of each length are scored
against all occupations; the thresholds are those promised in `matching.labels`. Prints
the table that the module holds.

    python benchmarks/labels.py
"""

from __future__ import annotations

import math
from itertools import product

import numpy as np
from simulated_people import random_sheets, shipped

from careerfit_cli.matching.vectors import OccupationVectors, in_tenths
from careerfit_cli.model.elements import MATCHED
from careerfit_cli.quiz.batch import levels_of

SHEETS, SEED = 6000, 7
BEST, GREAT = 95, 85
"""Percent of random sheets whose highest score stays below each label."""
GOOD, FAIR = 99, 90
"""Percent of random pairs of a sheet and an occupation below each label."""


def main() -> None:
    """Print the thresholds of every combination of domains."""
    catalogue, bank = shipped()
    occupations = OccupationVectors(catalogue)
    random = np.random.default_rng(SEED)
    levels = {
        length: levels_of(
            bank, length, random_sheets(bank, length, SHEETS, random)
        ).levels
        for length in bank.lengths
    }
    for combination in product((True, False), repeat=len(MATCHED)):
        if not any(combination):
            continue
        rows = []
        for length, values in levels.items():
            clear = np.broadcast_to(
                np.array(combination), (len(values), len(combination))
            )
            people = occupations.people(values, clear)
            same = (people.counted == np.array(combination)).all(axis=1)
            if same.mean() < 0.5:
                continue
            scores = occupations.scores(people)[same]
            top = scores.max(axis=1)
            limits = [
                *np.percentile(top, [BEST, GREAT]),
                *np.percentile(scores, [GOOD, FAIR]),
            ]
            rows.append(limits)
            print(f"# {length:<9} {combination} {np.round(limits, 1).tolist()}")
        best, great, good, fair = (
            math.ceil(10 * float(limit)) / 10 for limit in np.max(rows, axis=0)
        )
        # "Better than great" must be possible to tell on screen, in tenths.
        best = float(in_tenths(np.array(max(best, great + 0.1))))
        print(f"        {combination}: Thresholds({best}, {great}, {good}, {fair}),")


if __name__ == "__main__":
    main()
